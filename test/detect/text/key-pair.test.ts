import { describe, expect, it } from 'vitest';
import { keyPair } from '../../../src/detect/text/key-pair.ts';
import { ALPHANUMERIC, HEX } from '../../../src/detect/text/random-text.ts';
import { ruleDetector } from '../../../src/detect/text/rule-detector.ts';
import { alphanumeric } from '../../../src/detect/text/token-parts.ts';
import { inspectAll } from '../../support/inspect-all.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const random = seededRandom(3);
const shared = {
  id: 'acme-key',
  title: 'Acme key',
  provider: 'Acme',
  severity: 'critical',
  advice: 'Replace it.',
  idAlone: { id: 'acme-key-id', title: 'Acme key id' },
  prefixes: ['ACME'],
  idBody: [alphanumeric(12)],
  secret: [alphanumeric(30)],
} as const;
const [pair, alone] = keyPair(shared).map(ruleDetector) as [
  ReturnType<typeof ruleDetector>,
  ReturnType<typeof ruleDetector>,
];
const id = `ACME${random.text(12, ALPHANUMERIC)}`;
const secretOf = () => `a1${random.text(28, ALPHANUMERIC)}`;

describe('an id and its secret', () => {
  const secret = secretOf();

  it.each([
    ['behind', `${id} ${secret}`],
    ['before', `${secret},${id}`],
    ['lines away', `id=${id}\n# ${'words '.repeat(30)}\nsecret=${secret}\n`],
  ])('are one finding, of the secret, that names the id: %s', (_, text) => {
    const offset = text.indexOf(secret);
    expect(inspectAll(pair, bytesOf(text))).toMatchObject([{ offset, length: 30, facts: { keyId: id } }]);
    expect(inspectAll(alone, bytesOf(text))).toEqual([]);
  });

  it('are the nearest two', () => {
    const near = secretOf();
    const text = `${secret} ${'.'.repeat(50)} ${id}: ${near} ${'.'.repeat(50)} ${secretOf()}`;
    expect(inspectAll(pair, bytesOf(text))).toMatchObject([{ offset: text.indexOf(near) }]);
  });

  it('stand no farther apart than 300 bytes', () => {
    const text = `${id}${' '.repeat(301)}${secret}`;
    expect(inspectAll(pair, bytesOf(text))).toEqual([]);
    expect(inspectAll(alone, bytesOf(text))).toMatchObject([{ offset: 0, length: 16 }]);
  });

  it.each([
    ['a placeholder', 'x'.repeat(30)],
    ['a word', 'AcmeConfigurationServiceClient'],
    ['part of something longer', random.text(40, HEX)],
  ])('are not an id and %s', (_, other) => {
    expect(inspectAll(pair, bytesOf(`${id} ${other}`))).toEqual([]);
    expect(inspectAll(alone, bytesOf(`${id} ${other}`))).toHaveLength(1);
  });

  it('are not a name in capitals', () => {
    expect(inspectAll(alone, bytesOf('ACMEMOBILEPAGEUR'))).toEqual([]);
    expect(inspectAll(alone, bytesOf('ACMEMOB1LEPAGEUR'))).toHaveLength(1);
  });

  it('may need a word before the secret, and a name before the id', () => {
    const named = keyPair({
      ...shared,
      introduction: /secret/i,
      name: { anchors: ['acme_sid'], pattern: 'acme_sid' },
    }).map(ruleDetector)[0]!;
    expect(inspectAll(named, bytesOf(`acme_sid=${id}\nsecret=${secret}`))).toMatchObject([{ facts: { keyId: id } }]);
    expect(inspectAll(named, bytesOf(`acme_sid=${id}\nhash=${secret}`))).toEqual([]);
    expect(inspectAll(named, bytesOf(`sid=${id}\nsecret=${secret}`))).toEqual([]);
  });
});
