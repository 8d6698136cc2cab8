import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChainChanges, NO_CHANGES, NO_WATCH_LIST, startEngine, type WatchList } from '../../src/engine/scan.ts';
import { type Exceptions, NO_EXCEPTIONS, type Verdict } from '../../src/model/result.ts';
import { VERSION } from '../../src/model/version.ts';
import { decide } from '../../src/policy/decide.ts';
import { limitsOf, parseSettings, policyOf } from '../../src/settings/settings.ts';

const settings = parseSettings('cli', () => undefined);

/** Scans files of the given names and contents, as the program would. */
export async function scanBytes(
  files: Readonly<Record<string, Uint8Array>>,
  options: {
    threads?: number;
    limits?: Partial<ReturnType<typeof limitsOf>>;
    watchList?: WatchList;
    changes?: Partial<ChainChanges>;
    exclude?: readonly string[];
    exceptions?: Exceptions;
    inlineAllows?: boolean;
  } = {},
): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), 'keysieve-test-'));
  try {
    const artifacts = Object.entries(files).map(([path, bytes], index) => {
      const file = join(folder, `${index}`);
      writeFileSync(file, bytes);
      return { path, file };
    });
    const engine = await startEngine({
      limits: { ...limitsOf(settings), ...options.limits },
      threads: options.threads ?? 0,
      changes: { ...NO_CHANGES, ...options.changes },
      ...{ digests: true, watchList: options.watchList ?? NO_WATCH_LIST, expects: 'little', explain: undefined },
      exclude: options.exclude ?? [],
    });
    const result = await engine.scan(artifacts, { gaps: [], leftOut: {} }).finally(() => engine.close());
    const policy = policyOf(
      { ...settings, inlineAllows: options.inlineAllows ?? false },
      options.exceptions ?? NO_EXCEPTIONS,
    );
    return decide(result, policy, { name: 'keysieve', version: VERSION });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
