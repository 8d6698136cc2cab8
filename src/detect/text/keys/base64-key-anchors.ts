/** Beginnings of private keys in base64, at each of the three positions in a group that their anchor can have. */
import { hexByte } from '../../hex-byte.ts';
import { SEC1_WIDTHS } from '../../structures/key-anchors.ts';
import { EXPONENT_ANCHOR } from '../../structures/key-tail.ts';
import { OPENSSH_MAGIC } from '../../structures/openssh-key.ts';
import { base64Anchors } from './base64-digits.ts';

export interface Base64Anchor {
  readonly text: string;
  /** For `readBase64`. */
  readonly digitsBefore: number;
  /** What the digits encode: a DER key from its version on, a piece of one, an encryption algorithm, text with armour, base64. */
  readonly holds: 'der' | 'tail' | 'seed' | 'encrypted' | 'openssh' | 'armour' | 'base64';
  /** Beginning of the inner layer. */
  readonly inner?: Base64Anchor;
}

/** Version and the next bytes: PKCS#8 with a short algorithm (up to 0x1f bytes) and a long one, RSA and DSA, SEC1. */
const DER = [
  ...['02 01 00', '02 01 01'].flatMap((version) =>
    [
      ...['30 05 06 03 2b 65', '30 0b 06 09', '30 0d 06 09', '30 10 06 07', '30 13 06 07', '30 14 06 07'],
      ...['30 81', '30 82', '30 41 06 09', '30 34 06 09'],
    ].map((rest) => `${version} ${rest}`),
  ),
  ...['82', '81', '41 00', '61 00'].map((length) => `02 01 00 02 ${length}`),
  ...['82', '81'].map((length) => `02 01 01 02 ${length}`),
];
const SEC1 = [...SEC1_WIDTHS].map((bytes) => `02 01 01 04 ${hexByte(bytes)}`);
/** PBES2 and the schemes of PKCS#12. */
const ENCRYPTED = ['06 09 2a 86 48 86 f7 0d 01 05 0d 30', '06 0a 2a 86 48 86 f7 0d 01 0c 01'];

/**
 * For a key whose first digits are lost: exponent and tag of d at each position; the point of ECPrivateKey and the seed of PKCS#8
 * at the positions that they have if the armour's body begins with the frame.
 */
const TAILS: readonly (readonly [string, 'tail' | 'seed', readonly number[]])[] = [
  [EXPONENT_ANCHOR, 'tail', [0, 1, 2]],
  // After d and the name of the curve: P-256, and others of its width whose name has 5 bytes; P-384; P-521.
  ['a1 44 03 42 00 04', 'tail', [0]],
  ['a1 64 03 62 00 04', 'tail', [2]],
  ['a1 81 89 03 81 86 00 04', 'tail', [2]],
  // After 30 2e 02 01 00 30 05 06 03: Ed25519, X25519, Ed448, X448.
  ...['70 04 22 04 20', '6e 04 22 04 20', '71 04 3b 04 39', '6f 04 3a 04 38'].map(
    (rest) => [`2b 65 ${rest}`, 'seed', [0]] as const,
  ),
];

const once = (bytes: Uint8Array, holds: Base64Anchor['holds']) =>
  base64Anchors(bytes).map((anchor): Base64Anchor => ({ ...anchor, holds }));
const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

const PLAIN: readonly Base64Anchor[] = [
  ...['02 01 00 30', '02 01 01 30', ...DER, ...SEC1].flatMap((text) => once(hex(text), 'der')),
  ...ENCRYPTED.flatMap((text) => once(hex(text), 'encrypted')),
  ...once(OPENSSH_MAGIC.subarray(0, 12), 'openssh'),
  ...once(Buffer.from('-----BEGIN '), 'armour'),
  ...TAILS.flatMap(([text, holds, phases]) => once(hex(text), holds).filter((_, phase) => phases.includes(phase))),
];

/** Digits of an inner layer that suffice for an anchor; more would require one anchor per algorithm. */
const INNER_DIGITS = 5;

/** Base64 of base64. SEC1 has too few constant bytes; of the others, only the constant ones are used. */
const INNER: readonly Base64Anchor[] = distinct([
  ...['02 01 00', '02 01 01']
    .flatMap((version) => ['05', '10', '81'].map((length) => `${version} 30 ${length}`))
    .concat('02 01 00 02 81', '02 01 00 02 82')
    .flatMap((text) => once(hex(text), 'der'))
    .map((anchor) => ({ ...anchor, text: anchor.text.slice(0, INNER_DIGITS) })),
  ...once(hex(ENCRYPTED[0]!), 'encrypted'),
  ...PLAIN.filter(({ holds }) => holds === 'openssh' || holds === 'armour'),
]);
const TWICE: readonly Base64Anchor[] = INNER.flatMap((inner) =>
  once(Buffer.from(inner.text), 'base64').map((anchor) => ({ ...anchor, inner })),
);

export const BASE64_KEY_ANCHORS: readonly Base64Anchor[] = distinct([...PLAIN, ...TWICE]);

/** If an anchor begins with another one for the same content, the shorter one suffices. */
function distinct(anchors: readonly Base64Anchor[]): Base64Anchor[] {
  return anchors.filter(
    (anchor, index) =>
      !anchors.some(
        (other, otherIndex) =>
          other.holds === anchor.holds &&
          other.digitsBefore === anchor.digitsBefore &&
          other.inner?.digitsBefore === anchor.inner?.digitsBefore &&
          other.inner?.holds === anchor.inner?.holds &&
          anchor.text.startsWith(other.text) &&
          (other.text.length < anchor.text.length || otherIndex < index),
      ),
  );
}

/** Keyed by their first four characters. */
const BY_BEGINNING = new Map<number, Base64Anchor[]>();
for (const anchor of BASE64_KEY_ANCHORS) {
  const beginning = beginningOf(Buffer.from(anchor.text), 0);
  BY_BEGINNING.set(beginning, [...(BY_BEGINNING.get(beginning) ?? []), anchor]);
}
const NO_ANCHORS: readonly Base64Anchor[] = [];

function beginningOf(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
}

/** The anchors at a position. */
export function anchorsAt(window: Uint8Array, at: number): readonly Base64Anchor[] {
  const candidates = BY_BEGINNING.get(beginningOf(window, at)) ?? NO_ANCHORS;
  return candidates.length === 0 ? candidates : candidates.filter(({ text }) => standsAt(window, at, text));
}

function standsAt(window: Uint8Array, at: number, text: string): boolean {
  for (let index = 4; index < text.length; index++) if (window[at + index] !== text.charCodeAt(index)) return false;
  return true;
}
