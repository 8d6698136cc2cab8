import { describe, expect, test } from 'vitest';
import type { Allow } from '../../src/model/allow.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Place } from '../../src/model/place.ts';
import { NO_EXCEPTIONS, type Policy, type ScanResult } from '../../src/model/result.ts';
import { decide } from '../../src/policy/decide.ts';
import { parseSettings, policyOf } from '../../src/settings/settings.ts';

const TODAY = '2026-06-15';
const tool = { name: 'keysieve', version: 'x' } as const;
const settings = parseSettings('cli', () => undefined);
const HEX = 'ab'.repeat(32);

function finding(places: Partial<Place>[], over: Partial<Finding> = {}): Finding {
  const all = places.map((place): Place => ({ path: 'a/b.txt', offset: 0, length: 4, ...place }));
  return {
    ...{ rule: 'r', title: 'R', artifact: 'a', severity: 'high', confidence: 'high', fingerprint: `token:${HEX}` },
    ...{ preview: '', facts: {}, places: all, count: all.length },
    ...all[0]!,
    ...over,
  };
}

function judge(findings: Finding[], allows: Partial<Allow>[], over: Partial<Policy> = {}) {
  const stats = { artifacts: 1, entries: 0, scannedBytes: 1, formats: {}, unpacked: {}, leftOut: {}, elapsedMs: 1 };
  const result: ScanResult = { artifacts: [], findings, gaps: [], rules: [], stats };
  const full = allows.map((allow): Allow => ({ by: 'configuration', reason: 'because', ...allow }));
  const exceptions = { ...NO_EXCEPTIONS, allows: full, today: TODAY };
  return decide(result, { ...policyOf(settings, exceptions), ...over }, tool);
}

describe('an allow', () => {
  const two = [{ path: 'test/a', line: 3 }, { path: 'app.zip!/test/a' }];

  test.each<[what: string, allow: Partial<Allow>, places: Partial<Place>[], verdict: 'pass' | 'fail']>([
    ['by fingerprint', { fingerprint: `token:${HEX}` }, two, 'pass'],
    ['by another fingerprint', { fingerprint: `key:${HEX}` }, two, 'fail'],
    ['by the SHA-256 of a token', { sha256: HEX }, two, 'pass'],
    ['by rule', { rule: 'r' }, two, 'pass'],
    ['by another rule', { rule: 's' }, two, 'fail'],
    ['by a path that all places have', { path: '**/a' }, two, 'pass'],
    ['by a path that one of its places has not', { path: 'test/**' }, two, 'fail'],
    ['by path and line', { path: 'test/a', line: 3 }, [two[0]!], 'pass'],
    ['by path and another line', { path: 'test/a', line: 4 }, [two[0]!], 'fail'],
    ['by all of it', { fingerprint: `token:${HEX}`, rule: 'r', path: '**' }, two, 'pass'],
    ['of which one thing does not hold', { fingerprint: `token:${HEX}`, rule: 's' }, two, 'fail'],
    ['of two fingerprints that differ', { fingerprint: `key:${HEX}`, sha256: HEX }, two, 'fail'],
    ['on its last day', { rule: 'r', until: TODAY }, two, 'pass'],
    ['on the day after', { rule: 'r', until: '2026-06-14' }, two, 'fail'],
  ])('%s', (_, allow, places, verdict) => {
    const judged = judge([finding(places)], [allow]);
    expect(judged.verdict).toBe(verdict);
    const { by, reason, until } = { by: 'configuration', reason: 'because', ...allow };
    const suppressed = verdict === 'pass' ? { by, reason, ...(until && { until }) } : undefined;
    expect(judged.findings[0]!.suppressed).toEqual(suppressed);
    expect(judged.findings[0]!.fails).toBe(verdict === 'fail');
  });

  test.each(['token', 'key', 'blob'])('by SHA-256 selects a %s, whose digest the report shows', (kind) => {
    expect(judge([finding(two, { fingerprint: `${kind}:${HEX}` })], [{ sha256: HEX }]).verdict).toBe('pass');
    const other = HEX.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
    expect(judge([finding(two, { fingerprint: `${kind}:${other}` })], [{ sha256: HEX }]).verdict).toBe('fail');
  });

  test('by the SHA-256 of a value says nothing of a secret that can be guessed', () => {
    expect(judge([finding(two, { fingerprint: `pass:${HEX}` })], [{ sha256: HEX }]).verdict).toBe('fail');
  });

  test('several cover a finding together', () => {
    const allows = [
      { path: 'test/**', reason: 'tests' },
      { path: 'app.zip', reason: 'app' },
    ];
    expect(judge([finding(two)], allows).findings[0]!.suppressed).toMatchObject({ reason: 'tests' });
  });

  test('by path covers no finding with more places than are listed', () => {
    const many = finding([{ path: 'test/a' }], { count: 2 });
    expect(judge([many], [{ path: '**' }]).verdict).toBe('fail');
    expect(judge([many], [{ rule: 'r' }]).verdict).toBe('pass');
  });

  test('that has expired is listed, with what it would cover, whether it would or not', () => {
    const allows = [
      { rule: 's', until: '2020-01-01', reason: 'idle' },
      { path: 'test/**', until: '2020-02-02', reason: 'due' },
    ];
    const { expired, verdict } = judge([finding(two), finding(two, { fingerprint: 'f' })], allows);
    expect(verdict).toBe('fail');
    expect(expired).toEqual([
      { by: 'configuration', reason: 'due', until: '2020-02-02', findings: 2 },
      { by: 'configuration', reason: 'idle', until: '2020-01-01', findings: 0 },
    ]);
  });

  test('findings that are allowed come last', () => {
    const findings = [
      finding(two, { severity: 'critical' }),
      finding(two, { rule: 's', severity: 'low', fingerprint: 'f' }),
    ];
    expect(judge(findings, [{ rule: 'r' }]).findings.map(({ rule }) => rule)).toEqual(['s', 'r']);
  });
});

describe('an inline allow', () => {
  const inlineAllow = { mark: 'keysieve:allow', reason: 'a test key' } as const;

  test('counts only when the policy says so', () => {
    expect(judge([finding([{ inlineAllow }])], []).verdict).toBe('fail');
    const judged = judge([finding([{ inlineAllow }])], [], { inlineAllows: true });
    expect(judged).toMatchObject({
      verdict: 'pass',
      findings: [{ suppressed: { by: 'inline', reason: 'a test key' } }],
    });
  });

  test('at one of two places is not enough; with an allow for the other it is', () => {
    const places = [{ inlineAllow }, { path: 'other' }];
    expect(judge([finding(places)], [], { inlineAllows: true }).verdict).toBe('fail');
    expect(judge([finding(places)], [{ path: 'other' }], { inlineAllows: true }).verdict).toBe('pass');
  });
});

describe('an override', () => {
  test('is weighed in place of what the rule and the finding say, and reports have it', () => {
    const overrides = new Map([['r', { severity: 'low' as const }]]);
    const result = judge([finding([{}], { severity: 'critical' })], []);
    const policy = policyOf(settings, { overrides, allows: [], today: TODAY });
    const rule = { id: 'r', title: 'R', severity: 'critical', confidence: 'high', advice: '' } as const;
    const judged = decide({ ...result, rules: [rule] }, policy, tool);
    expect(judged).toMatchObject({ verdict: 'pass', findings: [{ severity: 'low', confidence: 'high' }] });
    expect(judged.rules).toEqual([{ ...rule, severity: 'low' }]);
  });
});
