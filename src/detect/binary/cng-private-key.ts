/** Private keys in the blobs of Windows' CNG, at any offset. For what is read and the proofs, see structures/cng-blob.ts. */
import { textAnchor } from '../../model/anchor.ts';
import type { Match } from '../../model/match.ts';
import type { Detector } from '../detector.ts';
import { keyMatch, PRIVATE_KEY_ADVICE } from '../proof/key-match.ts';
import { RSA_HOLDS } from '../proof/proof-text.ts';
import { CNG_MAGICS, readCngBlob } from '../structures/cng-blob.ts';

export const cngPrivateKey: Detector = {
  id: 'private-key-cng',
  form: {
    specification: 'bcrypt.h: BCRYPT_RSAKEY_BLOB, _ECCKEY_BLOB, _DSA_KEY_BLOB, _DSA_KEY_BLOB_V2, _DH_KEY_BLOB',
    proof: `RSA: ${RSA_HOLDS}. EC: d·G = Q. DSA: q | p−1, g^q = 1, g^x = y. DH: g^x = y`,
  },
  title: 'Private key in a CNG blob',
  severity: 'critical',
  confidence: 'proven',
  advice: PRIVATE_KEY_ADVICE,
  trigger: { anchors: CNG_MAGICS.map((magic) => textAnchor(magic)), bytesBefore: 0, reads: 'bytes' },
  // RSA-16384 with all its numbers takes 9,272 bytes with the longest exponent.
  maxMatchBytes: 10 * 1024,
  inspect,
};

function inspect(window: Uint8Array, at: number): Match | undefined {
  // All fields after the magic are small numbers, so words that begin like it are refused here.
  if (window[at + 6] !== 0 || window[at + 7] !== 0) return undefined;
  const key = readCngBlob(window.subarray(0, at + cngPrivateKey.maxMatchBytes), at);
  const magic = Buffer.from(window.subarray(at, at + 4)).toString('latin1');
  return (
    key &&
    keyMatch(key, {
      ...{ offset: at, length: key.length, form: 'cng-blob', preview: `${magic}…` },
      facts: { structure: key.structure },
    })
  );
}
