import * as core from '@actions/core';
import { escapeText } from '../report/escape.ts';
import { ENDED_EARLY, EXIT, exitCodeOfError, exitIsErrorUntilDone } from '../settings/exit-code.ts';
import { failureText } from './failure-text.ts';
import { runAction } from './run-action.ts';

/** Whether the verdict is known and in the log. */
const progress = { isJudged: false };

/** Entry point of dist/action.js. Any thrown value fails the job: a gate that could not run did not pass. */
function fail(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  // A faulty configuration has one problem per line.
  const lines = message.split('\n').map((line) => escapeText(line));
  const { isJudged } = progress;
  core.setFailed(
    `${failureText(isJudged)}, so the job fails: ${lines.join('\n')}${isJudged ? '; the log has the verdict' : ''}`,
  );
  if (error instanceof Error && error.stack) core.debug(error.stack);
  process.exitCode = exitCodeOfError(error);
}

/**
 * If the runner is gone or its disk is full, all output is lost, annotations included: then only the exit code can fail
 * the job.
 */
for (const stream of [process.stdout, process.stderr])
  stream.on('error', () => {
    process.exitCode = EXIT.internal;
  });
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
const done = exitIsErrorUntilDone(() => core.error(`${failureText(false)}, so the job fails: ${ENDED_EARLY}`));
try {
  const code = await runAction(progress);
  // An error outside of `runAction` in the meantime has already failed the job.
  process.exitCode ||= code;
} catch (error) {
  fail(error);
} finally {
  done();
}
