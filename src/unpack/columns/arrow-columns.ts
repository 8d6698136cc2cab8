/** Content of the buffers of one Apache Arrow batch: text values one a line, and everything else that is packed, unpacked. */
import type { Budget } from '../../bytes/budget.ts';
import { streamOf } from '../../bytes/byte-source.ts';
import type { Entry, Trouble } from '../container/container.ts';
import type { Range } from '../container/coverage.ts';
import { damaged } from '../container/damaged.ts';
import type { ArrowBuffers, ArrowContent } from './arrow-buffers.ts';
import type { ArrowBatch } from './arrow-messages.ts';
import type { ArrowSchema, Layout } from './arrow-schema.ts';
import { haveOffsetsSense, linesOf, type OffsetColumn, valuesByOffsets } from './arrow-values.ts';
import { coverageOf, type ViewColumn, valuesByViews } from './arrow-views.ts';

/** Limit on the unpacked data buffers of a view column: all are kept while it is read. */
const MAX_VIEWED_BYTES = 128 << 20;
const TOP_OF_DICTIONARY: ReadonlySet<number> = new Set([0]);

interface Place {
  /** Of the batch in its file, from 1. */
  readonly number: number;
  /** End of its message. */
  readonly end: number;
}

export class ArrowColumns {
  readonly #batch: ArrowBatch;
  readonly #place: Place;
  readonly #buffers: ArrowBuffers;
  readonly #budget: Budget;
  /** Index of the next buffer, and of the next view column. */
  #next = 0;
  #nextViews = 0;
  #senseless = 0;

  constructor(batch: ArrowBatch, place: Place, buffers: ArrowBuffers, budget: Budget) {
    this.#batch = batch;
    this.#place = place;
    this.#buffers = buffers;
    this.#budget = budget;
  }

  /** @param schema undefined: it is unknown, which was reported */
  async *entries(schema: ArrowSchema | undefined): AsyncGenerator<Entry | Trouble> {
    const { nodes, dictionary } = this.#batch;
    const layouts = dictionary === undefined ? schema?.layouts : schema?.dictionaries.get(dictionary);
    const columnsAt = dictionary === undefined ? schema?.columnsAt : TOP_OF_DICTIONARY;
    const name = `batch ${this.#place.number}`;
    if (layouts !== undefined && this.#fits(layouts, columnsAt!))
      for (const [node, layout] of layouts.entries()) yield* this.#column(layout, nodes[node]!);
    else if (schema !== undefined)
      yield damaged(
        `${name} of Arrow has other columns than the schema says: it is scanned without the ends of its values`,
      );
    while (this.#next < this.#batch.buffers.length) yield* this.#whole(await this.#content());
    if (this.#senseless > 0)
      yield damaged(
        `${name} of Arrow: columns of text where not every value can be told from the next one: ${this.#senseless}`,
      );
  }

  #fits(layouts: readonly Layout[], columnsAt: ReadonlySet<number>): boolean {
    const { nodes, buffers, rows, viewBuffers } = this.#batch;
    const roles = layouts.reduce((sum, { length }) => sum + length, 0);
    const views = layouts.filter((layout) => layout.includes('views')).length;
    const more = viewBuffers.slice(0, views).reduce((sum, count) => sum + count, 0);
    if (nodes.length !== layouts.length || buffers.length !== roles + more) return false;
    return nodes.every((count, node) => count === rows || !columnsAt.has(node));
  }

  async *#column(layout: Layout, rows: number): AsyncGenerator<Entry> {
    let before: ArrowContent | undefined;
    for (const role of layout) {
      const content = await this.#content();
      if (role === 'values' && before !== undefined && content !== undefined) {
        const wordBytes = layout.includes('offsets 8') ? 8 : 4;
        yield* this.#text({ rows, wordBytes, offsets: before.bytes, values: content });
      } else yield* this.#whole(content);
      if (role === 'views') yield* this.#views(rows, content, before);
      before = content;
    }
  }

  *#text(column: OffsetColumn): Generator<Entry> {
    const { rows, values } = column;
    // Without rows, the single offset may be missing.
    if (rows > 0 && !haveOffsetsSense(column, this.#budget)) this.#senseless++;
    if (values.bytes.size > 0)
      yield this.#entry('', () => linesOf(valuesByOffsets(column, this.#budget)), listOf(values.packedAt));
  }

  /** Values in the data buffers behind `views`, one a line; then, as is, the buffers with bytes outside of any value. */
  async *#views(
    rows: number,
    views: ArrowContent | undefined,
    validity: ArrowContent | undefined,
  ): AsyncGenerator<Entry> {
    const count = this.#batch.viewBuffers[this.#nextViews++] ?? 0;
    if (count === 0 || views === undefined || this.#isLarge(count)) return;
    const first = this.#next;
    const data: ArrowContent[] = [];
    for (let buffer = 0; buffer < count; buffer++) {
      const content = await this.#content();
      if (content !== undefined) data.push(content);
    }
    const bits = validity !== undefined && validity.bytes.size > 0 ? validity.bytes : undefined;
    const column: ViewColumn = { rows, views: views.bytes, validity: bits, data };
    // Unreadable buffers were reported.
    const isWhole = data.length === count;
    const coverage = isWhole ? coverageOf(column, this.#budget) : undefined;
    if (isWhole && coverage === undefined) this.#senseless++;
    if (coverage !== undefined) {
      const packed = data.flatMap(({ packedAt }) => packedAt ?? []);
      yield this.#entry('', () => linesOf(valuesByViews(column, this.#budget)), packed, first);
    }
    for (const [index, content] of data.entries())
      if (coverage?.[index] !== true) yield* this.#whole(content, ' as is', first + index);
  }

  /** If so, each buffer comes separately. */
  #isLarge(count: number): boolean {
    const { buffers, codec } = this.#batch;
    if (codec === undefined) return false;
    let bytes = 0;
    for (const buffer of buffers.slice(this.#next, this.#next + count))
      bytes += this.#buffers.sizeOf(buffer, { codec, end: this.#place.end });
    if (bytes > MAX_VIEWED_BYTES) this.#buffers.countLarge();
    return bytes > MAX_VIEWED_BYTES;
  }

  #content(): Promise<ArrowContent | undefined> {
    const { buffers, codec } = this.#batch;
    const packing = { end: this.#place.end, ...(codec !== undefined && { codec }) };
    return this.#buffers.contentOf(buffers[this.#next++]!, packing);
  }

  /** Unpacked buffers are in the source, which is scanned too. @param index of the buffer */
  *#whole(content: ArrowContent | undefined, name = '', index = this.#next - 1): Generator<Entry> {
    if (content?.packedAt === undefined || content.bytes.size === 0) return;
    yield this.#entry(name, () => streamOf(content.bytes), [content.packedAt], index);
  }

  #entry(more: string, open: Entry['open'], packed: readonly Range[], index = this.#next - 1): Entry {
    return { name: `batch ${this.#place.number} buffer ${index}${more}`, open, taken: () => packed };
  }
}

function listOf(range: Range | undefined): readonly Range[] {
  return range === undefined ? [] : [range];
}
