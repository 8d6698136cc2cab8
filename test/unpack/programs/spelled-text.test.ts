import { createHash, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { spelledText } from '../../../src/unpack/programs/spelled-text.ts';
import { SPELLED, SPELLED_LINES } from '../../builders/spelled-text.ts';
import { exampleToken } from '../../support/example-token.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { list } from '../observe.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const spkiSha256 = createHash('sha256')
  .update(publicKey.export({ type: 'spki', format: 'der' }))
  .digest('hex');

async function findingsIn(text: string) {
  const { findings, gaps } = await scanBytes({ 'some.log': Buffer.from(`before it\nkey=${text}\nbehind it\n`) });
  expect(gaps).toEqual([]);
  return findings;
}

test.each(Object.entries({ ...SPELLED, ...SPELLED_LINES }))('%s shows a token', async (_, write) => {
  expect(await findingsIn(write(exampleToken()))).toMatchObject([{ rule: 'github-personal-token' }]);
});

describe.each(Object.entries(SPELLED))('%s', (_, write) => {
  test('shows a key in PEM', async () => {
    expect(await findingsIn(write(pem))).toMatchObject([{ facts: { spkiSha256 } }]);
  });

  test('gives all of it, whatever the window', async () => {
    const text = `${exampleToken()}\n${'words and numbers 12345\n'.repeat(3000)}`;
    const spelled = Buffer.from(write(text));
    const { entries } = await list(spelledText, spelled.subarray(spelled.indexOf(text[0]!)));
    expect(entries[0]!.bytes.toString('latin1')).toContain(text.trimEnd());
  });
});

test.each(Object.entries(SPELLED))('%s of few characters, or of other text, is none', (_, write) => {
  const begins = (text: string) => {
    const spelled = write(text);
    return spelledText.sniff(Buffer.from(spelled.slice(spelled.indexOf(text[0]!))));
  };
  expect(begins(exampleToken())).toBe(true);
  expect(begins(exampleToken().slice(0, 15))).toBe(false);
  expect(begins('abcdefghijklmnopqrstuvwxyz')).toBe(false);
});

test('rules of dashes are none', () => {
  expect(spelledText.sniff(Buffer.from('- '.repeat(40)))).toBe(false);
});
