import { UsageError } from '../model/errors.ts';
import { VERSION } from '../model/version.ts';
import { escapeText } from '../report/escape.ts';
import { ENDED_EARLY, EXIT, exitCodeOfError, exitIsErrorUntilDone } from '../settings/exit-code.ts';
import { type Arguments, parseArguments } from './arguments.ts';
import { runBaseline } from './baseline-command.ts';
import { SIGNER_COMMAND } from './demo/demo.ts';
import { runSigner } from './demo/signer.ts';
import { runDemo } from './demo-command.ts';
import { helpText } from './help.ts';
import { importText } from './import-command.ts';
import { rulesText } from './rules-command.ts';
import { runScan } from './scan-command.ts';

/** The terminal front end. @returns the exit code */
async function main(argv: readonly string[]): Promise<number> {
  const args = parseArguments(argv);
  if (args.version) return print(`keysieve ${VERSION}\n`);
  if (args.help || args.command === 'help') return print(helpText());
  return dispatch(args);
}

async function dispatch(args: Arguments): Promise<number> {
  switch (args.command) {
    case 'scan':
      return runScan(args.settings());
    case 'baseline':
      return runBaseline(args);
    case 'import':
      return print(await importText(args.operands));
    case 'rules':
      args.settings(); // a bad option is a usage error here as well
      return print(await rulesText(args));
    case 'test-detector':
      // Loaded on demand: it loads all detectors.
      return (await import('./test-detector-command.ts')).runTestDetector(args.operands, args.settings());
    case 'demo':
      return runDemo(args);
    case SIGNER_COMMAND:
      runSigner();
      return EXIT.clean;
    case undefined:
      process.stderr.write(helpText());
      return EXIT.usage;
    default:
      throw new UsageError(
        `${args.command}: no such command; expected scan, baseline, import, rules, test-detector or demo. See keysieve --help`,
      );
  }
}

function print(text: string): number {
  // A pipe takes 64 KB at once; the stream buffers the rest and writes it when there is room.
  process.stdout.write(text);
  return EXIT.clean;
}

/** A usage error is one sentence; anything else is our own bug and keeps its stack. */
function complain(error: unknown): void {
  const text = error instanceof UsageError ? error.message : error instanceof Error ? `${error.stack}` : String(error);
  const lines = text
    .split('\n')
    .map((line) => escapeText(line))
    .join('\n');
  process.stderr.write(error instanceof UsageError ? `keysieve: ${lines}\n` : `keysieve: internal error\n${lines}\n`);
}

function fail(error: unknown): void {
  complain(error);
  process.exitCode = exitCodeOfError(error);
}

/** A reader that has seen enough (`| head`) is no error; a full disk is one, as for a report file. */
process.stdout.once('error', (error: NodeJS.ErrnoException) => {
  // Later writes fail as well; the failure is reported once.
  process.stdout.on('error', () => {});
  if (error.code !== 'EPIPE')
    fail(new UsageError(`cannot write to standard output: ${error.code}; send it where there is room`));
});
/**
 * When standard error cannot be written (`2>&1 | head`, a full disk), that cannot be reported either: the exit code
 * tells.
 */
process.stderr.on('error', () => {});
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
const done = exitIsErrorUntilDone(() => process.stderr.write(`keysieve: ${ENDED_EARLY}\n`));
try {
  const code = await main(process.argv.slice(2));
  // A failure outside of `main` in the meantime must not end as clean.
  process.exitCode ||= code;
} catch (error) {
  fail(error);
} finally {
  done();
}
