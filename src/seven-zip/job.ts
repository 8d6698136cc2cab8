import type { Piece } from '../bytes/byte-source.ts';
import type { RingMemory } from './event-ring.ts';
import type { WasmModule } from './web-assembly.ts';

/** What an extraction thread gets once, for all its jobs. */
export interface ThreadData {
  /** 7-Zip, compiled. */
  readonly module: WasmModule;
  readonly ring: RingMemory;
}

/** One job of the extraction thread; plain data. */
export interface Job {
  /** The archive. */
  readonly pieces: readonly Piece[];
  /** 7-Zip's own name of the format, as `7zz i` lists it. */
  readonly type: string;
  /** Most WebAssembly memory that 7-Zip may take. */
  readonly maxHeapBytes: number;
}

/** Kinds of events that the thread writes to the ring. */
export const EVENT = {
  /** A file begins; the payload is its path, as UTF-8. */
  begin: 1,
  /** Bytes of the file. */
  data: 2,
  /** The file is complete. */
  end: 3,
  /** A line of what 7-Zip prints, as UTF-8. */
  line: 4,
  /** The job is complete; the payload is an `Outcome` as JSON. */
  done: 5,
  /** 7-Zip was refused memory for the first time in this job; the payload is a `Refusal` as JSON. */
  refused: 6,
} as const;

export interface Outcome {
  /** How much of the archive was read; what was read twice counts twice. */
  readonly readBytes: number;
  /** 7-Zip's exit code: 0 success, 1 with warnings, 2 and more with errors; -1 when it did not reach one. */
  readonly exitCode: number;
  /** The thread has dropped memory that only its end frees. */
  readonly isSpent?: true;
  /** It was ended at a limit of `sharing-limit.ts`. */
  readonly sharesTooMuch?: true;
  /** What ended it early, other than its own error codes. */
  readonly failure?: string;
}

export interface Refusal {
  readonly wantedBytes: number;
  readonly maxBytes: number;
}
