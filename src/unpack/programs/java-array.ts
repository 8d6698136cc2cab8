/**
 * Arrays that a class of Java fills by instructions, an element after the other: a class file has no constants of arrays (JVMS, section
 * 4.4), so `{48, -126, …}` in Java, Kotlin or Scala becomes code, in which no two bytes of the array are neighbours. Found by the
 * instructions that make an array and fill its first element, anywhere.
 */
import { anyMagic, magic } from '../container/magic.ts';
import { type Decoded, spelling } from './spelling.ts';

/* JVMS, section 6.5:
 *  bc TT                   newarray of type TT
 *  59, push index, push value, store     dup and the rest, for each element
 *  02 to 08                iconst_m1 to iconst_5
 *  10 VV, 11 VV VV         bipush, sipush                                             */
const NEWARRAY_BYTES = 2;
const [DUP, BIPUSH, SIPUSH] = [0x59, 0x10, 0x11];
const [ICONST_M1, ICONST_0, ICONST_5] = [0x02, 0x03, 0x08];
/** Of arrays of char, byte, short and int, by their type: castore, bastore, sastore, iastore. */
const STORES: ReadonlyMap<number | undefined, number> = new Map([
  [5, 0x55],
  [8, 0x54],
  [9, 0x56],
  [10, 0x4f],
]);

/** An array of a length that no secret is shorter than. */
const MIN_BYTES = 16;
/** dup, sipush, sipush, store */
const MAX_ELEMENT_BYTES = 8;
const HEAD_BYTES = NEWARRAY_BYTES + MIN_BYTES * MAX_ELEMENT_BYTES;
/** Zeros that need no instruction, of which the compiler of Eclipse makes use. */
const MAX_ZEROS = 16;

const MAGICS = [...STORES.keys()].map((type) =>
  magic(['bc', type!.toString(16).padStart(2, '0'), '59', '03'].join(' ')),
);
const mayBegin = anyMagic(MAGICS);

export const javaArray = spelling({
  id: 'java-array',
  title: 'arrays of bytes, characters and small numbers in class files of Java, Kotlin and Scala',
  limits: 'numbers above 255',
  headBytes: HEAD_BYTES,
  magics: MAGICS,
  expected: 'an array of Java',
  decoderOf(head) {
    if (!mayBegin(head)) return undefined;
    let place = firstOf(head);
    if (readElements(head.subarray(0, HEAD_BYTES), place).bytes.length < MIN_BYTES) return undefined;
    return (code, isLast) => {
      const decoded = readElements(code, place);
      place = { ...place, at: 0, index: place.index + decoded.bytes.length };
      const isCutOff = !isLast && decoded.end + MAX_ELEMENT_BYTES > code.length;
      return { ...decoded, isOver: !isCutOff };
    };
  },
});

/** Where the next element is expected. */
interface Place {
  readonly at: number;
  readonly index: number;
  /** Instruction that stores it. */
  readonly store: number | undefined;
}

function firstOf(code: Uint8Array): Place {
  return { at: NEWARRAY_BYTES, index: 0, store: STORES.get(code[1]) };
}

function readElements(code: Uint8Array, first: Place): Omit<Decoded, 'isOver'> {
  const bytes: number[] = [];
  let end = first.at;
  for (;;) {
    const index = code[end] === DUP ? pushed(code, end + 1) : undefined;
    const value = index && pushed(code, index.end);
    if (value === undefined || code[value.end] !== first.store || value.number < -128 || value.number > 255) break;
    const zeros = index!.number - first.index - bytes.length;
    if (zeros < 0 || zeros > MAX_ZEROS) break;
    for (let left = zeros; left > 0; left--) bytes.push(0);
    bytes.push(value.number);
    end = value.end + 1;
  }
  return { bytes: Uint8Array.from(bytes), end };
}

/** The number that the instruction at `at` pushes. */
function pushed(code: Uint8Array, at: number): { readonly number: number; readonly end: number } | undefined {
  const [operation = 0, high = 0, low = 0] = code.subarray(at, at + 3);
  if (operation >= ICONST_M1 && operation <= ICONST_5) return { number: operation - ICONST_0, end: at + 1 };
  if (operation === BIPUSH) return { number: (high << 24) >> 24, end: at + 2 };
  if (operation === SIPUSH) return { number: ((high << 24) >> 16) | low, end: at + 3 };
  return undefined;
}
