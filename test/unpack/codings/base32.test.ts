import { expect, test } from 'vitest';
import { base32 } from '../../../src/unpack/codings/base32.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { wrapped } from './peel.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const text = 'a text that says nothing, and says it twice; '.repeat(4);

/** RFC 4648, section 6. */
function encoded(data: string | Uint8Array): string {
  const bits = [...Buffer.from(data)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const digits = (bits.match(/.{1,5}/g) ?? [])
    .map((five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('');
  return digits.padEnd(Math.ceil(digits.length / 8) * 8, '=');
}

const found = (input: string): string[] => {
  const bytes = Buffer.from(input);
  return [...base32.find(bytes, 0, bytes.length)].map(({ start, end }) =>
    Buffer.from(base32.decode(bytes.subarray(start, end))[0]!).toString(),
  );
};

test.each<[string, string]>([
  ['in lines', wrapped(encoded(text), 76)],
  ['in one line, behind a name', `note=${encoded(text)}\n`],
  ['in a string of JSON', JSON.stringify({ note: wrapped(encoded(text), 64) })],
  ['in lines that are indented', wrapped(encoded(text), 56, '\n    ')],
  ['in lines of a comment', `# ${wrapped(encoded(text), 72, '\n# ')}\n`],
])('text %s', (_, input) => expect(found(input)).toEqual([text]));

test.each([1, 2, 3, 4, 5])('%i bytes more or less', (more) => {
  expect(found(`${wrapped(encoded(text.slice(0, -more)), 64)}\n`)).toEqual([text.slice(0, -more)]);
});

test('the head of a format: DER', () => {
  const der = Buffer.concat([Buffer.from('3082025c02010002818100', 'hex'), seededRandom(3).bytes(400)]);
  const input = Buffer.from(wrapped(encoded(der), 76));
  const [run] = base32.find(input, 0, input.length);
  expect(Buffer.from(base32.decode(input.subarray(run!.start, run!.end))[0]!).equals(der)).toBe(true);
});

test.each<[string, string]>([
  ['noise', wrapped(encoded(seededRandom(4).bytes(2000)), 76)],
  ['a name in upper case', 'A'.repeat(70)],
  ['text in lower case', wrapped(encoded(text), 76).toLowerCase()],
  ['one line that is short', encoded(text.slice(0, 100))],
  [
    'a sequence of proteins',
    `>P1\n${'MKTAYIAKQRQISFVKSHFSRQLEERLGLIEVQAPILSRVGDGTQDNLSGAEKAVQVKVKALPDAQ\n'.repeat(20)}`,
  ],
  ['digits in the middle of a longer word', `x${encoded(text)}`],
])('not %s', (_, input) => expect(found(input)).toEqual([]));
