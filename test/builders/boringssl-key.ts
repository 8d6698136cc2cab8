/** Keys of elliptic curves as BoringSSL and AWS-LC have them in a 64-bit process (crypto/fipsmodule/ec/internal.h). Independent of src. */
import { FieldWriter } from './field-writer.ts';
import { spell } from './number-heap.ts';
import type { Placed, ProcessHeap } from './process-heap.ts';

/** Room for 521 bits. */
const NUMBER_BITS = 9 * 64;
/** BN_FLG_STATIC_DATA of openssl/bn.h. */
const STATIC_DATA = 2;

const CURVES = {
  'P-224': { p: 2n ** 224n - 2n ** 96n + 1n, bits: 256 },
  'P-256': { p: 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n, bits: 256 },
  'P-384': { p: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n, bits: 384 },
  'P-521': { p: 2n ** 521n - 1n, bits: 576 },
} as const;

export interface BoringsslForm {
  /** Of a key that was read: 1. */
  readonly z: bigint;
  readonly isMontgomery: boolean;
  /** What is in words that the curve does not need. */
  readonly leftOver: Uint8Array;
}

/** EC_POINT: the group, then X, Y and Z with x = X/Z², y = Y/Z³. */
export function boringsslPoint(heap: ProcessHeap, curve: string, x: bigint, y: bigint, form: BoringsslForm): Placed {
  const { p, bits } = CURVES[curve as keyof typeof CURVES];
  const fields = new FieldWriter(true).u64(0x7f3a20004560n);
  for (const number of [x * form.z ** 2n, y * form.z ** 3n, form.z]) {
    const stored = form.isMontgomery ? (number << BigInt(bits)) % p : number % p;
    fields.bytes(spell(stored, bits, 'words64')).bytes(form.leftOver.subarray(0, (NUMBER_BITS - bits) / 8));
  }
  return heap.chunk(fields.finish());
}

/** EC_WRAPPED_SCALAR: a BIGNUM, and the words that it points to. */
export function boringsslScalar(heap: ProcessHeap, d: Uint8Array): Placed {
  const words = Math.ceil(d.length / 8);
  const headerBytes = 24;
  const number = BigInt(`0x${Buffer.from(d).toString('hex')}`);
  const fields = new FieldWriter(true).u64(heap.nextChunkAddress + BigInt(headerBytes));
  fields
    .u32(words)
    .u32(words)
    .u32(0)
    .u32(STATIC_DATA)
    .bytes(spell(number, NUMBER_BITS, 'words64'));
  const { address, offset } = heap.chunk(fields.finish());
  return { address: address + BigInt(headerBytes), offset: offset + headerBytes };
}
