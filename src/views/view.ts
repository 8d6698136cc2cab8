import type { ByteSource } from '../bytes/byte-source.ts';
import type { Gap } from '../model/gap.ts';
import type { Memory } from '../model/memory.ts';

/** A run of bytes of the file that means something in the dumped process. */
export interface Region {
  /** Offset in the file. */
  readonly offset: number;
  /** At least 1. */
  readonly length: number;
  /** Virtual address of its first byte; in an image of a whole machine (region name `physical memory`), the physical one. */
  readonly address?: bigint;
  /** Untrusted: module path, `[heap]`, `thread 3 stack`, `thread 3 registers (xstate)`. Threads count from 1, in file order. */
  readonly name?: string;
  /** The process could not write there. Absent if it could, or if the view does not know. */
  readonly isReadOnly?: boolean;
  /** Read-only and executable: the process computed nothing that is there. Absent if not, or if the view does not know. */
  readonly isCode?: boolean;
  /** Where the module named by `name` begins in memory, so that address - moduleBase is an offset in the module. */
  readonly moduleBase?: bigint;
}

/** Memory of the process by address, and the place of each address in the file. */
export interface ImageMemory extends Memory {
  /** Offset in the file of the byte that `peek` reads at an address; absent if no byte of the image has an address. */
  offsetOf?(address: bigint): number | undefined;
}

/** Names bytes that are already there. It ends the walk: the bytes are scanned in place, and regions say where a match was. */
export interface View {
  readonly id: string;
  /**
   * Sorted by offset, not overlapping, inside the file. They need not cover it: bytes between them are scanned as well, without a
   * name.
   */
  readonly regions: readonly Region[];
  /**
   * Reads by the addresses of `regions`. `pointerBytes` is absent if pointers in the dump do not hold such addresses (physical
   * memory), or if the view does not know: pointers must not be followed then.
   */
  readonly memory: ImageMemory;
  /** Values follow one another as in a record, not at their places in the process. */
  readonly isPacked?: true;
  /** Data that the file promises but lacks, or has in a form that we do not read. */
  readonly troubles: readonly Trouble[];
}

export type Trouble = Pick<Gap, 'code' | 'message'>;

export interface ViewReader {
  readonly id: string;
  readonly title: string;
  /** Bytes that `sniff` needs; it gets fewer only if the file is shorter. */
  readonly headBytes: number;
  /** By content only. A false yes costs a gap, a false no costs addresses and names. */
  sniff(head: Uint8Array): boolean;
  /**
   * Reads the format's own tables, never the memory that it describes. Keeps `source` for `memory.peek`.
   * @throws FormatError if it is not this format after all
   */
  open(source: ByteSource): View;
}
