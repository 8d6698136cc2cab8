/** LC_THREAD of a Mach-O core: register sets, each with a flavor specific to its processor (mach/machine/thread_status.h). */
import type { Fields } from './fields.ts';
import { MAX_REGIONS } from './region-layout.ts';
import type { Region } from './view.ts';

interface RegisterSet {
  readonly processor: number;
  readonly flavor: number;
  /** Offset of the stack pointer in it, and its width. */
  readonly stackPointer: number;
  readonly bytes: 4 | 8;
}

const X86 = 7;
const X86_64 = 0x01000007;
const GENERAL: readonly RegisterSet[] = [
  { processor: X86, flavor: 1, stackPointer: 7 * 4, bytes: 4 }, // x86_THREAD_STATE32: esp
  { processor: X86, flavor: 7, stackPointer: 8 + 7 * 4, bytes: 4 }, // x86_THREAD_STATE: 8 bytes of header
  { processor: X86_64, flavor: 4, stackPointer: 7 * 8, bytes: 8 }, // x86_THREAD_STATE64: rsp
  { processor: X86_64, flavor: 7, stackPointer: 8 + 7 * 8, bytes: 8 },
  { processor: 12, flavor: 1, stackPointer: 13 * 4, bytes: 4 }, // ARM_THREAD_STATE
  { processor: 0x0100000c, flavor: 6, stackPointer: 31 * 8, bytes: 8 }, // ARM_THREAD_STATE64: after x0 to x28, fp, lr
  { processor: 18, flavor: 1, stackPointer: 3 * 4, bytes: 4 }, // PPC_THREAD_STATE: srr0, srr1, r0, r1
  { processor: 0x01000012, flavor: 5, stackPointer: 3 * 8, bytes: 8 }, // PPC_THREAD_STATE64
];

interface ThreadRegisters {
  readonly registers: readonly Region[];
  /** By thread, counted from 1. */
  readonly stackPointers: ReadonlyMap<number, bigint>;
}

/** @param commands the LC_THREAD commands, one per thread; they end inside the file */
export function readThreads(
  fields: Fields,
  processor: number,
  commands: readonly { readonly offset: number; readonly length: number }[],
): ThreadRegisters {
  const registers: Region[] = [];
  const stackPointers = new Map<number, bigint>();
  for (const [index, command] of commands.entries()) {
    const end = command.offset + command.length;
    for (let at = command.offset + 8; at + 8 <= end && registers.length < MAX_REGIONS; ) {
      const flavor = fields.u32(at); //  0  4  flavor
      const length = Math.min(fields.u32(at + 4) * 4, end - at - 8); //  4  4  count of 32-bit words
      const general = GENERAL.find((set) => set.processor === processor && set.flavor === flavor);
      const name = `thread ${index + 1} registers${general === undefined ? ` (flavor ${flavor})` : ''}`;
      if (length > 0) registers.push({ offset: at + 8, length, name });
      if (general !== undefined && general.stackPointer + general.bytes <= length) {
        stackPointers.set(index + 1, readPointer(fields, at + 8 + general.stackPointer, general.bytes));
      }
      at += 8 + length;
    }
  }
  return { registers, stackPointers };
}

function readPointer(fields: Fields, at: number, bytes: 4 | 8): bigint {
  return bytes === 8 ? fields.u64(at) : BigInt(fields.u32(at));
}
