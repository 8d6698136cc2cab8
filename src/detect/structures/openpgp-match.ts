import type { Match } from '../../model/match.ts';
import { elgamalMatch } from '../proof/elgamal.ts';
import { type KeyPlace, keyMatch } from '../proof/key-match.ts';
import type { OpenpgpKey } from './openpgp-key.ts';

/** The match for a secret key packet. */
export function openpgpMatch(key: OpenpgpKey, where: KeyPlace): Match {
  const place = { ...where, facts: { openpgpFingerprint: key.fingerprint } };
  const frame = { structure: 'openpgp', length: key.length };
  if (key.state === 'locked') {
    const known = key.publicKey && { publicKey: key.publicKey };
    const { ciphertext } = key;
    return keyMatch({ state: 'locked', ...frame, ...known, cipher: 'openpgp', kdf: 's2k', ciphertext }, place);
  }
  const { publicKey } = key;
  if (publicKey.kind === 'elgamal') return elgamalMatch(publicKey, place);
  return keyMatch({ state: 'proven', ...frame, publicKey }, place);
}
