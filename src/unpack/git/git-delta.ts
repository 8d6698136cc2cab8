/** Deltas of git packs: gitformat-pack, "Deltified representation". */

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
  const [baseSize, at] = sizeAt(delta, 0);
  const [resultSize, start] = sizeAt(delta, at);
  if (baseSize !== base.length || resultOf(base, delta, start) !== resultSize) return undefined;
  const result = Buffer.allocUnsafe(resultSize);
  resultOf(base, delta, start, result);
  return result;
}

/**
 * The new bytes of the result, for when the base is unavailable: adjacent bytes stay adjacent (an instruction adds at most 127),
 * and a line feed replaces each copied stretch. @returns undefined when the delta is damaged
 */
export function insertedBytes(delta: Uint8Array): Uint8Array | undefined {
  const [, at] = sizeAt(delta, 0);
  const [, start] = sizeAt(delta, at);
  if (start === at) return undefined;
  const result = Buffer.allocUnsafe(delta.length);
  let size = 0;
  for (let from = start; from < delta.length; ) {
    const instruction = delta[from++]!;
    if (instruction === 0 || (instruction < 0x80 && from + instruction > delta.length)) return undefined;
    if (instruction < 0x80) {
      result.set(delta.subarray(from, from + instruction), size);
      size += instruction;
      from += instruction;
    } else {
      result[size++] = 0x0a;
      for (let bits = instruction & 0x7f; bits > 0; bits >>= 1) from += bits & 1;
    }
  }
  return result.subarray(0, size);
}

/** Executes the instructions. @returns the size of the result, or -1 when an instruction exceeds the base or the delta */
function resultOf(base: Uint8Array, delta: Uint8Array, start: number, result?: Buffer): number {
  let done = 0;
  for (let at = start; at < delta.length; ) {
    const instruction = delta[at++]!;
    if (instruction < 0x80) {
      if (instruction === 0 || at + instruction > delta.length) return -1;
      result?.set(delta.subarray(at, at + instruction), done);
      at += instruction;
      done += instruction;
      continue;
    }
    let offset = 0;
    let size = 0;
    for (let byte = 0; byte < 4; byte++) if (instruction & (1 << byte)) offset += (delta[at++] ?? 0) * 2 ** (8 * byte);
    for (let byte = 0; byte < 3; byte++) if (instruction & (0x10 << byte)) size += (delta[at++] ?? 0) * 2 ** (8 * byte);
    if (size === 0) size = 0x10000;
    if (offset + size > base.length || at > delta.length) return -1;
    result?.set(base.subarray(offset, offset + size), done);
    done += size;
  }
  return done;
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
