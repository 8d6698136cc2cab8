import type { Match } from '../../model/match.ts';
import { secretFingerprint } from '../fingerprint.ts';
import type { Assessment } from '../text/rule.ts';
import type { NamedFile } from './named-file.ts';

export type FileAssessment = Pick<Assessment, 'confidence' | 'guessable' | 'named'>;

/** What a file says of the secret that stands in it at `offset`, one character a byte. */
export function secretMatch(
  { id, provider }: Pick<NamedFile, 'id' | 'provider'>,
  secret: string,
  offset: number,
  { confidence, guessable, named }: FileAssessment,
): Match {
  const fingerprint = secretFingerprint(secret, named === undefined ? guessable === true : `${id} ${named}`);
  return {
    ...{ offset, length: secret.length, fingerprint, preview: '…', facts: { provider } },
    ...(confidence !== undefined && { confidence }),
  };
}

/** Of a file that is the secret as a whole, and shows nothing of it as it is. */
export function wholeMatch({ provider }: Pick<NamedFile, 'provider'>, bytes: Uint8Array, fingerprint: string): Match {
  return { offset: 0, length: bytes.length, fingerprint, preview: '…', facts: { provider } };
}
