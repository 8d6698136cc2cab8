/** What is left of a key in a format, as a redaction that overwrote the other numbers leaves it. */
import { expect, test } from 'vitest';
import { ProcessHeap } from '../../builders/process-heap.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { coreOf, noise } from './memory-images.ts';
import { rsaKey } from './rsa-key.ts';

const own = keyOfFullLength();
const { dp, dq } = own;

/** A number with a byte fewer, as one in some hundred has, is none of those that are looked for. */
function keyOfFullLength() {
  for (;;) {
    const key = rsaKey(2048);
    const [dp, dq] = [key.d % (key.p - 1n), key.d % (key.q - 1n)];
    if (key.d >> 2040n > 0n && dp >> 1016n > 0n && dq >> 1016n > 0n) return { ...key, dp, dq };
  }
}

type Frame = (number: Buffer) => Buffer;

/** As all four formats have a number: with a zero before its highest bit. */
function signed(value: bigint): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  return bytes[0]! >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
}

function u16(value: number, order: 'LE' | 'BE'): Buffer {
  const bytes = Buffer.alloc(2);
  bytes[`writeUInt16${order}`](value);
  return bytes;
}

const FRAMES: Readonly<Record<string, Frame>> = {
  DER: ({ length }) =>
    Buffer.concat(length < 256 ? [Buffer.of(2, 0x81, length)] : [Buffer.of(2, 0x82), u16(length, 'BE')]),
  libgcrypt: ({ length }) => Buffer.concat([Buffer.of(1), u16(length, 'LE')]),
  canonical: ({ length }) => Buffer.from(`(1:x${length}:`),
  SSH: ({ length }) => Buffer.concat([Buffer.alloc(2), u16(length, 'BE')]),
};
const LEFT = { 'n and p': [own.n, own.p], 'n and d': [own.n, own.d], 'n and dp': [own.n, dp], 'n and dq': [own.n, dq] };
const CASES = Object.keys(FRAMES).flatMap((frame) => Object.keys(LEFT).map((left) => [left, frame] as const));

/** The numbers in one block, at odd offsets, random bytes where others stood. @param lengthOff what is added to the lengths */
async function scan(numbers: readonly bigint[], frame: Frame, lengthOff = 0) {
  const parts = numbers.flatMap((value, index) => {
    const number = signed(value);
    const said = Buffer.alloc(number.length + lengthOff);
    return [noise(`wiped ${index}`, 67 + 2 * index), frame(said), number];
  });
  const heap = new ProcessHeap();
  heap.chunk(Buffer.concat([...parts, noise('the end', 45)]));
  return scanBytes({ core: coreOf(heap).bytes });
}

test.each(CASES)('an RSA key of which %s are left in %s is found', async (left, frame) => {
  const { findings, gaps } = await scan(LEFT[left as keyof typeof LEFT], FRAMES[frame]!);
  expect(gaps).toEqual([]);
  expect(findings).toMatchObject([
    { rule: 'rsa-in-memory', confidence: 'proven', count: 1, facts: { spkiSha256: own.spkiSha256 } },
  ]);
});

test.each(Object.keys(FRAMES))(
  'numbers of different keys, or with a wrong length, are nothing in %s',
  async (frame) => {
    expect((await scan([own.n, rsaKey(2048).p], FRAMES[frame]!)).findings).toEqual([]);
    expect((await scan([own.n, dp], FRAMES[frame]!, 1)).findings).toEqual([]);
  },
);
