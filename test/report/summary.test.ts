import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { nextSteps } from '../../src/report/next-steps.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { expectGolden } from './golden.ts';
import { hostileTexts } from './hostile-text.ts';
import {
  allowedExample,
  digestOf,
  findingExample,
  gapExample,
  leakExample,
  verdictExample,
} from './verdict-example.ts';

/** Tables as GitHub splits them: cells between pipes that no backslash precedes. */
function tablesOf(markdown: string): readonly (readonly string[][])[] {
  const tables: string[][][] = [];
  let before = '';
  for (const line of markdown.split('\n')) {
    if (line.startsWith('|')) {
      if (!before.startsWith('|')) tables.push([]);
      tables.at(-1)!.push(line.split(/(?<!\\)\|/).slice(1, -1));
    }
    before = line;
  }
  return tables;
}

const many = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    findingExample({
      fingerprint: `key:${index}`,
      places: [{ path: `dist/app.zip!/${index}.key`, offset: 0, length: 9 }],
    }),
  );

describe('the summary', () => {
  test('says once what to do where it is the same for many', () => {
    const [secrets] = tablesOf(renderSummary(verdictExample({ findings: many(30) })));
    const advice = secrets!.slice(2).map((cells) => cells.at(-1)!.trim());
    expect(advice).toEqual([advice[0], ...Array(29).fill('As for row 1.')]);
    expect(advice[0]).toMatch(/^\w.{20}/);
  });

  test('of a leak is the golden file', () => {
    expectGolden('report/leak.summary.md', renderSummary(leakExample()));
  });

  test('of secrets that are allowed is the golden file', () => {
    expectGolden('report/allowed.summary.md', renderSummary(allowedExample()));
  });

  test('of a clean scan is the golden file', () => {
    expectGolden('report/clean.summary.md', renderSummary(verdictExample()));
  });

  test('of a scan that only has gaps is the golden file', () => {
    const gaps = [gapExample({ code: 'damaged', outcome: 'fail' }), gapExample()];
    expectGolden('report/gaps.summary.md', renderSummary(verdictExample({ gaps })));
  });

  test.each([
    ['✅', {}],
    ['⚠', { gaps: [gapExample()] }],
    ['⚠', { findings: [findingExample({ fails: false })] }],
    ['⚠', { stats: { ...verdictExample().stats, artifacts: 0 }, artifacts: [] }],
    ['❌', { gaps: [gapExample({ outcome: 'fail' as const })] }],
    ['❌', { findings: [findingExample()] }],
  ])('begins with %s, and is green only when all was read and nothing found', (sign, fields) => {
    expect(renderSummary(verdictExample(fields))).toMatch(new RegExp(`^## ${sign} keysieve: `));
  });

  test('never says of an empty selection that no secret was found', () => {
    const stats = { ...verdictExample().stats, artifacts: 0 };
    expect(renderSummary(verdictExample({ stats, artifacts: [] }))).toMatch(/^## ⚠ keysieve: nothing was scanned\n/);
  });

  test('has a column for digests where somebody asked for them, and no empty one', () => {
    const artifact = { path: 'a', size: 1, entries: 1, scannedBytes: 1 };
    const columnsOf = (artifacts: ReturnType<typeof verdictExample>['artifacts']): readonly string[] =>
      tablesOf(renderSummary(verdictExample({ artifacts })))[0]![0]!.map((cell) => cell.trim());
    const plain = ['Artifact', 'Bytes stored', 'Entries', 'Bytes scanned'];
    expect(columnsOf([artifact])).toEqual(plain);
    expect(columnsOf([artifact, { ...artifact, sha256: digestOf('a') }])).toEqual([...plain, 'SHA-256']);
  });

  test('keeps its tables and its markup whatever things are called', () => {
    const findings = hostileTexts.map((text, index) =>
      findingExample({
        title: text,
        rule: text,
        artifact: text,
        fingerprint: `key:${index}`,
        preview: text,
        facts: { kind: text, curve: text, issuer: text, certificate: { [text]: text } },
        places: [
          { path: `${text}!/${text}`, offset: 1, length: 1, region: text, form: text },
          { path: text, offset: 2, length: 1 },
        ],
      }),
    );
    const verdict = verdictExample({
      findings,
      gaps: hostileTexts.map((text) => gapExample({ path: text, message: text })),
      artifacts: hostileTexts.map((path) => ({ path, size: 1, sha256: digestOf(path), entries: 1, scannedBytes: 1 })),
      rules: hostileTexts.map((text) => ({ ...verdictExample().rules[0]!, id: text, title: text, advice: text })),
    });
    const markdown = renderSummary(verdict);
    const rows = hostileTexts.length + 2;
    expect(tablesOf(markdown).map((table) => [table.length, new Set(table.map((row) => row.length))])).toEqual([
      [rows, new Set([6])],
      [rows, new Set([3])],
      [rows, new Set([5])],
    ]);
    const outsideCode = markdown.replaceAll(/`[^`\n]+`/g, '');
    const tags = new Set(outsideCode.match(/<[^>]*>/g));
    expect([...tags].sort()).toEqual(
      [
        '</b>',
        '</code>',
        '</details>',
        '</summary>',
        '<b>',
        '<br>',
        '<code>',
        '<details>',
        '<summary>',
        '<wbr>',
      ].sort(),
    );
    const withoutOurLinks = nextSteps(verdict).reduce(
      (left, { page, url }) => left.replace(`[${page}](${url})`, ''),
      outsideCode.replaceAll(/<code>[^<]*<\/code>/g, ''),
    );
    expect(withoutOurLinks).not.toMatch(/\]\(|!\[|https?:\/\/|@\w/);
  });
});

describe('what to do next', () => {
  test.each([
    ['a finding that fails', { findings: [findingExample({})], gaps: [] }, ['docs/configuration.md']],
    ['a gap that fails', { findings: [], gaps: [gapExample({ outcome: 'fail' })] }, ['docs/gaps.md']],
    [
      'both',
      { findings: [findingExample({})], gaps: [gapExample({ outcome: 'fail' })] },
      ['docs/configuration.md', 'docs/gaps.md'],
    ],
    ['a gap that warns', { findings: [], gaps: [gapExample({ outcome: 'warn' })] }, []],
    ['nothing', {}, []],
  ])('is told with a link to a page that there is: %s', (_, fields, pages) => {
    const verdict = verdictExample(fields);
    const steps = nextSteps(verdict);
    expect(steps.map(({ page }) => page)).toEqual(pages);
    const markdown = renderSummary(verdict);
    for (const { page, url } of steps) {
      expect(markdown).toContain(`: [${page}](${url}).`);
      const heading = url.split('#')[1];
      expect(readFileSync(page, 'utf8')).toMatch(heading === undefined ? /^# / : new RegExp(`^## ${heading}$`, 'im'));
    }
    if (pages.length === 0) expect(markdown).not.toContain('https:');
  });
});

