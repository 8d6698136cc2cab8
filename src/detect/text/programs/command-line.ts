/**
 * Shared by rules of command lines: a word, other options before it, and words that are not passwords though they are in the place
 * of one.
 */
import type { Confidence } from '../../../model/severity.ts';
import { assessPassword } from '../password.ts';
import type { Assessment } from '../rule.ts';

export const COMMAND_ADVICE =
  'Change the password. Command lines are in histories, logs and lists of processes: hand the next one over in the environment or in a file.';

/** A word of a command line, quoted or not; no options, variables or redirections. */
export const WORD = String.raw`(?:\\?["']|)(?<secret>[^\s"'\`\\$%<>|;&(){}\x00-][^\s"'\`\\<>|;\x00\x1b]{2,2047})(?![^\s"'\`\\<>|;\x00\x1b])`;
/** The same for a token: those of clouds are long. */
export const TOKEN_WORD = WORD.replace('{2,2047}', '{15,2047}');

/** As in `docker run … mongo -p 27017:27017`. */
const PORTS = /^[0-9.:]{0,48}:[0-9]{2,5}(?:\/(?:tcp|udp))?$/;

/**
 * Variables, files, also `@list.txt` of archivers, and `[parameters('x')]` of Azure's templates, which ends at the quote as a
 * word; in HTML, the remainder of `pypi-&lt;REDACTED&gt;` after its prefix.
 */
const NO_WORD = /[$%]\{?[A-Za-z_]|^(?:~|\.{1,2})?\/|^@[\w.\\/-]{1,100}\.\w{2,4}$|^\[[A-Za-z]+\(|[-_.:]&lt$/;

export function assessWord(secret: string, of: string, chosen?: Confidence): Assessment | undefined {
  if (NO_WORD.test(secret) || PORTS.test(secret)) return undefined;
  return assessPassword(secret, { of, ...(chosen && { chosen }) });
}

/** How far the line is searched for the beginning of an option. */
const LINE_BYTES = 400;
const [LINE_FEED, SEMICOLON, BAR, DASH, SLASH] = [0x0a, 0x3b, 0x7c, 0x2d, 0x2f];
/** Characters at the end of a line that mean it continues, including a carriage return. */
const GOES_ON = Uint8Array.from({ length: 256 }, (_, byte) => Number('\\^`\r'.includes(String.fromCharCode(byte))));

/** Whether an option may follow the name of a program at `at` in the same line: prose rarely has one. */
export function mayHaveOption(bytes: Uint8Array, at: number): boolean {
  const end = Math.min(bytes.length, at + LINE_BYTES);
  for (let index = at; index < end; index++) {
    const byte = bytes[index]!;
    if (byte === DASH || byte === SLASH) return true;
    if (byte === SEMICOLON || byte === BAR || byte === 0) return false;
    if (byte === LINE_FEED && GOES_ON[bytes[index - 1]!] === 0) return false;
  }
  return at + LINE_BYTES <= bytes.length;
}
