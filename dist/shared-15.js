// Generated from src by `npm run build`. Do not edit: the next build overwrites it.
import { createRequire as keysieveCreateRequire } from 'node:module';
const require = keysieveCreateRequire(import.meta.url);

// src/seven-zip/event-ring.ts
var WRITTEN = 0;
var READ = 1;
var STOP = 2;
var PULSE = 3;
var CONTROL_WORDS = 4;
var HEADER_BYTES = 8;
var RING_BYTES = 1 << 20;
var MAX_PAYLOAD_BYTES = 256 << 10;
var WAIT_MS = 200;
function newRing() {
  return { control: new SharedArrayBuffer(4 * CONTROL_WORDS), bytes: new SharedArrayBuffer(RING_BYTES) };
}
var Stopped = class extends Error {
};
var RingEnd = class {
  control;
  bytes;
  words;
  constructor({ control, bytes }) {
    this.control = new Int32Array(control);
    this.bytes = new Uint8Array(bytes);
    this.words = new Int32Array(bytes);
  }
  get used() {
    return Atomics.load(this.control, WRITTEN) - Atomics.load(this.control, READ) >>> 0;
  }
  index(counter) {
    return (counter >>> 0) % RING_BYTES;
  }
};
var RingWriter = class extends RingEnd {
  /** Writes an event; a payload over the maximum is split into several. @throws Stopped once the reader has stopped */
  write(kind, payload) {
    let done = 0;
    do {
      const size = Math.min(MAX_PAYLOAD_BYTES, payload.length - done);
      this.#writeOne(kind, payload.subarray(done, done + size));
      done += size;
    } while (done < payload.length);
  }
  /** A sign of life while there is nothing to write yet. @throws Stopped once the reader has stopped */
  pulse() {
    Atomics.add(this.control, PULSE, 1);
    this.#throwIfStopped();
  }
  #writeOne(kind, payload) {
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
    Atomics.store(this.control, WRITTEN, written + needed | 0);
    Atomics.notify(this.control, WRITTEN);
  }
  #throwIfStopped() {
    if (Atomics.load(this.control, STOP) !== 0) throw new Stopped("the reader wants no more");
  }
};
var RingReader = class extends RingEnd {
  /** Changes with each sign of life of the writer. */
  get pulse() {
    return Atomics.load(this.control, PULSE);
  }
  /** The next event; undefined when none came within some 200 ms. */
  read() {
    if (this.used === 0) {
      Atomics.wait(this.control, WRITTEN, Atomics.load(this.control, READ), WAIT_MS);
      if (this.used === 0) return void 0;
    }
    const read = Atomics.load(this.control, READ);
    const kind = this.words[this.index(read) >> 2];
    const size = this.words[this.index(read + 4) >> 2];
    const payload = new Uint8Array(size);
    const at = this.index(read + HEADER_BYTES);
    const first = Math.min(size, RING_BYTES - at);
    payload.set(this.bytes.subarray(at, at + first));
    payload.set(this.bytes.subarray(0, size - first), first);
    Atomics.store(this.control, READ, read + HEADER_BYTES + padded(size) | 0);
    Atomics.notify(this.control, READ);
    return { kind, payload };
  }
  /** Tells the writer to stop. It notices at its next write or pulse. */
  stop() {
    Atomics.store(this.control, STOP, 1);
    Atomics.notify(this.control, READ);
  }
};
function padded(size) {
  return size + 3 & ~3;
}

// src/seven-zip/job.ts
var EVENT = {
  /** A file begins; the payload is its path, as UTF-8. */
  begin: 1,
  /** Bytes of the file. */
  data: 2,
  /** The file is complete. */
  end: 3,
  /** A line of what 7-Zip prints, as UTF-8. */
  line: 4,
  /** The job is complete; the payload is an `Outcome` as JSON. */
  done: 5,
  /** 7-Zip was refused memory for the first time in this job; the payload is a `Refusal` as JSON. */
  refused: 6
};

// src/seven-zip/web-assembly.ts
var webAssembly = globalThis.WebAssembly;

export {
  newRing,
  Stopped,
  RingWriter,
  RingReader,
  EVENT,
  webAssembly
};