describe('the cap', () => {
  test('of 1,000,000 bytes holds for 10,000 secrets and 10,000 gaps, and the rows left out are counted', () => {
    const gaps = Array.from({ length: 10_000 }, (_, index) => gapExample({ path: `dist/${index}.zip` }));
    const markdown = renderSummary(verdictExample({ findings: many(10_000), gaps }));
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(1_000_000);
    const [secrets, gapRows] = tablesOf(markdown).map((table) => table.length - 2);
    expect(markdown).toContain(`${(10_000 - secrets!).toLocaleString('en-US')} more secrets are left out here.`);
    expect(markdown).toContain(
      `${(10_000 - gapRows!).toLocaleString('en-US')} more places not scanned are left out here.`,
    );
  });

  test.each([20_000, 50_000, 200_000])(
    'of %i bytes holds for the longest names in letters of three bytes',
    (maxBytes) => {
      const long = '鍵'.repeat(4096);
      const findings = Array.from({ length: 300 }, (_, index) =>
        findingExample({
          title: long,
          rule: long,
          fingerprint: `key:${index}`,
          facts: { kind: long, issuer: long },
          places: Array.from({ length: 200 }, (_, offset) => ({ path: long, offset, length: 1, region: long })),
        }),
      );
      const gaps = Array.from({ length: 300 }, () => gapExample({ path: long, message: long }));
      const artifacts = Array.from({ length: 300 }, () => ({ path: long, size: 1, entries: 1, scannedBytes: 1 }));
      const markdown = renderSummary(verdictExample({ findings, gaps, artifacts }), maxBytes);
      expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(maxBytes);
      expect(markdown.match(/<details>/g)?.length).toBe(markdown.match(/<\/details>/g)?.length);
    },
  );

  test('leaves nothing out that fits', () => {
    expect(renderSummary(verdictExample({ findings: many(100) }))).not.toContain('left out here');
  });
});

test('one secret in two artifacts is one row, with the places of both in a fold', () => {
  const findings = [
    findingExample(),
    findingExample({ artifact: 'b.zip', places: [{ path: 'b.zip!/x.key', offset: 5, length: 9 }] }),
  ];
  const markdown = renderSummary(verdictExample({ findings }));
  expect(tablesOf(markdown)[0]).toHaveLength(3);
  expect(markdown).toContain('and 1 more place (in 2 artifacts)');
  expect(markdown).toMatch(
    /<summary>1: <code>Private key in PEM<\/code> in 2 places<\/summary>[\s\S]*`b\.zip!\/x\.key` offset 5/,
  );
});
