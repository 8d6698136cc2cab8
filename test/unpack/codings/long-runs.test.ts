/** Runs that are decoded while they are read: the same comes out as of the whole run, wherever a chunk ends. */
import { expect, test } from 'vitest';
import { streamOf } from '../../../src/bytes/byte-source.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { codingOf, noise, settings, word, wrapped } from './peel.ts';

const text = settings(word(40)).repeat(20);
const encoded = Buffer.from(text).toString('base64');
const stamped = (lines: string) => lines.replaceAll(/^/gm, () => `2026-01-02T03:04:05.${1_234_567}Z `);
const values = Array.from({ length: 40 }, () => noise(32).toString('base64')).join('\n');

const digits = Buffer.from(text).toString('hex');
/** Keys of 32 bytes without padding: each is a value of its own, and the bits of its last digit end there. */
const unpadded = Array.from({ length: 100 }, () => noise(32).toString('base64url')).join('\n');
const numbers = (of: (byte: number) => string, perLine: number, glue: string) => {
  const all = [...Buffer.from(text)].map(of);
  return Array.from({ length: Math.ceil(all.length / perLine) }, (_, row) =>
    all.slice(row * perLine, (row + 1) * perLine).join(glue),
  );
};
const hexOf = (byte: number) => `0x${byte.toString(16).padStart(2, '0')}`;
const wordsOf = (width: number) =>
  Array.from({ length: Math.floor(text.length / width) }, (_, at) => {
    const word = Buffer.from(text.slice(at * width, (at + 1) * width)).reverse();
    return `0x${word.toString('hex').replace(/^0+(?=.)/, '')}`;
  }).join(', ');
/** As `xxd` prints it; with lines of zeros left out as `hexdump -C` does, where `isStarred`. */
const dumpOf = (bytes: Buffer, group: number) =>
  Array.from({ length: Math.ceil(bytes.length / 16) }, (_, row) => {
    const line = bytes.subarray(16 * row, 16 * row + 16);
    const shown = line.toString('latin1').replaceAll(/[^ -~]/g, '.');
    const pairs = line.toString('hex').replaceAll(new RegExp(`.{${2 * group}}(?!$)`, 'g'), '$& ');
    return `${(16 * row).toString(16).padStart(8, '0')}: ${pairs}  ${shown}`;
  });
