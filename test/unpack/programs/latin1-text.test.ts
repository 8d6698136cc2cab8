import { createHash, generateKeyPairSync } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { latin1Text } from '../../../src/unpack/programs/latin1-text.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { list, noise } from '../observe.ts';

const content = gzipSync(noise(70_000));
/** As a program writes bytes that it took for text. */
const WRITTEN: Readonly<Record<string, (bytes: Uint8Array) => Buffer>> = {
  'ISO 8859-1': (bytes) => Buffer.from(Buffer.from(bytes).toString('latin1')),
  'Windows-1252': (bytes) => Buffer.from(new TextDecoder('windows-1252').decode(bytes)),
  'modified UTF-8': (bytes) =>
    Buffer.from(
      Buffer.from(Buffer.from(bytes).toString('latin1'))
        .toString('hex')
        .replace(/(..)/g, (byte) => (byte === '00' ? 'c080' : byte)),
      'hex',
    ),
  'ISO 8859-1 in UTF-16': (bytes) => wide(Buffer.from(bytes).toString('latin1')),
  'Windows-1252 in UTF-16': (bytes) => wide(new TextDecoder('windows-1252').decode(bytes)),
  'ISO 8859-1 in UTF-16, high byte first': (bytes) => wide(Buffer.from(bytes).toString('latin1')).swap16(),
};

function wide(text: string): Buffer {
  return Buffer.from(text, 'utf16le');
}
/** What stands beside it in the same file is written in the same way. */
function beside(name: string, text: string): Buffer {
  if (!name.includes('UTF-16')) return Buffer.from(text);
  return name.includes('high') ? wide(text).swap16() : wide(text);
}

describe.each(Object.entries(WRITTEN))('bytes that were written as text, %s', (form, write) => {
  test.each([
    ['as they are', ''],
    ['and a row of text behind them', 'a'.repeat(300)],
  ])('%s come back, and what stands behind them', async (_variant, behind) => {
    const { entries, troubles } = await list(latin1Text, Buffer.concat([write(content), beside(form, behind)]));
    expect(troubles).toEqual([]);
    expect(entries[0]?.bytes.equals(content)).toBe(true);
    expect(entries.slice(1).map(({ bytes }) => bytes)).toEqual(behind === '' ? [] : [beside(form, behind)]);
  });

  test('give what stands behind them together with what may belong to either', async () => {
    const behind = 'a row of text \u4e2d and more';
    const { entries } = await list(latin1Text, Buffer.concat([write(content), Buffer.from(behind)]));
    expect(entries[0]?.bytes.subarray(0, content.length).equals(content)).toBe(true);
    expect(entries[1]?.bytes.toString().endsWith(behind)).toBe(true);
  });

  test('show the keys in them, wherever they stand', async () => {
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    for (const { privateKey, publicKey } of [ec, rsa]) {
      const text = write(privateKey.export({ type: 'pkcs8', format: 'der' }));
      const facts = {
        spkiSha256: createHash('sha256')
          .update(publicKey.export({ type: 'spki', format: 'der' }))
          .digest('hex'),
      };
      const files = {
        alone: text,
        within: Buffer.concat([beside(form, 'key = '), text, beside(form, '\n[next]\n')]),
      };
      for (const [name, bytes] of Object.entries(files))
        expect((await scanBytes({ [name]: bytes })).findings).toMatchObject([{ rule: 'private-key-der', facts }]);
    }
  });
});

test('JSON in which some of the characters are escaped shows its key', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = privateKey.export({ type: 'pkcs8', format: 'der' }).toString('latin1');
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const facts = { spkiSha256: createHash('sha256').update(spki).digest('hex') };
  const { findings } = await scanBytes({ 'state.json': Buffer.from(JSON.stringify({ key })) });
  expect(findings).toMatchObject([{ confidence: 'proven', facts }]);
});

test('what only begins so is none', () => {
  const sniff = (...parts: (string | Buffer)[]) =>
    latin1Text.sniff(Buffer.concat(parts.map((part) => Buffer.from(part))));
  expect(sniff(WRITTEN['ISO 8859-1']!(content))).toBe(true);
  expect(sniff(content)).toBe(false);
  expect(sniff('0\u201a and 1\u201b in a text')).toBe(false);
  expect(sniff('0\x82\x04')).toBe(false);
  expect(sniff(wide('0\x82\x04\xa4 and more of a text'))).toBe(false);
  expect(sniff(Buffer.from(Uint16Array.from({ length: 64 }, (_, index) => 0x30 + 0x52 * index).buffer))).toBe(false);
});

test('a flood of beginnings is read once', async () => {
  const head = Buffer.from('0\x82\x04\xa40\x82', 'latin1').toString('latin1');
  const flood = Buffer.from(`: ${head.repeat(50_000)}`);
  const { findings, stats } = await scanBytes({ flood });
  expect(findings).toEqual([]);
  expect(stats.scannedBytes).toBeLessThan(3 * flood.length);
});
