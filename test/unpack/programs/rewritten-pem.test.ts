import { createHash, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { rewrittenPem } from '../../../src/unpack/programs/rewritten-pem.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { list } from '../observe.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const spki = publicKey.export({ type: 'spki', format: 'der' });
const spkiSha256 = createHash('sha256').update(spki).digest('hex');
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

const reversed = (text: string) => [...text].reverse().join('');
const rotated = (text: string) =>
  text.replaceAll(/[A-Za-z]/g, (letter) => {
    const place = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'.indexOf(letter);
    return 'NOPQRSTUVWXYZABCDEFGHIJKLMnopqrstuvwxyzabcdefghijklm'[place]!;
  });
/** IBM code page 037. */
const EBCDIC = new Map([' \x40', '+\x4e', '-\x60', '/\x61', '=\x7e'].map((pair) => [pair[0]!, pair.charCodeAt(1)]));
for (const row of [
  'abcdefghi\x81',
  'jklmnopqr\x91',
  'stuvwxyz\xa2',
  'ABCDEFGHI\xc1',
  'JKLMNOPQR\xd1',
  'STUVWXYZ\xe2',
  '0123456789\xf0',
])
  for (const [index, letter] of [...row.slice(0, -1)].entries())
    EBCDIC.set(letter, row.charCodeAt(row.length - 1) + index);
const inEbcdic = (text: string, lineFeed: number) =>
  Buffer.from([...text].map((letter) => (letter === '\n' ? lineFeed : EBCDIC.get(letter)!)));

const REWRITINGS: Readonly<Record<string, string | Buffer>> = {
  backwards: reversed(pem),
  'backwards, with CRLF': reversed(pem.replaceAll('\n', '\r\n')),
  'backwards, in a literal': JSON.stringify(reversed(pem)),
  'a literal backwards': reversed(JSON.stringify(pem)),
  'in base64, backwards': `atob("${reversed(btoa(pem))}".split("").reverse().join(""))`,
  'in base64 without its last line end, backwards': `"${reversed(btoa(pem.trim()))}"`,
  'in base64 behind a letter, backwards': `"${reversed(btoa(`k${pem}`))}"`,
  'in base64 behind two letters, backwards': `"${reversed(btoa(`ke${pem}`))}"`,
  'in ROT13': rotated(pem),
  'in EBCDIC, with new lines': inEbcdic(pem, 0x15),
  'in EBCDIC, with line feeds': inEbcdic(pem, 0x25),
};

describe.each(Object.entries(REWRITINGS))('a key %s', (_, text) => {
  test.each([
    ['alone', '', ''],
    ['between other text', 'some text\n', '\nbehind'],
  ])('%s', async (_place, before, behind) => {
    const all = Buffer.concat([Buffer.from(before), Buffer.from(text), Buffer.from(behind)]);
    const { findings, gaps } = await scanBytes({ 'some.txt': all });
    expect(gaps).toEqual([]);
    expect(findings.map(({ facts }) => facts.spkiSha256)).toContain(spkiSha256);
  });
});

test('what stands behind it is left, and one that does not end is bounded', async () => {
  const { entries } = await list(rewrittenPem, Buffer.from(`${rotated(pem.trim())} behind`));
  expect(entries.map(({ bytes }) => bytes.toString())).toEqual([pem.trim(), ' behind']);
  const endless = await list(rewrittenPem, Buffer.from(rotated(pem).slice(0, 1000) + 'x'.repeat(200_000)));
  expect(endless.entries[0]!.bytes.length).toBeLessThan(100_000);
  expect(endless.entries.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBe(201_000);
});

test('what only begins so is none', () => {
  for (const text of [rotated('-----BEGIN CERTIFICATE-----\n'), reversed('PRIVATE KEY-----'), '']) {
    expect(rewrittenPem.sniff(Buffer.from(text))).toBe(false);
  }
});
