/** Puts TCP segments in order. Stores where they lie, not their content: some twenty bytes for each. */
import type { Segment } from './capture-segments.ts';

/** Limits on packets and streams, to bound memory: a capture of a gigabyte or more has that many. */
export const MAX_SEGMENTS = 1 << 19;
export const MAX_STREAMS = 1 << 16;
/** Limit on names remembered from earlier packets; the latest are kept, more than any machine has connections. */
const MAX_GOING_ON = 4 * MAX_STREAMS;
const FIRST_SEGMENTS = 1 << 10;

export interface Piece {
  readonly start: number;
  readonly end: number;
}

/** Bytes of one direction without a gap. */
export interface StreamPart {
  readonly name: string;
  /**
   * The content is packed but its beginning is not here, so nobody can tell where a frame of it begins: packets before it are missing,
   * or the beginning precedes this index. Reported once a stream.
   */
  readonly torn: 'missing' | 'before' | undefined;
  /** Where they lie in the capture, in order; retransmitted bytes are given once. */
  pieces(): Iterable<Piece>;
}

/** One direction of a connection. */
interface Stream {
  readonly name: string;
  /** Sequence number of the first byte that was seen. */
  readonly base: number;
  /**
   * From where on the content is packed, so that even the content of a single packet is not visible as is: the position of the
   * segment that begins so, or of the last one before the other side began so.
   */
  packedFrom: number;
  /** Position of the latest segment relative to `base`, since 32-bit sequence numbers wrap every 4 GiB. */
  latest: number;
  /** Its segments, in order of arrival. */
  readonly segments: number[];
}

export class StreamIndex {
  readonly #streams: Stream[] = [];
  readonly #open = new Map<string, Stream>();
  readonly #goingOn: ReadonlySet<string>;
  #count = 0;
  /** For each segment: its position in the stream, its offset in the capture, its length. */
  #places = new Float64Array(FIRST_SEGMENTS);
  #starts = new Float64Array(FIRST_SEGMENTS);
  #lengths = new Uint32Array(FIRST_SEGMENTS);

  /** @param goingOn names of streams that began to be packed in earlier packets */
  constructor(goingOn: ReadonlySet<string> = new Set()) {
    this.#goingOn = goingOn;
  }

  get isFull(): boolean {
    return this.#count >= MAX_SEGMENTS || this.#streams.length >= MAX_STREAMS;
  }

  /** @param at where the packet begins in the capture. @param isPacked the content begins like a packed one */
  add({ stream: name, sequence, isFirst, start, end }: Segment, at: number, isPacked: boolean): void {
    const isNew = isFirst && this.#open.get(name)?.base !== sequence;
    const stream = (isNew ? undefined : this.#open.get(name)) ?? this.#begin(name, sequence, isFirst);
    if (start === end) return;
    // The position closest to the latest one that has this sequence number.
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

  /** Marks both directions: that a WebSocket client sends packed data shows only in the response. */
  #pack(stream: Stream): void {
    const other = this.#open.get(stream.name.split(' to ').toReversed().join(' to '));
    for (const side of [stream, other]) if (side) side.packedFrom = Math.min(side.packedFrom, side.latest);
  }

  /** Names of the packed streams, for the index of later packets; including those that were silent here. */
  packed(): Set<string> {
    const silent = [...this.#goingOn].filter((name) => !this.#open.has(name));
    const open = [...this.#open.values()].filter(isPacked).map(({ name }) => name);
    return new Set([...silent, ...open].slice(-MAX_GOING_ON));
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
   * Parts that arrived in several packets, or are packed, and the part before the first missing packet, which may say what its body
   * should be. Other content of a single packet is scanned as is.
   */
  *parts(): Generator<StreamPart> {
    for (const stream of this.#streams) {
      const order = stream.segments.sort((first, second) => this.#places[first]! - this.#places[second]!);
      let [first, end, count, isReported] = [0, Number.NEGATIVE_INFINITY, 0, false];
      for (let index = 0; index <= order.length; index++) {
        const place = index < order.length ? this.#places[order[index]!]! : Number.POSITIVE_INFINITY;
        if (place > end && index > first) {
          const torn = isReported ? undefined : this.#torn(stream, order[first]!);
          isReported ||= torn !== undefined;
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
