import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Log, Run } from 'sarif';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Verdict } from '../../src/model/result.ts';
import { renderSarif } from '../../src/report/sarif.ts';
import { relativeUri } from '../../src/report/sarif-artifacts.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { expectGolden } from './golden.ts';
import { hostileCases, hostileTexts } from './hostile-text.ts';
import { allowedExample, findingExample, gapExample, leakExample, verdictExample } from './verdict-example.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const schemaFile = join(import.meta.dirname, '../fixtures/sarif/sarif-2.1.0.json');
let validate: ReturnType<Ajv2020['compile']>;
beforeAll(() => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  validate = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')));
});

function runOf(sarif: string): Run {
  const log: Log = JSON.parse(sarif);
  expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
  return log.runs[0]!;
}

function notificationsOf(run: Run): readonly string[] {
  return run.invocations![0]!.toolExecutionNotifications!.map((notification) => notification.message.text!);
}

function manyFindings(count: number, fields: Partial<Parameters<typeof findingExample>[0]> = {}): Verdict {
  return verdictExample({
    findings: Array.from({ length: count }, (_, index) => findingExample({ fingerprint: `key:${index}`, ...fields })),
  });
}

const pretty = (sarif: string) => `${JSON.stringify(JSON.parse(sarif), undefined, 2)}\n`;

describe('the SARIF report', () => {
  test('of a leak is the golden file, and valid', () => {
    const sarif = renderSarif(leakExample());
    runOf(sarif);
    expectGolden('report/leak.sarif', pretty(sarif));
  });

  test('of secrets that are allowed is the golden file, and valid', () => {
    const sarif = renderSarif(allowedExample());
    runOf(sarif);
    expectGolden('report/allowed.sarif', pretty(sarif));
  });

  test('of a clean scan is the golden file, and valid', () => {
    const sarif = renderSarif(verdictExample());
    runOf(sarif);
    expectGolden('report/clean.sarif', pretty(sarif));
  });

  test('leads from a nested place over parentIndex to the file that the user named', () => {
    const path = 'dist/a.zip!/lib/b.jar!/conf/c.key';
    const places = [{ path, offset: 7, length: 1, line: 3 }];
    const verdict = verdictExample({ findings: [findingExample({ artifact: 'dist/a.zip', places })] });
    const run = runOf(renderSarif(verdict));
    const location = run.results![0]!.locations![0]!;
    expect(location.physicalLocation!.artifactLocation!.uri).toBe('dist/a.zip');
    expect(location.physicalLocation!.region).toEqual({ startLine: 1 });
    expect(location.logicalLocations![0]!.fullyQualifiedName).toBe(path);
    const chain: string[] = [];
    for (let index = location.properties!.artifactIndex; index !== undefined; ) {
      const artifact = run.artifacts![index]!;
      chain.unshift(artifact.location!.uri!);
      index = artifact.parentIndex;
    }
    expect(chain).toEqual(['dist/a.zip', 'lib/b.jar', 'conf/c.key']);
  });

  test('gives the line in a file that lies open', () => {
    const places = [{ path: 'dist/config.txt', offset: 211, length: 40, line: 12, column: 9 }];
    const verdict = verdictExample({ findings: [findingExample({ artifact: 'dist/config.txt', places })] });
    const [location] = runOf(renderSarif(verdict)).results![0]!.locations!;
    expect(location!.physicalLocation!.region).toEqual({ startLine: 12 });
    expect(location!.logicalLocations).toBeUndefined();
  });

  test('has fingerprints that depend on the secret and the rule, not on the place', () => {
    const here = findingExample();
    const there = findingExample({ artifact: 'b', places: [{ path: 'b', offset: 9, length: 1 }] });
    const run = runOf(renderSarif(verdictExample({ findings: [here, there] })));
    const [first, second] = run.results!.map((result) => result.partialFingerprints);
    expect(first).toEqual(second);
    expect(first!['keysieveFingerprint/v1']).toContain(here.fingerprint);
  });

  test('reports gaps as notifications, and a gap that fails as an execution without success', () => {
    const gaps = [
      gapExample({ code: 'budget', outcome: 'fail' }),
      gapExample(),
      gapExample({ code: 'timeout', outcome: 'ignore' }),
    ];
    const [invocation] = runOf(renderSarif(verdictExample({ gaps }))).invocations!;
    const seen = invocation!.toolExecutionNotifications!.map(({ descriptor, level }) => [descriptor!.id, level]);
    expect(seen).toEqual([
      ['gap/budget', 'error'],
      ['gap/encrypted', 'warning'],
      ['gap/timeout', 'note'],
    ]);
    expect(invocation!.executionSuccessful).toBe(false);
    expect(runOf(renderSarif(verdictExample({ gaps: [gapExample()] }))).invocations![0]!.executionSuccessful).toBe(
      true,
    );
  });

  test('declares every notification that it can send', () => {
    const verdict = verdictExample({ ...manyFindings(5001), gaps: [gapExample()] });
    const run = runOf(renderSarif(verdict));
    const declared = run.tool.driver.notifications!.map((descriptor) => descriptor.id);
    for (const { descriptor } of run.invocations![0]!.toolExecutionNotifications!) {
      expect(declared).toContain(descriptor!.id);
    }
  });

  test('names a rule that the verdict does not list by its id alone', () => {
    const run = runOf(renderSarif(verdictExample({ rules: [], findings: [findingExample()] })));
    expect(run.results![0]!.ruleId).toBe('private-key-pem');
    expect(run.results![0]!.ruleIndex).toBeUndefined();
  });
});

