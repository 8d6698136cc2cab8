/**
 * Where the text of a rule's examples comes from. Examples are made when a test runs, so that no token-shaped literal
 * lies in this repository. The same source gives the same text only when its maker seeds it.
 */
export interface RandomText {
  /** `length` characters of `alphabet`, each drawn by itself. */
  text(length: number, alphabet: string): string;
  /** `length` random bytes, owned by the caller. */
  bytes(length: number): Uint8Array;
  /** One of `items`, which is not empty. */
  pick<T>(items: readonly T[]): T;
}

export const DIGITS = '0123456789';
export const LOWER = 'abcdefghijklmnopqrstuvwxyz';
export const UPPER = LOWER.toUpperCase();
export const HEX = `${DIGITS}abcdef`;
export const ALPHANUMERIC = DIGITS + UPPER + LOWER;
/** RFC 4648 section 6. */
export const BASE32 = `${UPPER}234567`;
/** RFC 4648 section 4, without padding. */
export const BASE64 = `${ALPHANUMERIC}+/`;
/** RFC 4648 section 5, without padding. */
export const BASE64URL = `${ALPHANUMERIC}-_`;

/** As RFC 9562, section 4 writes one, with any version. */
export function uuidOf(random: RandomText): string {
  return [8, 4, 4, 4, 12].map((length) => random.text(length, HEX)).join('-');
}
