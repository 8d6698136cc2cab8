/**
 * Expanded AES keys (FIPS 197, section 5.2), for encryption, and for decryption by the equivalent inverse cipher (section 5.3.5:
 * rounds in reverse order, all but the outer ones unmixed; Nettle since 3.9 keeps them in order). The bytes of each word are as in
 * the standard, or swapped by software that loads columns as numbers. A schedule proves itself: everything but the key follows
 * from the key.
 */

export interface AesSchedule {
  /** 16, 24 or 32 bytes: the secret. */
  readonly key: Uint8Array;
  /** 176, 208 or 240. */
  readonly length: number;
  readonly direction: 'encryption' | 'decryption' | 'decryption-forward';
  readonly words: 'standard' | 'swapped';
}

const KEY_WORDS = [8, 6, 4] as const;

/**
 * @param like a schedule whose key size and byte order it must have
 * @returns the schedule that begins at `at`, in any form, or undefined
 */
export function readAesSchedule(bytes: Uint8Array, at: number, like?: AesSchedule): AesSchedule | undefined {
  for (const words of like === undefined ? (['standard', 'swapped'] as const) : [like.words]) {
    for (const keyWords of like === undefined ? KEY_WORDS : [like.key.length / 4]) {
      const length = 16 * (keyWords + 7);
      if (at < 0 || at + length > bytes.length) continue;
      const view = new DataView(bytes.buffer, bytes.byteOffset + at, length);
      for (const direction of DIRECTIONS) {
        const key = keyOf(keyWords, wordReader(view, words === 'swapped', direction));
        if (key !== undefined) return { key, length, direction, words };
      }
    }
  }
  return undefined;
}
const DIRECTIONS = ['encryption', 'decryption', 'decryption-forward'] as const;

type WordReader = (index: number) => number;

/** Reads words of the encryption schedule as big-endian numbers: the first byte of a column is the highest. */
function wordReader(view: DataView, isSwapped: boolean, direction: AesSchedule['direction']): WordReader {
  if (direction === 'encryption') return (index) => view.getUint32(4 * index, isSwapped);
  const words = view.byteLength / 4;
  return (index) => {
    const place = direction === 'decryption' ? words - 4 - (index & ~3) + (index & 3) : index;
    const value = view.getUint32(4 * place, isSwapped);
    return index < 4 || index >= words - 4 ? value : mixColumn(value);
  };
}

/** The key, if all words follow from the first `keyWords`. In most other bytes the first computed word already differs. */
function keyOf(keyWords: number, wordAt: WordReader): Uint8Array | undefined {
  const words = new Uint32Array(4 * (keyWords + 7));
  let constant = 1;
  for (let index = 0; index < words.length; index++) {
    words[index] = wordAt(index);
    if (index < keyWords) continue;
    let added = words[index - 1]!;
    if (index % keyWords === 0) {
      added = substituted((added << 8) | (added >>> 24)) ^ (constant << 24);
      constant = doubled(constant);
    } else if (keyWords === 8 && index % 8 === 4) added = substituted(added);
    if (words[index] !== (words[index - keyWords]! ^ added) >>> 0) return undefined;
  }
  return bytesOf(words.subarray(0, keyWords));
}

function substituted(word: number): number {
  const [a, b, c, d] = [word >>> 24, (word >>> 16) & 0xff, (word >>> 8) & 0xff, word & 0xff];
  return (SBOX[a]! << 24) | (SBOX[b]! << 16) | (SBOX[c]! << 8) | SBOX[d]!;
}

/** Section 5.1.3. */
function mixColumn(word: number): number {
  const column = [word >>> 24, (word >>> 16) & 0xff, (word >>> 8) & 0xff, word & 0xff];
  const all = column[0]! ^ column[1]! ^ column[2]! ^ column[3]!;
  const mixed = column.map((byte, row) => byte ^ all ^ doubled(byte ^ column[(row + 1) & 3]!));
  return ((mixed[0]! << 24) | (mixed[1]! << 16) | (mixed[2]! << 8) | mixed[3]!) >>> 0;
}

/** Multiplies by x, modulo x^8 + x^4 + x^3 + x + 1 (section 4.2). */
function doubled(byte: number): number {
  return ((byte << 1) ^ (byte & 0x80 ? 0x11b : 0)) & 0xff;
}

/** Section 5.1.1, by powers of the generator 3: the inverse of 3^n is 3^(255 - n). */
const SBOX = sbox();
function sbox(): Uint8Array {
  const powers = new Uint8Array(256);
  for (let power = 1, exponent = 0; exponent < 256; exponent++) {
    powers[exponent] = power;
    power ^= doubled(power);
  }
  const box = new Uint8Array(256).fill(0x63, 0, 1);
  for (let exponent = 0; exponent < 255; exponent++) {
    const inverse = powers[255 - exponent]!;
    let sum = inverse;
    for (let turn = 1; turn <= 4; turn++) sum ^= ((inverse << turn) | (inverse >> (8 - turn))) & 0xff;
    box[powers[exponent]!] = sum ^ 0x63;
  }
  return box;
}

function bytesOf(words: Uint32Array): Uint8Array {
  const bytes = new Uint8Array(4 * words.length);
  const view = new DataView(bytes.buffer);
  for (const [index, word] of words.entries()) view.setUint32(4 * index, word);
  return bytes;
}
