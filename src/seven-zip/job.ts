import type { Piece } from '../bytes/byte-source.ts';
import type { RingMemory } from './event-ring.ts';
import type { WasmModule } from './web-assembly.ts';

/** What an extraction thread has for all its jobs. */
export interface ThreadData {
  /** 7-Zip, compiled. */
  readonly module: WasmModule;
  readonly ring: RingMemory;
}

/** What the extraction thread is asked to do; plain data. */
export interface Job {
  /** The archive. */
  readonly pieces: readonly Piece[];
  /** 7-Zip's own name of the format, as `7zz i` lists it. */
  readonly type: string;
  /** WebAssembly memory that 7-Zip may take. */
  readonly maxHeapBytes: number;
}

/** Kinds of events that the thread writes into the ring. */
export const EVENT = {
  /** A file begins; the payload is its path, as UTF-8. */
  begin: 1,
  /** Bytes of the file. */
  data: 2,
  /** The file is through. */
  end: 3,
  /** A line of what 7-Zip prints, as UTF-8. */
  line: 4,
  /** All is through; the payload is an `Outcome` as JSON. */
  done: 5,
  /** 7-Zip was refused memory, for the first time; the payload is a `Refusal` as JSON. */
  refused: 6,
} as const;

export interface Outcome {
  /** 7-Zip's exit code: 0 well, 1 with warnings, 2 and more with errors; -1 when it did not come to one. */
  readonly exitCode: number;
  /** The thread has let go of memory that only its end gives back. */
  readonly isSpent?: true;
  /** What ended it early, other than its own errors. */
  readonly failure?: string;
}

export interface Refusal {
  readonly wantedBytes: number;
  readonly maxBytes: number;
}
