/**
 * Bytes that a program mistook for text of one byte a character. It wrote them as UTF-8, where each byte from 0x80 on becomes a character
 * of two or three, or keeps them as UTF-16, with a second byte beside each. `fs.writeFileSync(file, buffer.toString('latin1'))` and `new
 * String(bytes, ISO_8859_1)` cause it, and so does a copy through an editor that takes everything for Windows-1252; strings of .NET and
 * of JavaScript in a dump, and files written by PowerShell, are UTF-16. Nothing is lost, but no reader of the bytes recognises them.
 * Found by how the heads of keys and of packed files look in that form, anywhere.
 */
import { LATIN1_HEADS, WIDE_LATIN1_HEADS } from '../container/latin1-heads.ts';
import { anyMagic, magic } from '../container/magic.ts';
import { beginsFormat, HEAD_BYTES, PRINTABLE } from '../container/plausible.ts';
import { type Decoded, spelling } from './spelling.ts';

/**
 * Characters of Windows-1252 (WHATWG Encoding, index windows-1252) at 0x80 to 0x9f; unassigned ones are the control character itself.
 */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
const BYTES = new Map([...WINDOWS_1252].map((character, index) => [character.codePointAt(0)!, 0x80 + index]));

/** The longest of those characters in UTF-8. */
const MAX_CHARACTER_BYTES = 3;
/** Shown to `sniff`: the head of a format, in characters of three bytes. */
const SNIFF_BYTES = MAX_CHARACTER_BYTES * HEAD_BYTES;
/**
 * An ASCII run this long is text that follows, not more of the bytes. Longer names in certificates are rare, and random bytes
 * are never all ASCII.
 */
const TEXT_BYTES = 256;

/** High bytes of a length in DER that make a magic number long enough: RSA keys and key stores of all usual sizes. */
const LENGTHS = ['02', '03', '04', '05', '06', '07', '08', '09', '0a', '0b', '0c', '0d', '0e', '0f', '10', '11', '12'];
const MAGICS = [
  ...LATIN1_HEADS.filter(({ bytes }) => bytes.length > 3),
  ...LENGTHS.map((length) => magic(`30 c2 82 ${length}`)),
  ...WIDE_LATIN1_HEADS,
];
const mayBegin = anyMagic(MAGICS);

export const latin1Text = spelling({
  id: 'latin1-text',
  title: 'binary keys and packed files that were converted from ISO 8859-1 or Windows-1252 to UTF-8 or UTF-16',
  headBytes: SNIFF_BYTES,
  magics: MAGICS,
  expected: 'bytes written as text',
  decoderOf(head) {
    const form = mayBegin(head) ? formOf(head) : undefined;
    return form && begins(head.subarray(0, SNIFF_BYTES), form) ? (text, isLast) => undo(text, isLast, form) : undefined;
  },
});

function begins(text: Uint8Array, form: Form): boolean {
  const { bytes, end } = undo(text, true, form);
  if (bytes.length < HEAD_BYTES || !beginsFormat(bytes)) return false;
  // In little-endian UTF-16, the bytes from the second on would pass for big-endian.
  return form !== 'utf-16be' || undo(text.subarray(1), true, 'utf-16le').end <= end;
}

type Form = 'utf-8' | 'utf-16le' | 'utf-16be';

/** The first character of all heads is below 0x100, and none is NUL. */
function formOf(text: Uint8Array): Form {
  if (text[0] === 0) return 'utf-16be';
  return text[1] === 0 ? 'utf-16le' : 'utf-8';
}

/**
 * Leaves what may be text that follows.
 * @param isLast nothing follows
 */
function undo(text: Uint8Array, isLast: boolean, form: Form): Decoded {
  const bytes = new Uint8Array(text.length);
  const unit = form === 'utf-8' ? 1 : 2;
  let [length, at, row, beyond] = [0, 0, 0, 0];
  while (at < text.length && row < TEXT_BYTES) {
    const first = text[at]!;
    const size = form !== 'utf-8' ? unit : first < 0x80 ? 1 : first < 0xe0 ? 2 : MAX_CHARACTER_BYTES;
    if (at + size > text.length) break;
    const byte = form === 'utf-8' ? byteOf(text, at, size) : byteOfUnit(text, at, form);
    // What precedes it may be the head of other bytes, which must be searched for behind this text as well.
    if (byte === undefined) return { bytes: bytes.subarray(0, length), end: beyond, isOver: true };
    row = PRINTABLE[byte] === 1 ? row + 1 : 0;
    bytes[length++] = byte;
    at += size;
    if (size > 1) beyond = at;
  }
  const isOver = row === TEXT_BYTES;
  const left = isOver || !isLast ? row : 0;
  return { bytes: bytes.subarray(0, length - left), end: at - left * unit, isOver };
}

function byteOfUnit(text: Uint8Array, at: number, form: Form): number | undefined {
  const [first, second] = [text[at]!, text[at + 1]!];
  const character = form === 'utf-16le' ? (second << 8) | first : (first << 8) | second;
  return character < 0x100 ? character : BYTES.get(character);
}

/** The byte that the character of `size` bytes encodes. Java's modified UTF-8 uses two for NUL (JVMS, section 4.4.7). */
function byteOf(text: Uint8Array, at: number, size: number): number | undefined {
  const [first, second, third] = [text[at]!, text[at + 1] ?? 0, text[at + 2] ?? 0];
  if (size === 1) return first;
  if ((second & 0xc0) !== 0x80 || (size === MAX_CHARACTER_BYTES && (third & 0xc0) !== 0x80)) return undefined;
  if (first === 0xc0 && second === 0x80) return 0;
  if (size === 2 && (first === 0xc2 || first === 0xc3)) return ((first & 3) << 6) | (second & 0x3f);
  const character =
    size === 2
      ? ((first & 0x1f) << 6) | (second & 0x3f)
      : ((first & 0x0f) << 12) | ((second & 0x3f) << 6) | (third & 0x3f);
  return BYTES.get(character);
}
