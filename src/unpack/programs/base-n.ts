/**
 * Keys and archives in bases that look like any other text: Base85 as Python's `b85encode` and RFC 1924 write it, Ascii85 (`a85encode`,
 * `<~ … ~>`), Z85 (ZeroMQ RFC 32); Base32 in lower case and with the digits of base32hex (RFC 4648, section 7). Found by how the
 * beginning of a key or archive is written, and by the name of Python's decoders before a literal. In source, also in adjacent literals.
 */
import { beginsKey, DER_HEADS, KEY_HEAD_BYTES, PEM_HEAD, SHORT_DER_HEADS } from '../container/key-heads.ts';
import { anyMagic, bufferOf, type Magic, magic } from '../container/magic.ts';
import { beginsFormat, HEAD_BYTES as FORMAT_HEAD_BYTES } from '../container/plausible.ts';
import { type Decoded, spelling } from './spelling.ts';

interface Base {
  readonly digits: string;
  /** A group of so many digits stands for so many bytes: 5 for 4 in base 85, 8 for 5 in base 32. */
  readonly groupDigits: number;
  readonly groupBytes: number;
  /** What is looked for in it. */
  readonly heads: readonly Magic[];
  /** One digit that stands for a whole group. */
  readonly shorthands?: Readonly<Record<string, number>>;
}

/** zip, gzip, xz, bzip2, 7z: programs carry others with them this way. */
const ARCHIVE_HEADS = [
  '50 4b 03 04',
  '1f 8b 08 00',
  'fd 37 7a 58 5a 00',
  '42 5a 68 39 31 41 59 26',
  '37 7a bc af 27 1c',
].map((head) => magic(head));
const KEY_HEADS = [PEM_HEAD, ...DER_HEADS];
const ALL_HEADS = [...KEY_HEADS, ...ARCHIVE_HEADS];

