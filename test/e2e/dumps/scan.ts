/** keysieve's command line over a dump, from the sources, and what its report says. */
import { execFile } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';

export interface ReportedPlace {
  readonly offset: number;
  readonly length: number;
  readonly region?: string;
  readonly form?: string;
}

export interface ReportedFinding extends ReportedPlace {
  readonly rule: string;
  /** The file that was given, or that was in the folder that was. */
  readonly artifact: string;
  readonly severity: 'critical' | 'high' | 'medium' | 'low';
  readonly confidence: 'proven' | 'high' | 'medium' | 'low';
  readonly facts: Readonly<Record<string, unknown>>;
  readonly places: readonly ReportedPlace[];
}

export interface Scanned {
  readonly findings: readonly ReportedFinding[];
  readonly gaps: readonly { readonly code: string; readonly message: string }[];
  readonly seconds: number;
}

const MAIN = join(import.meta.dirname, '../../../src/cli/main.ts');

export async function scan(path: string): Promise<Scanned> {
  const report = `${path}.json`;
  const start = performance.now();
  const { findings, gaps } = await reportOn(path, report);
  return { findings, gaps, seconds: (performance.now() - start) / 1000 };
}

/** Of each file of a folder, by its name: they share the time that the program takes to start. */
export async function scanEach(folder: string): Promise<ReadonlyMap<string, readonly ReportedFinding[]>> {
  const { findings } = await reportOn(folder, `${folder}.json`);
  const byName = new Map<string, ReportedFinding[]>();
  for (const finding of findings) {
    const name = basename(finding.artifact);
    byName.set(name, [...(byName.get(name) ?? []), finding]);
  }
  return byName;
}

async function reportOn(path: string, report: string): Promise<Omit<Scanned, 'seconds'>> {
  const status = await new Promise<number>((resolve, reject) => {
    const args = [MAIN, 'scan', path, '--json', report, '--quiet'];
    const child = execFile(process.execPath, args, (_, stdout, stderr) => {
      const code = child.exitCode;
      // 0 is clean, 1 is what most dumps here are for. All else is a bug of keysieve.
      if (code === 0 || code === 1) resolve(code);
      else reject(new Error(`keysieve ended with ${code} on ${path}: ${stderr}${stdout}`));
    });
  });
  const { verdict, findings, gaps } = JSON.parse(readFileSync(report, 'utf8'));
  if ((verdict === 'pass') !== (status === 0)) throw new Error(`verdict ${verdict} with exit code ${status}`);
  rmSync(report);
  return { findings, gaps };
}
