/**
 * Arrays of bytes in LLVM's assembly language (`clang -S -emit-llvm`, `llvm-dis`, `rustc --emit=llvm-ir`): `c"0\82\04\A3…"`, where what is
 * not printable, and a quote, is a backslash and two hex digits (LLVM Language Reference, "String constants").
 */
import { anyMagic, type Magic } from '../container/magic.ts';
import { beginsFormat, HEAD_BYTES } from '../container/plausible.ts';
import { LITERAL_HEADS } from './literal-heads.ts';
import { type Decoded, spelling } from './spelling.ts';

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const OPENING = Buffer.from('c"');
const ESCAPE_BYTES = 3;
const MAGICS = LITERAL_HEADS.map(written);
const mayBegin = anyMagic(MAGICS);
/** Shown to `sniff`: the head of a format, each of its bytes an escape. */
const SNIFF_BYTES = OPENING.length + ESCAPE_BYTES * HEAD_BYTES;

export const llvmLiteral = spelling({
  id: 'llvm-literal',
  title: 'arrays of bytes in assembly of LLVM (`clang -S -emit-llvm`)',
  limits: 'what begins neither as a key nor as a packed file or document, which is scanned as is',
  headBytes: SNIFF_BYTES,
  magics: MAGICS,
  expected: 'a string constant of LLVM',
  decoderOf(head) {
    if (!mayBegin(head) || !beginsFormat(undo(head.subarray(OPENING.length), true).bytes)) return undefined;
    let from = OPENING.length;
    return (text, isLast) => {
      const { bytes, end, isOver } = undo(text.subarray(from), isLast);
      const decoded = { bytes, end: from + end, isOver };
      from = 0;
      return decoded;
    };
  },
});

/** How a literal begins whose content begins with `head`. */
function written({ bytes }: Magic): Magic {
  return { offset: 0, bytes: [...OPENING, ...bytes.flatMap((byte) => [...Buffer.from(spelled(byte))])] };
}

function spelled(byte: number): string {
  const isPlain = isPrintable(byte) && byte !== QUOTE && byte !== BACKSLASH;
  return isPlain ? String.fromCharCode(byte) : `\\${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

function isPrintable(byte: number): boolean {
  return byte >= 0x20 && byte < 0x7f;
}

/** Leaves the closing quote, and what is behind the end of one that has none. @param isLast nothing follows */
function undo(text: Uint8Array, isLast: boolean): Decoded {
  const bytes = new Uint8Array(text.length);
  let [length, at] = [0, 0];
  for (; at < text.length; ) {
    const byte = text[at]!;
    // LLVM writes nothing else as it is: here somebody cut the literal off.
    if (byte === QUOTE || !isPrintable(byte)) return { bytes: bytes.subarray(0, length), end: at, isOver: true };
    if (byte !== BACKSLASH) {
      bytes[length++] = byte;
      at++;
      continue;
    }
    // Since LLVM 17, a backslash is written twice.
    const isDoubled = text[at + 1] === BACKSLASH;
    if (at + (isDoubled ? 2 : ESCAPE_BYTES) > text.length) break;
    bytes[length++] = isDoubled ? BACKSLASH : hexByte(text, at + 1);
    at += isDoubled ? 2 : ESCAPE_BYTES;
  }
  return { bytes: bytes.subarray(0, length), end: at, isOver: isLast };
}

/** Anything else than two digits is a zero: no compiler writes it. */
function hexByte(text: Uint8Array, at: number): number {
  const value = Number.parseInt(String.fromCharCode(text[at]!, text[at + 1]!), 16);
  return Number.isNaN(value) ? 0 : value;
}
