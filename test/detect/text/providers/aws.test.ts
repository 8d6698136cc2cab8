import { describe, expect, it } from 'vitest';
import { awsRules } from '../../../../src/detect/text/providers/aws.ts';
import { BASE32, BASE64 } from '../../../../src/detect/text/random-text.ts';
import { ruleDetector } from '../../../../src/detect/text/rule-detector.ts';
import { inspectAll } from '../../../support/inspect-all.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

const detectors = awsRules.map(ruleDetector);
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

/** Rule, offset, fingerprint and facts of all that the AWS rules find. */
function scan(text: string) {
  return detectors.flatMap((detector) =>
    inspectAll(detector, bytesOf(text)).map((match) => ({ rule: detector.id, ...match })),
  );
}

const random = seededRandom(3);
const key = () => ({
  id: `AKIA${random.text(16, BASE32)}`,
  secret: `${random.text(18, BASE64)}/a1+Z${random.text(17, BASE64)}`,
});
const [first, second] = [key(), key()];

describe('the account of a key id', () => {
  // Published with their accounts by Tal Be'ery, "A short note on AWS key id" (2023), and by Aidan Steele (2020).
  it.each([
    ['QNZGKIQY56JQ7WML', '029608264753'],
    ['Y34FZKBOKMUTVV7A', '609629065308'],
  ])('is read out of ASIA%s', (body, account) => {
    expect(scan(`ASIA${body}`)).toMatchObject([{ rule: 'aws-access-key-id', facts: { awsAccountId: account } }]);
  });

  it('is not told for ids from before 2019, which do not hold it', () => {
    const [found] = scan(`AKIAI${random.text(15, BASE32)}`);
    expect(found?.facts).toEqual({ provider: 'AWS', checksum: 'none' });
  });
});

describe('an id finds its own secret', () => {
  const lines = (...parts: string[]) => parts.join('\n');

  it.each([
    ['id first', (k: typeof first) => lines(`id = ${k.id}`, `secret = ${k.secret}`)],
    ['secret first', (k: typeof first) => lines(`secret = ${k.secret}`, `id = ${k.id}`)],
    ['on one line', (k: typeof first) => `${k.id}:${k.secret}`],
  ])('among two keys, %s', (_name, write) => {
    const text = lines('[a]', write(first), '', '[b]', write(second), '');
    const pairs = scan(text).map(({ rule, offset, facts }) => [rule, offset, facts.accessKeyId]);
    expect(pairs.sort()).toEqual(
      [first, second].map(({ id, secret }) => ['aws-access-key', text.indexOf(secret), id]).sort(),
    );
  });

  it('under one fingerprint, however the secret is written', () => {
    const forms = [
      first.secret,
      first.secret.replaceAll('/', '\\/'),
      first.secret.replaceAll('/', '%2F').replaceAll('+', '%2b'),
    ];
    const prints = forms.map((secret) => scan(`${first.id} "${secret}"`).map(({ fingerprint }) => fingerprint));
    const byName = scan(`aws_secret_access_key=${first.secret}`).map(({ fingerprint }) => fingerprint);
    expect(new Set([...prints.flat(), ...byName]).size).toBe(1);
    expect(prints.flat()).toHaveLength(3);
  });

  it('and leaves a second secret, which no id pairs with, to the rule for names', () => {
    const text = `${first.id} ${first.secret}\nAWS_SECRET_ACCESS_KEY=${second.secret}\n`;
    expect(scan(text).map(({ rule, offset }) => [rule, offset])).toEqual([
      ['aws-access-key', text.indexOf(first.secret)],
      ['aws-secret-access-key', text.indexOf(second.secret)],
    ]);
  });

  it('up to 400 bytes away', () => {
    const at = (gap: number) => scan(`${first.id}${' '.repeat(gap)}${first.secret}`).map(({ rule }) => rule);
    expect(at(400)).toEqual(['aws-access-key']);
    expect(at(401)).toEqual(['aws-access-key-id']);
  });
});
