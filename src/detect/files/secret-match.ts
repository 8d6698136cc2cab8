import type { Match } from '../../model/match.ts';
import { secretFingerprint } from '../fingerprint.ts';
import type { Assessment } from '../text/rule.ts';
import type { NamedFile } from './named-file.ts';

export type FileAssessment = Pick<Assessment, 'confidence' | 'guessable' | 'named'>;

/** The match for a secret at `offset` in a file, which has one character per byte. */
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

/** The match for a file that is the secret as a whole; shows nothing of it. */
export function wholeMatch({ provider }: Pick<NamedFile, 'provider'>, bytes: Uint8Array, fingerprint: string): Match {
  return { offset: 0, length: bytes.length, fingerprint, preview: '…', facts: { provider } };
}
