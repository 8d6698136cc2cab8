import type { ByteSource } from '../bytes/byte-source.ts';
import type { KnownKey } from '../detect/known-key.ts';
import type { MemoryImage, Registers } from '../detect/memory/memory-search.ts';
import type { Memory } from '../model/memory.ts';
import type { Survey } from '../model/survey.ts';
import type { View } from '../views/view.ts';

/** Longest read, as for `Memory.peek`. */
const MAX_READ_BYTES = 1 << 20;
/** Read at a time: numbers that belong together often lie near one another. */
const WINDOW_BYTES = 64 << 10;

/** Names that views give to registers; see `Region.name`. */
const REGISTERS = /^(?:thread \d+|exception) registers/;

/** The access to an image that searches have. */
export class ImageReader implements MemoryImage {
  readonly survey: Survey;
  readonly memory: Memory;
  readonly isPacked: boolean;
  readonly knownKeys: readonly KnownKey[];
  readonly registers: readonly Registers[];
  readonly checkTime: () => void;
  readonly reportIncomplete: (reason: string) => void;
  readonly #source: ByteSource;
  readonly #start: number;
  readonly #view: View;
  #window: Uint8Array = new Uint8Array(0);
  #windowStart = 0;

  /** @param start in `source`; bytes before it cannot be read */
  constructor(
    source: ByteSource,
    view: View,
    {
      survey,
      knownKeys,
      checkTime,
      reportIncomplete,
      start = 0,
    }: Pick<MemoryImage, 'survey' | 'knownKeys' | 'checkTime' | 'reportIncomplete'> & { readonly start?: number },
  ) {
    this.#source = source;
    this.#start = start;
    this.#view = view;
    this.survey = survey;
    this.memory = view.memory;
    this.isPacked = view.isPacked === true;
    this.knownKeys = knownKeys;
    this.checkTime = checkTime;
    this.reportIncomplete = reportIncomplete;
    this.registers = view.regions.flatMap(({ offset, length, name }) =>
      name !== undefined && REGISTERS.test(name) ? [{ offset, length, name }] : [],
    );
  }

  get size(): number {
    return this.#source.size;
  }

  read(offset: number, length: number): Uint8Array {
    const end = Math.min(this.size, offset + Math.min(length, MAX_READ_BYTES));
    if (!(offset >= this.#start && offset < end)) return new Uint8Array(0);
    if (offset < this.#windowStart || end > this.#windowStart + this.#window.length) {
      // Begins a little earlier, since searches also look at what precedes a number.
      this.#windowStart = Math.max(this.#start, offset - (WINDOW_BYTES >> 3));
      const windowEnd = Math.min(this.size, Math.max(end, this.#windowStart + WINDOW_BYTES));
      const bytes = this.#source.read(this.#windowStart, windowEnd - this.#windowStart);
      // Not a Buffer, whose `slice` does not copy.
      this.#window = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    }
    return this.#window.subarray(offset - this.#windowStart, end - this.#windowStart);
  }

  offsetOf(address: bigint): number | undefined {
    return this.#view.memory.offsetOf?.(address);
  }
}
