/**
 * The instructions with which compilers put constants into memory on x86-64 (Intel SDM, volume 2): a constant into a register, and
 * a register or a constant into memory. Others are not known here.
 */

/** A general register has its number, a vector register its number and 16. */
export type Constants = Map<number, Uint8Array>;

export interface Store {
  /** Of the place, apart from its displacement: the registers that it counts from, or `FROM_NOTHING`. */
  readonly base: number;
  /** From the base, or an address. */
  readonly displacement: number;
  readonly bytes: Uint8Array;
}
const FROM_NOTHING = -1;

export interface Code {
  readonly bytes: Uint8Array;
  /** Of its first byte in memory. */
  readonly address: number;
  /** The bytes of the program at an address; undefined where it has none. */
  read(address: number, length: number): Uint8Array | undefined;
}

/** What an instruction does. */
export interface Step {
  readonly length: number;
  readonly store?: Store;
}

const [OPERAND_16, REPEAT] = [0x66, 0xf3];
const VECTORS = 16;

/** Reads the instruction at `at`, and notes in `constants` what it loads; undefined if it is not one of those known here. */
export function stepAt(code: Code, at: number, constants: Constants): Step | undefined {
  const { bytes } = code;
  let next = at;
  const prefix = bytes[next] === OPERAND_16 || bytes[next] === REPEAT ? bytes[next++]! : 0;
  // VEX in two bytes: C5, then the inverted high bit of the register, 1111, whether it has 32 bytes, and the prefix.
  if (prefix === 0 && bytes[next] === 0xc5 && (bytes[next + 1]! & 0x78) === 0x78) {
    const vex = bytes[next + 1]!;
    const size = (vex & 4) === 0 ? 16 : 32;
    return vectorStep(
      code,
      { at, next: next + 2, rex: (vex & 0x80) === 0 ? 4 : 0, prefix: PREFIXES[vex & 3]!, size },
      constants,
    );
  }
  const rex = (bytes[next]! & 0xf0) === 0x40 ? bytes[next++]! : 0;
  if (bytes[next] === 0x0f) return vectorStep(code, { at, next: next + 1, rex, prefix, size: 16 }, constants);
  return prefix === REPEAT
    ? undefined
    : wordStep(code, { at, next, rex, prefix, size: (rex & 8) === 0 ? 4 : 8 }, constants);
}
const PREFIXES = [0, OPERAND_16, REPEAT, 0xf2] as const;

interface Opened {
  readonly at: number;
  /** Where the operation is. */
  readonly next: number;
  /** Bits: 8 a word of 8 bytes, 4 a high register, 2 a high index, 1 a high base. */
  readonly rex: number;
  readonly prefix: number;
  readonly size: number;
}

/*  b8 + register, immediate     MOV register, constant; 8 bytes with REX.W
 *  c7 /0, immediate             MOV memory, constant of at most 4 bytes, whose sign goes on to 8
 *  c6 /0, immediate             MOV memory, constant of 1 byte
 *  89 /r                        MOV memory, register                                               */
function wordStep({ bytes, address }: Code, opened: Opened, constants: Constants): Step | undefined {
  const { at, next, rex } = opened;
  const size = opened.prefix === OPERAND_16 ? 2 : opened.size;
  const operation = bytes[next]!;
  if ((operation & 0xf8) === 0xb8) {
    const end = next + 1 + size;
    const word = new Uint8Array(8);
    word.set(bytes.subarray(next + 1, end));
    constants.set((operation & 7) | ((rex & 1) << 3), word);
    return { length: end - at };
  }
  if (operation === 0x89) {
    const place = placeAt(bytes, next + 1, rex, address);
    const word = constants.get(place.register);
    if (place.base === undefined) return undefined;
    return stored(at, place, word?.subarray(0, size));
  }
  if (operation !== 0xc7 && operation !== 0xc6) return undefined;
  const immediateBytes = operation === 0xc6 ? 1 : Math.min(size, 4);
  const place = placeAt(bytes, next + 1, rex, address, immediateBytes);
  if (place.base === undefined || (place.register & 7) !== 0) return undefined;
  const immediate = bytes.slice(place.end - immediateBytes, place.end);
  if (operation === 0xc6 || size <= 4) return stored(at, place, immediate);
  const word = new Uint8Array(8).fill((immediate[3] ?? 0) < 0x80 ? 0 : 0xff);
  word.set(immediate);
  return stored(at, place, word);
}

