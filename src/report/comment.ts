import type { Verdict } from '../model/result.ts';
import { escapeMarkdown } from './escape.ts';
import type { Reporter } from './reporter.ts';
import { renderSummary } from './summary.ts';
import { headline, leftOutText, scannedText } from './verdict-text.ts';

/** GitHub accepts 65,536 characters; the front end that posts the comment adds a few lines. */
const MAX_COMMENT_BYTES = 60_000;

export const commentReporter: Reporter = {
  id: 'comment',
  title: 'Comment on a pull request, in Markdown',
  render: renderComment,
};

/** True when nobody needs to act: everything was read, and every finding is allowed. */
export function isSettled({ findings, gaps }: Verdict): boolean {
  return gaps.length === 0 && findings.every(({ suppressed }) => suppressed !== undefined);
}

/** A shortened summary; collapsed when nobody needs to act. */
export function renderComment(verdict: Verdict): string {
  if (!isSettled(verdict)) return renderSummary(verdict, MAX_COMMENT_BYTES);
  const notes = [scannedText(verdict), leftOutText(verdict)].filter((note) => note !== '');
  return [
    `<details><summary>keysieve: ${headline(verdict)}</summary>`,
    '',
    ...notes.map((note) => escapeMarkdown(note, 2000)),
    '',
    '</details>',
    '',
  ].join('\n');
}
