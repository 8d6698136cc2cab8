import * as core from '@actions/core';
import { escapeMarkdown, escapeText } from '../report/escape.ts';

const MAX_NOTE_CHARACTERS = 600;
const MAX_NOTES_IN_SUMMARY = 50;

/**
 * What is said beside the report, one line each: what could not be done, what was done in its place, what policy was read from where.
 */
export class Notes {
  readonly #lines: string[] = [];

  /** Into the log at once, and into the summary. */
  add(line: string): void {
    tell(line);
    this.#lines.push(line);
  }

  /** For the end of the summary, in Markdown; empty for none. */
  markdown(): string {
    const lines = this.#lines.slice(0, MAX_NOTES_IN_SUMMARY);
    return lines.map((line) => `- ${escapeMarkdown(line, MAX_NOTE_CHARACTERS)}\n`).join('');
  }
}

/** One line, into the log only. */
export function tell(line: string): void {
  core.info(escapeText(line, MAX_NOTE_CHARACTERS));
}
