import type { GapOutcome, JudgedFinding, JudgedGap, Verdict } from '../model/result.ts';
import { countText, groupDigits } from './count-text.ts';
import { escapeHtml, escapeMarkdown, escapeMarkdownCode, escapeMarkdownPath, escapeText } from './escape.ts';
import { firstPlaces, groupBySecret, otherPlacesText, type Secret } from './group-by-secret.ts';
import { keyText, ownerFacts, shortDigest } from './key-text.ts';
import { nextSteps } from './next-steps.ts';
import { originText } from './origin-text.ts';
import { positionText } from './place-text.ts';
import type { Reporter } from './reporter.ts';
import { confidenceText, listAdviser } from './rule-text.ts';
import { expiredText, headline, notesOf, suppressionText } from './verdict-text.ts';

/*
 * The job summary of a workflow run, in GitHub's Markdown, for a person who must act: what leaked, where, which secret
 * it is, what to do next. Rows are never cut; when rows are left out, a line says how many.
 */

/** GitHub drops a summary of over 1 MiB entirely. In bytes of UTF-8. */
const MAX_SUMMARY_BYTES = 1_000_000;
/**
 * Most that each part may take of that. An unused share goes to no other part, so the length of one part never hides
 * another.
 */
const SECRETS_SHARE = 0.5;
const PLACES_SHARE = 0.25;
const GAPS_SHARE = 0.13;
const ARTIFACTS_SHARE = 0.05;
/** There are two lists. */
const LIST_SHARE = 0.02;

const MAX_PATH_CHARACTERS = 400;
const MAX_PLACES_SHOWN = 100;
const ELSEWHERE = 'The JSON report (option json) has them.';

export const summaryReporter: Reporter = {
  id: 'summary',
  title: 'Job summary in Markdown',
  render: (verdict) => renderSummary(verdict),
};

