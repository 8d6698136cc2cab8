/**
 * Solana keypairs as solana-keygen writes them: a JSON array of 64 numbers, the seed and the public half of Ed25519, which prove
 * one another. Also in lines, as Prettier and rustfmt leave such an array in a program and Node prints one; as Go prints its
 * ed25519.PrivateKey, with blanks alone between the numbers; as a literal of Go; and as Java prints an array of bytes. The anchors are the first number or what is
 * before it; other text is refused within a few bytes.
 */
import { membersOf } from '../../../bytes/members.ts';
import { keyMatch } from '../../proof/key-match.ts';
import { ed25519Key } from '../../structures/raw-edwards.ts';
import { keyTextDetector } from './key-text.ts';

const COUNT = 64;
/** The shortest has 64 digits and 63 signs between them. */
const MIN_BYTES = 2 * COUNT;
/** A number in a line of its own, `0xff,`, and 15 blanks. */
const MAX_NUMBER_BYTES = 20;
/** `[]byte{12, 34}`, `ed25519.PrivateKey{0x0c, 0x22}` */
const LITERALS = ['byte{', 'PrivateKey{'];
const [BRACKET, BRACE] = [0x5b, 0x7b];

/** Bytes of Java are signed. */
const NEGATIVE = Array.from({ length: 128 }, (_, first) => `[-${first + 1},`);
const INDENTS = ['\t', '\t\t', '\t\t\t', ...Array.from({ length: 12 }, (_, index) => ' '.repeat(index + 1))];

export const solanaKey = keyTextDetector({
  id: 'solana-keypair',
  form: { specification: 'solana-keygen', proof: 'the seed gives the public half' },
  title: 'Keypair of Ed25519 as numbers, as of Solana',
  anchors: [
    ...Array.from({ length: 256 }, (_, first) => [`[${first},`, `[${first} `]).flat(),
    ...NEGATIVE,
    ...['\n', '\r\n'].flatMap((lineEnd) =>
      INDENTS.flatMap((indent) => Array.from('0123456789', (digit) => `[${lineEnd}${indent}${digit}`)),
    ),
    ...LITERALS,
  ],
  maxMatchBytes: COUNT * MAX_NUMBER_BYTES,
  glance(window, at) {
    const [open, members] = window[at] === BRACKET ? [at, IN_ARRAY] : [window.indexOf(BRACE, at), IN_LITERAL];
    for (let next = open + 1; next < open + MIN_BYTES; next++) if (members[window[next] ?? 0] === 0) return false;
    return true;
  },
  read(text, at) {
    const open = at + text.slice(at).search(/[[{]/);
    const bytes = numbersFrom(text, open + 1, text.charAt(open) === '[' ? ']' : '}');
    if (bytes === undefined) return undefined;
    const { all, end } = bytes;
    const key = ed25519Key(all.subarray(0, 32), all.subarray(32), end - open);
    return key && keyMatch(key, { offset: open, length: end - open, form: 'solana', preview: '[64 numbers]' });
  },
});

const IN_ARRAY = membersOf(/[0-9,\s-]/);
const IN_LITERAL = membersOf(/[0-9A-Fa-fxX,\s]/);

const NUMBER = /\s{0,15}(?:0[xX]([0-9A-Fa-f]{1,2})|(-?[0-9]{1,3}))(?=[,\s\]}])/y;
/** After the last number, some languages have a comma as well. */
const BETWEEN = /,|(?=\s)/y;

/** 64 numbers up to 255 and the bracket that closes them. @returns them, and the end in `text` */
function numbersFrom(text: string, start: number, close: string): { all: Uint8Array; end: number } | undefined {
  const all = new Uint8Array(COUNT);
  let at = start;
  for (let index = 0; index < COUNT; index++) {
    NUMBER.lastIndex = at;
    const [, hex, decimal] = NUMBER.exec(text) ?? [];
    const value = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    if (!(value <= 255 && value >= -128)) return undefined;
    all[index] = value;
    at = NUMBER.lastIndex;
    BETWEEN.lastIndex = at;
    if (BETWEEN.test(text)) at = BETWEEN.lastIndex;
    else if (index < COUNT - 1) return undefined;
  }
  const end = text.slice(at, at + MAX_NUMBER_BYTES).search(/\S/);
  return text.charAt(at + end) === close ? { all, end: at + end + 1 } : undefined;
}
