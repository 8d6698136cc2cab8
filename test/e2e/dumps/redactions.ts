/**
 * Dumps of which a redaction ran while the process was writing, and lost: of the numbers of a key some are wiped, wherever they
 * stand, and the others are left. Which of them still tell the key is arithmetic, and written down here. Independent of src.
 */

import { createHash, randomBytes } from 'node:crypto';
import { closeSync, copyFileSync, openSync, writeSync } from 'node:fs';
import { type Image, placesOf } from './image.ts';
import { numberForms, PHP_DIGITS, PHP_ELEMENT } from './number-forms.ts';
import type { AsymmetricKey } from './truth.ts';

export type Fill = 'zeros' | 'random';

export interface Spot {
  readonly kind: string;
  readonly form: string;
  readonly offset: number;
  readonly length: number;
}

/** Kinds of numbers of a key and what is left when others are wiped. */
export interface Family {
  /** The fewest numbers that tell whose key it is. */
  readonly telling: readonly (readonly string[])[];
  /** Sets that tell nothing, or not whose key: whatever is found then must be no key of anybody else. */
  readonly silent: readonly (readonly string[])[];
}

/**
 * RFC 8017, section 3.2. With e, which is 65537: p divides 2^(e·dp) − 2; p − 1 divides e·d − 1; and dp gives p but for a factor below e.
 * p and dp tell a prime of a key, though not whose: n is public, so whoever has it and p has the key.
 */
export const FAMILIES: Readonly<Record<'rsa' | 'ec' | 'ed25519', Family>> = {
  rsa: {
    telling: [
      'n p',
      'n q',
      'n d',
      'n dp',
      'n dq',
      'p d',
      'q d',
      'd dp',
      'd dq',
      'p q qi',
      'p dq qi',
      'q dp qi',
      'dp dq qi',
    ].map(words),
    silent: ['n qi', 'p q', 'd qi', 'dp dq', 'n', 'd', 'p dp', 'q dq'].map(words),
  },
  ec: { telling: ['d x y', 'd x'].map(words), silent: ['d', 'x y'].map(words) },
  ed25519: { telling: ['d x', 'a x'].map(words), silent: ['d', 'x', 'a'].map(words) },
};

function words(text: string): string[] {
  return text.split(' ');
}

export function isTelling({ telling }: Family, kept: readonly string[]): boolean {
  return telling.some((set) => set.every((kind) => kept.includes(kind)));
}

/** Every place of every number of a key. */
export function spotsOf(image: Image, key: AsymmetricKey): Spot[] {
  const needles = Object.entries(numbersOf(key)).flatMap(([kind, numbers]) =>
    numbers.flatMap((number) =>
      [...numberForms(number)].map(([form, bytes]) => {
        return { kind, form, bytes, ...(form === PHP_DIGITS && { meaning: PHP_ELEMENT }) };
      }),
    ),
  );
  return placesOf(image.bytes, needles).flatMap((places, index) => {
    const { kind, form, bytes } = needles[index]!;
    return places.map((at) => ({ kind, form, offset: image.offsetOf(at), length: bytes.length }));
  });
}

/** By the names of the numbers; several where programs compute one in different ways. */
function numbersOf({ family, numbers }: AsymmetricKey): Readonly<Record<string, readonly Buffer[]>> {
  const given = Object.fromEntries(Object.entries(numbers).map(([kind, number]) => [kind, [number]]));
  if (family === 'ed25519') return { ...given, a: [expanded(numbers.d!)] };
  if (family !== 'rsa') return given;
  const [p, q, d] = [numbers.p!, numbers.q!, numbers.d!].map((number) => BigInt(`0x${number.toString('hex')}`)) as [
    bigint,
    bigint,
    bigint,
  ];
  const phi = (p - 1n) * (q - 1n);
  const least = phi / gcd(p - 1n, q - 1n);
  const large = [0n, 1n, 2n, 3n].map((times) => (d % least) + times * least).filter((value) => value < phi);
  // libgcrypt has the inverse of p, since its p is the smaller one.
  return { ...given, d: [...new Set([d, ...large])].map(bytesOf), qi: [numbers.qi!, bytesOf(inverse(p, q))] };
}

/** RFC 8032, section 5.1.5: the scalar, as a number. */
function expanded(seed: Buffer): Buffer {
  const scalar = createHash('sha512').update(seed).digest().subarray(0, 32);
  scalar[0]! &= 0xf8;
  scalar[31] = (scalar[31]! & 0x7f) | 0x40;
  return Buffer.from(scalar).reverse();
}

function bytesOf(value: bigint): Buffer {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}

function inverse(value: bigint, modulus: bigint): bigint {
  let [rest, next, factor, nextFactor] = [modulus, value % modulus, 0n, 1n];
  while (next > 0n) {
    const quotient = rest / next;
    [rest, next] = [next, rest - quotient * next];
    [factor, nextFactor] = [nextFactor, factor - quotient * nextFactor];
  }
  return factor < 0n ? factor + modulus : factor;
}

const BINARY: ReadonlySet<string> = new Set([
  'big-endian',
  'little-endian',
  'java32',
  '30-bit digits',
  '28-bit digits',
  PHP_DIGITS,
  '26-bit digits of V8',
]);

/** Text says all numbers of a key at once, and no redaction leaves half of it. */
export function isBinary({ form }: Spot): boolean {
  return BINARY.has(form);
}

export interface Redaction {
  readonly kept: readonly string[];
  readonly fill: Fill;
}

/** A copy of the dump without the numbers that are not kept; text goes in any case, since it says all of them at once. */
export function redact(
  { from, to }: { readonly from: string; readonly to: string },
  spots: readonly Spot[],
  { kept, fill }: Redaction,
): void {
  copyFileSync(from, to);
  const file = openSync(to, 'r+');
  for (const { offset, length } of spots.filter((spot) => !(kept.includes(spot.kind) && isBinary(spot))))
    writeSync(file, fill === 'zeros' ? Buffer.alloc(length) : randomBytes(length), 0, length, offset);
  closeSync(file);
}
