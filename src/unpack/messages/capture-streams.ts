/** Puts segments of TCP in order. Holds where they lie and not what they hold: some twenty bytes for each. */
import type { Segment } from './capture-segments.ts';

/** Of packets and of streams, so that memory is bounded: a capture of a gigabyte and more has as many. */
const MOST_SEGMENTS = 1 << 19;
const MOST_STREAMS = 1 << 16;
const FIRST_SEGMENTS = 1 << 10;

export interface Piece {
  readonly start: number;
  readonly end: number;
}

/** Bytes of one direction with none missing between them. */
export interface StreamPart {
  readonly name: string;
  /** Where they lie in the capture, in order; what came twice is given once. */
  pieces(): Iterable<Piece>;
}

/** A direction of a connection. */
interface Stream {
  readonly name: string;
  /** Of the first byte that was seen. */
  readonly base: number;
  /** What it holds is packed, so that what one packet brought is not seen as it lies either. */
  isPacked: boolean;
  /** Where the latest segment stands, counted from there: numbers of 32 bits begin anew every 4 GiB. */
  latest: number;
  /** Its segments, in the order in which they came. */
  readonly segments: number[];
}

export class StreamIndex {
  readonly #streams: Stream[] = [];
  readonly #open = new Map<string, Stream>();
  #count = 0;
  /** Of each segment: where it stands in its stream, where it lies in the capture, how long it is. */
  #places = new Float64Array(FIRST_SEGMENTS);
  #starts = new Float64Array(FIRST_SEGMENTS);
  #lengths = new Uint32Array(FIRST_SEGMENTS);

  get isFull(): boolean {
    return this.#count >= MOST_SEGMENTS || this.#streams.length >= MOST_STREAMS;
  }

  /** @param at where the packet begins in the capture. @param isPacked what it holds begins as something that is packed */
  add({ stream: name, sequence, isFirst, start, end }: Segment, at: number, isPacked: boolean): void {
    const isNew = isFirst && this.#open.get(name)?.base !== sequence;
    const stream = (isNew ? undefined : this.#open.get(name)) ?? this.#begin(name, sequence);
    if (start === end) return;
    stream.isPacked ||= isPacked;
    // The nearest place to the latest that has this number.
    stream.latest += (sequence - (stream.base + stream.latest)) | 0;
    this.#grow();
    this.#places[this.#count] = stream.latest;
    this.#starts[this.#count] = at + start;
    this.#lengths[this.#count] = end - start;
    stream.segments.push(this.#count++);
  }

  #begin(name: string, base: number): Stream {
    const stream = { name, base, isPacked: false, latest: 0, segments: [] };
    this.#open.set(name, stream);
    this.#streams.push(stream);
    return stream;
  }

  #grow(): void {
    if (this.#count < this.#places.length) return;
    const grown = 2 * this.#places.length;
    const [places, starts, lengths] = [this.#places, this.#starts, this.#lengths];
    this.#places = new Float64Array(grown);
    this.#starts = new Float64Array(grown);
    this.#lengths = new Uint32Array(grown);
    this.#places.set(places);
    this.#starts.set(starts);
    this.#lengths.set(lengths);
  }

  /** Those that more than one packet brought, or that are packed; else what one packet holds is seen as it lies. */
  *parts(): Generator<StreamPart> {
    for (const stream of this.#streams) {
      const order = stream.segments.sort((first, second) => this.#places[first]! - this.#places[second]!);
      let [first, end, count] = [0, Number.NEGATIVE_INFINITY, 0];
      for (let index = 0; index <= order.length; index++) {
        const place = index < order.length ? this.#places[order[index]!]! : Number.POSITIVE_INFINITY;
        if (place > end && index > first) {
          if (count > 1 || stream.isPacked) yield this.#part(stream.name, order.slice(first, index), count);
          [first, count] = [index, 0];
        }
        if (index === order.length) break;
        const after = place + this.#lengths[order[index]!]!;
        if (after > end || index === first) count++;
        end = index === first ? after : Math.max(end, after);
      }
    }
  }

  #part(name: string, order: readonly number[], count: number): StreamPart {
    const first = this.#starts[order[0]!]!;
    const pieces = () => this.#pieces(order);
    return { name: `${name}, ${count} ${count === 1 ? 'packet' : 'packets'} from ${first} on`, pieces };
  }

  *#pieces(order: readonly number[]): Generator<Piece> {
    let end = this.#places[order[0]!]!;
    for (const segment of order) {
      const after = this.#places[segment]! + this.#lengths[segment]!;
      if (after <= end) continue;
      const start = this.#starts[segment]!;
      yield { start: start + (end - this.#places[segment]!), end: start + this.#lengths[segment]! };
      end = after;
    }
  }
}
