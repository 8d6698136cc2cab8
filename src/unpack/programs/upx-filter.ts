/**
 * The filter that UPX applies to code before packing: relative addresses of calls become absolute, so that calls of the same function
 * have the same bytes. Derived by comparing upx's output with its input.
 */

/** A filter's name and parameter, as stored in a block. */
export interface UpxFilter {
  /** 0 means no filter. */
  readonly id: number;
  /** The first byte of every changed address: a value that follows no unchanged call in the code. */
  readonly mark: number;
}

const CALL = 0xe8;
const JUMP = 0xe9;

/** Whether the operand of an x86 instruction follows, given its last byte and the one before that. */
type Follows = (code: number, before: number) => boolean;

const FILTERS_OF_X86: Readonly<Record<number, Follows>> = {
  36: (code) => code === CALL,
  37: (code) => code === JUMP,
  38: (code) => code === CALL || code === JUMP,
  70: (code) => code === CALL || code === JUMP,
  // Also conditional jumps: 0f 80 to 0f 8f.
  73: (code, before) => code === CALL || code === JUMP || (before === 0x0f && (code & 0xf0) === 0x80),
};
/** Filters of four-byte instruction words: which of them branch, and which bits hold the target, in words. */
const FILTERS_OF_ARM: Readonly<
  Record<number, { mask: number; value: number; operand: number; isLittleEndian: boolean }>
> = {
  // BL of 32-bit ARM, under any condition
  80: { mask: 0x0f00_0000, value: 0x0b00_0000, operand: 0xff_ffff, isLittleEndian: true },
  81: { mask: 0x0f00_0000, value: 0x0b00_0000, operand: 0xff_ffff, isLittleEndian: false },
  // B and BL of 64-bit ARM
  82: { mask: 0x7c00_0000, value: 0x1400_0000, operand: 0x3ff_ffff, isLittleEndian: true },
};

export function isFilterKnown({ id }: UpxFilter): boolean {
  return id === 0 || id in FILTERS_OF_X86 || id in FILTERS_OF_ARM;
}

/** Reverses the filter in place. An unknown filter changes nothing. */
export function undoFilter(code: Uint8Array, { id, mark }: UpxFilter): void {
  const follows = FILTERS_OF_X86[id];
  if (follows !== undefined) undoOnX86(code, mark, follows);
  const words = FILTERS_OF_ARM[id];
  if (words !== undefined) undoOnArm(code, words);
}

/** Behind the mark, the address has three bytes, big-endian. */
function undoOnX86(code: Uint8Array, mark: number, follows: Follows): void {
  const view = new DataView(code.buffer, code.byteOffset, code.length);
  for (let at = 1; at + 4 <= code.length; at++) {
    if (code[at] !== mark || !follows(code[at - 1]!, code[at - 2] ?? 0)) continue;
    view.setUint32(at, (view.getUint32(at) & 0xff_ffff) - at, true);
    at += 4;
  }
}

function undoOnArm(code: Uint8Array, { mask, value, operand, isLittleEndian }: (typeof FILTERS_OF_ARM)[number]): void {
  const view = new DataView(code.buffer, code.byteOffset, code.length);
  for (let at = 0; at + 4 <= code.length; at += 4) {
    const word = view.getUint32(at, isLittleEndian);
    if ((word & mask) !== value) continue;
    view.setUint32(at, (word & ~operand) | ((word - (at >>> 2)) & operand), isLittleEndian);
  }
}
