/** keysieve's command line over a dump, from the sources, and what its report says. */
import { execFile } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export interface ReportedPlace {
  readonly offset: number;
  readonly length: number;
  readonly region?: string;
  readonly form?: string;
}

export interface ReportedFinding extends ReportedPlace {
  readonly rule: string;
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
  const status = await new Promise<number>((resolve, reject) => {
    const args = [MAIN, 'scan', path, '--json', report, '--quiet'];
    const child = execFile(process.execPath, args, (_, stdout, stderr) => {
      const code = child.exitCode;
      // 0 is clean, 1 is what most dumps here are for. All else is a bug of keysieve.
      if (code === 0 || code === 1) resolve(code);
      else reject(new Error(`keysieve ended with ${code} on ${path}: ${stderr}${stdout}`));
    });
  });
  const seconds = (performance.now() - start) / 1000;
  const { verdict, findings, gaps } = JSON.parse(readFileSync(report, 'utf8'));
  if ((verdict === 'pass') !== (status === 0)) throw new Error(`verdict ${verdict} with exit code ${status}`);
  rmSync(report);
  return { findings, gaps, seconds };
}
