/**
 * A queue of events on shared memory, from one thread that writes to one that reads; both block. 7-Zip runs in one call that
 * does not return before the whole archive is through, so it has a thread of its own, which waits here until somebody wants
 * more: that is what keeps its output in bounded memory.
 *
 * An event lies in the ring as   0  4  kind
 *                                4  4  size of the payload
 *                                8  n  payload, filled up to a multiple of four
 */
export interface RingEvent {
  readonly kind: number;
  /** A copy that belongs to the reader. */
  readonly payload: Uint8Array;
}

/** The memory of a ring; plain data that can be posted to a thread. */
export interface RingMemory {
  readonly control: SharedArrayBuffer;
  readonly bytes: SharedArrayBuffer;
}

/** Words of `control`. The two counts are of bytes and run over at 2^32. */
const WRITTEN = 0;
const READ = 1;
const STOP = 2;
const PULSE = 3;
const CONTROL_WORDS = 4;

const HEADER_BYTES = 8;
const RING_BYTES = 1 << 20;
/** So that one event is read while the next is written. */
const MAX_PAYLOAD_BYTES = 256 << 10;
/** Whoever waits looks up this often. */
const WAIT_MS = 200;

export function newRing(): RingMemory {
  return { control: new SharedArrayBuffer(4 * CONTROL_WORDS), bytes: new SharedArrayBuffer(RING_BYTES) };
}

/** Thrown into the writer when the reader wants no more. */
export class Stopped extends Error {}

class RingEnd {
  protected readonly control: Int32Array;
  protected readonly bytes: Uint8Array;
  protected readonly words: Int32Array;

  constructor({ control, bytes }: RingMemory) {
    this.control = new Int32Array(control);
    this.bytes = new Uint8Array(bytes);
    this.words = new Int32Array(bytes);
  }

  protected get used(): number {
    return (Atomics.load(this.control, WRITTEN) - Atomics.load(this.control, READ)) >>> 0;
  }

  protected index(counter: number): number {
    return (counter >>> 0) % RING_BYTES;
  }
}

export class RingWriter extends RingEnd {
  /** Splits what is larger than one event may be. @throws Stopped when the reader wants no more */
  write(kind: number, payload: Uint8Array): void {
    let done = 0;
    do {
      const size = Math.min(MAX_PAYLOAD_BYTES, payload.length - done);
      this.#writeOne(kind, payload.subarray(done, done + size));
      done += size;
    } while (done < payload.length);
  }

  /** A sign of life, for work that gives nothing to write yet. @throws Stopped when the reader wants no more */
  pulse(): void {
    Atomics.add(this.control, PULSE, 1);
    this.#throwIfStopped();
  }

  #writeOne(kind: number, payload: Uint8Array): void {
    const needed = HEADER_BYTES + padded(payload.length);
    this.#throwIfStopped();
    while (RING_BYTES - this.used < needed) {
      Atomics.wait(this.control, READ, Atomics.load(this.control, READ), WAIT_MS);
      this.#throwIfStopped();
    }
    const written = Atomics.load(this.control, WRITTEN);
    this.words[this.index(written) >> 2] = kind;
    this.words[this.index(written + 4) >> 2] = payload.length;
    const at = this.index(written + HEADER_BYTES);
    const first = Math.min(payload.length, RING_BYTES - at);
    this.bytes.set(payload.subarray(0, first), at);
    this.bytes.set(payload.subarray(first), 0);
    Atomics.store(this.control, WRITTEN, (written + needed) | 0);
    Atomics.notify(this.control, WRITTEN);
  }

  #throwIfStopped(): void {
    if (Atomics.load(this.control, STOP) !== 0) throw new Stopped('the reader wants no more');
  }
}

export class RingReader extends RingEnd {
  /** Changes when the writer did something. */
  get pulse(): number {
    return Atomics.load(this.control, PULSE);
  }

  /** The next event; undefined when none came within some 200 ms. */
  read(): RingEvent | undefined {
    if (this.used === 0) {
      Atomics.wait(this.control, WRITTEN, Atomics.load(this.control, READ), WAIT_MS);
      if (this.used === 0) return undefined;
    }
    const read = Atomics.load(this.control, READ);
    const kind = this.words[this.index(read) >> 2]!;
    const size = this.words[this.index(read + 4) >> 2]!;
    const payload = new Uint8Array(size);
    const at = this.index(read + HEADER_BYTES);
    const first = Math.min(size, RING_BYTES - at);
    payload.set(this.bytes.subarray(at, at + first));
    payload.set(this.bytes.subarray(0, size - first), first);
    Atomics.store(this.control, READ, (read + HEADER_BYTES + padded(size)) | 0);
    Atomics.notify(this.control, READ);
    return { kind, payload };
  }

  /** Tells the writer to stop; it finds out when it next has something to write or to say. */
  stop(): void {
    Atomics.store(this.control, STOP, 1);
    Atomics.notify(this.control, READ);
  }
}

function padded(size: number): number {
  return (size + 3) & ~3;
}
