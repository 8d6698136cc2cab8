/** How a private key begins, for notations that are recognised by what they must spell out. */
import { hasMagic, type Magic, magic } from './magic.ts';

/** `-----BEGIN `, in which PEM differs from nothing else that is worth a look (RFC 7468, section 3). */
export const PEM_HEAD = magic('2d 2d 2d 2d 2d 42 45 47 49 4e 20');

/** DER with less than 150 bytes: keys of P-256 and Ed25519. */
export const SHORT_DER_HEADS: readonly Magic[] = [
  // PKCS #8 (RFC 5958) of P-256, with and without the public key, and of Ed25519 (RFC 8410)
  ...['30 81 87 02 01 00 30 13 06 07 2a 86 48 ce 3d 02 01', '30 41 02 01 00 30 13 06 07 2a 86 48 ce 3d 02 01'],
  '30 2e 02 01 00 30 05 06 03 2b 65 70 04 22 04 20',
  // The form of RFC 5915
  '30 77 02 01 01 04 20',
].map((head) => magic(head));

export const DER_HEADS: readonly Magic[] = [
  ...SHORT_DER_HEADS,
  ...[
    // RSA: PKCS #8, and the form of RFC 8017, appendix A.1.2
    ...[
      '30 82 .. .. 02 01 00 30 0d 06 09 2a 86 48 86 f7 0d',
      '30 82 .. .. 02 01 00 02 82',
      '30 82 .. .. 02 01 00 02 81',
    ],
    // P-384 and P-521
    ...['30 81 .. 02 01 00 30 10 06 07 2a 86 48 ce 3d 02 01', '30 81 .. 02 01 01 04 30', '30 81 .. 02 01 01 04 42'],
  ].map((head) => magic(head)),
];

const HEADS = [PEM_HEAD, ...DER_HEADS];
/** The most bytes that `beginsKey` looks at. */
export const KEY_HEAD_BYTES = Math.max(...HEADS.map(({ bytes }) => bytes.length));

/** Whether nothing yet tells `head` from the beginning of a key, of which it may have fewer bytes. */
export function mayBeginKey(head: Uint8Array): boolean {
  return HEADS.some(({ bytes }) => bytes.every((byte, at) => byte < 0 || at >= head.length || head[at] === byte));
}

export function beginsKey(head: Uint8Array): boolean {
  return HEADS.some((one) => hasMagic(head, one));
}
