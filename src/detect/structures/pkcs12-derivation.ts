/** Key derivation of PKCS#12: RFC 7292, appendix B. Deprecated for new files, but used in most existing ones. */
import { hash } from 'node:crypto';
import { ROUND_MICROSECONDS, repeatedHash } from '../proof/repeated-hash.ts';

/** What the derived bytes are for: RFC 7292, appendix B.3. */
export const PURPOSE = { key: 1, vector: 2, mac: 3 } as const;
/** Hash functions that PKCS#12 files name, with the block size of the derivation and the size of the result. */
const HASHES: Readonly<Record<string, { readonly blockBytes: number; readonly bytes: number }>> = {
  sha1: { blockBytes: 64, bytes: 20 },
  sha224: { blockBytes: 64, bytes: 28 },
  sha256: { blockBytes: 64, bytes: 32 },
  sha384: { blockBytes: 128, bytes: 48 },
  sha512: { blockBytes: 128, bytes: 64 },
};

/** Microseconds of a derivation; 0 for an unknown hash. */
export function derivationMicroseconds({ hashName, iterations, bytes }: Pkcs12Derivation): number {
  const known = HASHES[hashName];
  return known === undefined ? 0 : iterations * Math.ceil(bytes / known.bytes) * ROUND_MICROSECONDS[hashName]!;
}

export interface Pkcs12Derivation {
  readonly hashName: string;
  readonly purpose: (typeof PURPOSE)[keyof typeof PURPOSE];
  readonly salt: Uint8Array;
  /** Must be bounded by the caller: each iteration costs one hash per block of the result. */
  readonly iterations: number;
  readonly bytes: number;
}

/**
 * @param password BMPString with its terminating NULs, or nothing at all
 * @returns undefined for a hash not in HASHES
 */
export function derivePkcs12(password: Uint8Array, options: Pkcs12Derivation): Uint8Array | undefined {
  const { hashName, purpose, salt, iterations, bytes } = options;
  const known = HASHES[hashName];
  if (known === undefined || salt.length > MAX_SALT_BYTES) return undefined;
  const { blockBytes } = known;
  const diversifier = new Uint8Array(blockBytes).fill(purpose);
  const input = Buffer.concat([repeated(salt, blockBytes), repeated(password, blockBytes)]);
  const result: Uint8Array[] = [];
  for (let made = 0; made < bytes; made += known.bytes) {
    const digest = repeatedHash(
      hashName,
      hash(hashName, Buffer.concat([diversifier, input]), 'buffer'),
      iterations - 1,
    );
    result.push(digest);
    addToBlocks(input, repeated(digest, blockBytes).subarray(0, blockBytes));
  }
  return Buffer.concat(result).subarray(0, bytes);
}
const MAX_SALT_BYTES = 1024;

/** `part` repeated up to the next multiple of the block size; an empty part stays empty. */
function repeated(part: Uint8Array, blockBytes: number): Buffer {
  return Buffer.alloc(Math.ceil(part.length / blockBytes) * blockBytes, part);
}

/** Adds `addend` + 1 to each block, as big-endian numbers modulo 2^(8·block). */
function addToBlocks(blocks: Uint8Array, addend: Uint8Array): void {
  for (let start = 0; start < blocks.length; start += addend.length) {
    let carry = 1;
    for (let index = addend.length - 1; index >= 0; index--) {
      carry += blocks[start + index]! + addend[index]!;
      blocks[start + index] = carry & 0xff;
      carry >>= 8;
    }
  }
}

/** No password at all, as opposed to '': it hashes no bytes, where '' hashes two NULs. */
export const NO_PASSWORD = '\0';

/** A password as PKCS#12 hashes it: UTF-16 big-endian and two NULs. */
export function bmpPassword(password: string): Uint8Array {
  if (password === NO_PASSWORD) return new Uint8Array();
  return Buffer.from(`${password}\0`, 'utf16le').swap16();
}
