import type { ByteSource } from '../bytes/byte-source.ts';
import { isZero } from '../bytes/zeros.ts';
import type { Detector } from '../detect/detector.ts';
import type { Testimony } from '../detect/witness.ts';
import { findAesSchedules } from '../kernel/aes-schedules.ts';
import { type OpenKernel, openKernel } from '../kernel/open-kernel.ts';
import { openSigns, type SignFinder } from '../kernel/signs.ts';
import { EffortError } from '../model/errors.ts';
import type { Match } from '../model/match.ts';
import { type Memory, NO_MEMORY } from '../model/memory.ts';
import { CODING_REACH_BYTES, mayGoOn } from '../unpack/codings/coding.ts';
import { FORMAT_HEADS } from '../unpack/container/plausible.ts';
import type { Find } from '../unpack/walk/embedded.ts';
import { EMBEDDED_HEAD_BYTES, type EmbeddedOpener } from '../unpack/walk/openers.ts';
import type { Route } from './anchor-routes.ts';
import type { Chain } from './chain.ts';
import { type LineColumn, linesOf } from './lines.ts';
import { narrow } from './narrow.ts';
import type { Surveyor } from './surveyor.ts';

/**
 * New bytes that a window takes at a time: 0.25 to 2 MiB are equally fast, 4 MiB no longer fit in the second-level
 * cache.
 */
const CHUNK_BYTES = 1 << 20;
/**
 * Windows begin at multiples of this. Where the target address lies a few bytes further into its page than the data
 * lies in the file, the system copies at a quarter of the speed (4 GiB: 1.5 s against 0.35 s, Zen 4; loads wait for
 * stores whose low 12 address bits match).
 */
export const PAGE_BYTES = 4096;
/** The clock is checked after this many hits. */
const HITS_PER_CHECK = 256;
/** This many random bytes contain a NUL, except once in 10^7. */
const SHORT_BYTES = 4 << 10;

/** A match, and where it lies in what is scanned. */
export interface Sighting {
  readonly detector: Detector;
  readonly match: Match;
  readonly offset: number;
  readonly length: number;
}

export interface ScanContext {
  readonly memory: Memory;
  readonly onSighting: (sighting: Sighting) => void;
  /** Absent: witnesses are not called. `offset` counts in what is scanned. */
  readonly onTestimony?: (testimony: Testimony) => void;
  /** Absent: nothing is to be opened. Offsets count in what is scanned. */
  readonly onFind?: (find: Find) => void;
  /** Absent: this is not a memory image. */
  readonly surveyor?: Surveyor;
  /** The data goes on after the last byte of the source, where it cannot be read. */
  readonly goesOn?: boolean;
  /** Whether the scan is to pause: asked after each window. Absent: it never is. */
  readonly isFull?: () => boolean;
  /** Called now and then; throws when time is up. */
  readonly checkTime: () => void;
}

/** A part of the window. */
interface Part {
  readonly start: number;
  readonly end: number;
  /** No NUL from `start` to the end of the window: this is almost always text. */
  readonly isText: boolean;
}

/**
 * Slides the kernel's window over bytes of any length and calls the detectors where anchors are found. A window keeps
 * enough earlier bytes, and waits for enough later ones, that no match is lost at its edges. One per thread; scans one
 * thing at a time.
 */
export class Scanner {
  readonly #chain: Chain;
  readonly #chunkBytes: number;
  readonly #kernel: OpenKernel;
  readonly #findSigns: SignFinder;
  /** The kernel's window as a Buffer, whose `indexOf` is memchr. */
  readonly #bytes: Buffer;
  readonly #scratch: Uint8Array;
  /** Offset of the window's first byte in what is scanned. */
  #base = 0;
  /** Bytes of the window that hold data. */
  #filled = 0;
  /** These bytes, during a search. */
  #data: Uint8Array = new Uint8Array(0);
  /** Offset from which anchors are still to be searched for. */
  #next = 0;

