import type { Match } from '../../model/match.ts';
import { keyFingerprint } from '../fingerprint.ts';
import { keyFacts } from '../proof/key-facts.ts';
import { asTestKey, type KeyPlace, keyMatch } from '../proof/key-match.ts';
import type { CutKey } from './cut-key.ts';

/** `cut`: an end of the frame is missing. `damaged`: the frame is complete, and some of its numbers are wrong. */
export type KeyCondition = 'cut' | 'damaged';

/**
 * The match for a cut key: a key that could be rebuilt is as bad as a whole one. For an RSA key without a part of d and everything
 * after it, the finding names the public half; whether the rest can be computed is for a specialist. A key rebuilt from a damaged
 * frame is not called proven, since the frame contradicts it.
 */
export function cutKeyMatch(cut: CutKey, place: KeyPlace, condition: KeyCondition): Match {
  const { structure, publicKey } = cut;
  const damaged = condition === 'damaged' || cut.damaged === true;
  const state = cut.state === 'proven' && damaged ? 'unproven' : cut.state;
  const facts = { ...place.facts, [condition]: true, ...(damaged && { damaged }), recoverable: state !== 'partial' };
  const form = `${place.form}-${condition}`;
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
    // The first bytes of d match n and e.
    confidence: 'high',
    fingerprint: keyFingerprint(known.spkiSha256),
    facts: { ...known, form, ...facts },
  });
}
