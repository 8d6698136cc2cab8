/** Opens one layer of a container image: a tar, plain or packed. */
import type { Budget } from '../../bytes/budget.ts';
import { FormatError } from '../../model/errors.ts';
import { INNER } from '../../model/place.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, StreamContainer, Trouble } from '../container/container.ts';
import { gzip } from '../streams/gzip.ts';
import { zstd } from '../streams/zstd.ts';
import { tarEntries } from './tar.ts';
import { looksLikeTar } from './tar-header.ts';

/** How layers are packed (OCI image specification 1.1, layer.md: `+gzip`, `+zstd`). */
const CODINGS: readonly StreamContainer[] = [gzip, zstd];

/** Bytes that `isLayer` wants to see. */
export const LAYER_HEAD_BYTES = 1 << 10;

export function isLayer(head: Uint8Array): boolean {
  return looksLikeTar(head) || CODINGS.some((coding) => coding.sniff(head));
}

export interface LayerOptions {
  readonly label: string;
  readonly budget: Budget;
  /** Suffix for the name of a file of the layer. */
  remark(name: string): string;
}

/**
 * Everything in the layer, under its label. Never throws a FormatError: what ends the layer early is a Trouble of the layer.
 * @returns whether the layer could be opened; if not, nothing was yielded
 */
export async function* openLayer(
  chunks: AsyncIterable<Uint8Array>,
  options: LayerOptions,
): AsyncGenerator<Entry | Trouble, boolean> {
  const layer = new Layer(options);
  let isOpened = false;
  try {
    for await (const item of layer.unpack(chunks)) {
      isOpened ||= !('trouble' in item);
      yield item;
    }
    return true;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    if (isOpened && !layer.told.has(error))
      yield { name: options.label, trouble: { code: error.code, message: error.message } };
    return isOpened;
  }
}

class Layer {
  /** Errors thrown by an entry, which are gaps already. */
  readonly told = new Set<unknown>();
  readonly #options: LayerOptions;

  constructor(options: LayerOptions) {
    this.#options = options;
  }

  async *unpack(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Entry | Trouble> {
    const reader = new ChunkReader(chunks);
    try {
      const head = await reader.peek(LAYER_HEAD_BYTES);
      const coding = looksLikeTar(head) ? undefined : CODINGS.find((one) => one.sniff(head));
      if (coding !== undefined) yield* this.#decode(coding, reader.rest());
      else yield* this.#files(tarEntries(reader.rest(), this.#options.budget));
    } finally {
      await reader.close();
    }
  }

  async *#decode(coding: StreamContainer, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Entry | Trouble> {
    for await (const item of coding.entries(chunks, this.#options.budget)) {
      if ('trouble' in item || item.isRemainder) {
        yield this.#labelled(item);
        continue;
      }
      const reader = new ChunkReader(item.open());
      try {
        const isTar = looksLikeTar(await reader.peek(LAYER_HEAD_BYTES));
        if (isTar) yield* this.#files(tarEntries(reader.rest(), this.#options.budget));
        else yield this.#labelled({ name: item.name, open: () => reader.rest() });
      } finally {
        await reader.close();
      }
    }
  }

  async *#files(items: AsyncIterable<Entry | Trouble>): AsyncGenerator<Entry | Trouble> {
    for await (const item of items) yield this.#labelled(item);
  }

  #labelled(item: Entry | Trouble): Entry | Trouble {
    const { label, remark } = this.#options;
    if ('trouble' in item) return { ...item, name: item.name === undefined ? label : `${label}${INNER}${item.name}` };
    const name = `${label}${INNER}${item.name}`;
    if (item.isRemainder) return { name, open: () => this.#noting(item.open()), isRemainder: true };
    return {
      ...(item.whole !== undefined && { whole: () => item.whole?.() }),
      ...{ name: `${name}${remark(item.name)}`, open: () => this.#noting(item.open()) },
    };
  }

  async *#noting(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      yield* chunks;
    } catch (error) {
      this.told.add(error);
      throw error;
    }
  }
}
