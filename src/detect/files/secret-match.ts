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
