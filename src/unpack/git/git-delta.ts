/** Deltas of git packs: gitformat-pack, "Deltified representation". */
import type { Range } from '../container/coverage.ts';

/* size of the base, size of the result: 7 bits a byte, low ones first
 * 1xxxxxxx: copy from the base; bits 0 to 3: which bytes of the offset follow, bits 4 to 6: of the size (0 means 65,536)
 * 0xxxxxxx: so many bytes follow that are new; 0 is reserved                                                            */

export interface DeltaSizes {
  readonly base: number;
  readonly result: number;
}

/** The sizes that the delta states; undefined when it ends too early. */
export function deltaSizes(delta: Uint8Array): DeltaSizes | undefined {
  const [base, at] = sizeAt(delta, 0);
  const [result, end] = sizeAt(delta, at);
  return end > at && at > 0 ? { base, result } : undefined;
}

/** @returns undefined when the delta is damaged or does not fit the base; nothing is allocated before that is checked */
export function applyDelta(base: Uint8Array, delta: Uint8Array): Uint8Array | undefined {
  const sizes = deltaSizes(delta);
  if (sizes?.base !== base.length || resultOf(base, delta) !== sizes.result) return undefined;
  const result = Buffer.allocUnsafe(sizes.result);
  resultOf(base, delta, result);
  return result;
}

/**
 * The new bytes of the result, for when the base is unavailable: adjacent bytes stay adjacent (an instruction adds at most 127),
 * and a line feed replaces each copied stretch. @returns undefined when the delta is damaged
 */
export function insertedBytes(delta: Uint8Array): Uint8Array | undefined {
  if (deltaSizes(delta) === undefined) return undefined;
  const result = Buffer.allocUnsafe(delta.length);
  let size = 0;
  const instruction = new Instruction(delta);
  while (instruction.next())
    if (instruction.isCopy) result[size++] = 0x0a;
    else {
      result.set(delta.subarray(instruction.from, instruction.from + instruction.size), size);
      size += instruction.size;
    }
  return instruction.isDamaged ? undefined : result.subarray(0, size);
}

/**
 * Where the result does not continue as the base does, ascending: new bytes, and places, empty, at which something was left out or moved.
 * @param delta that was applied already
 */
export function* changesIn(delta: Uint8Array): Generator<Range> {
  let done = 0;
  // Bytes of the base that would continue what was copied last; unknown after new bytes.
  let expected: number | undefined = 0;
  const instruction = new Instruction(delta);
  while (instruction.next()) {
    const { isCopy, from, size } = instruction;
    if (!isCopy) yield { start: done, end: done + size };
    else if (expected !== undefined && from !== expected) yield { start: done, end: done };
    expected = isCopy ? from + size : undefined;
    done += size;
  }
  if (expected !== deltaSizes(delta)?.base) yield { start: done, end: done };
}

/** Executes the instructions. @returns the size of the result, or -1 when an instruction exceeds the base or the delta */
function resultOf(base: Uint8Array, delta: Uint8Array, result?: Buffer): number {
  let done = 0;
  const instruction = new Instruction(delta);
  while (instruction.next()) {
    const { isCopy, from, size } = instruction;
    if (isCopy && from + size > base.length) return -1;
    result?.set((isCopy ? base : delta).subarray(from, from + size), done);
    done += size;
  }
  return instruction.isDamaged ? -1 : done;
}

/** A cursor over the instructions: an object for each would cost more than what it does. */
class Instruction {
  isCopy = false;
  /** Where its bytes begin: in the base if it copies, else in the delta. */
  from = 0;
  size = 0;
  isDamaged = false;
  readonly #delta: Uint8Array;
  #at: number;

  constructor(delta: Uint8Array) {
    this.#delta = delta;
    this.#at = sizeAt(delta, sizeAt(delta, 0)[1])[1];
  }

  /** @returns false at the end, and where the delta is damaged */
  next(): boolean {
    const delta = this.#delta;
    if (this.#at >= delta.length) return false;
    const code = delta[this.#at++]!;
    this.isCopy = code >= 0x80;
    if (this.isCopy) this.#readCopy(code);
    else {
      this.from = this.#at;
      this.size = code;
      this.#at += code;
    }
    this.isDamaged = code === 0 || this.#at > delta.length;
    return !this.isDamaged;
  }

  #readCopy(code: number): void {
    let from = 0;
    let size = 0;
    for (let byte = 0; byte < 4; byte++) if (code & (1 << byte)) from += this.#byte() * 2 ** (8 * byte);
    for (let byte = 0; byte < 3; byte++) if (code & (0x10 << byte)) size += this.#byte() * 2 ** (8 * byte);
    this.from = from;
    this.size = size === 0 ? 0x10000 : size;
  }

  #byte(): number {
    return this.#delta[this.#at++] ?? 0;
  }
}

/** @returns the number and where it ends; `at` itself when it is unterminated, or absurd */
function sizeAt(bytes: Uint8Array, at: number): [size: number, end: number] {
  let size = 0;
  for (let index = 0; index < 7 && at + index < bytes.length; index++) {
    const byte = bytes[at + index]!;
    size += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return [size, at + index + 1];
  }
  return [0, at];
}
