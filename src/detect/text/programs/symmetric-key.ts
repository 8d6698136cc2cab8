/**
 * Judges the bytes of a symmetric key once a program's own form says that they are one. Nothing proves a key without a public
 * half, so simple sequences, zeros and keys of standards are refused.
 */
import { sha256Hex } from '../../fingerprint.ts';
import { isGuessable } from '../../proof/is-guessable.ts';
import { isMonotonous } from '../../proof/is-monotonous.ts';
import { isPublished } from '../published.ts';
import type { Assessment } from '../rule.ts';

export interface KeyOrigin {
  /**
   * A program may have derived it from a passphrase, cheaply enough for guessing: it is then reported without further facts or a
   * plain digest.
   */
  readonly derived?: true;
}

/** @returns undefined for bytes that no program drew */
export function assessKeyBytes(key: Buffer, { derived }: KeyOrigin = {}): Assessment | undefined {
  const identity = key.toString('hex');
  if (key.length < 8 || isMonotonous(key) || isCounted(key) || isPublished(identity)) return undefined;
  const guessable = derived === true || isGuessable(key);
  return {
    ...{ identity, guessable },
    facts: {
      ...{ kind: 'symmetric', bits: key.length * 8 },
      ...(!guessable && { keySha256: sha256Hex(key) }),
    },
  };
}

/** In hex, with or without a leading `0x` and separators. */
export function assessHexKey(text: string, origin?: KeyOrigin): Assessment | undefined {
  const digits = text.replace(/^0[xX]|\\[nrt]|[^0-9A-Fa-f]/g, '');
  return digits.length % 2 === 0 ? assessKeyBytes(Buffer.from(digits, 'hex'), origin) : undefined;
}

/** At most three different steps from byte to byte: `00112233…`, `01 03 05 … 00 02 04`. */
function isCounted(key: Uint8Array): boolean {
  return new Set(key.subarray(1).map((byte, at) => byte - key[at]!)).size <= 3;
}
