import * as core from '@actions/core';
import { escapeMarkdown, escapeText } from '../report/escape.ts';

const MAX_NOTE_CHARACTERS = 600;
/** The summary leaves this much room below GitHub's 1 MiB. */
const MAX_MARKDOWN_BYTES = 40_000;

/**
 * Notes beside the report, one line each: what could not be done, what was done instead, which policy was read from
 * where.
 */
export class Notes {
  readonly #lines: string[] = [];

  /** Writes a line to the log at once, and keeps it for the summary. */
  add(line: string): void {
    tell(line);
    this.#lines.push(line);
  }

  /** For the end of the summary, in Markdown; empty when there are none. */
  markdown(): string {
    let text = '';
    for (const [index, line] of this.#lines.entries()) {
      const item = `- ${escapeMarkdown(line, MAX_NOTE_CHARACTERS)}\n`;
      if (Buffer.byteLength(text + item) > MAX_MARKDOWN_BYTES)
        return `${text}- ${this.#lines.length - index} more in the log\n`;
      text += item;
    }
    return text;
  }
}

/** Writes one line to the log only. */
export function tell(line: string): void {
  core.info(escapeText(line, MAX_NOTE_CHARACTERS));
}
