/**
 * Source of the random text in the examples of rules. Examples are made when a test runs, so that no token-shaped literal is in
 * this repository. A source gives the same text twice only if its maker seeds it.
 */
export interface RandomText {
  /** `length` characters, each drawn independently from `alphabet`. */
  text(length: number, alphabet: string): string;
  /** `length` random bytes, owned by the caller. */
  bytes(length: number): Uint8Array;
  /** One of `items`, which must not be empty. */
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

/** As RFC 9562, section 4 writes a UUID, with any version. */
export function uuidOf(random: RandomText): string {
  return [8, 4, 4, 4, 12].map((length) => random.text(length, HEX)).join('-');
}
