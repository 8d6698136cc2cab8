/**
 * DER private keys that lost their beginning or their end, at any offset: a page of memory or of a disk, a block overwritten by
 * the allocator, a truncated file; and keys with a damaged number if the other numbers still give the key. A key that can be
 * rebuilt is as bad as a whole one; a piece of an RSA key is reported as a piece. For the proofs, see structures/key-tail.ts and
 * structures/cut-rsa.ts.
 *
 * RSA keys with the exponent 65,537 or both primes are found; EC keys over curves of 256, 384 and 521 bits.
 */
import { byteAnchor } from '../../model/anchor.ts';
import type { Match } from '../../model/match.ts';
import type { Detector } from '../detector.ts';
import { PRIVATE_KEY_ADVICE } from '../proof/key-match.ts';
import { cutKeyMatch } from '../structures/cut-key-match.ts';
import { MAX_DER_KEY_BYTES } from '../structures/find-key.ts';
import {
  BYTES_BEFORE_TAIL,
  EXPONENT_ANCHOR,
  POINT_ANCHORS,
  PRIME_ANCHORS,
  readKeyTail,
} from '../structures/key-tail.ts';

export const cutPrivateKey: Detector = {
  id: 'private-key-der-cut',
  form: {
    specification: 'pieces of RFC 8017, RFC 5915',
    proof:
      'RSA: n, e, d or p, q and an exponent give all others; of n, e and a piece of d, its first bytes. EC: d·G = Q',
  },
  title: 'Private key in DER, cut or damaged',
  severity: 'critical',
  confidence: 'proven',
  advice: PRIVATE_KEY_ADVICE,
  trigger: {
    anchors: [EXPONENT_ANCHOR, ...PRIME_ANCHORS, ...POINT_ANCHORS].map(byteAnchor),
    bytesBefore: BYTES_BEFORE_TAIL,
    reads: 'bytes',
  },
  maxMatchBytes: MAX_DER_KEY_BYTES,
  inspect,
};

function inspect(window: Uint8Array, at: number): Match | undefined {
  const cut = readKeyTail(window.subarray(0, at + cutPrivateKey.maxMatchBytes), at);
  return (
    cut &&
    cutKeyMatch(
      cut,
      {
        ...{ offset: cut.start, length: cut.end - cut.start, form: `der-${cut.structure}` },
        preview: '… (DER, cut)',
      },
      'cut',
    )
  );
}
