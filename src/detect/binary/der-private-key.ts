/**
 * DER private keys at any offset of any file: PKCS#1, PKCS#8 version 1 and 2, SEC1, of every algorithm that structures/der-keys.ts
 * reads, which also explains what it reads and refuses. Also EncryptedPrivateKeyInfo, as a match of low severity. The anchors are
 * explained in structures/key-anchors.ts.
 */
import { byteAnchor } from '../../model/anchor.ts';
import type { Match } from '../../model/match.ts';
import type { Detector } from '../detector.ts';
import { hexByte } from '../hex-byte.ts';
import { keyMatch, PRIVATE_KEY_ADVICE } from '../proof/key-match.ts';
import { KEY_HOLDS } from '../proof/proof-text.ts';
import { findDerKey, findEncryptedKey, isShroudedBag, MAX_DER_KEY_BYTES } from '../structures/find-key.ts';
import { BYTES_BEFORE_KEY_ANCHOR, DER_KEY_ANCHORS, ENCRYPTED_KEY_ANCHORS } from '../structures/key-anchors.ts';

export const derPrivateKey: Detector = {
  id: 'private-key-der',
  form: { specification: 'RFC 8017, RFC 5915, RFC 5208, RFC 5958, RFC 8410', proof: KEY_HOLDS },
  title: 'Private key in DER',
  severity: 'critical',
  confidence: 'proven',
  advice: PRIVATE_KEY_ADVICE,
  trigger: {
    anchors: [...DER_KEY_ANCHORS, ...ENCRYPTED_KEY_ANCHORS].map(byteAnchor),
    bytesBefore: BYTES_BEFORE_KEY_ANCHOR,
    reads: 'bytes',
  },
  maxMatchBytes: MAX_DER_KEY_BYTES,
  inspect,
};

function inspect(window: Uint8Array, at: number): Match | undefined {
  // Version or algorithm: the anchor of an encrypted key begins with the tag of an OBJECT IDENTIFIER.
  const encrypted = window[at] === 0x06 ? findEncryptedKey(window, at) : undefined;
  const found = encrypted ?? findDerKey(window, at);
  if (found === undefined) return undefined;
  const { key, start } = found;
  if (key.state === 'locked' && isShroudedBag(window, start)) return undefined;
  if (key.state === 'unproven' && isProgramData(key.secret)) return undefined;
  return keyMatch(key, {
    offset: start,
    length: key.length,
    form: `der-${key.structure}`,
    preview: `${hexByte(window[start]!)} ${hexByte(window[start + 1]!)} … (DER ${STRUCTURE_NAMES[key.structure]})`,
  });
}

/**
 * Whether the bytes after the beginning of a frame are other data of a program. Programs contain such a beginning as a constant,
 * to write it before a key. It is followed by names and numbers of other constants, as in Firefox's libxul.so, or by the next such
 * beginning, as in a table of SoftHSM. A seed of 32 random bytes has four equal ones in a row, or 16 characters of ASCII, four
 * times in a million (29 / 256^3 and 17 * (95 / 256)^16), and five bytes of a frame far more rarely. Longer numbers have them more
 * often, but do not follow a beginning that is always the same.
 */
function isProgramData(secret: Uint8Array): boolean {
  return secret.length <= MAX_SEED_BYTES && PROGRAM_DATA.test(Buffer.from(secret).toString('latin1'));
}

/** The last alternative: SEQUENCE, version 0, SEQUENCE of an algorithm. */
const PROGRAM_DATA = /(.)\1{3}|[ -~]{16}|\x30.\x02\x01\x00\x30/s;

/** Of Ed448. */
const MAX_SEED_BYTES = 57;

const STRUCTURE_NAMES: Readonly<Record<string, string>> = {
  pkcs1: 'PKCS#1',
  pkcs8: 'PKCS#8',
  sec1: 'SEC1',
  dsa: 'DSA',
};
