import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../support/seeded-random.ts';
import { codingOf, decodeAll, findAll, noise, settings, word } from './peel.ts';

const hexBytes = codingOf('hex-bytes');
const text = settings(word(40));
/** Has bytes of every size. */
const packed = gzipSync(noise(300));
const bare = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16));
const signed = (bytes: Uint8Array) => Array.from(bytes, (byte) => `${byte < 128 ? '' : 'ffffff'}${byte.toString(16)}`);

/** As log_output.c of Zephyr prints a dump. */
function rowsOfZephyr(bytes: Uint8Array): string {
  const padded = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
  let rows = '[00:00:01.234,000] <inf> app: key\r\n';
  for (let at = 0; at < bytes.length; at += 16) {
    const halves = [padded.slice(at, at + 8), padded.slice(at + 8, at + 16)].map((half) => half.join(' '));
    rows += `${' '.repeat(34)}${halves.join('  ').padEnd(48)} |${'c'.repeat(8)} ${'d'.repeat(8)}\r\n`;
  }
  return rows;
}

describe.each([
  ['text', Buffer.from(text)],
  ['what is packed', packed],
])('%s', (_, bytes) => {
  test.each<[string, string]>([
    ['{:x?} of Rust', `key = [${bare(bytes).join(', ')}]`],
    ['toString(16) of JavaScript', `key: ${bare(bytes).join(' ')}\n`],
    ['colons', `key: ${bare(bytes).join(':')}\n`],
    ['a line each', `${bare(bytes).join('\n')}\n`],
    ['a dump of Zephyr', rowsOfZephyr(bytes)],
  ])('%s', (_, input) => {
    expect(decodeAll(hexBytes, Buffer.from(input))).toEqual([bytes.toString('latin1')]);
  });
});

test.each([' ', ':', ', '])('the sign of a char, with %j between', (separator) => {
  const input = `key: ${signed(packed).join(separator)}\n`;
  expect(decodeAll(hexBytes, Buffer.from(input))).toEqual([packed.toString('latin1')]);
});

test('signs of char in numbers with 0x', () => {
  const input = `{ ${signed(packed)
    .map((digits) => `0x${digits}`)
    .join(', ')} }`;
  expect(decodeAll(codingOf('byte-array'), Buffer.from(input))).toEqual([packed.toString('latin1')]);
});

test.each(['$', '&H'])('%s before each number', (prefix) => {
  const input = `key = (${bare(packed)
    .map((digits) => prefix + digits.toUpperCase())
    .join(', ')});`;
  expect(decodeAll(codingOf('byte-array'), Buffer.from(input))).toEqual([packed.toString('latin1')]);
});

test.each([512, 1000, 4096])('over the ends of windows of %i bytes', (windowBytes) => {
  for (const spelled of [bare(packed).join(' '), signed(packed).join(' '), rowsOfZephyr(packed)])
    for (const before of [0, 1, 300, 511, 990, 4090]) {
      const input = Buffer.from(`${'.'.repeat(before)}[${spelled}]${'.'.repeat(900)}`);
      expect(decodeAll(hexBytes, input, windowBytes), `${before}`).toEqual([packed.toString('latin1')]);
    }
});

test.each<[string, () => string]>([
  ['digits in pairs, which hex reads', () => packed.toString('hex').match(/../g)!.join(' ')],
  ['numbers below a hundred', () => Array.from({ length: 500 }, (_, at) => 20 + ((at * 7) % 60)).join(' ')],
  ['numbers of more digits', () => Array.from({ length: 500 }, (_, at) => 1000 + at * 7).join(' ')],
  // Of their own: one in some hundred begins as a packed file does, and `noise` depends on the files that were tested before.
  ['random numbers', () => bare(seededRandom(1).bytes(400)).join(' ')],
  ['times', () => Array.from({ length: 50 }, (_, at) => `2026-01-02 3:4:${at % 60}`).join('\n')],
  ['few numbers', () => bare(packed.subarray(0, 20)).join(' ')],
  ['a row of zeros', () => '0 '.repeat(1000)],
  ['blanks', () => ' '.repeat(1000)],
])('%s: left alone', (_, make) => {
  expect(findAll(hexBytes, Buffer.from(make()))).toEqual([]);
});
