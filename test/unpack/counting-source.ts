import { MemorySource } from '../../src/bytes/memory-source.ts';

/** Counts what is read of it, since no test looks at a clock. */
export class CountingSource extends MemorySource {
  reads = 0;
  readBytes = 0;

  override read(offset: number, length: number): Uint8Array {
    this.reads++;
    this.readBytes += length;
    return super.read(offset, length);
  }
}
