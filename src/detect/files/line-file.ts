/** Files of one line, which is the secret. */
import { latin1 } from '../latin1.ts';
import type { NamedFile } from './named-file.ts';
import { type FileAssessment, secretMatch } from './secret-match.ts';

export interface LineFile extends Omit<NamedFile, 'inspect'> {
  /** Matches the whole line. */
  readonly line: RegExp;
  /** @param name of the file, without its folder */
  readonly check: (line: string, name: string) => FileAssessment | undefined;
}

export function lineFile({ line, check, ...row }: LineFile): NamedFile {
  return {
    ...row,
    inspect: (bytes, path) => {
      const text = latin1(bytes, 0, bytes.length);
      const secret = text.trim();
      const found = line.test(secret) ? check(secret, path.slice(path.lastIndexOf('/') + 1)) : undefined;
      return found && secretMatch(row, secret, text.indexOf(secret), found);
    },
  };
}
