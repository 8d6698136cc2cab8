// What the structures of programs look like that point to large numbers: three words of 64 bits each, from the pointer on.

// Bits that must be clear in the three words of a structure:
//   0  8  pointer: a multiple of 8 below 2^47, user space of x86-64, and of arm64 unless a process asks for more;
//         or one more than that, as V8 tags the map of an object
//   8  8  BIGNUM: u32 top up to 256, u32 dmax up to 512; ECX_KEY: u64 length; slice: u64 length;
//         FixedArray of V8: u32 zero, u32 length; zend_array of PHP: u32 used, u32 elements
//  16  8  BIGNUM: u32 neg, u32 flags; ECX_KEY: u32 type, then u32 references; slice: u64 capacity;
//         FixedArray: u32 zero, u32 integer; zend_array: u32 capacity, u32 zero
export const NO_POINTER: u64 = 0xffff800000000006;
export const TAG: u64 = 1;
export const NO_SIZES: u64 = 0xfffffc00fffffe00;
export const NO_SMALL: u64 = 0x00000000fffffe00;
const NO_SIGN_AND_FLAGS: u64 = 0xffffffe0fffffffe;
export const MIN_POINTER: u64 = 0x10000;

/**
 * ECX_KEY of OpenSSL 3: offset of the flag that there is a public key, before its 57 bytes; offset of the pointer to
 * the private key.
 */
const HAS_PUBLIC_KEY: usize = 16;
export const PRIVATE_KEY: usize = 80;

/** BIGNUM of OpenSSL, LibreSSL and BoringSSL: limbs in use, limbs allocated. */
export function isBignum(top: u32, dmax: u32, last: u64): bool {
  return top >= 1 && top <= 256 && top <= dmax && dmax <= 512 && !(last & NO_SIGN_AND_FLAGS);
}

/**
 * `at` is where the pointer to the private key stands; what lies before `first` is no part of the memory. X25519 (0) and
 * Ed25519 (2) have 32 bytes, X448 (1) has 56, Ed448 (3) has 57.
 */
export function isEdwardsKey(at: usize, first: usize, length: u64, type: u32): bool {
  if (type > 3 || length != (type & 1 ? (type == 1 ? 56 : 57) : 32)) return false;
  const start = at - PRIVATE_KEY;
  return at >= first + PRIVATE_KEY && load<u8>(start + HAS_PUBLIC_KEY) == 1;
}

/**
 * FixedArray of V8 without compressed pointers, holding the digits of a JavaScript number: each a small integer in the
 * high half of a word. At least 256 bits in digits of 28; the first digit is the lowest one and must have 17 to 28
 * bits.
 */
export function areSmallIntegers(length: u64, first: u64): bool {
  return !(<u32>length) && !(<u32>first) && length >> 32 >= 10 && length >> 32 <= 512 && first >> 48 >= 1 && first >> 60 == 0;
}

/** Offset of the first element of a FixedArray; how many elements are looked at. */
const FIRST_ELEMENT: usize = 16;
const RELATED_ELEMENTS: usize = 16;

/**
 * FixedArray of V8 that may be an expanded AES key (FIPS 197, section 5.2), as JavaScript keeps it: each word in the
 * high half of an element. As in schedules.ts, most words are the xor of two others. Libraries that expand a key for
 * decryption have the columns of each round in the order 0, 3, 2, 1.
 */
export function areScheduleWords(at: usize, length: u64, first: u64, limit: usize): bool {
  if (<u32>length || <u32>first || length >> 32 < 44 || length >> 32 > 512) return false;
  const elements = at + FIRST_ELEMENT;
  if (elements + (RELATED_ELEMENTS << 3) > limit) return false;
  for (let keyWords: usize = 4; keyWords <= 8; keyWords += 2)
    if (haveRelations(elements, keyWords) || haveInverseRelations(elements, keyWords)) return true;
  return false;
}

/** Whether words 1 to 3 of a key and the words behind it are related. */
function haveRelations(elements: usize, keyWords: usize): bool {
  for (let index: usize = 1; index < 4; index++) {
    const word = wordOf(elements, keyWords + index) ^ wordOf(elements, keyWords + index - 1);
    if (word == 0 || word != wordOf(elements, index)) return false;
  }
  return true;
}

/** The same of the second round of an inverse schedule. */
function haveInverseRelations(elements: usize, keyWords: usize): bool {
  for (let index: usize = 4; index < 7; index++) {
    const word = turnedWordOf(elements, index) ^ turnedWordOf(elements, index + 1);
    // A key of 6 words is no multiple of a round.
    const place = keyWords == 6 ? (index == 4 ? 15 : index + 3) : keyWords + index + 1;
    if (word == 0 || word != turnedWordOf(elements, place)) return false;
  }
  return true;
}

function wordOf(elements: usize, index: usize): u32 {
  return load<u32>(elements + (index << 3), 4);
}

function turnedWordOf(elements: usize, index: usize): u32 {
  return wordOf(elements, (index & ~3) | ((4 - (index & 3)) & 3));
}

/**
 * Slice of Go. Lengths: scalars of P-256, P-384 and P-521 and primes and exponents of RSA in limbs; scalars and Edwards
 * keys in bytes. 31, 47 and 65 are scalars from Bytes() of math/big, which writes no zeros on top. Capacities: math/big
 * keeps up to 5 spare limbs, crypto's bigmod allocates 32 limbs in advance, byte slices come in size classes.
 */
export function isSlice(length: u64, capacity: u64): bool {
  const lengths: u64 =
    (1 << 4) | (1 << 6) | (1 << 8) | (1 << 9) | (1 << 12) | (1 << 16) | (1 << 24) | (1 << 31) | (1 << 32) | (1 << 47) | (1 << 48) | (1 << 56) | (1 << 57);
  if (length < 64 ? !((lengths >> length) & 1) : length > 66) return false;
  return capacity >= length && (capacity <= length + 16 || capacity == 32);
}

/**
 * zend_array of PHP 7.3 and later (zend_types.h), from its pointer to the elements on, as phpseclib keeps the digits of a
 * number: 241 to 4096 bits in digits of 31 bits, with no element removed. The capacity is a power of two.
 */
export function isPhpArray(used: u32, elements: u32, capacity: u64): bool {
  return used == elements && used >= 8 && used <= 133 && capacity >= used && capacity <= 256 && !(capacity & (capacity - 1));
}

/**
 * Slice that Bytes() of math/big returns for a scalar of P-256 or P-384 whose top byte is 0: it points behind the zero,
 * which is the first byte of the block, so its pointer looks like a tagged one.
 */
export function isSliceBehindZero(length: u64, capacity: u64): bool {
  return (length == 31 || length == 47) && (capacity == length || capacity == length + 1);
}
