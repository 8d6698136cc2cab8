import { expect, it } from 'vitest';
import * as catalog from '../../../../src/detect/rules.ts';
import { crc32Base62 } from '../../../../src/detect/text/checksum.ts';
import { ALPHANUMERIC } from '../../../../src/detect/text/random-text.ts';
import { ruleDetector } from '../../../../src/detect/text/rule-detector.ts';
import { inspectAll } from '../../../support/inspect-all.ts';
import { scanBytes } from '../../../support/scan-bytes.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

/** Those that give way to others do so in the engine. */
const detectors = Object.values(catalog)
  .flat()
  .map(ruleDetector)
  .filter(({ isFallback }) => !isFallback);
const random = seededRandom(1);
const payload = random.text(30, ALPHANUMERIC);
const ghs = `ghs_${payload}${crc32Base62(payload)}`;
const basic = (text: string) => Buffer.from(text).toString('base64');

function scan(text: string) {
  return detectors.flatMap((detector) =>
    inspectAll(detector, new Uint8Array(Buffer.from(text))).map((match) => ({ rule: detector.id, ...match })),
  );
}

it.each([
  ['.git/config', `\textraheader = AUTHORIZATION: basic ${basic(`x-access-token:${ghs}`)}\n`, 'github-checkout-header'],
  ['a header by another case', `authorization: Basic ${basic(`x-access-token:${ghs}`)}`, 'github-checkout-header'],
  ['a value without its header', `{"value":"${basic(`x-access-token:${ghs}`)}"}`, 'github-checkout-header'],
  ['a user of another name', `Authorization: Basic ${basic(`git:${ghs}`)}`, 'http-basic-header'],
  ['a token as user name', `Authorization: Basic ${basic(`${ghs}:x-oauth-basic`)}`, 'http-basic-header'],
  ['a token and no password', `Authorization: Basic ${basic(`${ghs}:`)}`, 'http-basic-header'],
  ['a URL', `https://x-access-token:${ghs}@github.com/a/b.git`, 'github-installation-token'],
])('the token in %s is one with the token by itself', (_name, text, rule) => {
  const [alone] = scan(ghs);
  expect(scan(text)).toMatchObject([{ rule, fingerprint: alone?.fingerprint, facts: { checksum: 'valid' } }]);
});

it('the token in a URL is one finding of the token, also where its checksum is wrong', async () => {
  const wrong = `ghs_${payload}${crc32Base62(`${payload}.`)}`;
  const url = (token: string) => Buffer.from(`https://x-access-token:${token}@github.com/a/b.git\n`);
  const { findings } = await scanBytes({ right: url(ghs), wrong: url(wrong) });
  expect(findings.map(({ artifact, rule, confidence }) => [artifact, rule, confidence])).toEqual([
    ['right', 'github-installation-token', 'high'],
    ['wrong', 'github-installation-token', 'low'],
  ]);
});

it('a stateless token is read as well', () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const token = `ghs_123_${part({ alg: 'RS256' })}.${part({ exp: 1_790_000_000, sub: 'x'.repeat(300) })}.${random.text(342, ALPHANUMERIC)}`;
  const [alone] = scan(token);
  expect(alone).toMatchObject({ rule: 'github-installation-token', length: token.length, facts: { appId: '123' } });
  expect(scan(`AUTHORIZATION: basic ${basic(`x-access-token:${token}`)}`)).toMatchObject([
    { rule: 'github-checkout-header', fingerprint: alone?.fingerprint, severity: 'high', facts: { appId: '123' } },
  ]);
});