  /** @param chunkBytes new bytes that a window takes in at a time; what is found does not depend on it */
  constructor(chain: Chain, plan: Parameters<typeof openKernel>[0], chunkBytes = CHUNK_BYTES) {
    this.#chain = chain;
    this.#chunkBytes = chunkBytes;
    this.#kernel = openKernel(plan, PAGE_BYTES + chain.bytesBefore + chunkBytes + chain.bytesAfter);
    this.#findSigns = openSigns(this.#kernel, FORMAT_HEADS);
    const { buffer, byteOffset, length } = this.#kernel.window;
    this.#bytes = Buffer.from(buffer, byteOffset, length);
    this.#scratch = new Uint8Array(chain.bytesBefore + chain.bytesAfter);
  }

  /** How far before its anchor a match begins at most. */
  get bytesBefore(): number {
    return this.#chain.bytesBefore;
  }

  /**
   * Searches for anchors that begin in [start, end) of `source`, with all the bytes around them that a detector may
   * want.
   * @returns where to go on: `end`, or before it when the scan paused
   */
  scanSource(source: ByteSource, start: number, end: number, context: ScanContext): number {
    this.#begin(this.#baseFor(start), start);
    const readEnd = Math.min(source.size, end + this.#chain.bytesAfter);
    for (;;) {
      this.#passHole(source, end);
      const length = Math.min(this.#room(), readEnd - this.#base - this.#filled);
      source.readInto(this.#kernel.window.subarray(this.#filled, this.#filled + length), this.#base + this.#filled);
      this.#filled += length;
      const done = this.#base + this.#filled === readEnd;
      this.#search(done ? end : undefined, context, readEnd === source.size && !context.goesOn);
      if (done) return end;
      if (context.isFull?.() === true) return this.#next;
    }
  }

  /**
   * Skips to near the end of a hole that is longer than a window: a disk may have terabytes of it. Only if what remains
   * in the window is zeros.
   */
  #passHole(source: ByteSource, end: number): void {
    const filledTo = this.#base + this.#filled;
    const next = Math.min(end, (source.holeEnd?.(filledTo) ?? 0) - this.#chain.bytesAfter);
    const base = this.#baseFor(next);
    if (base < filledTo + this.#chunkBytes || !isZero(this.#bytes.subarray(this.#next - this.#base, this.#filled)))
      return;
    this.#begin(base, next);
  }

  /** See `linesOf`. Call between scans only: it uses the window. */
  linesOf(source: ByteSource, offsets: readonly number[]): readonly LineColumn[] {
    return linesOf(source, offsets, this.#kernel);
  }

  /** Base of a window that holds all the bytes before `offset` that a detector may want. */
  #baseFor(offset: number): number {
    const first = Math.max(0, offset - this.#chain.bytesBefore);
    return first - (first % PAGE_BYTES);
  }

  #begin(base: number, next: number): void {
    this.#base = base;
    this.#next = next;
    this.#filled = 0;
  }

  #room(): number {
    return this.#kernel.window.length - this.#filled;
  }

  /**
   * Searches for anchors up to `end`, or as far as the window allows, and makes room for more data.
   * @param endsHere whether no bytes follow after `end`
   */
  #search(end: number | undefined, context: ScanContext, endsHere: boolean): void {
    context.checkTime();
    const isLast = end !== undefined;
    const until = end ?? this.#base + this.#filled - this.#chain.bytesAfter;
    if (until > this.#next) {
      const [start, end] = [this.#next - this.#base, until - this.#base];
      // Holes of disks and cores are skipped. A match that begins with a zero depends on the bytes after it, so these
      // must be zeros too.
      if (!isZero(this.#bytes.subarray(start, this.#filled))) this.#searchPart(start, end, context, endsHere && isLast);
      this.#next = until;
    }
    const drop = this.#baseFor(this.#next) - this.#base;
    this.#kernel.window.copyWithin(0, drop, this.#filled);
    this.#base += drop;
    this.#filled -= drop;
  }

  #searchPart(start: number, end: number, context: ScanContext, isLast: boolean): void {
    this.#data = this.#kernel.window.subarray(0, this.#filled);
    const hits = this.#kernel.scan(start, end, this.#filled);
    for (let i = 0; i < hits.count; i++) {
      if (i % HITS_PER_CHECK === HITS_PER_CHECK - 1) context.checkTime();
      for (const route of this.#chain.routes[hits.anchors[i]!]!) this.#call(route, hits.positions[i]!, context);
    }
    const isText = !this.#bytes.subarray(start, this.#filled).includes(0);
    this.#findShapes({ start, end, isText }, context);
    if (context.onFind !== undefined) this.#findRuns({ start, end, isText }, isLast, context.onFind);
    context.surveyor?.survey(this.#kernel, { base: this.#base, start, end, limit: this.#filled });
  }

  /**
   * Searches for shapes, which text does not have. A short part is searched even without a NUL, since it need not be
   * text.
   */
  #findShapes({ start, end, isText }: Part, context: ScanContext): void {
    const routes = this.#chain.shapes.get('aes-schedule');
    if (routes === undefined || (isText && this.#filled - start > SHORT_BYTES)) return;
    for (const { offset } of findAesSchedules(this.#kernel, start, end, this.#filled))
      for (const route of routes) this.#call(route, offset, context);
  }

  /**
   * Finds what has no anchor and begins in [start, end) of the window: encoded text, and containers that search for
   * themselves.
   */
  #findRuns({ start, end, isText }: Part, isLast: boolean, onFind: (find: Find) => void): void {
    const window = this.#data;
    if (!isText)
      for (const container of this.#chain.seekers)
        for (const at of container.findEmbedded?.(window, start, end) ?? [])
          if (this.#base + at > 0) onFind({ container, offset: this.#base + at });
    if (this.#chain.codings.length === 0) return;
    const reach = { start: Math.max(0, start - CODING_REACH_BYTES), end: end + CODING_REACH_BYTES };
    const signs = this.#findSigns(reach.start, Math.min(this.#filled, reach.end));
    for (const coding of this.#chain.codings) {
      if (((signs.seen >> coding.sign) & 1) === 0) continue;
      for (const run of coding.find(window, start, end, signs)) {
        const isOpen = mayGoOn(run, this.#filled) && !isLast;
        onFind({ coding, offset: this.#base + run.start, end: this.#base + run.end, isOpen });
      }
    }
  }

  #callOpener({ container, anchorOffset }: EmbeddedOpener, at: number, onFind: (find: Find) => void): void {
    const start = at - anchorOffset;
    // A container at offset 0 is already recognised by its head.
    if (start < 0 || this.#base + start === 0) return;
    const head = this.#kernel.window.subarray(start, Math.min(this.#filled, start + EMBEDDED_HEAD_BYTES));
    const isOne = container.sniffEmbedded?.(head) ?? container.sniff(head);
    if (isOne) onFind({ container, offset: this.#base + start });
  }

  #call(route: Route, at: number, context: ScanContext): void {
    if (route.kind === 'opener') {
      if (context.onFind !== undefined) this.#callOpener(route.owner, at, context.onFind);
      return;
    }
    const isPlain = route.encoding === 'plain';
    if (route.kind === 'witness') {
      if (context.onTestimony === undefined) return;
    } else if (isPlain && route.owner.glance?.(this.#data, at) === false) return;
    const { trigger, maxMatchBytes } = route.owner;
    const unit = trigger.reads === 'text' ? 2 : 1;
    const start = Math.max(0, at - unit * trigger.bytesBefore - 1);
    let window = this.#kernel.window.subarray(start, Math.min(this.#filled, at + unit * maxMatchBytes));
    let anchor = at - start;
    let base = this.#base + start;
    let stride = 1;
    let memory = context.memory;
    if (!isPlain) {
      const text = narrow(window, anchor, { before: trigger.bytesBefore, after: maxMatchBytes, base }, this.#scratch);
      window = text.characters;
      anchor = text.at;
      base += text.start;
      stride = 2;
      memory = NO_MEMORY;
    }
    try {
      if (route.kind === 'detector') {
        const detector = route.owner;
        const first = detector.inspect(window, anchor, memory);
        if (first === undefined) return;
        for (const match of [first, ...(first.also ?? [])])
          context.onSighting({ detector, match, offset: base + stride * match.offset, length: stride * match.length });
      } else {
        const testimony = route.owner.inspect(window, anchor);
        if (testimony === undefined) return;
        const { offset, length } = testimony;
        context.onTestimony?.({ ...testimony, offset: base + stride * offset, length: stride * length });
      }
    } catch (error) {
      // What this would have proved is in the gap of the account (effort-of.ts).
      if (!(error instanceof EffortError)) throw error;
    }
  }
}
