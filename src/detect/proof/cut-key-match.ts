import type { Match } from '../../model/match.ts';
import { keyFingerprint } from '../fingerprint.ts';
import type { CutKey } from './cut-key.ts';
import { keyFacts } from './key-facts.ts';
import { asTestKey, type KeyPlace, keyMatch } from './key-match.ts';

/**
 * The match for a key that is cut: what was rebuilt is as bad as a whole key. Of an RSA key that lacks a part of d and
 * everything behind it, the finding names the public half; whether the rest can be worked out is for a specialist.
 */
export function cutKeyMatch(cut: CutKey, place: KeyPlace): Match {
  const { state, structure, publicKey } = cut;
  const facts = { ...place.facts, cut: true, recoverable: state !== 'partial' };
  const form = `${place.form}-cut`;
  const { offset, length, preview } = place;
  if (state === 'proven') return keyMatch({ state, structure, length, publicKey }, { ...place, form, facts });
  if (state === 'unproven') {
    return keyMatch({ state, structure, length, publicKey, secret: new Uint8Array(0) }, { ...place, form, facts });
  }
  const known = keyFacts(publicKey);
  return asTestKey({
    ...{ offset, length, preview },
    title: 'Part of a private key',
    severity: 'medium',
    // The first bytes of d are those that n and e ask for.
    confidence: 'high',
    fingerprint: keyFingerprint(known.spkiSha256),
    facts: { ...known, form, ...facts },
  });
}
