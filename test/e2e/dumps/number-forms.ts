/** How programs write a large number into memory. Independent of src. */

export const PHP_DIGITS = '31-bit digits of PHP';
export const PHP_ELEMENT = { every: 16, first: 12 };

/** @param number big-endian, without leading zeros, or as long as its field */
export function numberForms(number: Buffer): ReadonlyMap<string, Buffer> {
  const value = BigInt(`0x${number.toString('hex')}`);
  const hex = number.toString('hex');
  return new Map([
    ['big-endian', number],
    ['little-endian', Buffer.from(number).reverse()],
    // BigInteger.mag of a JVM on a little-endian machine: words from high to low, each in the machine's order.
    ['java32', wordsSwapped(number)],
    ['30-bit digits', digits(value, 30n)],
    ['28-bit digits', digits(value, 28n)],
    [PHP_DIGITS, phpDigits(value)],
    ['26-bit digits of V8', smallIntegers(value)],
    ['hex', Buffer.from(hex)],
    ['HEX', Buffer.from(hex.toUpperCase())],
    ['hex UTF-16', Buffer.from(hex, 'utf16le')],
    ['base64url', Buffer.from(number.toString('base64url'))],
    ['base64url UTF-16', Buffer.from(number.toString('base64url'), 'utf16le')],
  ]);
}

function wordsSwapped(number: Buffer): Buffer {
  const padded = Buffer.concat([Buffer.alloc((4 - (number.length % 4)) % 4), number]);
  return padded.swap32();
}

/** Digits of CPython's int and of libtommath: the lowest first, each in a 32-bit word. */
function digits(value: bigint, bits: bigint): Buffer {
  const words: number[] = [];
  for (let rest = value; rest > 0n; rest >>= bits) words.push(Number(rest & ((1n << bits) - 1n)));
  const bytes = Buffer.alloc(words.length * 4);
  words.forEach((word, index) => {
    bytes.writeUInt32LE(word, index * 4);
  });
  return bytes;
}

/** Digits of phpseclib, the lowest first: elements of an array of PHP 8.2 and later, each a number, its type and 4 bytes that mean nothing. */
function phpDigits(value: bigint): Buffer {
  const elements: Buffer[] = [];
  for (let rest = value; rest > 0n; rest >>= 31n) {
    const element = Buffer.alloc(16);
    element.writeBigUInt64LE(rest & 0x7fffffffn);
    element[8] = 4;
    elements.push(element);
  }
  return Buffer.concat(elements);
}

/** Digits of BN.js, the lowest first: small integers of V8 without compressed pointers, in the upper half of a word. */
function smallIntegers(value: bigint): Buffer {
  const elements: Buffer[] = [];
  for (let rest = value; rest > 0n; rest >>= 26n) {
    const element = Buffer.alloc(8);
    element.writeUInt32LE(Number(rest & 0x3ffffffn), 4);
    elements.push(element);
  }
  return Buffer.concat(elements);
}
