/** Memory around a key as debuggers and crash reports print it: a few hundred bytes, in words. */
import { createHash, generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { scanBytes } from '../../support/scan-bytes.ts';
import { seededRandom } from '../../support/seeded-random.ts';

/** Rows of 16 bytes in words of that many, each the highest byte first, though memory has the lowest first. */
function rowsOf(memory: Buffer, wordBytes: number): { offset: number; words: string[]; printed: string }[] {
  return Array.from({ length: memory.length / 16 }, (_, index) => {
    const row = memory.subarray(16 * index, 16 * index + 16);
    const words = Array.from({ length: 16 / wordBytes }, (_, word) =>
      row.subarray(word * wordBytes, (word + 1) * wordBytes).toReversed(),
    );
    const printed = row.toString('latin1').replace(/[^ -~]/g, '.');
    return { offset: 16 * index, words: words.map((word) => Buffer.from(word).toString('hex')), printed };
  });
}

const address = (base: number, offset: number, width: number) => (base + offset).toString(16).padStart(width, '0');

const PRINTERS: Readonly<Record<string, (memory: Buffer) => string[]>> = {
  'a tombstone of Android, 64 bits': (memory) => [
    'memory near x0 ([anon:scudo:primary]):',
    ...rowsOf(memory, 8).map(
      ({ offset, words, printed }) => `    ${address(0x7d2c8a5f80, offset, 16)} ${words.join(' ')}  ${printed}`,
    ),
  ],
  'a tombstone of Android, 32 bits': (memory) => [
    'memory near r0 ([anon:libc_malloc]):',
    ...rowsOf(memory, 4).map(
      ({ offset, words, printed }) => `    ${address(0xa5f80000, offset, 8)} ${words.join(' ')}  ${printed}`,
    ),
  ],
  'x/16gx of gdb': (memory) =>
    rowsOf(memory, 8).map(
      ({ offset, words }) => `0x${address(0x55d000, offset, 12)}:\t${words.map((word) => `0x${word}`).join('\t')}`,
    ),
  'dq of WinDbg': (memory) =>
    rowsOf(memory, 8).map(
      ({ offset, words }) =>
        `00007ff6\`${address(0x1000, offset, 8)}  ${words.map((word) => `${word.slice(0, 8)}\`${word.slice(8)}`).join(' ')}`,
    ),
};

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const spki = publicKey.export({ type: 'spki', format: 'der' });
const spkiSha256 = createHash('sha256').update(spki).digest('hex');

test.each(Object.entries(PRINTERS))('a key in DER amid 256 bytes of memory is found in %s', async (_, print) => {
  const random = seededRandom(7);
  const memory = Buffer.from(random.bytes(256));
  privateKey.export({ type: 'pkcs8', format: 'der' }).copy(memory, 37);
  const log = Buffer.from([...print(memory), ''].join('\n'));
  const { findings } = await scanBytes({ log });
  expect(findings).toMatchObject([{ rule: 'private-key-der', confidence: 'proven', facts: { spkiSha256 } }]);
});
