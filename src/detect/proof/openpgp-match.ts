import type { Match } from '../../model/match.ts';
import { keyFingerprint, sha256Hex } from '../fingerprint.ts';
import { keyMatch } from './key-match.ts';
import type { OpenpgpKey } from './openpgp-key.ts';

/** The match for a secret key packet. ElGamal has no usual SubjectPublicKeyInfo: there the public part is hashed. */
export function openpgpMatch(
  key: OpenpgpKey,
  place: { readonly offset: number; readonly length: number; readonly form: string; readonly preview: string },
): Match {
  const facts = { openpgpFingerprint: key.fingerprint };
  const frame = { structure: 'openpgp', length: key.length };
  const { publicKey, ciphertext } = key;
  if (key.state === 'locked') {
    const known = publicKey && { publicKey };
    const kdf = { cipher: 'openpgp', kdf: 's2k' };
    return keyMatch({ state: 'locked', ...frame, ...known, ...kdf, ciphertext }, { ...place, facts });
  }
  if (publicKey !== undefined) return keyMatch({ state: 'proven', ...frame, publicKey }, { ...place, facts });
  const { offset, length, preview, form } = place;
  // The numbers alone: version and time of a packet do not make another key of them.
  const fingerprint = keyFingerprint(sha256Hex(key.publicBody.subarray(5)));
  return { offset, length, preview, fingerprint, facts: { kind: key.kind, form, ...facts } };
}