/** @param maxBytes size limit of the summary, in bytes of UTF-8; at least 20,000 */
export function renderSummary(verdict: Verdict, maxBytes = MAX_SUMMARY_BYTES): string {
  const secrets = groupBySecret(verdict.findings);
  const parts = [
    `## ${sign(verdict)} keysieve: ${headline(verdict)}`,
    // A person who must act sees first what to do, and last what was scanned.
    nextSteps(verdict)
      .map(({ text, page, url }) => `${escapeMarkdown(text)}: [${page}](${url}).`)
      .join('<br>\n'),
    secretsPart(verdict, secrets, maxBytes * SECRETS_SHARE),
    placesPart(secrets, maxBytes * PLACES_SHARE),
    gapsPart(verdict.gaps, maxBytes * GAPS_SHARE),
    listPart('Expired allows', verdict.expired.map(expiredText), maxBytes * LIST_SHARE),
    listPart('Not converted', verdict.remarks.map(remarkText), maxBytes * LIST_SHARE),
    notesOf(verdict)
      .map((note) => escapeMarkdown(note, 2000))
      .join('<br>\n'),
    artifactsPart(verdict, maxBytes * ARTIFACTS_SHARE),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** Green only for a scan that read everything and found nothing. */
function sign({ verdict, gaps, findings, stats }: Verdict): string {
  if (verdict === 'fail') return '❌';
  return gaps.length + findings.length > 0 || stats.artifacts === 0 ? '⚠' : '✅';
}

function secretsPart(verdict: Verdict, secrets: readonly Secret[], maxBytes: number): string {
  if (secrets.length === 0) return '';
  const advise = listAdviser(verdict);
  const head = [
    '| # | Severity | What leaked | Where | Which one | What to do next |',
    '| --: | --- | --- | --- | --- | --- |',
  ];
  const rows = rowsThatFit(secrets, maxBytes, (secret, index) => {
    const number = groupDigits(index + 1);
    return secretRow(secret, number, advise(secret.lead, `row ${number}`));
  });
  return [...head, ...rows.kept, ...leftOutLine(rows.missing, 'more secret')].join('\n');
}

function secretRow(secret: Secret, number: string, advice: string): string {
  const { lead } = secret;
  const others = otherPlacesText(secret);
  return row([
    number,
    severityCell(secret),
    `<b>${escapeMarkdown(lead.title, 200)}</b><br>confidence ${confidenceText(lead)}<br>rule ${escapeMarkdownCode(lead.rule, 100)}`,
    `${placeCell(lead)}${others === '' ? '' : `<br>${others}`}${originCell(lead)}`,
    keyCell(lead),
    escapeMarkdown(advice, 600),
  ]);
}

function severityCell({ lead, fails, suppressed }: Secret): string {
  if (fails) return `**${lead.severity}**<br>fails the job`;
  return suppressed === undefined
    ? `${lead.severity}<br>does not fail`
    : `${lead.severity}<br>allowed by ${escapeMarkdown(suppressionText(suppressed), 400)}`;
}

function keyCell(finding: JudgedFinding): string {
  const { name, digestName, digest } = keyText(finding);
  return [
    escapeMarkdown(name, 200),
    `${digestName} ${escapeMarkdownCode(shortDigest(digest), 200)}`,
    ...ownerFacts(finding).map(([fact, value]) => `${escapeMarkdown(fact)} ${escapeMarkdownCode(value)}`),
  ].join('<br>');
}

function placeCell(place: JudgedFinding['places'][number]): string {
  return `${escapeMarkdownPath(place.path, MAX_PATH_CHARACTERS)}<br>${escapeMarkdown(positionText(place), 400)}`;
}

function originCell(finding: JudgedFinding): string {
  const text = originText(finding);
  if (text === undefined) return '';
  return `<br>${text.before}${escapeMarkdownPath(text.file, MAX_PATH_CHARACTERS)}${text.after}`;
}

/** A collapsed block for each secret with several places, including its full digest. */
function placesPart(secrets: readonly Secret[], maxBytes: number): string {
  const numbered = secrets.map((secret, index) => ({ secret, index })).filter(({ secret }) => secret.placeCount > 1);
  if (numbered.length === 0) return '';
  const folds = rowsThatFit(numbered, maxBytes, ({ secret, index }) => placesFold(secret, index));
  return [...folds.kept, ...leftOutLine(folds.missing, 'more list of places', 'more lists of places')].join('\n\n');
}

function placesFold(secret: Secret, index: number): string {
  const { lead } = secret;
  const { digestName, digest } = keyText(lead);
  const places = firstPlaces(secret, MAX_PLACES_SHOWN);
  const summary = `${groupDigits(index + 1)}: <code>${escapeHtml(lead.title, 200)}</code> in ${countText(secret.placeCount, 'place')}`;
  return [
    `<details><summary>${summary}</summary>`,
    '',
    `${digestName} ${escapeMarkdownCode(digest, 200)}`,
    '',
    ...places.map(
      (place) => `- ${escapeMarkdownPath(place.path, MAX_PATH_CHARACTERS)} ${escapeMarkdown(positionText(place), 400)}`,
    ),
    ...leftOutLine(secret.placeCount - places.length, 'more place'),
    '',
    '</details>',
  ].join('\n');
}

const OUTCOMES: Readonly<Record<GapOutcome, string>> = {
  fail: '**fails the job**',
  warn: 'warning',
  ignore: 'ignored',
};

function gapsPart(gaps: readonly JudgedGap[], maxBytes: number): string {
  if (gaps.length === 0) return '';
  const head = ['### Not scanned', '', '| Where | Why | Policy |', '| --- | --- | --- |'];
  const rows = rowsThatFit(gaps, maxBytes, ({ path, code, message, outcome }) =>
    row([escapeMarkdownPath(path, MAX_PATH_CHARACTERS), `${code}: ${escapeMarkdown(message, 600)}`, OUTCOMES[outcome]]),
  );
  return [
    ...head,
    ...rows.kept,
    ...leftOutLine(rows.missing, 'more place not scanned', 'more places not scanned'),
  ].join('\n');
}

function remarkText(remark: string): string {
  return escapeText(remark, 400);
}

/** @param lines one visible line each */
function listPart(title: string, lines: readonly string[], maxBytes: number): string {
  if (lines.length === 0) return '';
  const rows = rowsThatFit(lines, maxBytes, (line) => `- ${escapeMarkdown(line, 800)}`);
  return [`### ${title}`, '', ...rows.kept, ...leftOutLine(rows.missing, 'more line')].join('\n');
}

/** What was scanned, to the byte: the evidence behind a clean result. */
function artifactsPart({ artifacts }: Verdict, maxBytes: number): string {
  if (artifacts.length === 0) return '';
  // Digests are computed only when a report file was asked for.
  const hasDigests = artifacts.some(({ sha256 }) => sha256 !== undefined);
  const rows = rowsThatFit(artifacts, maxBytes, ({ path, size, sha256, entries, scannedBytes }) =>
    row([
      escapeMarkdownPath(path, MAX_PATH_CHARACTERS),
      groupDigits(size),
      groupDigits(entries),
      groupDigits(scannedBytes),
      ...(hasDigests ? [sha256 === undefined ? '' : escapeMarkdownCode(sha256, 64)] : []),
    ]),
  );
  return [
    `<details><summary>What was scanned: ${countText(artifacts.length, 'artifact')}</summary>`,
    '',
    `| Artifact | Bytes stored | Entries | Bytes scanned |${hasDigests ? ' SHA-256 |' : ''}`,
    `| --- | --: | --: | --: |${hasDigests ? ' --- |' : ''}`,
    ...rows.kept,
    ...leftOutLine(rows.missing, 'more artifact'),
    '',
    '</details>',
  ].join('\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** Bytes reserved for the heading and for the line that says how many rows are missing. */
const LINE_BYTES = 400;

function rowsThatFit<T>(items: readonly T[], maxBytes: number, render: (item: T, index: number) => string) {
  const kept: string[] = [];
  let left = maxBytes - LINE_BYTES;
  for (const [index, item] of items.entries()) {
    const rendered = render(item, index);
    left -= Buffer.byteLength(rendered) + 2;
    if (left < 0) break;
    kept.push(rendered);
  }
  return { kept, missing: items.length - kept.length };
}

/** A blank line, which ends a table, and the sentence; empty when nothing is missing. */
function leftOutLine(missing: number, singular: string, plural = `${singular}s`): readonly string[] {
  if (missing <= 0) return [];
  return ['', `${countText(missing, singular, plural)} ${missing === 1 ? 'is' : 'are'} left out here. ${ELSEWHERE}`];
}