describe("GitHub's limits", () => {
  test('5,000 results, the first of the verdict, and a notification about the others', () => {
    const run = runOf(renderSarif(manyFindings(6001)));
    expect(run.results).toHaveLength(5000);
    expect(run.results!.at(-1)!.partialFingerprints!['keysieveFingerprint/v1']).toBe('private-key-pem:key:4999');
    expect(notificationsOf(run)[0]).toMatch(/^1,001 of 6,001 findings are left out/);
  });

  test('100 locations of a result, and a notification about the others', () => {
    const places = Array.from({ length: 150 }, (_, offset) => ({ path: 'dist/app.zip!/core', offset, length: 1 }));
    const run = runOf(renderSarif(manyFindings(2, { places, count: 150 })));
    expect(run.results!.map((result) => result.locations!.length)).toEqual([100, 100]);
    expect(notificationsOf(run)[0]).toMatch(/^Not every place of 2 findings is in this file/);
  });

  test.each([5_000_000, 1_000_000, 400_000, 50_000])(
    'a file of at most %i bytes: fewer places of each, then fewer results',
    (maxBytes) => {
      const findings = Array.from({ length: 400 }, (_, index) => {
        const places = Array.from({ length: 50 }, (_, place) => ({
          path: `dist/app.zip!/${index}/${place}/${'deep/'.repeat(20)}core`,
          offset: place,
          length: 1,
        }));
        return findingExample({ fingerprint: `key:${index}`, places });
      });
      const sarif = renderSarif(verdictExample({ findings }), maxBytes);
      expect(Buffer.byteLength(sarif)).toBeLessThanOrEqual(maxBytes);
      expect(Buffer.byteLength(sarif)).toBeGreaterThan(maxBytes / 8);
      const run = runOf(sarif);
      expect(run.results!.length).toBeGreaterThan(0);
      expect(notificationsOf(run)[0]).toMatch(/Not every place|left out/);
      expect(run.results!.length < 400).toBe(maxBytes <= 400_000);
      const last = Math.max(
        ...run.results!.flatMap(({ locations }) => locations!.map((l) => l.properties!.artifactIndex)),
      );
      expect(last).toBe(run.artifacts!.length - 1);
    },
  );

  test('10 MB after gzip, with names of random letters and thousands of gaps', () => {
    const random = seededRandom(5);
    // Parts of one text, further apart than gzip can see.
    const letters = random.text(1 << 20, ALPHABET);
    const name = () => letters.slice(random.int(letters.length - 400)).slice(0, 400);
    const findings = Array.from({ length: 10_000 }, (_, index) => {
      const places = Array.from({ length: 10 }, () => ({ path: `a.zip!/${name()}`, offset: 1, length: 1 }));
      return findingExample({ artifact: 'a.zip', fingerprint: `key:${index}`, places });
    });
    const gaps = Array.from({ length: 10_000 }, () => gapExample({ path: `a.zip!/${name()}` }));
    const sarif = renderSarif(verdictExample({ findings, gaps }));
    expect(gzipSync(sarif, { level: 1 }).length).toBeLessThan(10_000_000);
    expect(sarif.length).toBeGreaterThan(8_000_000);
    const log: Log = JSON.parse(sarif);
    const texts = notificationsOf(log.runs[0]!).filter((text) => text.includes('left out'));
    expect(texts).toHaveLength(2);
  });

  test('rules: descriptions of 1,024 characters, names of 255, ten tags, a severity for each', () => {
    const rules = hostileTexts.map((text, index) => ({
      ...verdictExample().rules[0]!,
      id: `rule-${index}`,
      title: text.repeat(3),
      advice: text.repeat(3),
    }));
    for (const { name, shortDescription, fullDescription, help, properties } of runOf(
      renderSarif(verdictExample({ rules })),
    ).tool.driver.rules!) {
      expect(name!.length).toBeLessThanOrEqual(255);
      expect(shortDescription!.text.length).toBeLessThanOrEqual(1024);
      expect(fullDescription!.text.length).toBeLessThanOrEqual(1024);
      expect(help!.markdown).not.toMatch(/<script|<!--/);
      expect(properties!.tags!.length).toBeLessThanOrEqual(10);
      expect(Number(properties!['security-severity'])).toBeGreaterThan(0);
    }
  });
});

describe('relativeUri', () => {
  test.each([
    ['dist/app.zip', 'dist/app.zip'],
    ['/work/dist/app.zip', 'work/dist/app.zip'],
    ['C:\\build\\app.zip', 'build/app.zip'],
    ['C:/build/app.zip', 'build/app.zip'],
    ['\\\\server\\share\\app.zip', 'server/share/app.zip'],
    ['./a//b/./c', 'a/b/c'],
    ['../../a', '_/_/a'],
    ['../a/../../b', '_/_/b'],
    ['a/../b', 'b'],
    ['a b#c?d%e', 'a%20b%23c%3Fd%25e'],
    ['file:///etc/passwd', 'file%3A/etc/passwd'],
    ['a\\b', 'a%5Cb'],
    ['ключ', '%D0%BA%D0%BB%D1%8E%D1%87'],
    ['\ud800', '%EF%BF%BD'],
    ['caf\udce9/🔑', 'caf%E9/%F0%9F%94%91'],
    ['-', '-'],
    ['', 'artifact'],
    ['/', 'artifact'],
    ['..', '_'],
  ])('makes of %j the file %j', (path, uri) => {
    expect(relativeUri(path)).toBe(uri);
  });

  test.each(hostileCases)('makes of %s a relative reference of unreserved and encoded characters', (_name, text) => {
    expect(relativeUri(text)).toMatch(/^(?!\/)([\w.~!*'()-]|%[0-9A-F]{2}|\/)+$/);
  });
});
