import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { partsOf } from '../../../src/detect/known/secret-value.ts';
import { prepareKnownSecrets } from '../../../src/engine/known-secrets.ts';
import type { JudgedFinding, Verdict } from '../../../src/model/result.ts';
import { reporters } from '../../../src/report/catalog.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { ENCODERS } from '../../support/secret-encoders.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { zipWith } from '../../support/wrap.ts';

const random = seededRandom(77);
const letters = (count: number) => random.text(count, 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789');

/** Values of every kind, made at run time. */
const VALUES: Readonly<Record<string, string>> = {
  PASSWORD: `${letters(3)}!$&${letters(2)}"'<>\\/`,
  SIGNS: '!$%&/()=?`#*',
  EIGHT: `${letters(7)}z`,
  TOKEN: letters(40),
  SPACED: `${letters(4)} ${letters(6)} + ${letters(5)}`,
  UMLAUTS: `${letters(4)}äöü€😀${letters(4)}`,
  SLASHES:
    Buffer.from(Array.from({ length: 30 }, (_, index) => [0xff, 0xef, 0xbe][index % 3]!))
      .toString('base64')
      .slice(0, 28) + letters(12),
  LINES: `first=${letters(24)}\nsecond=${letters(30)}\n\nthird: ${letters(28)}`,
};

/** Text that stands before and behind a secret, so that it falls on every alignment. */
const CONTEXTS = ['', 'a', 'ab', 'user:'];

interface Case {
  readonly name: string;
  readonly encoder: string;
  readonly context: string;
  readonly bytes: Buffer;
}

const cases: Case[] = Object.entries(VALUES).flatMap(([name, value]) =>
  Object.entries(ENCODERS).flatMap(([encoder, encode]) =>
    CONTEXTS.map((context): Case => {
      const written = encode(`${context}${value}${context}`);
      return { name, encoder, context, bytes: Buffer.concat([Buffer.from('\n= '), written, Buffer.from(' ;\n')]) };
    }),
  ),
);

const known = prepareKnownSecrets(Object.entries(VALUES).map(([name, value]) => ({ name, value })));
const scan = (files: Readonly<Record<string, Uint8Array>>, threads = 0) =>
  scanBytes(files, { changes: { knownSecrets: known.secrets }, threads });
const secretsOf = (findings: readonly JudgedFinding[]) => findings.filter(({ rule }) => rule === 'known-secret');

describe('a secret of the job', () => {
  let verdict: Verdict;
  beforeAll(async () => {
    verdict = await scan(Object.fromEntries(cases.map(({ bytes }, index) => [`case-${index}`, bytes])));
  }, 120_000);

  test.each(Object.keys(ENCODERS))('is found in %s, once, by its name, wherever it stands', (encoder) => {
    const missed: unknown[] = [];
    for (const [index, each] of cases.entries()) {
      if (each.encoder !== encoder) continue;
      const found = secretsOf(verdict.findings.filter(({ artifact }) => artifact === `case-${index}`));
      const [{ facts, severity, confidence, count } = {} as JudgedFinding] = found;
      const isRight = facts?.secret === each.name && severity === 'critical' && confidence === 'proven' && count === 1;
      if (found.length !== 1 || !isRight)
        missed.push([each.name, each.context, found.map((one) => [one.facts, one.count])]);
    }
    expect(missed).toEqual([]);
  });

  test('is found by workers as by the main thread', async () => {
    const files = Object.fromEntries(cases.slice(0, 40).map(({ bytes }, index) => [`case-${index}`, bytes]));
    const { findings } = await scan(files, 2);
    expect(findings).toEqual(verdict.findings.filter(({ artifact }) => artifact in files));
  });

  test('is told once where a container holds it in an encoding', async () => {
    const text = `Authorization: Basic ${Buffer.from(`user:${VALUES.TOKEN}`).toString('base64')}\n`.repeat(2);
    const { findings } = await scan({ 'a.zip': await zipWith('b.zip', await zipWith('log.txt', Buffer.from(text))) });
    expect(findings.map(({ rule, facts, count, path }) => [rule, facts.secret, facts.form, count, path])).toEqual([
      ['known-secret', 'TOKEN', 'base64', 2, 'a.zip!/b.zip!/log.txt'],
    ]);
  });
});

describe('what is almost a secret of the job is none', () => {
  const near = (value: string): string[] => {
    const characters = [...value];
    return [0, 1, characters.length >> 1, characters.length - 1].flatMap((at) =>
      ['~', characters[at] === 'b' ? 'c' : 'b', String.fromCodePoint(characters[at]!.codePointAt(0)! ^ 1)].map(
        (other) => characters.with(at, other).join(''),
      ),
    );
  };

  // Shorter than the length from which halves count.
  test.each(['PASSWORD', 'SIGNS', 'EIGHT', 'SPACED', 'UMLAUTS'])('%s with one character changed', async (name) => {
    const files = near(VALUES[name]!).flatMap((value, index) =>
      Object.entries(ENCODERS).flatMap(([encoder, encode]) =>
        CONTEXTS.map((context): [string, Uint8Array] => [
          `${index} ${encoder} ${context}`,
          encode(`${context}${value} z`),
        ]),
      ),
    );
    const { findings } = await scan(Object.fromEntries(files));
    expect(secretsOf(findings).map(({ artifact }) => artifact)).toEqual([]);
  });
});

describe('parts', () => {
  const token = Array.from({ length: 10 }, () => `${letters(3)}7`).join('');
  const [first, last] = [token.slice(0, 20), token.slice(20)];
  const environment = ['DEBUG=production', `A=${token.slice(3, 33)}`, `B=${letters(30)}`].join('\n');
  const connection = `Server=tcp:database.example.com,1433;User=admin;Password=${letters(6)};`;
  const { secrets } = prepareKnownSecrets([
    { name: 'TOKEN', value: token },
    { name: 'ENVIRONMENT', value: environment },
    { name: 'CONNECTION', value: connection },
  ]);
  const found = async (text: string): Promise<unknown[]> => {
    const { findings } = await scanBytes({ a: Buffer.from(text) }, { changes: { knownSecrets: secrets } });
    return findings.filter(({ rule }) => rule === 'known-secret').map(({ facts: { secret, part } }) => [secret, part]);
  };

  test.each(Object.entries(ENCODERS))('a half of a random value tells of it, in %s', async (_, encode) => {
    const files = ['', 'a', 'ab'].flatMap((context): [string, Uint8Array][] => [
      [`first half ${context}`, Buffer.concat([encode(`${context}${first} `), Buffer.from('\n')])],
      [`last half ${context}`, Buffer.concat([Buffer.from('\n'), encode(`${context} ${last}`)])],
    ]);
    const { findings } = await scanBytes(Object.fromEntries(files), { changes: { knownSecrets: secrets } });
    const told = secretsOf(findings).map(({ artifact, facts }) => [artifact.startsWith(`${facts.part}`), facts.secret]);
    expect(told).toEqual(files.map(() => [true, 'TOKEN']));
  });

  test('the whole is one place, and less than a half is nothing', async () => {
    expect(await found(token)).toEqual([['TOKEN', undefined]]);
    expect(await found(`${first.slice(0, -1)} ${last.slice(1)}`)).toEqual([]);
  });

  test('lines that look random tell of a value of several lines; others are public', async () => {
    const [debug, a] = environment.split('\n');
    expect(await found(`  ${a}\n`)).toEqual([['ENVIRONMENT', 'line']]);
    expect(await found(`  ${debug}\n`)).toEqual([]);
  });

  test.each([[undefined], [2]])(
    'a member of a value that is JSON tells of it; names of keys and accounts are public (%s)',
    async (space) => {
      const [clientSecret, auth] = [`${letters(3)}8Q~${letters(34)}`, `${letters(28)}==`];
      const [clientId, keyId] = ['0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d', randomBytes(20).toString('hex')];
      const account = {
        clientId,
        clientSecret,
        private_key_id: keyId,
        auths: { 'registry.example': { auth } },
        type: 'x',
      };
      const value = JSON.stringify(account, undefined, space);
      const own = prepareKnownSecrets([{ name: 'CLOUD', value }]).secrets;
      const partsIn = async (text: string) => {
        const { findings } = await scanBytes({ a: Buffer.from(text) }, { changes: { knownSecrets: own } });
        return findings
          .filter(({ rule }) => rule === 'known-secret')
          .map(({ facts: { part }, count }) => [part, count]);
      };
      expect(await partsIn(`ARM_CLIENT_SECRET=${clientSecret}\n`)).toEqual([['member', 1]]);
      expect(await partsIn(`Authorization: Basic ${auth}\n`)).toEqual([['member', 1]]);
      expect(await partsIn(`kid: ${keyId}\nclient: ${clientId}\n`)).toEqual([]);
      expect(await partsIn(value)).toEqual([[undefined, 1]]);
    },
  );

  test('JSON that is too deep, or none, has no members', () => {
    const inner = letters(40);
    for (const value of [`${'['.repeat(4000)}"${inner}"${']'.repeat(4000)}`, `{"a": "${inner}"`])
      expect(partsOf(value).map(({ part }) => part)).not.toContain('member');
    expect(partsOf(`[["${inner}"]]`).map(({ part }) => part)).toContain('member');
  });

  test('the beginning of a connection string is public; all of it is not', async () => {
    expect(await found(connection.slice(0, 40))).toEqual([]);
    expect(await found(connection)).toEqual([['CONNECTION', undefined]]);
  });
});

describe('values that would stand everywhere', () => {
  const reasons = (values: Readonly<Record<string, string>>) =>
    prepareKnownSecrets(Object.entries(values).map(([name, value]) => ({ name, value })));

  test.each([
    ['', 'it is empty'],
    ['  \n', 'it is empty'],
    ['short7!', 'it has fewer than 8 characters'],
    ['xxxxxxxxxxxxxxxxxx', 'it has fewer than 4 different characters'],
    ['2026-11-25', 'it is a number, date or address of fewer than 13 digits'],
    ['123456789012', 'it is a number, date or address of fewer than 13 digits'],
    ['127.0.0.1:8080', 'it is a number, date or address of fewer than 13 digits'],
    ['production', 'it is words of fewer than 16 characters'],
    ['us-east-1', 'it is words of fewer than 16 characters'],
    ['ubuntu-24.04', 'it is words of fewer than 16 characters'],
  ])('%j is left out, and that is said', (value, reason) => {
    expect(reasons({ NAME: value })).toEqual({
      secrets: [],
      stats: { searched: 0, leftOut: [{ name: 'NAME', reason }] },
    });
  });

  test.each(['hunter22', 'correct-horse-battery', '1234-5678-9012-3456', 'Summer!2026', '#$%&/()='])(
    '%j is looked for',
    (value) => expect(reasons({ NAME: value }).stats).toEqual({ searched: 1, leftOut: [] }),
  );

  test('reports say how many were looked for, and which were not', async () => {
    const named = prepareKnownSecrets([
      { name: 'A', value: letters(20) },
      { name: 'STAGE', value: 'production' },
    ]);
    const verdict = await scan({ a: Buffer.from('nothing') });
    const text = reporters
      .map((reporter) =>
        JSON.stringify(reporter.render({ ...verdict, stats: { ...verdict.stats, knownSecrets: named.stats } })),
      )
      .join('\n');
    expect(text).toContain('Looked for 1 secret of the job; not for STAGE (it is words of fewer than 16 characters).');
  });

  test('white space around a value does not count, and one value with two names is one secret', () => {
    const value = letters(20);
    const { secrets } = reasons({ B: `${value}\n`, A: value });
    expect(secrets).toEqual([{ name: 'A, B', value }]);
  });
});

describe('whose secret it is', () => {
  test('a password has a stretched fingerprint: guesses at it take time', async () => {
    const { findings } = await scan({ a: Buffer.from(VALUES.PASSWORD!) });
    expect(secretsOf(findings)[0]!.fingerprint).toMatch(/^pass:[0-9a-f]{32}$/);
  });

  test('a token that a rule knows is one finding, with the facts of the rule', async () => {
    const value = `SG.${letters(22)}.${letters(43)}`;
    const { secrets } = prepareKnownSecrets([{ name: 'MAIL', value }]);
    const { findings } = await scanBytes({ a: Buffer.from(`key: ${value}`) }, { changes: { knownSecrets: secrets } });
    expect(findings).toMatchObject([
      { rule: 'known-secret', confidence: 'proven', count: 1, facts: { secret: 'MAIL', provider: 'SendGrid' } },
    ]);
    const [alone] = (await scanBytes({ a: Buffer.from(`key: ${value}`) })).findings;
    expect(findings[0]!.fingerprint).toBe(alone!.fingerprint);
  });

  test('a key is named in every form that it takes', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const { secrets } = prepareKnownSecrets([
      { name: 'SIGNING_KEY', value: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString() },
    ]);
    const forms = {
      der: privateKey.export({ format: 'der', type: 'pkcs1' }),
      jwk: Buffer.from(JSON.stringify(privateKey.export({ format: 'jwk' }))),
      noise: randomBytes(64),
    };
    const { findings } = await scanBytes(forms, { changes: { knownSecrets: secrets } });
    expect(findings.map(({ artifact, facts }) => [artifact, facts.secret])).toEqual([
      ['der', 'SIGNING_KEY'],
      ['jwk', 'SIGNING_KEY'],
    ]);
  });

  test('a certificate beside its key, in one secret, is public', async () => {
    const block = (label: string) =>
      `-----BEGIN ${label}-----\n${Buffer.from(random.bytes(90)).toString('base64').replaceAll(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`;
    const [certificate, other] = [block('CERTIFICATE'), block('ENCRYPTED DATA')];
    const { secrets } = prepareKnownSecrets([{ name: 'BUNDLE', value: `${other}${certificate}` }]);
    const { findings } = await scanBytes(
      { public: Buffer.from(certificate), private: Buffer.from(other.split('\n')[2]!) },
      { changes: { knownSecrets: secrets } },
    );
    expect(secretsOf(findings).map(({ artifact }) => artifact)).toEqual(['private']);
  });
});
