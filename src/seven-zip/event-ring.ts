/**
 * A queue of events in shared memory, from one writing thread to one reading thread; both block. 7-Zip extracts a whole
 * archive in one call that returns only at the end. So it runs in a thread of its own, which waits here when the ring
 * is full until the reader has taken some: that bounds the memory for its output.
 *
 * An event lies in the ring as   0  4  kind
 *                                4  4  size of the payload
 *                                8  n  payload, padded to a multiple of four
 */
export interface RingEvent {
  readonly kind: number;
  /** A copy that the reader owns. */
  readonly payload: Uint8Array;
}

/** The memory of a ring; plain data that can be posted to a thread. */
export interface RingMemory {
  readonly control: SharedArrayBuffer;
  readonly bytes: SharedArrayBuffer;
}

/** Indices of the words in `control`. The first two count bytes and wrap around at 2^32. */
const WRITTEN = 0;
const READ = 1;
const STOP = 2;
const PULSE = 3;
const CONTROL_WORDS = 4;

const HEADER_BYTES = 8;
const RING_BYTES = 1 << 20;
/** A quarter of the ring, so that one event can be written while another is read. */
const MAX_PAYLOAD_BYTES = 256 << 10;
/** Longest wait before the other end's state is checked again. */
const WAIT_MS = 200;

export function newRing(): RingMemory {
  return { control: new SharedArrayBuffer(4 * CONTROL_WORDS), bytes: new SharedArrayBuffer(RING_BYTES) };
}

/** Thrown in the writer once the reader has stopped. */
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
  /** Writes an event; a payload over the maximum is split into several. @throws Stopped once the reader has stopped */
  write(kind: number, payload: Uint8Array): void {
    let done = 0;
    do {
      const size = Math.min(MAX_PAYLOAD_BYTES, payload.length - done);
      this.#writeOne(kind, payload.subarray(done, done + size));
      done += size;
    } while (done < payload.length);
  }

  /** A sign of life while there is nothing to write yet. @throws Stopped once the reader has stopped */
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
  /** Changes with each sign of life of the writer. */
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

  /** Tells the writer to stop. It notices at its next write or pulse. */
  stop(): void {
    Atomics.store(this.control, STOP, 1);
    Atomics.notify(this.control, READ);
  }
}

function padded(size: number): number {
  return (size + 3) & ~3;
}
