import type { Match } from '../../../model/match.ts';
import { decodeBech32 } from '../../proof/bech32.ts';
import { isMonotonous } from '../../proof/is-monotonous.ts';

/** One form of ledger-key.ts. */
export interface LedgerForm {
  readonly anchors: readonly string[];
  /** As in `KeyText.read`. */
  read(text: string, at: number): Match | undefined;
}

const BECH32 = /[qpzry9x8gf2tvdw0s3jn54khce6mua7l]+/y;

/**
 * @param separator where the digit 1 is after the prefix, which begins at `from`
 * @param most maximum of following digits: the checksum shows whether they are complete
 * @returns 32 random bytes or more
 */
export function bech32At(text: string, from: number, separator: number, most?: number) {
  if (/[A-Za-z0-9]/.test(text.charAt(from - 1))) return undefined;
  BECH32.lastIndex = separator + 1;
  const digits = BECH32.exec(text)?.[0].slice(0, most) ?? '';
  const found = decodeBech32(text.slice(from, separator + 1) + digits);
  if (found === undefined || found.bytes.length < 32 || isMonotonous(found.bytes)) return undefined;
  return { bytes: found.bytes, prefix: found.prefix, length: separator + 1 + digits.length - from };
}
