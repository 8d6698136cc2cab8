import type { ByteSource } from '../bytes/byte-source.ts';
import type { Gap } from '../model/gap.ts';
import type { Memory } from '../model/memory.ts';

/** A run of bytes of the file that has a meaning in the dumped process. */
export interface Region {
  /** In the file. */
  readonly offset: number;
  readonly length: number;
  /** Virtual address of its first byte. */
  readonly address?: bigint;
  /** Untrusted: module path, `[heap]`, `thread 3 registers`. */
  readonly name?: string;
}

/** Gives old bytes names. It ends the walk: the bytes are scanned as they lie, and regions say where that was. */
export interface View {
  readonly id: string;
  /** Sorted by offset, not overlapping. */
  readonly regions: readonly Region[];
  readonly memory: Memory;
  /** What the file promises and does not hold. */
  readonly troubles: readonly Pick<Gap, 'code' | 'message'>[];
}

export interface ViewReader {
  readonly id: string;
  readonly title: string;
  readonly headBytes: number;
  sniff(head: Uint8Array): boolean;
  /** Keeps `source` for `memory.peek`. @throws FormatError when it is not this format after all */
  open(source: ByteSource): View;
}
