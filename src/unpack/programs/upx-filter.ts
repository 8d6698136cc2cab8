/**
 * What UPX does to code before it packs it: addresses that calls have relative to themselves become those from the beginning, so that
 * calls of the same function are the same bytes. Told by comparing what upx packs with what it was given.
 */

/** Names and bytes of a filter, as a block has them. */
export interface UpxFilter {
  /** 0 where there is none. */
  readonly id: number;
  /** The first byte of an address that was changed: one that stands behind no call that was not. */
  readonly mark: number;
}

const CALL = 0xe8;
const JUMP = 0xe9;

/** Whether the operand of an instruction of x86 follows, by its last byte and the one before that. */
type Follows = (code: number, before: number) => boolean;

const FILTERS_OF_X86: Readonly<Record<number, Follows>> = {
  36: (code) => code === CALL,
  37: (code) => code === JUMP,
  38: (code) => code === CALL || code === JUMP,
  70: (code) => code === CALL || code === JUMP,
  // And jumps that have a condition: 0f 80 to 0f 8f.
  73: (code, before) => code === CALL || code === JUMP || (before === 0x0f && (code & 0xf0) === 0x80),
};
/** Of words of four bytes: those that branch, and the bits of them that say where to, in words. */
const FILTERS_OF_ARM: Readonly<
  Record<number, { mask: number; value: number; operand: number; isLittleEndian: boolean }>
> = {
  // BL of 32 bits, under any condition
  80: { mask: 0x0f00_0000, value: 0x0b00_0000, operand: 0xff_ffff, isLittleEndian: true },
  81: { mask: 0x0f00_0000, value: 0x0b00_0000, operand: 0xff_ffff, isLittleEndian: false },
  // B and BL of 64 bits
  82: { mask: 0x7c00_0000, value: 0x1400_0000, operand: 0x3ff_ffff, isLittleEndian: true },
};

export function isFilterKnown({ id }: UpxFilter): boolean {
  return id === 0 || id in FILTERS_OF_X86 || id in FILTERS_OF_ARM;
}

/** Puts back in `code` what the filter has changed. What it does not know stays as it is. */
export function undoFilter(code: Uint8Array, { id, mark }: UpxFilter): void {
  const follows = FILTERS_OF_X86[id];
  if (follows !== undefined) undoOnX86(code, mark, follows);
  const words = FILTERS_OF_ARM[id];
  if (words !== undefined) undoOnArm(code, words);
}

/** Behind the mark the address has three bytes, the highest first. */
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
