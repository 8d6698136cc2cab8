/** Samples of perf (PERF_RECORD_SAMPLE in include/uapi/linux/perf_event.h): where in one the stack of the program lies that was interrupted. */
import { viewOf } from '../container/magic.ts';

/*  attribute of an event
 *  4   4  its size
 *  24  8  what samples hold, a bit each
 *  32  8  what is read of counters
 *  72  8  what of branches
 *  80  8  which registers, a bit each    */
const LEAST_ATTRIBUTE_BYTES = 88;

export interface SampleLayout {
  readonly attributeBytes: number;
  readonly holds: number;
  readonly reads: number;
  readonly branches: number;
  readonly registers: bigint;
}

/** The address is 0 where it is not known. */
export interface Stack {
  readonly address: bigint;
  readonly bytes: Uint8Array;
}

/** PERF_SAMPLE_*, in the order in which they stand in a sample. */
const IDENTIFIER = 1 << 16;
/** Of 8 bytes each: IDENTIFIER, IP, TID, TIME, ADDR, ID, STREAM_ID, CPU, PERIOD. */
const WORDS = IDENTIFIER | 0x1 | 0x2 | 0x4 | 0x8 | 0x40 | 0x200 | 0x80 | 0x100;
const [READ, CALLCHAIN, RAW, BRANCHES, REGISTERS, STACK] = [0x10, 0x20, 0x400, 0x800, 0x1000, 0x2000];
/** PERF_FORMAT_*: a group of counters; TOTAL_TIME_ENABLED and _RUNNING; ID and LOST, of each. */
const [GROUP, TIMES, OF_EACH] = [8, 3, 4 | 16];
/** PERF_SAMPLE_BRANCH_HW_INDEX and _COUNTERS. */
const [BRANCH_INDEX, BRANCH_COUNTERS] = [1 << 17, 1 << 19];
const BRANCH_BYTES = 24;
const WORD = 8;
const ALL_OF_ARM64 = 0x1_ffff_ffffn;

/** @returns undefined when it is too short */
export function sampleLayout(attribute: DataView, littleEndian: boolean): SampleLayout | undefined {
  if (attribute.byteLength < LEAST_ATTRIBUTE_BYTES) return undefined;
  // All that is looked at stands in the lower half.
  const half = (at: number): number => Number(attribute.getBigUint64(at, littleEndian) & 0xffff_ffffn);
  return {
    attributeBytes: attribute.getUint32(4, littleEndian),
    ...{ holds: half(24), reads: half(32), branches: half(72) },
    registers: attribute.getBigUint64(80, littleEndian),
  };
}

/** What the sample begins with. */
export function identifierOf(record: Uint8Array, littleEndian: boolean): bigint {
  return record.length < 2 * WORD ? 0n : viewOf(record).getBigUint64(WORD, littleEndian);
}

/** @returns undefined where a sample has none, or is not as the attribute says */
export function stackOf(record: Uint8Array, layout: SampleLayout, littleEndian: boolean): Stack | undefined {
  const { holds, registers } = layout;
  if ((holds & STACK) === 0) return undefined;
  try {
    const sample = new SampleReader(viewOf(record), littleEndian);
    skipToRegisters(sample, layout);
    const address = (holds & REGISTERS) === 0 || sample.word() === 0 ? 0n : sample.registers(registers);
    const size = sample.word();
    const start = sample.take(size);
    const used = size === 0 ? 0 : Math.min(size, sample.word());
    return used === 0 ? undefined : { address, bytes: record.subarray(start, start + used) };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function skipToRegisters(sample: SampleReader, { holds, reads, branches }: SampleLayout): void {
  sample.take(WORD * bits(holds & WORDS));
  if ((holds & READ) !== 0) {
    const count = (reads & GROUP) === 0 ? 1 : sample.word();
    sample.take(WORD * (bits(reads & TIMES) + count * (1 + bits(reads & OF_EACH))));
  }
  if ((holds & CALLCHAIN) !== 0) sample.take(WORD * sample.word());
  if ((holds & RAW) !== 0) sample.takeRaw();
  if ((holds & BRANCHES) === 0) return;
  const count = sample.word();
  if ((branches & BRANCH_INDEX) !== 0) sample.take(WORD);
  sample.take(count * (BRANCH_BYTES + ((branches & BRANCH_COUNTERS) === 0 ? 0 : WORD)));
}

export function bits(mask: number): number {
  let count = 0;
  for (let left = mask; left !== 0; left &= left - 1) count++;
  return count;
}

/** Behind the head of the record. Throws RangeError where it ends. */
class SampleReader {
  readonly #view: DataView;
  readonly #littleEndian: boolean;
  #at = WORD;

  constructor(view: DataView, littleEndian: boolean) {
    this.#view = view;
    this.#littleEndian = littleEndian;
  }

  word(): number {
    return Number(this.#view.getBigUint64(this.take(WORD), this.#littleEndian));
  }

  /** @returns where they begin */
  take(bytes: number): number {
    const start = this.#at;
    if (!(start + bytes <= this.#view.byteLength)) throw new RangeError('the record ends');
    this.#at = start + bytes;
    return start;
  }

  /** Its size, of 4 bytes, is filled up with it to whole words. */
  takeRaw(): void {
    this.take(this.#view.getUint32(this.take(4), this.#littleEndian));
  }

  /** @returns the one that points at the stack */
  registers(mask: bigint): bigint {
    const wanted = stackPointer(mask);
    let value = 0n;
    for (let bit = 0n; mask >> bit !== 0n; bit++) {
      if (((mask >> bit) & 1n) === 0n) continue;
      const at = this.take(WORD);
      if (bit === wanted) value = this.#view.getBigUint64(at, this.#littleEndian);
    }
    return value;
  }
}

/**
 * By which registers perf asks for: all of arm64 are 33, and the length of its vectors (PERF_REG_ARM64_VG, bit 46) where it has SVE; x86 has
 * segments that are left out of 12 to 15.
 */
function stackPointer(mask: bigint): bigint | undefined {
  if ((mask & ALL_OF_ARM64) === ALL_OF_ARM64) return 31n;
  return (mask & 0xffffn) === 0xfffn ? 7n : undefined;
}
