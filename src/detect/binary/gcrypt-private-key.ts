/**
 * Private keys of libgcrypt as S-expressions, at any offset: files of GnuPG's private-keys-v1.d (canonical, and the extended
 * format, "Key: (private-key …"), and keys in the memory of programs that use libgcrypt: the same forms, the rest of one whose
 * beginning an allocator overwrote with pointers, and the library's own form of such lists. For how they are read and proved, see
 * structures/gcrypt-key.ts and structures/gcrypt-list.ts.
 */
import { byteAnchor, textAnchor } from '../../model/anchor.ts';
import type { Match } from '../../model/match.ts';
import type { Detector } from '../detector.ts';
import { latin1 } from '../latin1.ts';
import { elgamalMatch } from '../proof/elgamal.ts';
import { keyMatch, PRIVATE_KEY_ADVICE } from '../proof/key-match.ts';
import { KEY_HOLDS } from '../proof/proof-text.ts';
import { readGcryptKey, readRestOfGcryptKey } from '../structures/gcrypt-key.ts';
import { GCRYPT_LIST_BYTES_BEFORE, readGcryptList } from '../structures/gcrypt-list.ts';

export const gcryptPrivateKey: Detector = {
  id: 'private-key-gcrypt',
  form: {
    specification: 'libgcrypt manual and src/sexp.c; GnuPG, agent/keyformat.txt',
    proof: `DSA, ElGamal: y = g^x mod p. ${KEY_HOLDS}`,
  },
  title: 'Private key of libgcrypt',
  severity: 'critical',
  confidence: 'proven',
  advice: PRIVATE_KEY_ADVICE,
  trigger: {
    anchors: [
      ...['(11:private-key', '(21:protected-private-key', '(private-key', '(protected-private-key'].map((text) =>
        textAnchor(text),
      ),
      // The member d in memory, and the member before the rest of a key on a curve.
      byteAnchor('03 01 01 00 64 01'),
      // `)(1:d`
      byteAnchor('29 28 31 3a 64'),
      ...['(curve Ed25519)', '(curve Curve25519)', '(curve Ed448)', '(curve X448)', '(curve "NIST P-'].map((text) =>
        textAnchor(text),
      ),
    ],
    bytesBefore: GCRYPT_LIST_BYTES_BEFORE,
    reads: 'bytes',
  },
  // RSA-16384 in hex takes 18,500 characters, and some more for line breaks.
  maxMatchBytes: 24 * 1024,
  inspect,
};

function inspect(window: Uint8Array, at: number): Match | undefined {
  const bytes = window.subarray(0, at + gcryptPrivateKey.maxMatchBytes);
  if (window[at] === OPEN_IN_MEMORY) return inspectList(bytes, at, 'gcrypt-memory', '03 01 01 00 …');
  if (window[at] === CLOSE_OF_Q) return inspectList(bytes, at + 1, 's-expression-cut', '(1:q…)(1:d…)');
  return startsRest(window, at) ? inspectRest(bytes, at) : inspectWhole(bytes, at);
}
/** ST_OPEN of libgcrypt, in place of the parenthesis in text. */
const OPEN_IN_MEMORY = 3;
const CLOSE_OF_Q = 0x29;

function inspectList(bytes: Uint8Array, at: number, form: string, preview: string): Match | undefined {
  const list = readGcryptList(bytes, at);
  if (list === undefined) return undefined;
  // If the beginning of the text is there, it is found by that.
  if (
    form === 's-expression-cut' &&
    WHOLE_CANONICAL.test(latin1(bytes, Math.max(0, list.start - CANONICAL_HEAD_BYTES), list.start))
  )
    return undefined;
  return keyMatch(list.key, { offset: list.start, length: list.key.length, form, preview });
}
/** Up to q, with the names of a curve and a flag. */
const WHOLE_CANONICAL =
  /\(11:private-key\(\d\d?:[a-z]{3,5}(?:\(5:curve\d\d?:[\w -]{4,20}\))?(?:\(5:flags\d\d?:[a-z-]{3,12}\))?$/;
const CANONICAL_HEAD_BYTES = 96;

function inspectWhole(bytes: Uint8Array, at: number): Match | undefined {
  if (!HEAD.test(latin1(bytes, at, at + HEAD_BYTES))) return undefined;
  const key = readGcryptKey(bytes, at);
  if (key === undefined) return undefined;
  const preview = key.state === 'locked' ? '(protected-private-key …)' : '(private-key …)';
  const place = { offset: at, length: key.length, form: 's-expression', preview };
  return key.state === 'elgamal' ? elgamalMatch(key.publicKey, place) : keyMatch(key, place);
}

function inspectRest(bytes: Uint8Array, at: number): Match | undefined {
  // If its beginning is there, it is found by that.
  if (WHOLE_BEFORE.test(latin1(bytes, at - HEAD_BYTES, at))) return undefined;
  if (!REST.test(latin1(bytes, at, at + HEAD_BYTES))) return undefined;
  const key = readRestOfGcryptKey(bytes, at);
  return key && keyMatch(key, { offset: at, length: key.length, form: 's-expression-cut', preview: '(curve …)…(d …)' });
}

/** Whether `(c` is here, from `(curve`. */
function startsRest(window: Uint8Array, at: number): boolean {
  return window[at + 1] === 'c'.charCodeAt(0);
}

/** The list that follows names an algorithm; other bytes cost no more than this test. */
const HEAD =
  /^\((?:\d\d:)?(?:protected-)?private-key\s{0,8}\((?:\d\d?:)?(?:(?:openpgp-)?(?:rsa|dsa|elg)|oid\.|ecc|ecdsa|ecdh|eddsa|sm2)/;
const WHOLE_BEFORE = /\((?:protected-)?private-key\s{0,8}\((?:ecc|ecdsa|ecdh|eddsa|sm2)\s{0,8}$/;
const REST = /^\(curve [^)]{4,12}\)\s{0,4}(?:\(flags [a-z -]{1,16}\)\s{0,4})?\(q\s/;
const HEAD_BYTES = 56;
