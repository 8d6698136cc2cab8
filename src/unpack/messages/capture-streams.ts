/** Puts segments of TCP in order. Holds where they lie and not what they hold: some twenty bytes for each. */
import type { Segment } from './capture-segments.ts';

/** Of packets and of streams, so that memory is bounded: a capture of a gigabyte and more has as many. */
export const MOST_SEGMENTS = 1 << 19;
export const MOST_STREAMS = 1 << 16;
/** Of the names that are remembered of packets before, the latest: more than any machine has connections. */
const MOST_GOING_ON = 4 * MOST_STREAMS;
const FIRST_SEGMENTS = 1 << 10;

export interface Piece {
  readonly start: number;
  readonly end: number;
}

/** Bytes of one direction with none missing between them. */
export interface StreamPart {
  readonly name: string;
  /**
   * What it holds is packed and its beginning is not here, so that nobody can tell where a frame of it begins: for packets are missing
   * before it, or the beginning came before this index. Told once a stream.
   */
  readonly torn: 'missing' | 'before' | undefined;
  /** Where they lie in the capture, in order; what came twice is given once. */
  pieces(): Iterable<Piece>;
}

/** A direction of a connection. */
interface Stream {
  readonly name: string;
  /** Of the first byte that was seen. */
  readonly base: number;
  /**
   * From where on what it holds is packed, so that what one packet brought is not seen as it lies either: the place of the segment that
   * begins so, or that came last before the other side began so.
   */
  packedFrom: number;
  /** Where the latest segment stands, counted from there: numbers of 32 bits begin anew every 4 GiB. */
  latest: number;
  /** Its segments, in the order in which they came. */
  readonly segments: number[];
}

export class StreamIndex {
  readonly #streams: Stream[] = [];
  readonly #open = new Map<string, Stream>();
  readonly #goingOn: ReadonlySet<string>;
  #count = 0;
  /** Of each segment: where it stands in its stream, where it lies in the capture, how long it is. */
  #places = new Float64Array(FIRST_SEGMENTS);
  #starts = new Float64Array(FIRST_SEGMENTS);
  #lengths = new Uint32Array(FIRST_SEGMENTS);

  /** @param goingOn names of streams that began to be packed in packets before */
  constructor(goingOn: ReadonlySet<string> = new Set()) {
    this.#goingOn = goingOn;
  }

  get isFull(): boolean {
    return this.#count >= MOST_SEGMENTS || this.#streams.length >= MOST_STREAMS;
  }

  /** @param at where the packet begins in the capture. @param isPacked what it holds begins as something that is packed */
  add({ stream: name, sequence, isFirst, start, end }: Segment, at: number, isPacked: boolean): void {
    const isNew = isFirst && this.#open.get(name)?.base !== sequence;
    const stream = (isNew ? undefined : this.#open.get(name)) ?? this.#begin(name, sequence, isFirst);
    if (start === end) return;
    // The nearest place to the latest that has this number.
    stream.latest += (sequence - (stream.base + stream.latest)) | 0;
    if (isPacked) this.#pack(stream);
    this.#grow();
    this.#places[this.#count] = stream.latest;
    this.#starts[this.#count] = at + start;
    this.#lengths[this.#count] = end - start;
    stream.segments.push(this.#count++);
  }

  #begin(name: string, base: number, isFirst: boolean): Stream {
    const packedFrom = !isFirst && this.#goingOn.has(name) ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    const stream = { name, base, packedFrom, latest: 0, segments: [] };
    this.#open.set(name, stream);
    this.#streams.push(stream);
    return stream;
  }

  /** Both directions: what a client of WebSocket sends is known by the answer alone. */
  #pack(stream: Stream): void {
    const other = this.#open.get(stream.name.split(' to ').toReversed().join(' to '));
    for (const side of [stream, other]) if (side) side.packedFrom = Math.min(side.packedFrom, side.latest);
  }

  /** Names of those that are packed, for the index of what follows: also of those that were silent here. */
  packed(): Set<string> {
    const silent = [...this.#goingOn].filter((name) => !this.#open.has(name));
    const open = [...this.#open.values()].filter(isPacked).map(({ name }) => name);
    return new Set([...silent, ...open].slice(-MOST_GOING_ON));
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

  /**
   * Those that more than one packet brought, or that are packed, and what stands before the first packet that is missing, which may say
   * what its body should be; else what one packet holds is seen as it lies.
   */
  *parts(): Generator<StreamPart> {
    for (const stream of this.#streams) {
      const order = stream.segments.sort((first, second) => this.#places[first]! - this.#places[second]!);
      let [first, end, count, isTold] = [0, Number.NEGATIVE_INFINITY, 0, false];
      for (let index = 0; index <= order.length; index++) {
        const place = index < order.length ? this.#places[order[index]!]! : Number.POSITIVE_INFINITY;
        if (place > end && index > first) {
          const torn = isTold ? undefined : this.#torn(stream, order[first]!);
          isTold ||= torn !== undefined;
          const isBeginning = first === 0 && index < order.length;
          if (count > 1 || isBeginning || isPacked(stream))
            yield this.#part(stream.name, order.slice(first, index), count, torn);
          [first, count] = [index, 0];
        }
        if (index === order.length) break;
        const after = place + this.#lengths[order[index]!]!;
        if (after > end || index === first) count++;
        end = index === first ? after : Math.max(end, after);
      }
    }
  }

  #torn({ packedFrom }: Stream, segment: number): StreamPart['torn'] {
    if (this.#places[segment]! <= packedFrom) return undefined;
    return packedFrom === Number.NEGATIVE_INFINITY ? 'before' : 'missing';
  }

  #part(name: string, order: readonly number[], count: number, torn: StreamPart['torn']): StreamPart {
    const first = this.#starts[order[0]!]!;
    const pieces = () => this.#pieces(order);
    return { name: `${name}, ${count} ${count === 1 ? 'packet' : 'packets'} from ${first} on`, torn, pieces };
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

function isPacked({ packedFrom }: Stream): boolean {
  return packedFrom !== Number.POSITIVE_INFINITY;
}
