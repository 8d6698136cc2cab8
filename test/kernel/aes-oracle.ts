import type { AesSchedule } from '../../src/kernel/aes-schedules.ts';

/** AES key expansion as FIPS 197 writes it, byte by byte: independent of the kernel's, which works on words. */

function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 0; bit < 8; bit++) {
    if ((b >> bit) & 1) product ^= a << bit;
  }
  for (let bit = 14; bit >= 8; bit--) if ((product >> bit) & 1) product ^= 0x11b << (bit - 8);
  return product;
}

/** Section 5.1.1, with the inverse by trial. */
const SBOX = Uint8Array.from({ length: 256 }, (_, byte) => {
  let inverse = 0;
  for (let other = 1; other < 256; other++) if (times(byte, other) === 1) inverse = other;
  let result = 0;
  for (let bit = 0; bit < 8; bit++) {
    let sum = (0x63 >> bit) & 1;
    for (const place of [0, 4, 5, 6, 7]) sum ^= (inverse >> ((bit + place) % 8)) & 1;
    result |= sum << bit;
  }
  return result;
});

type Word = readonly number[];

/** Section 5.2: the words of the schedule. @param key 16, 24 or 32 bytes */
function expand(key: Uint8Array): Word[] {
  const keyWords = key.length / 4;
  const words: Word[] = [];
  let constant = 1;
  for (let index = 0; index < 4 * (keyWords + 7); index++) {
    if (index < keyWords) {
      words.push([...key.subarray(4 * index, 4 * index + 4)]);
      continue;
    }
    let added = words[index - 1]!;
    if (index % keyWords === 0) {
      added = [added[1]!, added[2]!, added[3]!, added[0]!].map((byte) => SBOX[byte]!);
      added = added.map((byte, place) => (place === 0 ? byte ^ constant : byte));
      constant = times(constant, 2);
    } else if (keyWords > 6 && index % keyWords === 4) added = added.map((byte) => SBOX[byte]!);
    words.push(words[index - keyWords]!.map((byte, place) => byte ^ added[place]!));
  }
  return words;
}

/** Section 5.3.3. */
function invMixColumn(word: Word): Word {
  return word.map((_, row) =>
    [0x0e, 0x0b, 0x0d, 0x09].reduce((sum, factor, place) => sum ^ times(factor, word[(row + place) % 4]!), 0),
  );
}

/** The schedule of a key in one of the forms in which it stands in memory. */
export function scheduleBytes(
  key: Uint8Array,
  direction: AesSchedule['direction'],
  order: AesSchedule['words'],
): Uint8Array {
  const words = expand(key);
  const rounds = Array.from({ length: words.length / 4 }, (_, round) => words.slice(4 * round, 4 * round + 4));
  const unmixed = rounds.map((round, number) =>
    number === 0 || number === rounds.length - 1 ? round : round.map(invMixColumn),
  );
  const ordered = { encrypt: rounds, decrypt: unmixed.toReversed(), 'decrypt-forward': unmixed }[direction].flat();
  return Uint8Array.from(ordered.flatMap((word) => (order === 'standard' ? [...word] : [...word].reverse())));
}
