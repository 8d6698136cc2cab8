import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { countText, groupDigits, listText, sizeText } from '../../src/report/count-text.ts';
import { groupBySecret, otherPlacesText } from '../../src/report/group-by-secret.ts';
import { keyLine, keyText, otherFacts, ownerFacts, shortDigest } from '../../src/report/key-text.ts';
import { hexAddress, isInside, positionText } from '../../src/report/place-text.ts';
import { adviser, confidenceText } from '../../src/report/rule-text.ts';
import { headline, leftOutText, openedText, policyText, scannedText } from '../../src/report/verdict-text.ts';
import { wrapText } from '../../src/report/wrap-text.ts';
import { digestOf, findingExample, gapExample, verdictExample } from './verdict-example.ts';

describe('count-text', () => {
  test.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [1234567, '1,234,567'],
    [Number.MAX_SAFE_INTEGER, '9,007,199,254,740,991'],
  ])('groups the digits of %d as %s', (count, text) => {
    expect(groupDigits(count)).toBe(text);
  });

  test.each([
    [1, '1 byte'],
    [1_048_575, '1,048,575 bytes'],
    [1_048_576, '1.0 MiB'],
    [1_014_507_656, '967.5 MiB'],
    [3 * 2 ** 30, '3.0 GiB'],
    [2048 * 2 ** 40, '2048.0 TiB'],
  ])('writes a size of %i bytes as %s', (bytes, text) => {
    expect(sizeText(bytes)).toBe(text);
  });

  test('counts one and many', () => {
    expect([countText(1, 'entry', 'entries'), countText(2, 'entry', 'entries'), countText(0, 'place')]).toEqual([
      '1 entry',
      '2 entries',
      '0 places',
    ]);
  });

  test('lists', () => {
    expect([listText([]), listText(['a']), listText(['a', 'b']), listText(['a', 'b', 'c'])]).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
    ]);
  });
});

describe('place-text', () => {
  const place = { path: 'a', offset: 73216, length: 1 };
  test.each([
    [place, 'offset 73216'],
    [{ ...place, line: 3 }, 'line 3'],
    [{ ...place, line: 3, column: 9 }, 'line 3, column 9'],
    [{ ...place, address: 0x7ffd10n, region: '[heap]' }, 'offset 73216, address 0x7ffd10 in [heap]'],
    [{ ...place, form: 'bignum' }, 'offset 73216, as bignum'],
    [{ ...place, region: 'a\u202eb' }, 'offset 73216 in a\\u{202e}b'],
  ])('place %# is said in words', (given, text) => {
    expect(positionText(given)).toBe(text);
  });

  test('writes addresses in hexadecimal, also of 64 bits', () => {
    expect([hexAddress(0n), hexAddress(2n ** 64n - 1n)]).toEqual(['0x0', '0xffffffffffffffff']);
  });

  test('knows what lies inside an artifact', () => {
    expect(isInside('a.zip', { ...place, path: 'a.zip!/b' })).toBe(true);
    expect(isInside('a.zip', { ...place, path: 'a.zip' })).toBe(false);
    expect(isInside('a.zip', { ...place, path: 'a.zip2!/b' })).toBe(false);
  });
});

