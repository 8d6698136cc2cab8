import { renderBaseline } from '../report/baseline.ts';
import { countText } from '../report/count-text.ts';
import { assertWritable, run, writeTextFile } from '../run.ts';
import { EXIT } from '../settings/exit-code.ts';
import type { Arguments } from './arguments.ts';
import { progressLine } from './progress-line.ts';
import { surroundings } from './surroundings.ts';

/**
 * `keysieve baseline`: scans, and writes the findings as a baseline.
 * @returns 0 whatever is found: it accepts findings
 */
export async function runBaseline({ settings, output }: Pick<Arguments, 'settings' | 'output'>): Promise<number> {
  const asked = settings();
  const base = process.cwd();
  if (output !== undefined) assertWritable(output, base);
  const progress = progressLine(asked);
  const verdict = await run(asked, surroundings(base, progress)).finally(progress.clear);
  const text = renderBaseline(verdict);
  if (output === undefined) process.stdout.write(text);
  else writeTextFile(output, text, base);
  const gaps = verdict.gaps.length;
  if (gaps > 0 && !asked.quiet)
    process.stderr.write(
      `keysieve: ${countText(gaps, 'place')} could not be scanned; secrets there are not in the baseline\n`,
    );
  return EXIT.clean;
}