/*  0f 6f, 0f 28, 0f 10 /r       MOVDQA, MOVDQU, MOVAPS, MOVUPS register, memory
 *  f3 0f 7e /r                  MOVQ register, memory: 8 bytes
 *  0f 29, 0f 11, 0f 7f /r       the same, memory, register
 *  66 0f d6 /r                  MOVQ memory, register                               */
function vectorStep(code: Code, { at, next, rex, prefix, size }: Opened, constants: Constants): Step | undefined {
  const operation = code.bytes[next]!;
  const isQuarter = operation === 0x10 || operation === 0x11 ? prefix >= 0xf2 : false;
  const isHalf = (operation === 0x7e && prefix === REPEAT) || (operation === 0xd6 && prefix === OPERAND_16);
  if (isQuarter || !(isHalf || LOADS.has(operation) || STORES.has(operation))) return undefined;
  const place = placeAt(code.bytes, next + 1, rex, code.address);
  const register = VECTORS + place.register;
  const bytes = isHalf ? 8 : size;
  if (operation !== 0xd6 && !STORES.has(operation)) {
    const value = place.base === FROM_NOTHING ? code.read(place.displacement, bytes) : undefined;
    if (value === undefined) constants.delete(register);
    else constants.set(register, value);
    return { length: place.end - at };
  }
  if (place.base === undefined) return undefined;
  return stored(at, place, constants.get(register)?.subarray(0, bytes));
}
const LOADS = new Set([0x6f, 0x28, 0x10]);
const STORES = new Set([0x29, 0x11, 0x7f]);

function stored(at: number, { base, displacement, end }: Place, bytes: Uint8Array | undefined): Step {
  const length = end - at;
  return bytes === undefined || base === undefined ? { length } : { length, store: { base, displacement, bytes } };
}

interface Place {
  /** The other operand. */
  readonly register: number;
  /** Undefined for a register. */
  readonly base: number | undefined;
  readonly displacement: number;
  /** Behind the instruction. */
  readonly end: number;
}

/* ModRM: bits 6 and 7 a displacement of 0, 1 or 4 bytes, or a register instead of memory; 3 to 5 the register; 0 to 2 the base,
 * where 4 is a SIB byte, and 5 without a displacement counts from the next instruction. SIB: index and base.                  */
function placeAt(bytes: Uint8Array, at: number, rex: number, address: number, immediateBytes = 0): Place {
  const modes = bytes[at]!;
  const mode = modes >> 6;
  const register = ((modes >> 3) & 7) | ((rex & 4) << 1);
  const low = modes & 7;
  if (mode === 3) return { register, base: undefined, displacement: 0, end: at + 1 };
  const hasIndex = low === 4;
  const next = at + (hasIndex ? 2 : 1);
  // Index and base with their high bits: distinct from a lone register.
  const base = hasIndex && bytes[at + 1] !== 0x24 ? ((rex & 3) << 8) | bytes[at + 1]! | 0x400 : low | ((rex & 1) << 3);
  const displacementBytes = mode === 0 ? (low === 5 ? 4 : 0) : mode === 1 ? 1 : 4;
  const end = next + displacementBytes + immediateBytes;
  if (mode === 0 && low === 5)
    return { register, base: FROM_NOTHING, displacement: address + end + numberAt(bytes, next), end };
  const displacement = mode === 1 ? (bytes[next]! << 24) >> 24 : mode === 2 ? numberAt(bytes, next) : 0;
  return { register, base, displacement, end };
}

function numberAt(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
}
