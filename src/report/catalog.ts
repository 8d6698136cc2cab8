import { annotationsReporter } from './annotations.ts';
import { commentReporter } from './comment.ts';
import { jsonReporter } from './json.ts';
import { sarifReporter } from './sarif.ts';
import { summaryReporter } from './summary.ts';
import { terminalReporter } from './terminal.ts';

/** Every reporter, one line each. test/contract/reporters.test.ts says what each must do. */
export const reporters = [
  jsonReporter,
  sarifReporter,
  annotationsReporter,
  summaryReporter,
  commentReporter,
  terminalReporter,
] as const;
