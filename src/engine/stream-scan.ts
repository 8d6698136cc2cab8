import { setImmediate as turnOfEventLoop } from 'node:timers/promises';
import { Spool } from '../bytes/spool.ts';
import { zeros } from '../bytes/zeros.ts';
import { AtHand } from '../unpack/walk/at-hand.ts';
import { Finds, type TakenFinds } from '../unpack/walk/embedded.ts';
import type { PlainPlace } from '../unpack/walk/position.ts';
import { walkFinds } from '../unpack/walk/walk.ts';
import type { ArtifactShare } from './artifact-share.ts';
import type { Chain } from './chain.ts';
import { addPlain } from './plain-finds.ts';
import { type SlabTools, scanSlab } from './scan-slab.ts';
import type { SlabBuffers } from './slab-buffers.ts';
import { type Hole, SlabSource, slabsOf } from './slabs.ts';
import type { HandedBack, Slab } from './task.ts';

const TURN_SLABS = 4;
/** Slabs that wait for one before them, which another thread is at. */
const MOST_OPEN = 6;
/** Archives of a stream that are tried slab by slab. Of what is a flood of them, only so many are opened as of any leaf. */
const MOST_TRIED = 10_000;

/** A slab that is being scanned, or that waits for those before it; a hole only waits. */
interface OpenSlab {
  readonly slab: Slab | Hole;
  /** What is still to be opened in it; undefined until it is known. */
  rest: Finds | undefined;
}

/** What a stream is scanned with. */
export interface StreamTools extends SlabTools {
  readonly chain: Chain;
  readonly share: ArtifactShare;
  readonly buffers: SlabBuffers;
}

/**
 * Scans a stream slab by slab, here or in other threads, and keeps of it what its finds need: from the first slab on that has an
 * archive in it, or a run of text, that goes on behind it, all that comes, in a spool.
 */
export class StreamScan {
  readonly #place: PlainPlace;
  readonly #tools: StreamTools;
  readonly #finds: Finds;
  /** In the order of the stream. */
  readonly #open: OpenSlab[] = [];
  #spool: Spool | undefined;
  /** There was none for more of it in the spool. */
  #hasRoom = true;
  #tried = 0;
  /** Up to where archives reach that were opened in their slab. */
  #covered = 0;
  /** Here; other threads count what they scan. */
  scannedBytes = 0;

  /** @param finds takes what is to be opened when the stream is through, and the spool */
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
      // V8 collects what was unpacked when it gets a turn of the event loop: without, 2 GiB of a stored file took 440 MiB.
      if (++slabs % TURN_SLABS === 0) await turnOfEventLoop();
      if ('bytes' in slab) await this.#scan(slab);
      else this.#passOver(slab);
      await this.#settle();
      if (this.#open.length > MOST_OPEN) await this.#settleUpTo(MOST_OPEN);
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

  /** Lets go of slabs that are scanned, in their order. */
  async #settle(): Promise<void> {
    for (let open = this.#open[0]; open?.rest !== undefined; open = this.#open[0]) {
      this.#open.shift();
      const { slab, rest } = open;
      if (!('bytes' in slab)) {
        if (this.#hasRoom && this.#spool !== undefined) this.#write(this.#spool, zeros(slab.end - slab.start));
        continue;
      }
      if (this.#hasRoom) this.#keep(slab, await this.#openAtHand(slab, rest.take()));
      this.#tools.buffers.give(slab.bytes);
    }
  }

  /**
   * Opens what ends in the slab, as long as nothing has to be kept.
   * @returns what is still to be opened
   */
  async #openAtHand(slab: Slab, taken: TakenFinds | undefined): Promise<TakenFinds | undefined> {
    if (taken === undefined || this.#spool !== undefined) return taken;
    const { walkOptions } = this.#tools;
    const source = new SlabSource(slab);
    const atHand = new AtHand(source, walkOptions.budget, this.#covered);
    const finds = new Finds();
    let count = 0;
    for (const find of taken.finds) {
      if (find.offset >= atHand.covered) {
        if (this.#tried++ >= MOST_TRIED || !(await atHand.holds(find))) break;
        finds.add(find);
      }
      count++;
    }
    this.#covered = atHand.covered;
    await walkFinds(this.#place, { source, finds }, walkOptions);
    const rest = taken.finds.slice(count);
    return rest.length === 0 && taken.more === 0 ? undefined : { ...taken, finds: rest };
  }

  #keep({ bytes, base, start, end, isLast }: Slab, taken: TakenFinds | undefined): void {
    let from = start - base;
    if (this.#spool === undefined && taken !== undefined) {
      // What is found by an anchor in the middle of its head may begin before the slab.
      this.#startSpool(base);
      from = 0;
    }
    if (this.#spool === undefined) return;
    if (!this.#write(this.#spool, [bytes.subarray(from, isLast ? undefined : end - base)])) return;
    for (const find of taken?.finds ?? []) this.#finds.add(find);
    this.#finds.addUncounted(taken?.more ?? 0);
  }

  /** @returns false where there was no room; the stream is scanned all the same */
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
