/** Bech32 of BIP-173, without its limit of 90 characters, as used by age. All upper case or all lower case. */
import { fiveBitGroups } from './five-bit-groups.ts';

export const BECH32_DIGITS = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const CHECKSUM_CHARACTERS = 6;

/** Final value of the checksum, in Bech32 and in Bech32m (BIP-350), which addresses of Taproot use. */
const [BECH32, BECH32M] = [1, 0x2bc830a3];

/** @returns the bytes if the checksum is right; undefined otherwise. Never throws. */
export function decodeBech32(text: string): { readonly prefix: string; readonly bytes: Uint8Array } | undefined {
  const { prefix, digits, checksum } = partsOf(text) ?? {};
  if (prefix === undefined || digits === undefined || checksum !== BECH32) return undefined;
  const bytes = toBytes(digits);
  return bytes && { prefix, bytes };
}

/** The part before the separator, in lower case, if the checksum is right for Bech32 or Bech32m. Never throws. */
export function bech32Prefix(text: string): string | undefined {
  const { prefix, checksum } = partsOf(text) ?? {};
  return checksum === BECH32 || checksum === BECH32M ? prefix : undefined;
}

/** @returns the digits without those of the checksum */
function partsOf(text: string): { prefix: string; digits: readonly number[]; checksum: number } | undefined {
  const lower = text.toLowerCase();
  const separator = lower.lastIndexOf('1');
  if (separator < 1 || (text !== lower && text !== text.toUpperCase())) return undefined;
  const prefix = lower.slice(0, separator);
  const digits = [...lower.slice(separator + 1)].map((character) => BECH32_DIGITS.indexOf(character));
  if (digits.length < CHECKSUM_CHARACTERS || digits.includes(-1)) return undefined;
  const codes = [...prefix].map((character) => character.charCodeAt(0));
  const checksum = polymod([...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31), ...digits]);
  return { prefix, digits: digits.slice(0, -CHECKSUM_CHARACTERS), checksum };
}

function polymod(values: readonly number[]): number {
  let state = 1;
  for (const value of values) {
    const top = state >>> 25;
    state = ((state & 0x1ffffff) << 5) ^ value;
    for (const [bit, term] of GENERATOR.entries()) if ((top >> bit) & 1) state ^= term;
  }
  return state >>> 0;
}

/** Groups of five bits to bytes; the remaining bits must be zeros, and fewer than five. */
function toBytes(digits: readonly number[]): Uint8Array | undefined {
  const { bytes, rest, restBits } = fiveBitGroups(digits);
  return restBits < 5 && rest === 0 ? bytes : undefined;
}
