import type { Transform } from 'node:stream';
import type { Zlib } from 'node:zlib';
import { drain } from '../../bytes/chunks.ts';

/** Feeds a node:zlib stream piece by piece, so that it is always known which piece contains the end or the error. */
export class ZlibPump {
  readonly #stream: Transform & Zlib;
  #fedBytes = 0;
  #writing = false;
  #failure: Error | undefined;
  #wake: () => void = () => {};

  /** Takes over `stream`. */
  constructor(stream: Transform & Zlib) {
    this.#stream = stream;
    stream.on('readable', () => this.#wake());
    stream.on('error', (error) => {
      this.#failure = error;
      this.#wake();
    });
  }

  /** The error that node:zlib reported for the latest piece; after one there is no more output. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Bytes of the last piece that lie after the end of the packed stream. */
  get unusedBytes(): number {
    return this.#fedBytes - this.#stream.bytesWritten;
  }

  /** Writes one piece and yields its output, which ends early at a failure. */
  async *write(piece: Uint8Array): AsyncGenerator<Uint8Array> {
    this.#fedBytes += piece.length;
    this.#writing = true;
    this.#stream.write(piece, () => {
      this.#writing = false;
      this.#wake();
    });
    while (this.#failure === undefined) {
      const output: Buffer | null = this.#stream.read();
      if (output !== null) yield output;
      else if (!this.#writing) return;
      else
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
    }
  }

  /** Whether the stream ended with the last byte written: then, and only then, it leaves a further byte unused. */
  async hasEnded(): Promise<boolean> {
    await drain(this.write(Uint8Array.of(0)));
    return this.#failure === undefined && this.unusedBytes === 1;
  }

  close(): void {
    this.#stream.destroy();
  }
}
