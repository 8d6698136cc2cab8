/** Files that hold one line, which is the secret. */
import type { Match } from '../../model/match.ts';
import { secretFingerprint } from '../fingerprint.ts';
import { latin1 } from '../latin1.ts';
import type { Assessment } from '../text/rule.ts';
import type { NamedFile } from './named-file.ts';

export interface LineFile extends Omit<NamedFile, 'inspect'> {
  /** All of the line. */
  readonly line: RegExp;
  /** @param name of the file, without its folder */
  readonly check: (line: string, name: string) => Pick<Assessment, 'confidence' | 'guessable' | 'named'> | undefined;
}

export function lineFile({ line, check, ...row }: LineFile): NamedFile {
  return {
    ...row,
    inspect: (bytes, path) => {
      const text = latin1(bytes, 0, bytes.length);
      const secret = text.trim();
      const found = line.test(secret) ? check(secret, path.slice(path.lastIndexOf('/') + 1)) : undefined;
      return found && matchOf(row, secret, text.indexOf(secret), found);
    },
  };
}

function matchOf(
  { id, provider }: Pick<NamedFile, 'id' | 'provider'>,
  secret: string,
  offset: number,
  { confidence, guessable, named }: Pick<Assessment, 'confidence' | 'guessable' | 'named'>,
): Match {
  const fingerprint = secretFingerprint(secret, named === undefined ? guessable === true : `${id} ${named}`);
  return {
    ...{ offset, length: secret.length, fingerprint, preview: '…', facts: { provider } },
    ...(confidence !== undefined && { confidence }),
  };
}
