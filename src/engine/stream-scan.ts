import { setImmediate as turnOfEventLoop } from 'node:timers/promises';
import { Spool } from '../bytes/spool.ts';
import { zeros } from '../bytes/zeros.ts';
import { Finds, type TakenFinds } from '../unpack/walk/embedded.ts';
import type { PlainPlace } from '../unpack/walk/position.ts';
import { SlabTrials } from '../unpack/walk/slab-trials.ts';
import { walkFinds } from '../unpack/walk/walk.ts';
import type { ArtifactShare } from './artifact-share.ts';
import type { Chain } from './chain.ts';
import { addPlain } from './plain-finds.ts';
import { type SlabTools, scanSlab } from './scan-slab.ts';
import type { SlabBuffers } from './slab-buffers.ts';
import { type Hole, SlabSource, slabsOf } from './slabs.ts';
import type { HandedBack, Slab } from './task.ts';

const TURN_SLABS = 4;
/** Most scanned slabs that wait for an earlier one, which another thread is scanning. */
const MAX_OPEN = 6;
/**
 * Archives of a stream that are tried slab by slab. A stream with a flood of them then has only as many opened as any
 * leaf.
 */
const MAX_TRIED = 10_000;

/** A slab that is being scanned, or that waits for earlier ones; a hole only waits. */
interface OpenSlab {
  readonly slab: Slab | Hole;
  /** What is still to be opened in it; undefined until that is known. */
  rest: Finds | undefined;
}

/** The tools for scanning a stream. */
export interface StreamTools extends SlabTools {
  readonly chain: Chain;
  readonly share: ArtifactShare;
  readonly buffers: SlabBuffers;
}

/**
 * Scans a stream slab by slab, in this or in other threads. What can be opened from its slab alone is opened at once.
 * From the first slab on in which an archive or an encoded run goes on after the slab, the rest of the stream is kept
 * in a spool.
 */
export class StreamScan {
  readonly #place: PlainPlace;
  readonly #tools: StreamTools;
  readonly #finds: Finds;
  /** In stream order. */
  readonly #open: OpenSlab[] = [];
  #spool: Spool | undefined;
  /** False once the spool could not take more. */
  #hasRoom = true;
  #tried = 0;
  /** End of the archives that were already opened from their slabs. */
  #covered = 0;
  /** Bytes scanned in this thread; other threads count their own. */
  scannedBytes = 0;

  /** @param finds receives what is to be opened at the end of the stream, and the spool */
  constructor(place: PlainPlace, finds: Finds, tools: StreamTools) {
    this.#place = place;
    this.#finds = finds;
    this.#tools = tools;
  }

  async run(stream: AsyncIterable<Uint8Array>): Promise<void> {
    const { chain, buffers, walkOptions } = this.#tools;
    let slabs = 0;
    for await (const slab of slabsOf(stream, chain, () => buffers.take())) {
      walkOptions.budget.checkTime();
      // V8 frees what was unpacked only when the event loop gets a turn: without one, 2 GiB of a stored file took 440
      // MiB.
      if (++slabs % TURN_SLABS === 0) await turnOfEventLoop();
      if ('bytes' in slab) await this.#scan(slab);
      else this.#passOver(slab);
      await this.#settle();
      if (this.#open.length > MAX_OPEN) await this.#settleUpTo(MAX_OPEN);
    }
    await this.#settleUpTo(0);
  }

  async #settleUpTo(length: number): Promise<void> {
    while (this.#open.length > length) {
      await this.#tools.share.until(() => this.#open[0]?.rest !== undefined);
      await this.#settle();
    }
  }

  async #scan(slab: Slab): Promise<void> {
    const open: OpenSlab = { slab, rest: undefined };
    this.#open.push(open);
    const { share, chain } = this.#tools;
    const here = (): Promise<void> => this.#scanHere(open, slab);
    const onBack = ({ rest }: HandedBack): void => {
      open.rest = new Finds();
      if (rest !== undefined) addPlain(rest, open.rest, chain);
    };
    if (!share.handOnSlab(this.#place, slab, { onBack, here })) await here();
  }

  async #scanHere(open: OpenSlab, slab: Slab): Promise<void> {
    const { chain } = this.#tools;
    if (chain.watch !== undefined) chain.watch.path = this.#place.path;
    open.rest = await scanSlab({ slab, place: this.#place }, this.#tools);
    this.scannedBytes += slab.end - slab.start;
  }

  #passOver(hole: Hole): void {
    this.#open.push({ slab: hole, rest: new Finds() });
    this.scannedBytes += hole.end - hole.start;
  }

  /** Releases slabs that are scanned, in stream order. */
  async #settle(): Promise<void> {
    for (let open = this.#open[0]; open?.rest !== undefined; open = this.#open[0]) {
      this.#open.shift();
      const { slab, rest } = open;
      if (!('bytes' in slab)) {
        if (this.#hasRoom && this.#spool !== undefined) this.#write(this.#spool, zeros(slab.end - slab.start));
        continue;
      }
      if (this.#hasRoom) this.#keep(slab, await this.#openFromSlab(slab, rest.take()));
      this.#tools.buffers.give(slab.bytes);
    }
  }

  /**
   * Opens the finds that end in the slab, unless a spool has been started already.
   * @returns what is still to be opened
   */
  async #openFromSlab(slab: Slab, taken: TakenFinds | undefined): Promise<TakenFinds | undefined> {
    if (taken === undefined || this.#spool !== undefined) return taken;
    const { walkOptions } = this.#tools;
    const source = new SlabSource(slab);
    const trials = new SlabTrials(source, walkOptions.budget, this.#covered);
    const finds = new Finds();
    let count = 0;
    for (const find of taken.finds) {
      if (find.offset >= trials.covered) {
        if (this.#tried++ >= MAX_TRIED || !(await trials.holds(find))) break;
        finds.add(find);
      }
      count++;
    }
    this.#covered = trials.covered;
    await walkFinds(this.#place, { source, finds }, walkOptions);
    const rest = taken.finds.slice(count);
    return rest.length === 0 && taken.more === 0 ? undefined : { ...taken, finds: rest };
  }

  #keep({ bytes, base, start, end, isLast }: Slab, taken: TakenFinds | undefined): void {
    let from = start - base;
    if (this.#spool === undefined && taken !== undefined) {
      // A find whose anchor lies inside its head may begin before the slab.
      this.#startSpool(base);
      from = 0;
    }
    if (this.#spool === undefined) return;
    if (!this.#write(this.#spool, [bytes.subarray(from, isLast ? undefined : end - base)])) return;
    for (const find of taken?.finds ?? []) this.#finds.add(find);
    this.#finds.addUncounted(taken?.more ?? 0);
  }

  /** @returns false when there was no space; the stream is still scanned */
  #write(spool: Spool, chunks: Iterable<Uint8Array>): boolean {
    try {
      for (const chunk of chunks) spool.writeCopy(chunk);
    } catch (error) {
      this.#tools.part.addError(this.#place.path, error);
      this.#hasRoom = false;
    }
    return this.#hasRoom;
  }

  #startSpool(base: number): void {
    const spool = new Spool();
    this.#spool = spool;
    this.#finds.spool = {
      base,
      get source() {
        return spool.source();
      },
      close: () => spool.close(),
    };
  }
}
