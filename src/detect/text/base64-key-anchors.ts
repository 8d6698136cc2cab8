/** How private keys begin in base64, at each of the three places in a group where their anchor can stand. */
import { CURVES } from '../proof/ec.ts';
import { OPENSSH_MAGIC } from '../proof/openssh-key.ts';
import { base64Anchors } from './base64-digits.ts';

export interface Base64Anchor {
  readonly text: string;
  /** For `readBase64`. */
  readonly digitsBefore: number;
  /** What the digits hold: a key in DER from its version on, an algorithm that encrypts, text with armour, base64. */
  readonly holds: 'der' | 'encrypted' | 'openssh' | 'armour' | 'base64';
  /** What the inner layer begins with. */
  readonly inner?: Base64Anchor;
}

/** Version and what follows: PKCS#8 with a short algorithm (up to 0x1f bytes) and a long one, RSA and DSA, SEC1. */
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
const SEC1 = [
  ...[...new Set(CURVES.map(({ bytes }) => bytes))].map(
    (width) => `02 01 01 04 ${width.toString(16).padStart(2, '0')}`,
  ),
];
/** PBES2 and the schemes of PKCS#12. */
const ENCRYPTED = ['06 09 2a 86 48 86 f7 0d 01 05 0d 30', '06 0a 2a 86 48 86 f7 0d 01 0c 01'];

const once = (bytes: Uint8Array, holds: Base64Anchor['holds']) =>
  base64Anchors(bytes).map((anchor): Base64Anchor => ({ ...anchor, holds }));
const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

const PLAIN: readonly Base64Anchor[] = [
  ...['02 01 00 30', '02 01 01 30', ...DER, ...SEC1].flatMap((text) => once(hex(text), 'der')),
  ...ENCRYPTED.flatMap((text) => once(hex(text), 'encrypted')),
  ...once(OPENSSH_MAGIC.subarray(0, 12), 'openssh'),
  ...once(Buffer.from('-----BEGIN '), 'armour'),
];

/** Base64 of base64. SEC1 has too little that is always the same. */
const BARE = new Set(SEC1.flatMap((text) => base64Anchors(hex(text)).map((anchor) => anchor.text)));
const TWICE: readonly Base64Anchor[] = PLAIN.filter(({ text }) => text.length >= 6 && !BARE.has(text)).flatMap(
  (inner) => once(Buffer.from(inner.text), 'base64').map((anchor) => ({ ...anchor, inner })),
);

export const BASE64_KEY_ANCHORS: readonly Base64Anchor[] = distinct([...PLAIN, ...TWICE]);

/** Of anchors that begin with another that holds the same, the shorter is enough. */
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
