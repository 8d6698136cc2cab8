import * as core from '@actions/core';
import { escapeText } from '../report/escape.ts';

/**
 * What is said beside the report: what was waited for, what could not be done and what was done in its place. One line each, in
 * the log at once.
 */
export function tell(line: string): void {
  core.info(escapeText(line));
}
