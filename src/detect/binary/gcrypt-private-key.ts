/**
 * Private keys of libgcrypt as S-expressions, at any offset: files of GnuPG's private-keys-v1.d (canonical, and the
 * extended format, "Key: (private-key …"), and what programs that use libgcrypt hold in memory. How they are read and
 * proved: proof/gcrypt-key.ts.
 */
import { textAnchor } from '../../model/anchor.ts';
import type { Match } from '../../model/match.ts';
import type { Detector } from '../detector.ts';
import { readGcryptKey } from '../proof/gcrypt-key.ts';
import { keyMatch, PRIVATE_KEY_ADVICE } from '../proof/key-match.ts';
import { KEY_HOLDS } from '../proof/proof-text.ts';

export const gcryptPrivateKey: Detector = {
  id: 'private-key-gcrypt',
  form: { specification: 'libgcrypt manual; GnuPG, agent/keyformat.txt', proof: KEY_HOLDS },
  title: 'Private key of libgcrypt',
  severity: 'critical',
  confidence: 'proven',
  advice: PRIVATE_KEY_ADVICE,
  trigger: {
    anchors: ['(11:private-key', '(21:protected-private-key', '(private-key', '(protected-private-key'].map((text) =>
      textAnchor(text),
    ),
    bytesBefore: 0,
    reads: 'bytes',
  },
  // RSA-16384 in hex takes 18,500 characters, and some more for line breaks.
  maxMatchBytes: 24 * 1024,
  inspect,
};

function inspect(window: Uint8Array, at: number): Match | undefined {
  const head = Buffer.from(window.buffer, window.byteOffset + at, Math.min(window.length - at, HEAD_BYTES));
  if (!HEAD.test(head.toString('latin1'))) return undefined;
  const key = readGcryptKey(window.subarray(0, at + gcryptPrivateKey.maxMatchBytes), at);
  if (key === undefined) return undefined;
  const preview = key.state === 'locked' ? '(protected-private-key …)' : '(private-key …)';
  return keyMatch(key, { offset: at, length: key.length, form: 's-expression', preview });
}

/** The list that follows names an algorithm; what does not look so costs no more than this look. */
const HEAD = /^\((?:\d\d:)?(?:protected-)?private-key\s{0,8}\((?:\d:)?(?:rsa|dsa|ecc|ecdsa|ecdh)/;
const HEAD_BYTES = 48;