const [NUMERALS, UPPER, LOWER] = ['0123456789', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'];
const base85 = { groupDigits: 5, groupBytes: 4 };
const base32 = { groupDigits: 8, groupBytes: 5, heads: ALL_HEADS };
const ASCII85 = String.fromCharCode(...Array.from({ length: 85 }, (_, digit) => 0x21 + digit));

const BASES: readonly Base[] = [
  { ...base85, digits: `${NUMERALS}${UPPER}${LOWER}!#$%&()*+-;<=>?@^_\`{|}~`, heads: ALL_HEADS },
  { ...base85, digits: `${NUMERALS}${LOWER}${UPPER}.-:+=^!/*?&<>()[]{}@%$#`, heads: ALL_HEADS },
  { ...base85, digits: ASCII85, heads: ALL_HEADS, shorthands: { z: 0, y: 0x20202020 } },
  { ...base32, digits: `${LOWER}234567` },
  { ...base32, digits: `${NUMERALS}${UPPER.slice(0, 22)}` },
  { ...base32, digits: `${NUMERALS}${LOWER.slice(0, 22)}` },
  // The coding base32 leaves out short words.
  { ...base32, digits: `${UPPER}234567`, heads: SHORT_DER_HEADS },
];
const [B85, , A85] = BASES;

/** A literal that Python decodes, whatever it holds. */
const DECODED_LITERAL = /^(a|b)85decode\(\s{0,64}b?["']{1,3}\\?\s{0,64}(?:<~)?/;
/** Between two lines, or two adjacent literals. */
const LINE_END = /\r?\n[ \t]{0,64}/y;
const JOINT = /["'][ \t]{0,64}[+\\]?[ \t]{0,64}(?:\r?\n)?[ \t]{0,64}\+?[ \t]{0,64}b?["']/y;
const [APOSTROPHE, BACKSLASH] = [0x27, 0x5c];
/** Longest of these. */
const MAX_GLUE_BYTES = 512;
/** The name of a decoder, and the digits of what decides. */
const HEAD_BYTES = 768;
/** In a literal that Python decodes. */
const MIN_BYTES = 16;

/** Bytes that decide: text may have nothing but heads, so no more are decoded at each. */
const DECIDING_BYTES = Math.max(KEY_HEAD_BYTES, FORMAT_HEAD_BYTES, MIN_BYTES);

const SPELLED = BASES.map((base) => {
  const heads = base.heads.map((head) => inBase(base, head));
  const magics = base === A85 ? [...heads, ...heads.map(inLiteral)] : heads;
  return { base, magics, mayBegin: anyMagic(magics) };
});
const MAGICS = [
  ...SPELLED.flatMap(({ magics }) => magics),
  ...['a85decode(', 'b85decode('].map((name) => ({ offset: 0, bytes: [...Buffer.from(name)] })),
];

export const baseN = spelling({
  id: 'base-n',
  title:
    'keys and archives in Base85 (Python, RFC 1924), Ascii85 and Z85, and in Base32 in lower case or with the digits of base32hex',
  limits: 'what begins otherwise, except in a literal that Python decodes; it is scanned as is',
  headBytes: HEAD_BYTES,
  magics: MAGICS,
  expected: 'digits of base 85 or 32',
  decoderOf(head) {
    const beginning = beginningOf(head);
    if (beginning === undefined) return undefined;
    const digits = new Digits(beginning.base);
    let from = beginning.start;
    return (bytes, isLast) => {
      const decoded = digits.read(bufferOf(bytes).toString('latin1'), from, isLast);
      from = 0;
      return decoded;
    };
  },
});

interface Beginning {
  readonly base: Base;
  /** Of the digits. */
  readonly start: number;
}

function beginningOf(bytes: Uint8Array): Beginning | undefined {
  const text = bufferOf(bytes.subarray(0, HEAD_BYTES)).toString('latin1');
  const literal = DECODED_LITERAL.exec(text);
  if (literal !== null) {
    const beginning = { base: literal[1] === 'a' ? A85! : B85!, start: literal[0].length };
    return headIn(beginning, text).length >= MIN_BYTES ? beginning : undefined;
  }
  const spelled = SPELLED.find(({ base, mayBegin }) => {
    if (!mayBegin(bytes)) return false;
    const head = headIn({ base, start: 0 }, text);
    return beginsKey(head) || (base.heads === ALL_HEADS && beginsFormat(head.subarray(0, FORMAT_HEAD_BYTES)));
  });
  return spelled && { base: spelled.base, start: 0 };
}

function headIn({ base, start }: Beginning, text: string): Uint8Array {
  return new Digits(base).read(text, start, true, DECIDING_BYTES).bytes;
}

/** Decodes one window after another. */
class Digits {
  readonly #base: Base;
  readonly #values: ReadonlyMap<string, number>;
  /** In a literal, a backslash stands before each backslash and each quote that would end it; unknown until there is one. */
  #isEscaped: boolean | undefined;
  #quote: string | undefined;

  constructor(base: Base) {
    this.#base = base;
    this.#values = new Map([...base.digits].map((digit, value) => [digit, value]));
  }

  /**
   * @param isLast no more follows; otherwise only whole groups are decoded
   * @param enoughBytes where to stop
   */
  read(text: string, start: number, isLast: boolean, enoughBytes = Number.POSITIVE_INFINITY): Decoded {
    const { groupDigits, shorthands } = this.#base;
    if (this.#values.has('\\')) this.#isEscaped ??= isEscaped(text);
    if (this.#isEscaped === true || (this.#isEscaped === undefined && isLast)) this.#quote ??= quoteOf(text);
    const output: Buffer[] = [];
    // Of the last whole group, and of the last digit.
    let [end, last, group]: [number, number, number[]] = [start, start, []];
    for (let at = start; at < text.length; ) {
      if (!isLast && at > text.length - MAX_GLUE_BYTES && group.length === 0)
        return { bytes: Buffer.concat(output), end, isOver: false };
      const place = this.#isEscaped === true && text[at] === '\\' ? at + 1 : at;
      const value = place === at && text[at] === this.#quote ? undefined : this.#values.get(text[place]!);
      const whole = group.length === 0 ? shorthands?.[text[at]!] : undefined;
      if (value === undefined && whole === undefined) {
        const next = this.#afterGlue(text, at);
        if (next < 0) break;
        at = next;
        continue;
      }
      last = at = place + 1;
      if (value !== undefined) group.push(value);
      const bytes = whole === undefined ? this.#bytesOf(group) : this.#toBytes(whole);
      if (bytes === undefined) break;
      if (whole === undefined && group.length < groupDigits) continue;
      output.push(bytes);
      [end, group] = [at, []];
      if (output.length * this.#base.groupBytes >= enoughBytes) break;
    }
    const rest = this.#bytesOf(group);
    if (rest !== undefined)
      output.push(rest.subarray(0, Math.floor((group.length * this.#base.groupBytes) / groupDigits)));
    return { bytes: Buffer.concat(output), end: rest === undefined ? end : last, isOver: true };
  }

  #afterGlue(text: string, at: number): number {
    const patterns = this.#values.has('"') ? [LINE_END] : [LINE_END, JOINT];
    for (const pattern of patterns) {
      pattern.lastIndex = at;
      if (pattern.test(text)) return pattern.lastIndex;
    }
    return -1;
  }

  /** Missing digits are the highest, so that the bytes that are there are not changed; undefined for more than a group can hold. */
  #bytesOf(group: readonly number[]): Buffer | undefined {
    const { digits, groupDigits, groupBytes } = this.#base;
    let value = 0;
    for (let index = 0; index < groupDigits; index++)
      value = value * digits.length + (group[index] ?? digits.length - 1);
    const tooMuch = 2 ** (8 * groupBytes);
    return group.length === groupDigits && value >= tooMuch ? undefined : this.#toBytes(value % tooMuch);
  }

  #toBytes(value: number): Buffer {
    const bytes = Buffer.alloc(this.#base.groupBytes);
    bytes.writeUIntBE(value, 0, bytes.length);
    return bytes;
  }
}

/** Whether each backslash stands before a backslash or a quote, as in a literal, and not by chance: `~>` ends what is in none. */
function isEscaped(text: string): boolean | undefined {
  if (/^[!-uyz\s]*~>/.test(text)) return false;
  return text.match(/\\[\s\S]/g)?.every((pair) => /[\\'"]/.test(pair[1]!));
}

/** The quote that ends a literal: the one that is escaped in it; or else the one that comes later, since the other needs no escape. */
function quoteOf(text: string): string | undefined {
  const escaped = text.match(/\\[\s\S]/g)?.find((pair) => pair[1] !== '\\')?.[1];
  if (escaped !== undefined) return escaped;
  const [single, double] = [text.indexOf("'"), text.indexOf('"')];
  if (single >= 0 && double >= 0) return single > double ? "'" : '"';
  return [...text.matchAll(/['"]/g)].length === 1 ? text[Math.max(single, double)] : undefined;
}

/** How what begins with `head` is written: the digits up to the first that depends on an unknown byte, and after it those of known groups. */
function inBase({ digits, groupDigits, groupBytes }: Base, { bytes }: Magic): Magic {
  const spelled: number[] = [];
  for (let at = 0; at < bytes.length; at += groupBytes) {
    const group = Array.from({ length: groupBytes }, (_, index) => bytes[at + index] ?? -1);
    const [low, high] = [0x00, 0xff].map((unknown) => digitsOf(group.map((byte) => (byte < 0 ? unknown : byte))));
    const same = low!.findIndex((digit, index) => digit !== high![index]);
    for (const [index, digit] of low!.entries()) spelled.push(same < 0 || index < same ? digits.charCodeAt(digit) : -1);
  }
  while (spelled.at(-1) === -1) spelled.pop();
  return { offset: 0, bytes: spelled };

  function digitsOf(group: readonly number[]): number[] {
    let value = group.reduce((all, byte) => all * 256n + BigInt(byte), 0n);
    const found: number[] = [];
    for (let count = 0; count < groupDigits; count++) {
      found.unshift(Number(value % BigInt(digits.length)));
      value /= BigInt(digits.length);
    }
    return found;
  }
}

/** The same in a literal, with a backslash before each backslash and apostrophe. */
function inLiteral({ offset, bytes }: Magic): Magic {
  return {
    offset,
    bytes: bytes.flatMap((byte) => (byte === BACKSLASH || byte === APOSTROPHE ? [BACKSLASH, byte] : [byte])),
  };
}
