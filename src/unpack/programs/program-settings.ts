/** What bytecode gives names that say that a secret follows: `name = "text"`, a line each, for the rules that read settings in text. */
import type { Entry, Trouble } from '../container/container.ts';

/** What is shorter is no secret; what is longer or has lines is recognised by itself, or not at all. */
const MIN_TEXT_BYTES = 4;
export const MAX_TEXT_BYTES = 1024;
/** The same in UTF-16, before it is decoded. */
export const MAX_WIDE_TEXT_BYTES = 2 * MAX_TEXT_BYTES;
export const MAX_NAME_BYTES = 128;
/** A damaged program may give the same long text a million names. */
const MAX_SETTINGS_BYTES = 4 << 20;
/** What a text counts for that is no setting. */
const REFUSED_BYTES = 16;

const [LINE_FEED, DOUBLE, SINGLE] = [0x0a, 0x22, 0x27];
const [SIGN, END] = [Buffer.from(' = '), Uint8Array.of(LINE_FEED)];

/** Words of names; most programs have none of these, and are not read further. */
export const NAMES_OF_SECRETS = /pass|pwd|secret|token|credential|api_?key|private_?key|access_?key|getConnection/i;

export type OnPair = (name: string, text: Uint8Array) => void;

/** In place of anything that is no text. */
export const OTHER = undefined;
export type TextItem = Uint8Array | undefined;

export class ProgramSettings {
  readonly #of: string;
  readonly #lines: Uint8Array[] = [];
  #size = 0;

  /** @param of what they are settings of, for a message */
  constructor(of: string) {
    this.#of = of;
  }

  readonly add: OnPair = (name, text) => {
    if (this.#size > MAX_SETTINGS_BYTES || name.length > MAX_NAME_BYTES || !NAMES_OF_SECRETS.test(name)) return;
    const line = assignmentOf(name, text);
    this.#size += line?.length ?? REFUSED_BYTES;
    if (line !== undefined && this.#size <= MAX_SETTINGS_BYTES) this.#lines.push(line);
  };

  *entries(): Generator<Entry | Trouble> {
    const lines = this.#lines;
    if (lines.length > 0) yield { name: 'settings', open: () => linesOf(lines) };
    const message = `more than 4 MiB of settings of ${this.#of}; no more were read`;
    if (this.#size > MAX_SETTINGS_BYTES) yield { trouble: { code: 'budget', message } };
  }
}

/** In quotes, as in a program: without them, `USER_PWD=userPassword` would be a line of an environment. */
function assignmentOf(name: string, text: Uint8Array): Uint8Array | undefined {
  if (text.length < MIN_TEXT_BYTES || text.length > MAX_TEXT_BYTES || text.includes(LINE_FEED)) return undefined;
  const quote = Uint8Array.of(text.includes(DOUBLE) ? SINGLE : DOUBLE);
  return Buffer.concat([Buffer.from(name, 'latin1'), SIGN, quote, text, quote, END]);
}

async function* linesOf(lines: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield Buffer.concat(lines);
}
