import type { WriteStream } from 'node:tty';
import type { Verdict } from '../model/result.ts';
import { renderExplanation } from '../report/explanation.ts';
import { renderTerminal } from '../report/terminal.ts';
import { run, STANDARD_OUTPUT } from '../run.ts';
import { exitCodeOf } from '../settings/exit-code.ts';
import type { Settings } from '../settings/settings.ts';
import { progressLine } from './progress-line.ts';
import { surroundings } from './surroundings.ts';

/**
 * `keysieve scan`: scans, prints, writes the report files. What is for people goes to standard error when a report is
 * printed.
 * @returns the exit code
 */
export async function runScan(settings: Settings, base: string = process.cwd()): Promise<number> {
  const progress = progressLine(settings);
  const { stdout, stderr } = process;
  const output = [settings.json, settings.sarif].includes(STANDARD_OUTPUT) ? stderr : stdout;
  const verdict = await run(settings, {
    ...surroundings(base, progress),
    onVerdict: (found) => {
      progress.clear();
      if (!settings.quiet) output.write(render(found, settings, output) + renderExplanation(found, settings.explain));
    },
    onStandardOutput: (text) => stdout.write(text),
  }).finally(progress.clear);
  return exitCodeOf(verdict);
}

function render(verdict: Verdict, settings: Settings, output: WriteStream): string {
  const colour =
    settings.color === 'auto' ? output.hasColors?.() === true && !process.env.NO_COLOR : settings.color === 'always';
  return renderTerminal(verdict, { styles: colour ? 'ansi' : 'plain', width: Math.max(40, output.columns || 100) });
}
