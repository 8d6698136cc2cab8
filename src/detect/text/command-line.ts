/** What rules of command lines share: a word, other options before it, and what is no password where one belongs. */
import { assessPassword } from './password.ts';
import type { Assessment } from './rule.ts';

export const COMMAND_ADVICE =
  'Change the password. Command lines are in histories, logs and lists of processes: hand the next one over in the environment or in a file.';

/** A word of a command line, quoted or not. Options, variables and redirections are none. */
export const WORD = String.raw`(?:\\?["']|)(?<secret>[^\s"'\`\\$%<>|;&(){}\x00-][^\s"'\`\\<>|;\x00\x1b]{2,127})`;

/** Of `docker run … mongo -p 27017:27017`. */
const PORTS = /^[0-9.:]{0,48}:[0-9]{2,5}(?:\/(?:tcp|udp))?$/;

export function assessWord(secret: string, of: string): Assessment | undefined {
  if (/[$%]\{?[A-Za-z_]/.test(secret) || /^@?(?:env|file|fd|stdin|keychain):/.test(secret) || secret.startsWith('/'))
    return undefined;
  if (PORTS.test(secret)) return undefined;
  return assessPassword(secret, { of });
}
