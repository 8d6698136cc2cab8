import type { Verdict } from '../model/result.ts';
import { renderExplanation } from '../report/explanation.ts';
import { renderTerminal } from '../report/terminal.ts';
import { run } from '../run.ts';
import { exitCodeOf } from '../settings/exit-code.ts';
import type { Settings } from '../settings/settings.ts';
import { progressLine } from './progress-line.ts';

/** `keysieve scan`: scans, prints, writes the report files. @returns the exit code */
export async function runScan(settings: Settings, base: string = process.cwd()): Promise<number> {
  const progress = progressLine(settings);
  const verdict = await run(settings, {
    base,
    syntax: 'arguments',
    standardInput: process.stdin,
    onProgress: progress.update,
    onVerdict: (found) => {
      progress.clear();
      if (!settings.quiet) process.stdout.write(render(found, settings) + renderExplanation(found, settings.explain));
    },
    environment: process.env,
    onSecret: () => {},
  }).finally(progress.clear);
  return exitCodeOf(verdict);
}

function render(verdict: Verdict, settings: Settings): string {
  const { stdout } = process;
  const colour =
    settings.color === 'auto' ? stdout.hasColors?.() === true && !process.env.NO_COLOR : settings.color === 'always';
  return renderTerminal(verdict, { styles: colour ? 'ansi' : 'plain', width: Math.max(40, stdout.columns || 100) });
}