const zeros = Buffer.concat([Buffer.from(text.slice(0, 1600)), Buffer.alloc(640), Buffer.from(text.slice(0, 800))]);
const starred = dumpOf(zeros, 2).flatMap((line, row) => (row < 101 || row >= 140 ? [line] : row === 101 ? ['*'] : []));
const octal = (part: string) =>
  part.replaceAll(/[^ -~]|["\\]/g, (one) => `\\${one.charCodeAt(0).toString(8).padStart(3, '0')}`);
const pieces = encoded.match(/.{1,60}/g)!;

const RUNS: readonly (readonly [coding: string, name: string, run: string])[] = [
  ['base64', 'lines', wrapped(encoded, 76)],
  ['base64', 'one line', encoded],
  ['base64', 'a padded value in each line', values],
  ['base64', 'a value without padding in each line', unpadded],
  ['base64', 'lines of a comment', wrapped(encoded, 76).replaceAll('\n', '\n# ')],
  ['base64', 'lines whose ends are escaped', wrapped(encoded, 76).replaceAll('\n', '\\r\\n')],
  ['hex', 'lines', wrapped(digits, 64)],
  [
    'hex',
    'colons, in lines',
    wrapped(digits, 32)
      .replaceAll(/..(?!\n|$)/g, '$&:')
      .replaceAll('\n', ':\n'),
  ],
  ['hex', 'blanks', digits.replaceAll(/..(?!$)/g, '$& ')],
  ['hex', 'little-endian numbers', digits.replaceAll(/(..)(..)(..)(..)/g, '$4$3$2$1 ').trim()],
  ['hex-dump', 'xxd', dumpOf(Buffer.from(text), 2).join('\n')],
  ['hex-dump', 'xxd, with a line end behind it', `${dumpOf(Buffer.from(text), 1).join('\n')}\n`],
  ['hex-dump', 'lines that are left out', starred.join('\n')],
  ['byte-array', 'xxd -i', numbers(hexOf, 12, ', ').join(',\n  ')],
  ['byte-array', 'JSON', numbers(String, 1, '').join(',')],
  ['byte-array', 'rows with a directive', numbers(hexOf, 16, ',').join('\n\t.byte\t')],
  ['byte-array', 'rows with comments', numbers(hexOf, 8, ', ').join(', /* ........ */\n')],
  ['byte-array', 'words of four bytes', wordsOf(4)],
  ['byte-array', 'words of eight bytes', wordsOf(8)],
  ['concatenation', 'JavaScript', pieces.map((piece) => `"${piece}"`).join(' +\n    ')],
  ['concatenation', 'Go, one literal long', `"${encoded.slice(0, 1500)}" +\n"${pieces.join('" +\n"')}"`],
  ['concatenation', 'escapes', pieces.map((piece) => `"${piece.replaceAll('a', '\\x61')}\\\\"`).join('\n')],
  [
    'concatenation',
    'assembler',
    `.ascii\t"${octal(text)
      .match(/(?:\\\d{3}|[^\\]){1,40}/g)!
      .join('"\n\t.ascii\t"')}"`,
  ],
  [
    'concatenation',
    'assembler, with NUL',
    `.string\t"${octal(text)
      .match(/(?:\\\d{3}|[^\\]){1,40}/g)!
      .join('"\n\t.string\t"')}"`,
  ],
  ['log-lines', 'the log of a job', `${stamped(wrapped(encoded, 76))}\n`],
  ['log-lines', 'a log without a line end behind it', stamped(wrapped(encoded, 76))],
  ['log-numbers', 'a log with hex', `${stamped(wrapped(digits, 64))}\n`],
];

const CHUNK_BYTES = [64, 333, 1000, 1 << 20];

test.each(RUNS)('%s: %s', async (id, _, run) => {
  const coding = codingOf(id);
  const whole = coding.decode(Buffer.from(run));
  expect(whole[0]?.length).toBeGreaterThan(1000);
  for (const chunkBytes of CHUNK_BYTES)
    expect(await decodeLong(id, run, chunkBytes)).toEqual(whole.map((way) => Buffer.from(way).toString('latin1')));
});

test.each(RUNS)('%s: %s ends where other text begins', async (id, _, run) => {
  const behind = `\n}\n${'the run is over, and what follows is said in words; '.repeat(400)}`;
  const [whole] = codingOf(id).decode(Buffer.from(run));
  const [long] = await decodeLong(id, run + behind, 1000);
  // A separator may belong to the run, and `a` is a digit.
  expect(long?.slice(0, whole!.length - 1)).toBe(Buffer.from(whole!).toString('latin1').slice(0, -1));
  expect(long!.length).toBeLessThan(whole!.length + 64);
});

/** Each way in which the run can be read. */
async function decodeLong(id: string, run: string, chunkBytes: number): Promise<string[]> {
  const bytes = new Uint8Array(Buffer.from(run));
  const ways = codingOf(id).decodeLong!(bytes, () => streamOf(new MemorySource(bytes), 0, bytes.length, chunkBytes));
  return Promise.all(ways.map(textOf));
}

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces).toString('latin1');
}

test('a log is left where its lines no longer begin alike', async () => {
  const log = stamped(wrapped(encoded, 76));
  const [text] = await decodeLong('log-lines', `${log}\nthe job is done\n${log}\n`, 500);
  expect(text?.trim()).toBe(wrapped(encoded, 76));
});

test('a log is left where a line does not end', async () => {
  const log = Buffer.from(`${stamped(wrapped(encoded, 76))}\n`);
  let chunks = 0;
  async function* endless() {
    for (; chunks < 1000; chunks++) yield chunks === 0 ? log : Buffer.from(' '.repeat(1000));
  }
  const [stream] = codingOf('log-lines').decodeLong!(log, endless);
  expect((await textOf(stream!)).trim()).toBe(wrapped(encoded, 76));
  expect(chunks).toBeLessThan(20);
});
