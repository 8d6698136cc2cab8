import { type TrialResult, tryPlugIn } from '../contract/try-plug-in.ts';
import { UsageError } from '../model/errors.ts';
import { countText } from '../report/count-text.ts';
import { escapeText } from '../report/escape.ts';
import { wrapText } from '../report/wrap-text.ts';
import { selectPlugIns } from '../run.ts';
import { EXIT } from '../settings/exit-code.ts';
import { limitsOf, type Settings } from '../settings/settings.ts';

const WIDTH = 100;
const INDENT = ' '.repeat(10);

/** `keysieve test-detector MODULE…`: runs the trials on the detectors of plug-ins. @returns the exit code */
export async function runTestDetector(modules: readonly string[], settings: Settings): Promise<number> {
  if (modules.length === 0)
    throw new UsageError('test-detector: expected a module with detectors, found none; give its file');
  let code: number = EXIT.clean;
  for (const plugIn of selectPlugIns(modules, process.cwd())) {
    for (const result of await tryPlugIn(plugIn, limitsOf(settings))) {
      process.stdout.write(resultText(result));
      if (result.trials.some(({ complaints }) => complaints.length > 0)) code = EXIT.failed;
    }
  }
  return code;
}

function resultText({ id, samples, lookAlikes, trials, msPerMib }: TrialResult): string {
  const failed = trials.filter(({ complaints }) => complaints.length > 0).length;
  const lines = trials.flatMap(({ title, complaints }) => [
    `  ${complaints.length === 0 ? 'ok    ' : 'FAILED'}  ${title}`,
    ...complaints.flatMap((complaint) =>
      wrapText(escapeText(complaint), WIDTH - INDENT.length).map((line) => INDENT + line),
    ),
  ]);
  const times = Object.entries(msPerMib).map(
    ([name, ms]) => `${INDENT}${ms.toFixed(1).padStart(8)} ms per MiB of ${name}`,
  );
  const verdict = failed === 0 ? 'passes all tests' : `fails ${countText(failed, 'test')}`;
  return [
    `${escapeText(id)}: ${countText(samples, 'example')}, ${countText(lookAlikes, 'look-alike')}`,
    ...lines,
    ...times,
    `${escapeText(id)} ${verdict}`,
    '',
  ].join('\n');
}
