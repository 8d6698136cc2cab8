import type { RuleInfo } from '../../model/finding.ts';
import type { Match } from '../../model/match.ts';
import { sha256Hex, tokenFingerprint } from '../fingerprint.ts';
import { isMonotonous } from '../proof/is-monotonous.ts';
import { keyMatch, PRIVATE_KEY_ADVICE } from '../proof/key-match.ts';
import { proveTinkKey } from './tink-key.ts';

/** A KeyData of tink.proto. */
export interface TinkKeyData {
  /** The part after `type.googleapis.com/google.crypto.tink.`. */
  readonly type: string;
  readonly value: Uint8Array;
  readonly isSymmetric: boolean;
}

/** Shared by the textual and the binary form. */
export const TINK_RULE: Omit<RuleInfo, 'id' | 'title'> = {
  ...{ severity: 'critical', confidence: 'high', advice: PRIVATE_KEY_ADVICE },
};
export const TINK_PROOF =
  'Ed25519, ECDSA, ECIES, HPKE, RSA: the numbers give the public half inside. Other keys: structure alone, high';

/** @returns undefined for a private key whose numbers do not agree, and for bytes that do not look random */
export function tinkMatch(key: TinkKeyData, place: Pick<Match, 'offset' | 'length'>): Match | undefined {
  const { type, value, isSymmetric } = key;
  if (isMonotonous(value)) return undefined;
  const shared = { ...place, preview: `{"typeUrl":"…tink.${type}",…}` };
  const facts = { form: 'tink', tinkType: type };
  const publicKey = isSymmetric ? 'unknown' : proveTinkKey(type, value);
  if (publicKey === undefined) return undefined;
  if (publicKey !== 'unknown') {
    const proven = { state: 'proven', structure: 'tink', length: place.length, publicKey } as const;
    return keyMatch(proven, { ...shared, form: 'tink', facts });
  }
  const kind = isSymmetric ? 'symmetric' : 'private';
  return {
    ...{ ...shared, severity: 'high', fingerprint: tokenFingerprint(value) },
    facts: { kind, keySha256: sha256Hex(value), ...facts },
  };
}
