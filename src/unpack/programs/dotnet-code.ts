/** The code of .NET methods (ECMA-335, III): how long instructions are, and what those do to the stack that matter to names of texts. */

/** `other` leaves a stack of which nothing is known; `replace` makes a value of one, and `join` of two. */
export type Step = 'none' | 'other' | 'push' | 'pop' | 'popThree' | 'replace' | 'join' | 'duplicate' | Told;
/** With what follows the instruction: the token of a text, of a field or of a method. */
export type Told = 'text' | 'call' | 'create' | 'setField' | 'setStatic';

interface Kind {
  readonly step: Step;
  /** Of what follows the instruction. */
  readonly bytes: number;
}

const SWITCH = 0x45;
const TWO_BYTES = 0xfe;

/** From the first to the last of neighbours: what they do, and bytes. All others: `other`, without bytes. */
const NEIGHBOURS: readonly (readonly [first: number, last: number, step: Step, bytes: number])[] = [
  [0x00, 0x01, 'none', 0],
  [0x02, 0x09, 'push', 0], // ldarg, ldloc
  [0x0a, 0x0d, 'pop', 0], // stloc
  [0x0e, 0x0f, 'push', 1],
  [0x10, 0x10, 'pop', 1],
  [0x11, 0x12, 'push', 1],
  [0x13, 0x13, 'pop', 1],
  [0x14, 0x1e, 'push', 0], // ldnull, ldc
  [0x1f, 0x1f, 'push', 1],
  [0x20, 0x20, 'push', 4],
  [0x21, 0x21, 'push', 8],
  [0x22, 0x22, 'push', 4],
  [0x23, 0x23, 'push', 8],
  [0x25, 0x25, 'duplicate', 0],
  [0x26, 0x26, 'pop', 0],
  [0x27, 0x27, 'other', 4],
  [0x28, 0x28, 'call', 4],
  [0x29, 0x29, 'other', 4],
  [0x2b, 0x37, 'other', 1], // branches
  [0x38, 0x44, 'other', 4],
  [0x58, 0x64, 'join', 0], // arithmetic
  [0x65, 0x6e, 'replace', 0],
  [0x6f, 0x6f, 'call', 4],
  [0x70, 0x70, 'other', 4],
  [0x71, 0x71, 'replace', 4],
  [0x72, 0x72, 'text', 4],
  [0x73, 0x73, 'create', 4],
  [0x74, 0x74, 'none', 4], // castclass
  [0x75, 0x75, 'replace', 4],
  [0x76, 0x76, 'replace', 0],
  [0x79, 0x79, 'replace', 4],
  [0x7b, 0x7c, 'replace', 4], // ldfld
  [0x7d, 0x7d, 'setField', 4],
  [0x7e, 0x7f, 'push', 4], // ldsfld
  [0x80, 0x80, 'setStatic', 4],
  [0x81, 0x81, 'other', 4],
  [0x8c, 0x8d, 'replace', 4],
  [0x8e, 0x8e, 'replace', 0],
  [0x8f, 0x8f, 'join', 4],
  [0x90, 0x9a, 'join', 0], // elements of arrays
  [0x9b, 0xa2, 'popThree', 0],
  [0xa3, 0xa3, 'join', 4],
  [0xa4, 0xa4, 'popThree', 4],
  [0xa5, 0xa5, 'replace', 4],
  [0xc2, 0xc2, 'replace', 4],
  [0xc6, 0xc6, 'replace', 4],
  [0xd0, 0xd0, 'push', 4],
  [0xdd, 0xdd, 'other', 4],
  [0xde, 0xde, 'other', 1],
];
/** Behind TWO_BYTES. */
const LATER: typeof NEIGHBOURS = [
  [0x01, 0x05, 'join', 0], // comparisons
  [0x06, 0x06, 'push', 4],
  [0x07, 0x07, 'replace', 4],
  [0x09, 0x0a, 'push', 2],
  [0x0b, 0x0b, 'pop', 2],
  [0x0c, 0x0d, 'push', 2],
  [0x0e, 0x0e, 'pop', 2],
  [0x12, 0x12, 'none', 1], // prefixes
  [0x13, 0x14, 'none', 0],
  [0x15, 0x15, 'pop', 4],
  [0x16, 0x16, 'none', 4],
  [0x19, 0x19, 'none', 1],
  [0x1c, 0x1c, 'push', 4],
  [0x1e, 0x1e, 'none', 0],
];

const [KINDS, LATER_KINDS] = [NEIGHBOURS, LATER].map((neighbours) => {
  const kinds: Kind[] = Array.from({ length: 256 }, () => ({ step: 'other', bytes: 0 }));
  for (const [first, last, step, bytes] of neighbours) kinds.fill({ step, bytes }, first, last + 1);
  return kinds;
});

/** @param onStep with the token behind those that have one */
export function readCode(code: Buffer, onStep: (step: Step, token: number) => void): void {
  for (let at = 0; at < code.length; ) {
    const isLater = code[at] === TWO_BYTES;
    const isSwitch = code[at] === SWITCH;
    if (isLater) at++;
    const { step, bytes } = (isLater ? LATER_KINDS : KINDS)![code[at] ?? 0]!;
    at++;
    onStep(step, bytes === 4 && at + 4 <= code.length ? code.readUInt32LE(at) : 0);
    // How many places to go to, and each of them.
    at += isSwitch && at + 4 <= code.length ? 4 + 4 * code.readUInt32LE(at) : bytes;
  }
}

const [TINY, FAT] = [2, 3];
const FAT_HEAD_BYTES = 12;

/**
 * II.25.4: a tiny method has its size in the upper six bits of its first byte; a fat one has it at 4, in a head of 12 bytes.
 * @throws RangeError if its size is behind the end of the file
 */
export function codeAt(file: Buffer, at: number): Buffer {
  const first = file.readUInt8(at);
  if ((first & 3) === TINY) return file.subarray(at + 1, at + 1 + (first >> 2));
  if ((first & 3) !== FAT) return Buffer.alloc(0);
  const start = at + FAT_HEAD_BYTES;
  return file.subarray(start, start + file.readUInt32LE(at + 4));
}
