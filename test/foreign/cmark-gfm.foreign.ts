import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { renderSummary } from '../../src/report/summary.ts';
import { hostileTexts } from '../report/hostile-text.ts';
import { findingExample, gapExample, verdictExample } from '../report/verdict-example.ts';

/**
 * GitHub's own Markdown parser (the program `cmark-gfm`, a Debian package of that name) reads the job summary as we
 * mean it.
 */
function htmlOf(markdown: string): string {
  const extensions = ['table', 'autolink', 'strikethrough', 'tagfilter', 'tasklist'].flatMap((name) => ['-e', name]);
  return execFileSync('cmark-gfm', ['--unsafe', ...extensions], { input: markdown, encoding: 'utf8' });
}

const findings = hostileTexts.map((text, index) =>
  findingExample({
    title: text,
    rule: text,
    artifact: text,
    fingerprint: `key:${index}`,
    preview: text,
    facts: { kind: text, issuer: text, certificate: { [text]: text } },
    places: [
      { path: `${text}!/${text}`, offset: 1, length: 1, region: text, form: text },
      { path: text, offset: 2, length: 1 },
    ],
  }),
);
const verdict = verdictExample({
  findings,
  gaps: hostileTexts.map((text) => gapExample({ path: text, message: text })),
  artifacts: hostileTexts.map((path) => ({ path, size: 1, entries: 1, scannedBytes: 1 })),
  rules: hostileTexts.map((text) => ({ ...verdictExample().rules[0]!, id: text, advice: text })),
});
const html = htmlOf(renderSummary(verdict));

test('every row of every table has its cells', () => {
  const cells = [...html.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row]) => row!.match(/<t[dh]/g)!.length);
  const rows = hostileTexts.length + 1;
  expect(cells).toEqual([6, 3, 5].flatMap((count) => Array.from({ length: rows }, () => count)));
});

test('names make no link, image, emphasis or markup of their own', () => {
  const tags = new Set([...html.matchAll(/<\/?([a-z0-9]+)/g)].map(([, tag]) => tag));
  const ours = 'a b br code details h2 h3 li p strong summary table tbody td th thead tr ul'.split(' ');
  expect([...tags].sort()).toEqual(ours);
  const links = [...html.matchAll(/<a href="([^"]*)"/g)].map(([, address]) => address);
  expect(links).toEqual([expect.stringMatching(/\/docs\/configuration\.md#allows$/)]);
  expect(html.match(/<strong>/g)).toHaveLength(hostileTexts.length);
  expect(html.match(/<details>/g)).toHaveLength(hostileTexts.length + 1);
});

test('names are shown as they are', () => {
  const decoded = html
    .replaceAll('\u200b', '')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
  for (const name of [
    '@octocat and octocat/repo#1 and #123 and GH-12',
    '<script>alert(1)</script>',
    '&lt;b&gt; &#64;octocat',
  ]) {
    expect(decoded).toContain(name);
  }
});
