import type { ByteSource } from '../bytes/byte-source.ts';
import type { Gap } from '../model/gap.ts';
import type { Memory } from '../model/memory.ts';

/** A run of bytes of the file that has a meaning in the dumped process. */
export interface Region {
  /** In the file. */
  readonly offset: number;
  /** At least 1. */
  readonly length: number;
  /** Virtual address of its first byte; in an image of a whole machine (region name `physical memory`) the physical one. */
  readonly address?: bigint;
  /** Untrusted: module path, `[heap]`, `thread 3 stack`, `thread 3 registers (xstate)`. Threads count from 1, in file order. */
  readonly name?: string;
  /** The process could not write there. Absent where it could, or the view does not know. */
  readonly isReadOnly?: boolean;
  /** Where the module that `name` names begins in memory, so that address - moduleBase is an offset in the module. */
  readonly moduleBase?: bigint;
}

/** The process by address, and where that is in the file. */
export interface ImageMemory extends Memory {
  /** Where the byte lies that `peek` reads at an address; absent where nothing has one. */
  offsetOf?(address: bigint): number | undefined;
}

/** Gives old bytes names. It ends the walk: the bytes are scanned as is, and regions say where that was. */
export interface View {
  readonly id: string;
  /**
   * Sorted by offset, not overlapping, inside the file. They need not cover it: bytes between them are scanned as well
   * and have no name.
   */
  readonly regions: readonly Region[];
  /**
   * Reads by the addresses of `regions`. `pointerBytes` is absent when these are not the addresses that pointers in the
   * dump hold (physical memory) or when the view does not know: then nobody should follow pointers.
   */
  readonly memory: ImageMemory;
  /** Values stand one behind the other, as in a record, and not where the process had them. */
  readonly isPacked?: true;
  /** What the file promises and does not hold, or holds in a form that we do not read. */
  readonly troubles: readonly Trouble[];
}

export type Trouble = Pick<Gap, 'code' | 'message'>;

export interface ViewReader {
  readonly id: string;
  readonly title: string;
  /** Bytes that `sniff` wants to see; fewer come only when the file is shorter. */
  readonly headBytes: number;
  /** By content only. A wrong yes costs a gap, a wrong no costs addresses and names. */
  sniff(head: Uint8Array): boolean;
  /**
   * Reads the format's own tables, never the memory that it describes. Keeps `source` for `memory.peek`.
   * @throws FormatError when it is not this format after all
   */
  open(source: ByteSource): View;
}
