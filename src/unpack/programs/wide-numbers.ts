/**
 * Keys whose bytes are stored as wider numbers, each with one byte of the key: arrays of `int`, `long`, `float` or `double` (NumPy, Java,
 * Go, bytecode of Hermes), and the small integers of V8. Found by how the beginning of a key looks in that form, anywhere.
 */
import { beginsKey, KEY_HEAD_BYTES } from '../container/key-heads.ts';
import { bufferOf, type Magic } from '../container/magic.ts';
import { type Decoded, spelling } from './spelling.ts';

interface Form {
  readonly size: 4 | 8;
  readonly write: (into: Buffer, value: number) => void;
  readonly read: (from: Buffer, at: number) => number;
  /** PEM in it is UTF-32, which a coding reads. */
  readonly isUtf32?: true;
}

/** Those of eight bytes are also the small integers of V8, four bytes further on: their value is in the upper half. */
const FORMS: readonly Form[] = [
  { size: 4, write: (to, value) => to.writeInt32LE(value), read: (from, at) => from.readInt32LE(at), isUtf32: true },
  { size: 4, write: (to, value) => to.writeInt32BE(value), read: (from, at) => from.readInt32BE(at), isUtf32: true },
  {
    size: 8,
    write: (to, value) => to.writeBigInt64LE(BigInt(value)),
    read: (from, at) => Number(from.readBigInt64LE(at)),
  },
  {
    size: 8,
    write: (to, value) => to.writeBigInt64BE(BigInt(value)),
    read: (from, at) => Number(from.readBigInt64BE(at)),
  },
  { size: 4, write: (to, value) => to.writeFloatLE(value), read: (from, at) => from.readFloatLE(at) },
  { size: 8, write: (to, value) => to.writeDoubleLE(value), read: (from, at) => from.readDoubleLE(at) },
  // V8 with compressed pointers, as in Electron: the lowest bit tells a pointer.
  { size: 4, write: (to, value) => to.writeInt32LE(2 * value), read: (from, at) => from.readInt32LE(at) / 2 },
];

const HEAD_BYTES = KEY_HEAD_BYTES * Math.max(...FORMS.map(({ size }) => size));
/** The first numbers of `-----BEGIN `, and those of a sequence in DER: its length, or how many bytes that has. */
const PEM = [0x2d, 0x2d, 0x2d];
// Not 0x2e of Ed25519: programs have so many numbers of 46 that the search took twice as long in one of 100 MB.
const DER = [0x82, 0x81, 0x77, 0x41].map((length) => [0x30, length]);

const MAGICS = FORMS.flatMap(magicsOf);

export const wideNumbers = spelling({
  id: 'wide-numbers',
  title: 'keys stored as an array of numbers of 4 or 8 bytes: NumPy, Hermes, V8, `int[]`, `double[]`',
  limits: 'Ed25519 in DER, and what begins neither as PEM nor as a key in DER: only raw bytes',
  headBytes: HEAD_BYTES,
  magics: MAGICS,
  firstBytes: FORMS.flatMap((form) => [PEM, ...DER].map((values) => written(values, form)[0]!)),
  expected: 'a key as an array of numbers',
  decoderOf(head) {
    const form = formOf(head);
    return form && ((numbers, isLast) => readNumbers(numbers, form, isLast));
  },
});

function formOf(head: Uint8Array): Form | undefined {
  return FORMS.find((form) => {
    const { bytes } = readNumbers(head.subarray(0, KEY_HEAD_BYTES * form.size), form, true);
    return beginsKey(bytes);
  });
}

function readNumbers(numbers: Uint8Array, { size, read }: Form, isLast: boolean): Decoded {
  const from = bufferOf(numbers);
  const bytes: number[] = [];
  for (let at = 0; at + size <= from.length; at += size) {
    const value = read(from, at);
    if (!Number.isInteger(value) || value < -128 || value > 255) break;
    bytes.push(value);
  }
  const end = bytes.length * size;
  return { bytes: Uint8Array.from(bytes), end, isOver: isLast || end + size <= from.length };
}

/** Bytes from 0x80 on may be negative. */
function magicsOf(form: Form): Magic[] {
  const negative = DER.map(([first = 0, length = 0]) => [first, length < 0x80 ? length : length - 0x100]);
  const heads = [...(form.isUtf32 ? [] : [PEM]), ...DER, ...negative].map((values) => written(values, form));
  return heads.map((bytes) => ({ offset: 0, bytes }));
}

function written(values: readonly number[], { size, write }: Form): number[] {
  const bytes = Buffer.alloc(size * values.length);
  for (const [index, value] of values.entries()) write(bytes.subarray(size * index), value);
  return [...bytes];
}
