import * as core from '@actions/core';
import { escapeText } from '../report/escape.ts';
import { ENDED_EARLY, EXIT, exitCodeOfError, exitIsErrorUntilDone } from '../settings/exit-code.ts';
import { failureText } from './failure-text.ts';
import { runAction } from './run-action.ts';

/** Whether the verdict is known, and in the log. */
const progress = { isJudged: false };

/**
 * Entry point of dist/action.js. Whatever is thrown, of whatever type, fails the job: a gate that could not run did not
 * pass.
 */
function fail(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  // One problem of a configuration a line.
  const lines = message.split('\n').map((line) => escapeText(line));
  const { isJudged } = progress;
  core.setFailed(
    `${failureText(isJudged)}, so the job fails: ${lines.join('\n')}${isJudged ? '; the log has the verdict' : ''}`,
  );
  if (error instanceof Error && error.stack) core.debug(error.stack);
  process.exitCode = exitCodeOfError(error);
}

/** Where the runner is gone or its disk full, what is written is lost, the annotations too: then only the exit code can fail the job. */
for (const stream of [process.stdout, process.stderr])
  stream.on('error', () => {
    process.exitCode = EXIT.internal;
  });
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
const done = exitIsErrorUntilDone(() => core.error(`${failureText(false)}, so the job fails: ${ENDED_EARLY}`));
try {
  const code = await runAction(progress);
  // What failed meanwhile, outside of the run, has failed the job.
  process.exitCode ||= code;
} catch (error) {
  fail(error);
} finally {
  done();
}
