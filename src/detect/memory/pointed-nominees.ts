/**
 * Numbers that a structure in memory points at. The survey nominates the structures, a few hundred per dump.
 *   BIGNUM of libcrypto (bn_local.h): 0 u64 *d, 8 u32 top, 12 u32 dmax, 16 u32 neg, 20 u32 flags; d points to `top` words, lowest first
 *   slice of Go: 0 pointer, 8 length, 16 capacity; in words for math/big and crypto/internal/fips140/bigmod, else in bytes
 */
import type { MemoryImage } from './memory-search.ts';
import { BYTES_OF_SECRETS, type Nominee } from './nominee.ts';

/** openssl/bn.h: BN_FLG_CONSTTIME 4, BN_FLG_SECURE 8. Used for ranking only, since n and e of RSA have been seen with them. */
const PRIVATE_FLAGS = 0x0c;
/** Words of the orders of the curves searched for: 224 bits and 256, 384, 512, 521. */
const WORDS = new Set([4, 6, 8, 9]);
const STRUCTURE_BYTES = 24;

export function* bignumNominees(image: MemoryImage): Generator<Nominee> {
  for (const at of image.survey.bignums) {
    const fields = fieldsAt(image, at);
    if (fields === undefined || fields.getUint32(16, true) !== 0) continue;
    const top = fields.getUint32(8, true);
    if (!WORDS.has(top)) continue;
    const rank = (fields.getUint32(20, true) & PRIVATE_FLAGS) === 0 ? 1 : 0;
    const number = follow(image, fields.getBigUint64(0, true), 8 * top);
    if (number !== undefined) yield { ...number, form: 'bignum', spellings: ['little-endian'], rank };
  }
}

export function* sliceNominees(image: MemoryImage): Generator<Nominee> {
  for (const at of image.survey.slices) {
    const fields = fieldsAt(image, at);
    if (fields === undefined) continue;
    const pointer = fields.getBigUint64(0, true);
    const length = fields.getUint32(8, true);
    const words = WORDS.has(length) ? follow(image, pointer, 8 * length) : undefined;
    if (words !== undefined) yield { ...words, form: 'go-slice', spellings: ['little-endian'], rank: 1 };
    const bytes = BYTES_OF_SECRETS.has(length) ? follow(image, pointer, length) : undefined;
    if (bytes !== undefined) yield { ...bytes, form: 'go-slice', spellings: ['big-endian'], rank: 1 };
  }
}

/** The structure at an offset. A view of a copy, so that pointers can be followed while it is read. */
function fieldsAt(image: MemoryImage, offset: number): DataView | undefined {
  const bytes = image.read(offset, STRUCTURE_BYTES);
  return bytes.length < STRUCTURE_BYTES ? undefined : new DataView(bytes.slice().buffer);
}

function follow(image: MemoryImage, address: bigint, length: number): Pick<Nominee, 'offset' | 'bytes'> | undefined {
  const bytes = image.memory.peek(address, length);
  const offset = image.offsetOf(address);
  return bytes === undefined || offset === undefined ? undefined : { offset, bytes: bytes.slice() };
}
