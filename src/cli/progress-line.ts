import type { Progress } from '../model/progress.ts';
import { escapeText } from '../report/escape.ts';

/** Short work shows no progress. */
const QUIET_FIRST_MS = 1000;
const INTERVAL_MS = 200;

/** One line on a terminal's standard error that shows how far a long scan has come. Silent in CI and in a pipe. */
export function progressLine(options: { quiet: boolean }): { update(progress: Progress): void; clear(): void } {
  const { stderr } = process;
  if (options.quiet || !stderr.isTTY || process.env.CI) return { update: () => {}, clear: () => {} };
  let nextMs = performance.now() + QUIET_FIRST_MS;
  let shown = false;
  return {
    update({ artifactsDone, artifacts, scannedBytes, path }) {
      if (performance.now() < nextMs) return;
      nextMs = performance.now() + INTERVAL_MS;
      shown = true;
      const line = `${artifactsDone}/${artifacts} files, ${(scannedBytes / 1e6).toFixed(0)} MB  ${escapeText(path)}`;
      stderr.write(`\r\x1b[K${line.slice(0, (stderr.columns || 80) - 1)}`);
    },
    clear() {
      if (shown) stderr.write('\r\x1b[K');
    },
  };
}
