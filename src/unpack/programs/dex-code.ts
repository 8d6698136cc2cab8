/** Instructions of Android ("Dalvik bytecode", "Dalvik executable instruction formats"): how long each is, and which put an object into a register. */

/** From one instruction to the last of neighbours with as many pairs of bytes. All others have one. */
const PAIRS_OF = new Uint8Array(256).fill(1);
for (const [first, last, pairs] of [
  [0x02, 0x02, 2],
  [0x03, 0x03, 3],
  [0x05, 0x05, 2],
  [0x06, 0x06, 3],
  [0x08, 0x08, 2],
  [0x09, 0x09, 3],
  [0x13, 0x13, 2],
  [0x14, 0x14, 3],
  [0x15, 0x16, 2],
  [0x17, 0x17, 3],
  [0x18, 0x18, 5],
  [0x19, 0x1a, 2],
  [0x1b, 0x1b, 3],
  [0x1c, 0x1c, 2],
  [0x1f, 0x20, 2],
  [0x22, 0x23, 2],
  [0x24, 0x26, 3],
  [0x29, 0x29, 2],
  [0x2a, 0x2c, 3],
  [0x2d, 0x3d, 2],
  [0x44, 0x6d, 2],
  [0x6e, 0x72, 3],
  [0x74, 0x78, 3],
  [0x90, 0xaf, 2],
  [0xd0, 0xe2, 2],
  [0xfa, 0xfb, 4],
  [0xfc, 0xfd, 3],
  [0xfe, 0xff, 2],
] as const)
  PAIRS_OF.fill(pairs, first, last + 1);

/* Tables of switches and arrays stand in code as an instruction that does nothing, with a number in its second byte. */
const [PACKED_SWITCH, SPARSE_SWITCH, ARRAY] = [0x0100, 0x0200, 0x0300];

/** @returns bytes of the instruction; of a table cut off, anything behind the code */
export function bytesOf(code: Buffer, at: number): number {
  const table = code[at] === 0 ? shortAt(code, at) : 0;
  const count = shortAt(code, at + 2);
  if (table === PACKED_SWITCH) return 8 + 4 * count;
  if (table === SPARSE_SWITCH) return 4 + 8 * count;
  // bytes of an element at 2, how many at 4, in pairs of bytes
  if (table === ARRAY) return 8 + 2 * Math.ceil((count * longAt(code, at + 4)) / 2);
  return 2 * PAIRS_OF[code[at]!]!;
}

/** moves, numbers (0 is null), classes, new objects and arrays, those of arrays and fields */
const IN_HALF_BYTE = new Set([0x07, 0x12, 0x23, 0x54]);
const IN_BYTE = new Set([0x08, 0x0c, 0x0d, 0x13, 0x14, 0x15, 0x1a, 0x1b, 0x1c, 0x22, 0x46, 0x62, 0xfe, 0xff]);
const MOVE_FAR = 0x09;

/**
 * The register that has another object from here on. Numbers are not followed: a method is refused that takes a register with a number for
 * an object ("Dalvik bytecode", constraints).
 */
export function targetOf(code: Buffer, at: number): number | undefined {
  const instruction = code[at]!;
  if (IN_BYTE.has(instruction)) return code[at + 1];
  if (IN_HALF_BYTE.has(instruction)) return (code[at + 1] ?? 0) & 0xf;
  return instruction === MOVE_FAR ? shortAt(code, at + 2) : undefined;
}

export function shortAt(code: Buffer, at: number): number {
  return (code[at] ?? 0) | ((code[at + 1] ?? 0) << 8);
}

export function longAt(code: Buffer, at: number): number {
  return (shortAt(code, at) | (shortAt(code, at + 2) << 16)) >>> 0;
}
