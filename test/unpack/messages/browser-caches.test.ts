import { brotliCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { lookup2 } from '../../../src/unpack/checksums/lookup2.ts';
import { chromiumCache } from '../../../src/unpack/messages/chromium-cache.ts';
import { firefoxCache } from '../../../src/unpack/messages/firefox-cache.ts';
import { chromiumEntry, chromiumRanges, firefoxEntry } from '../../builders/browser-cache.ts';
import { testKey } from '../../samples/keys.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { list } from '../observe.ts';

const PLAIN = Buffer.from('what a server sends, '.repeat(20));
const BROTLI = brotliCompressSync(PLAIN);
const HEADER = { 'Content-Type': 'text/plain' };
const OF_BROTLI = { 'content-encoding': 'gzip, br' };
const LARGE = Buffer.alloc(600 << 10, 'some text ');

async function seen(bytes: Buffer, container = firefoxCache) {
  const { entries, troubles } = await list(container, bytes);
  return {
    names: entries.map(({ name }) => name),
    content: new Map(entries.map((entry) => [entry.name, entry.bytes])),
    gaps: troubles.map(({ name, trouble }) => `${trouble.code} ${name ?? ''}`),
  };
}

test('lookup2 sums as the program of Bob Jenkins does', () => {
  // Of no bytes; what Firefox wrote is in test/fixtures/containers.
  expect(lookup2(Buffer.of())).toBe(0xbd49d10d);
});

test.each<[string, Buffer, Record<string, string>, string]>([
  ['plain', PLAIN, HEADER, 'body'],
  ['of Brotli', BROTLI, OF_BROTLI, 'body.br'],
  ['that says Brotli, and is text', PLAIN, OF_BROTLI, 'body'],
])('a body %s', async (_, body, header, name) => {
  const ofChromium = await seen(chromiumEntry(body, header), chromiumCache);
  expect(ofChromium).toMatchObject({ names: ['key', name, 'headers'], gaps: [] });
  const ofFirefox = await seen(firefoxEntry(body, header));
  expect(ofFirefox).toMatchObject({ names: [name, '[headers]'], gaps: [] });
  for (const { content } of [ofChromium, ofFirefox]) expect(content.get(name)).toEqual(body);
});

test('an answer without a body', async () => {
  expect(await seen(chromiumEntry(Buffer.of(), HEADER), chromiumCache)).toMatchObject({
    names: ['key', 'headers'],
    gaps: [],
  });
  expect(await seen(firefoxEntry(Buffer.of(), HEADER))).toMatchObject({ names: ['[headers]'], gaps: [] });
});

test('Firefox: chunks, alternative data, and version 4 that stands at the end once more', async () => {
  const made = firefoxEntry(LARGE, HEADER, { alternative: Buffer.from('bytecode') });
  expect(await seen(made)).toMatchObject({ names: ['body', 'alternative data', '[headers]'], gaps: [] });
  expect((await seen(made)).content.get('body')).toEqual(LARGE);
  expect(await seen(firefoxEntry(PLAIN, HEADER, { version: 4 }))).toMatchObject({
    names: ['body', '[headers]'],
    gaps: [],
  });
  expect(await seen(firefoxEntry(PLAIN, HEADER, { version: 2 }))).toMatchObject({
    names: ['body', '[headers]'],
    gaps: [],
  });
});

test('Firefox: what is damaged is told, and read', async () => {
  const whole = firefoxEntry(LARGE, HEADER);
  const inBody = Buffer.from(whole);
  inBody[5]! ^= 1;
  expect((await seen(inBody)).gaps).toEqual(['damaged body']);
  const inHeader = Buffer.from(whole);
  inHeader[whole.indexOf('text/plain')]! ^= 1;
  expect((await seen(inHeader)).gaps).toEqual(['damaged [headers]']);
  const inOffset = Buffer.from(whole);
  inOffset[whole.length - 1]! ^= 1;
  expect((await seen(inOffset)).gaps).toEqual(['damaged [headers]']);
});

test('Firefox: what ends otherwise is none', () => {
  const whole = firefoxEntry(PLAIN, HEADER);
  expect(firefoxCache.sniffTail?.(whole)).toBe(true);
  for (const length of [0, 3, 40, whole.length - 1])
    expect(firefoxCache.sniffTail?.(whole.subarray(0, length))).toBe(false);
  expect(firefoxCache.sniffTail?.(Buffer.alloc(1 << 16))).toBe(false);
  expect(firefoxCache.sniffTail?.(Buffer.from('\0response-head\0HTTP/1.1 200 OK\r\n\0\0\0\0\0'))).toBe(false);
});

test('Chromium: sums that do not fit are told, and what they are of is read', async () => {
  const whole = chromiumEntry(PLAIN, HEADER);
  for (const [text, gap] of [
    ['what a server', 'damaged body'],
    ['text/plain', 'damaged headers'],
    ['https://', 'damaged key'],
  ] as const) {
    const bytes = Buffer.from(whole);
    bytes[whole.indexOf(text)]! ^= 1;
    expect(await seen(bytes, chromiumCache)).toMatchObject({ names: ['key', 'body', 'headers'], gaps: [gap] });
  }
});

test('Chromium: cut anywhere, all that is there is read, and that it is cut is told', async () => {
  const whole = chromiumEntry(PLAIN, HEADER);
  const keyEnd = whole.indexOf(PLAIN);
  for (let length = keyEnd; length < whole.length; length++) {
    // There it is one that has no header, as what was made of an answer.
    if (length === keyEnd + PLAIN.length + 24) continue;
    const { content, gaps } = await seen(whole.subarray(0, length), chromiumCache);
    expect(gaps).toEqual(['damaged ']);
    expect(content.get('body') ?? Buffer.of()).toEqual(whole.subarray(keyEnd, length));
  }
  for (let length = 24; length < keyEnd; length++)
    expect((await list(chromiumCache, whole.subarray(0, length))).error).toBeDefined();
});

test('Chromium: ranges of a body, and a stream that stands alone', async () => {
  const ranges = chromiumRanges([
    [0, PLAIN],
    [4096, BROTLI],
  ]);
  expect(await seen(ranges, chromiumCache)).toMatchObject({ names: ['key', 'range at 0', 'range at 4096'], gaps: [] });
  expect((await seen(ranges.subarray(0, -3), chromiumCache)).gaps).toContain('damaged range at 4096');
  const behind = await seen(Buffer.concat([ranges, Buffer.from('others')]), chromiumCache);
  expect(behind.gaps).toEqual(['damaged ']);
  expect(behind.names.at(-1)).toMatch(/^bytes from/);
  const alone = chromiumEntry(undefined, undefined, PLAIN);
  expect(await seen(alone, chromiumCache)).toMatchObject({ names: ['key', 'stream 2'], gaps: [] });
});

test('Chromium: the index beside the entries is none', () => {
  const index = chromiumEntry(PLAIN, HEADER).subarray(0, 24);
  index.fill(0, 12);
  expect(chromiumCache.sniff(index)).toBe(false);
});

test('a key in a body is found, whatever the body begins as', async () => {
  const { privateKey } = testKey('P-256');
  const pem = Buffer.from(`${privateKey.export({ format: 'pem', type: 'pkcs8' })}`);
  const zip = Buffer.concat([Buffer.from('1f8b08', 'hex'), pem]);
  for (const [entry, gaps] of [
    [firefoxEntry(brotliCompressSync(pem), OF_BROTLI), []],
    [chromiumEntry(brotliCompressSync(pem), OF_BROTLI), []],
    [firefoxEntry(zip, HEADER), ['damaged']],
  ] as const) {
    const found = await scanBytes({ entry });
    expect(found.gaps.map(({ code }) => code)).toEqual(gaps);
    expect(found.findings).toHaveLength(1);
  }
});
