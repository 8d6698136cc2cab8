/** Samples of perf (PERF_RECORD_SAMPLE in include/uapi/linux/perf_event.h): locates the stack of the interrupted program in one. */
import { viewOf } from '../container/magic.ts';

/*  attribute of an event
 *  4   4  its size
 *  24  8  what samples hold, a bit each
 *  32  8  what is read of counters
 *  72  8  what of branches
 *  80  8  which registers, a bit each    */
const MIN_ATTRIBUTE_BYTES = 88;

export interface SampleLayout {
  readonly attributeBytes: number;
  readonly holds: number;
  readonly reads: number;
  readonly branches: number;
  readonly registers: bigint;
}

/** The address is 0 where it is unknown. */
export interface Stack {
  readonly address: bigint;
  readonly bytes: Uint8Array;
}

/** PERF_SAMPLE_*, in the order of their data in a sample. */
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
  if (attribute.byteLength < MIN_ATTRIBUTE_BYTES) return undefined;
  // All relevant bits are in the lower half.
  const half = (at: number): number => Number(attribute.getBigUint64(at, littleEndian) & 0xffff_ffffn);
  return {
    attributeBytes: attribute.getUint32(4, littleEndian),
    ...{ holds: half(24), reads: half(32), branches: half(72) },
    registers: attribute.getBigUint64(80, littleEndian),
  };
}

/** The identifier that the sample begins with. */
export function identifierOf(record: Uint8Array, littleEndian: boolean): bigint {
  return record.length < 2 * WORD ? 0n : viewOf(record).getBigUint64(WORD, littleEndian);
}

/** @returns undefined where a sample has no stack, or does not match the attribute */
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

/** Reads behind the record's header. Throws RangeError at its end. */
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

  /** @returns their offset */
  take(bytes: number): number {
    const start = this.#at;
    if (!(start + bytes <= this.#view.byteLength)) throw new RangeError('the record ends');
    this.#at = start + bytes;
    return start;
  }

  /** Its four-byte size and the data are together padded to whole words. */
  takeRaw(): void {
    this.take(this.#view.getUint32(this.take(4), this.#littleEndian));
  }

  /** @returns the stack pointer */
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
 * Which register is the stack pointer, from the set that perf saves: arm64 has 33, plus the vector length (PERF_REG_ARM64_VG, bit 46) with
 * SVE; on x86, the segment registers, 12 to 15, are omitted.
 */
function stackPointer(mask: bigint): bigint | undefined {
  if ((mask & ALL_OF_ARM64) === ALL_OF_ARM64) return 31n;
  return (mask & 0xffffn) === 0xfffn ? 7n : undefined;
}