describe('key-text', () => {
  const spkiSha256 = digestOf('x');
  const named = (facts: Finding['facts'], fields: Partial<Finding> = {}) => findingExample({ facts, ...fields });
  test.each([
    [{ kind: 'rsa', bits: 2048 }, {}, 'RSA 2048'],
    [{ kind: 'ec', curve: 'P-256' }, {}, 'EC P-256'],
    [{ kind: 'ec', curve: 'P-256', bits: 256 }, {}, 'EC P-256'],
    [{ kind: 'ed25519' }, {}, 'Ed25519'],
    [{ kind: 'ed25519', curve: 'Ed25519' }, {}, 'Ed25519'],
    [{ kind: 'ml-dsa', parameterSet: 'ML-DSA-65' }, {}, 'ML-DSA-65'],
    [{ kind: 'new\nkind' }, {}, 'new\\u{a}kind'],
    [{ provider: 'GitHub' }, { preview: 'ghp_…' }, 'GitHub ghp_…'],
    [{ provider: 'AWS' }, {}, 'AWS'],
    [{}, { preview: 'x_…' }, 'x_…'],
    [{ provider: 'Setting' }, { preview: '…' }, 'Setting'],
    [{}, { title: 'Some token', preview: '…' }, 'Some token'],
    [{}, { title: 'Some token' }, 'Some token'],
    [{ kind: { a: 'b' } }, { title: 'Some token' }, 'Some token'],
    [{ secret: 'DATABASE_PASSWORD' }, { title: 'Some token', preview: '…' }, 'DATABASE_PASSWORD'],
    [{ secret: 'DEPLOY_TOKEN', provider: 'GitHub' }, { preview: 'ghp_…' }, 'GitHub ghp_…'],
  ])('names secret %#', (facts, fields, name) => {
    expect(keyText(named(facts, fields)).name).toBe(name);
  });

  test.each([
    [{ spkiSha256, keySha256: 'b' }, 'SPKI SHA-256', spkiSha256],
    [{ keySha256: 'b' }, 'key SHA-256', 'b'],
    [{ sshFingerprint: 'SHA256:abc' }, 'SSH fingerprint', 'SHA256:abc'],
    [{}, 'fingerprint', `key:${digestOf('rsa')}`],
  ])('takes of %j the digest %s', (facts, digestName, digest) => {
    expect(keyText(named(facts))).toMatchObject({ digestName, digest });
  });

  test('shortens a digest, not its prefix, and says so', () => {
    expect(shortDigest(`key:${'0123456789abcdef'.repeat(4)}`)).toBe('key:0123456789abcdef…');
    expect(shortDigest('SHA256:abcdefghijklmnopqrstuvwxyz')).toBe('SHA256:abcdefghijklmnop…');
    expect(shortDigest('0123456789abcdef')).toBe('0123456789abcdef');
  });

  test('tells what the name and the digest do not, in one order, without what is only formal', () => {
    const finding = named({
      kind: 'rsa',
      bits: 2048,
      spkiSha256,
      form: 'pem',
      certificate: { subject: 'CN=a', until: 2030 },
      accountId: 12,
    });
    expect(otherFacts(finding)).toEqual([
      ['accountId', '12'],
      ['certificate.subject', 'CN=a'],
      ['certificate.until', '2030'],
      ['form', 'pem'],
    ]);
    expect(ownerFacts(finding).map(([name]) => name)).toEqual([
      'accountId',
      'certificate.subject',
      'certificate.until',
    ]);
    expect(keyLine(finding)).toMatch(/^RSA 2048, SPKI SHA-256 [0-9a-f]{16}…, accountId 12, certificate\.subject CN=a/);
  });

  test('shortens other digests of a key, so that a table has room for what to do', () => {
    const sshFingerprint = `SHA256:${'x'.repeat(43)}`;
    const finding = named({ kind: 'rsa', spkiSha256, sshFingerprint });
    expect(otherFacts(finding)).toEqual([['sshFingerprint', sshFingerprint]]);
    expect(ownerFacts(finding)).toEqual([['sshFingerprint', `SHA256:${'x'.repeat(16)}…`]]);
  });

  test('stands facts that nest without end', () => {
    let facts: Finding['facts'] = { end: 'x' };
    for (let depth = 0; depth < 1000; depth++) facts = { a: facts };
    expect(otherFacts(named(facts))).toEqual([['a.a.a.a.a', 'record']]);
  });
});

describe('rule-text', () => {
  test('says how a key was proven', () => {
    expect(confidenceText(findingExample())).toBe('proven by arithmetic');
    expect(confidenceText(findingExample({ facts: {} }))).toBe('proven');
    expect(confidenceText(findingExample({ confidence: 'high' }))).toBe('high');
  });

  test('always has something to do', () => {
    const advise = adviser(verdictExample());
    expect(advise(findingExample())).toBe(verdictExample().rules[0]!.advice);
    expect(advise(findingExample({ rule: 'nobody-knows' }))).toMatch(/^Treat it as leaked/);
  });
});

describe('group-by-secret', () => {
  test('joins findings of one fingerprint, in the order of the first of each', () => {
    const findings = [
      findingExample({ fingerprint: 'b', count: 3 }),
      findingExample({ fingerprint: 'a', fails: false }),
      findingExample({ fingerprint: 'b', artifact: 'other', fails: false, count: 2 }),
    ];
    const secrets = groupBySecret(findings);
    expect(
      secrets.map(({ lead, fails, placeCount, artifactCount }) => [lead.fingerprint, fails, placeCount, artifactCount]),
    ).toEqual([
      ['b', true, 5, 2],
      ['a', false, 1, 1],
    ]);
    expect(secrets.map(otherPlacesText)).toEqual(['and 4 more places (in 2 artifacts)', '']);
  });
});

describe('verdict-text', () => {
  const failing = (count: number) => Array.from({ length: count }, (_, i) => findingExample({ fingerprint: `f${i}` }));
  const passing = (count: number) =>
    Array.from({ length: count }, (_, i) => findingExample({ fingerprint: `p${i}`, fails: false }));
  const gap = (outcome: 'fail' | 'warn' | 'ignore') => gapExample({ outcome });
  test.each([
    [{}, 'no secret found'],
    [{ findings: failing(1) }, '1 secret found that fails the job'],
    [{ findings: [...failing(2), ...passing(1)] }, '2 secrets found that fail the job, 1 more that does not'],
    [{ findings: [...failing(2), ...passing(3)] }, '2 secrets found that fail the job, 3 more that do not'],
    [{ findings: passing(1) }, '1 secret found, which the policy accepts'],
    [{ findings: passing(2) }, '2 secrets found, all of which the policy accepts'],
    [{ gaps: [gap('fail')] }, 'no secret found; 1 place not scanned (1 fails the job)'],
    [
      { gaps: [gap('fail'), gap('warn'), gap('warn'), gap('ignore')] },
      'no secret found; 4 places not scanned (1 fails the job, 2 warn, 1 is ignored)',
    ],
    [{ stats: { ...verdictExample().stats, artifacts: 0 } }, 'nothing was scanned'],
  ])('headline %#: %s', (fields, text) => {
    expect(headline(verdictExample(fields))).toBe(text);
  });

  test('says what was scanned', () => {
    expect(scannedText(verdictExample())).toBe(
      'Scanned 2 artifacts: 52 entries, 59.5 MiB after unpacking, in 1.3 s, by keysieve 0.1.0.',
    );
    expect(openedText(verdictExample())).toBe(
      'Opened: elf-core 1, gzip 1, tar 1 (1 entry, 345,678 bytes), zip 2 (44 entries, 11.4 MiB).',
    );
    const stats = {
      artifacts: 1,
      entries: 1,
      scannedBytes: 1,
      formats: {},
      unpacked: {},
      leftOut: {},
      elapsedMs: 1_234_567,
    };
    expect(scannedText(verdictExample({ stats }))).toContain(
      '1 artifact: 1 entry, 1 byte after unpacking, in 1,234.6 s, by',
    );
  });

  test('says what the selection left out, and nothing when it left out nothing', () => {
    const stats = { ...verdictExample().stats, leftOut: { symlink: 2, hidden: 1000, excluded: 0 } };
    expect(leftOutText(verdictExample({ stats }))).toBe('Left out: 1,000 hidden files or folders, 2 symlink.');
    const counted = (reason: string, count: number) =>
      leftOutText(verdictExample({ stats: { ...stats, leftOut: { [reason]: count } } }));
    expect(counted('hidden', 1)).toBe('Left out: 1 hidden file or folder.');
    expect(counted('excluded', 2)).toBe('Left out: 2 files or folders that a pattern excludes.');
    expect(counted('broken-link', 1)).toBe('Left out: 1 broken link.');
    expect(counted('link-cycle', 2)).toBe('Left out: 2 links to folders that contain them.');
    expect(counted('special', 3)).toBe('Left out: 3 pipes, sockets or devices.');
    expect(counted('unmatched', 2)).toBe('Left out: 2 patterns that matched nothing.');
    expect(leftOutText(verdictExample({ stats: { ...stats, leftOut: {} } }))).toBe('');
  });

  test('says the policy', () => {
    const { policy } = verdictExample();
    expect(policyText(verdictExample())).toBe(
      'Policy: fails on severity high or above with confidence medium or above; gaps: damaged, budget, unsupported, unreadable, timeout and plug-in fail the job; encrypted warns.',
    );
    const all = {
      encrypted: 'fail',
      damaged: 'fail',
      budget: 'fail',
      unsupported: 'fail',
      unreadable: 'fail',
      timeout: 'fail',
      'plug-in': 'fail',
    } as const;
    expect(policyText(verdictExample({ policy: { ...policy, failOn: 'never', onGap: all } }))).toBe(
      'Policy: no finding fails the job; gaps: all fail the job.',
    );
    expect(policyText(verdictExample({ policy: { ...policy, failOn: 'critical', minConfidence: 'proven' } }))).toMatch(
      /^Policy: fails on severity critical with confidence proven;/,
    );
  });
});

test('wrap-text breaks at spaces and leaves a long word whole', () => {
  expect(wrapText('aa bb ccccccc d', 5)).toEqual(['aa bb', 'ccccccc', 'd']);
  expect(wrapText('', 5)).toEqual(['']);
});
