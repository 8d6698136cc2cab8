import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { MemorySource } from '../../bytes/memory-source.ts';
import { SPOOL_MEMORY_BYTES, Spool } from '../../bytes/spool.ts';
import { BudgetError } from '../../model/errors.ts';
import { innerPath } from '../../model/place.ts';
import type { Container, Entry, SourceContainer, Trouble } from '../container/container.ts';
import { claimsByEnds, headClaims, keepsLeaf, newAtEnd, type Opening, tailClaims, yieldsToEnd } from './claims.ts';
import { Finds } from './embedded.ts';
import { type Ends, headReach, readEnds } from './ends.ts';
import { entriesOf } from './entries-of.ts';
import { EntryInput } from './entry-input.ts';
import { fragmentedTail } from './fragmented-tail.ts';
import { GapLedger } from './gap-ledger.ts';
import type { CountBytes, OpenContainer } from './open-container.ts';
import { FindOpener, isDamage, type Scanned } from './open-finds.ts';
import { cutShort, entryPosition, type FindPlace, knownOf, type Position, plainPlace } from './position.ts';
import { Tail, unopenedEnd } from './tail.ts';
import { TakenRanges } from './taken-ranges.ts';
import { Turns } from './turns.ts';
import type { Leaf, LeafContent, WalkOptions } from './walk-options.ts';

/** The state of one walk: claims, recursion, budget and gaps. */
export class Walker {
  readonly #options: WalkOptions;
  readonly #gaps: GapLedger;
  readonly #headBytes: number;
  readonly #finds = new Finds();
  readonly #finders: FindOpener;
  readonly #turns: Turns;
  /** The budget of the whole artifact is spent: pending bytes are still handed on, but nothing more is opened. */
  #stopped = false;

  constructor(options: WalkOptions) {
    this.#options = options;
    this.#gaps = new GapLedger((gap) => options.onGap(gap), options.budget);
    this.#headBytes = headReach(options.containers, options.headBytes ?? 0);
    this.#turns = new Turns(options.budget);
    this.#finders = new FindOpener({
      ...{ options, turns: this.#turns },
      addGap: (gap) => this.#gaps.add(gap),
      mayOpen: (place) => !this.#stopped && this.#mayOpen(place),
      takesEntry: (path) => !this.#stopped && this.#takesEntry(path),
      visitEntry: (place, entry, countBytes) => this.#visitEntry({ ...place, examinedBy: [] }, entry, countBytes),
      visitAll: (place, open) => this.#visitAll({ ...place, examinedBy: [] }, open),
    });
  }

  /** @param finds is emptied */
  async openFinds(place: FindPlace, scanned: Scanned, finds: Finds = this.#finds): Promise<void> {
    const taken = finds.take();
    if (taken !== undefined) await this.#attempt(place, () => this.#finders.open(place, scanned, taken));
  }

  /** @param unsearched of the source, if no container opens it; absent: all @returns undefined when it is done */
  visitSource(position: Position, source: ByteSource, unsearched?: Entry['unsearched']): Promise<void> | undefined {
    const ends = this.#endsOf(position.path, source);
    if (ends === undefined) return undefined;
    // A container that is opened by its head hands on everything: a tar that ends in a zip is not a zip as well.
    const atEnd = (): readonly SourceContainer[] => this.#tailClaims(position, ends.tail);
    const claims = this.#stopped ? [] : claimsByEnds(this.#options.containers, position, ends, atEnd);
    if (claims.length === 0 && atEnd().length === 0)
      return this.visitLeaf(position, { source: unsearched?.() ?? source });
    return this.#visitContainer(position, source, { claims, atEnd, ends });
  }

  async #visitContainer(
    position: Position,
    source: ByteSource,
    { claims, atEnd, ends }: { claims: readonly Container[]; atEnd(): readonly SourceContainer[]; ends: Ends },
  ): Promise<void> {
    // Shared by both: the remainder of an archive at the end begins with the program before it, whose sections are open already.
    const here = { ...position, taken: new TakenRanges() };
    const examinedBy = [...position.examinedBy, ...claims.filter(keepsLeaf)];
    const tailPosition = { ...here, examinedBy, ...fragmentedTail(position, claims) };
    let opening = await this.#openAll(here, claims, source);
    const others = newAtEnd(atEnd, { claims, opening, tail: ends.tail });
    opening = (await this.#openAll(tailPosition, others, source)) ?? opening;
    // A container that was refused has its gap already. One that could not be opened, such as a disk that 7-Zip refuses, is still to be
    // searched.
    const leaf = { source, ...(opening !== undefined && { isCovered: true as const }) };
    if (opening !== 'all' || this.#options.needsSource(ends.head)) await this.visitLeaf(here, leaf);
  }

  #endsOf(path: string, source: ByteSource): Ends | undefined {
    try {
      return readEnds(source, this.#headBytes);
    } catch (error) {
      this.#report(path, error);
      return undefined;
    }
  }

  /** Opens the source with each of `claims`. */
  async #openAll(position: Position, claims: readonly Container[], source: ByteSource): Promise<Opening | undefined> {
    if (!claims.every(keepsLeaf) && !this.#mayOpen(position)) return 'none';
    let opening: Opening | undefined;
    for (const container of claims) {
      const message = this.#finders.refusal(position, container, source);
      if (message !== undefined) {
        this.#gaps.add({ path: position.path, code: 'budget', message });
        opening ??= 'none';
        continue;
      }
      const runs = position.isFragment && this.#finders.runs;
      const entries = entriesOf(container, source, { budget: this.#options.budget, cutBy: position.cutBy, runs });
      const inside = { ...position, ancestors: [...position.ancestors, { container, source }] };
      if (!(await this.#open(inside, container, entries))) continue;
      if (!container.keepsLeaf) opening = 'all';
      else if (container.keepsLeaf === 'as is') opening ??= 'some';
    }
    return opening;
  }

  /** @returns undefined when it is done */
  #visitEntry(position: Position, entry: Entry, countBytes: CountBytes): Promise<void> | undefined {
    const { budget, leavesOut } = this.#options;
    if (leavesOut?.(position.path)) return undefined;
    const whole = entry.whole?.();
    if (whole !== undefined && whole.length <= SPOOL_MEMORY_BYTES && budget.takesEntryBytes(whole.length)) {
      countBytes(whole.length);
      return this.visitSource(position, new MemorySource(whole), entry.unsearched);
    }
    const chunks = whole === undefined ? entry.open() : streamOf(new MemorySource(whole));
    const input = new EntryInput(chunks, budget, (error) => this.#reportAt(position, error));
    return this.#visitInput(position, input).finally(() => countBytes(input.bytes));
  }

  async #visitInput(position: Position, input: EntryInput): Promise<void> {
    try {
      await input.hold(SPOOL_MEMORY_BYTES + 1);
      if (input.ended) await this.visitSource(cutShort(position, input.failure), new MemorySource(input.whole));
      else await this.#visitLargeEntry(position, input, input.head(this.#headBytes));
    } finally {
      await input.close();
    }
  }

  async #visitLargeEntry(position: Position, input: EntryInput, head: Uint8Array): Promise<void> {
    const claims = this.#claims(position, head);
    const needsSource = this.#options.needsSource(head);
    const [first, second] = claims;
    if (first === undefined && !needsSource) return this.#streamedLeaf(position, input, 'look at its end');
    if (!needsSource && !claims.every(keepsLeaf) && !this.#mayOpen(position))
      return this.#streamedLeaf(position, input);
    if (needsSource || second !== undefined || first?.reads !== 'stream' || first.keepsLeaf || yieldsToEnd(first))
      return this.#visitSpooled(position, input);
    const entries = first.entries(input.chunks(), this.#options.budget);
    if (await this.#open(position, first, entries, () => input.forget())) return;
    if (input.rewind()) await this.#streamedLeaf(position, input);
  }

  async #visitSpooled(position: Position, input: EntryInput): Promise<void> {
    const spool = new Spool();
    try {
      await this.#attempt(position, async () => {
        for (let chunk = await input.next(); chunk !== undefined; chunk = await input.next()) spool.write(chunk);
      });
      await this.visitSource(cutShort(position, input.failure), spool.source());
    } finally {
      spool.close();
    }
  }

  /** For an entry too large to keep that nothing needs as a source. An archive at its very end shows only once it has gone by. */
  async #streamedLeaf(position: Position, input: EntryInput, mode?: 'look at its end'): Promise<void> {
    const { path, examinedBy } = position;
    const tail = new Tail();
    await this.visitLeaf(position, { stream: tail.watch(input) });
    if (mode === undefined || !input.ended) return;
    // Formats that are found in the middle of other bytes were found by that search.
    for (const { title, embeddedBy } of tailClaims(this.#options.containers, examinedBy, tail.bytes()))
      if (embeddedBy === undefined) this.#gaps.add({ path, code: 'unsupported', message: unopenedEnd(title) });
  }

  /** @returns whether the container ended well or gave an entry: then its entries cover all that lies here */
  async #open(
    position: Position,
    container: Container,
    entries: AsyncIterable<Entry | Trouble>,
    onOpened: () => void = () => {},
  ): Promise<boolean> {
    const { path } = position;
    let countBytes: CountBytes | undefined;
    const opened = (): CountBytes => {
      if (countBytes !== undefined) return countBytes;
      countBytes = this.#options.onOpen(container.id, path);
      onOpened();
      return countBytes;
    };
    const takeEntry = (): CountBytes | undefined => {
      // Other containers were asked before.
      if (countBytes === undefined && container.keepsLeaf && !this.#mayOpen(position)) return undefined;
      return this.#takesEntry(path) ? opened() : undefined;
    };
    const isThrough = await this.#visitAll(position, { container, entries, takeEntry });
    if (isThrough && !container.keepsLeaf) opened();
    return countBytes !== undefined;
  }

  /** Visits what a container yields. @returns whether it came to its end; undefined when an error ended it, which is now a gap */
  #visitAll(position: Position, open: OpenContainer): Promise<boolean | undefined> {
    return this.#attempt(position, () => this.#visitEntries(position, open));
  }

  async #visitEntries(position: Position, { container, entries, takeEntry }: OpenContainer): Promise<boolean> {
    if (this.#stopped) return false;
    for await (const item of entries) {
      const turn = this.#turns.step();
      if (turn !== undefined) await turn;
      if ('trouble' in item) {
        this.#addTrouble(position, item);
        continue;
      }
      const countBytes = takeEntry();
      if (countBytes === undefined) return false;
      const visiting = this.#visitEntry(entryPosition(position, container, item), item, countBytes);
      if (visiting !== undefined) await visiting;
      if (item.taken !== undefined) position.taken?.add(item.taken());
      if (this.#stopped) return false;
    }
    return true;
  }

  #addTrouble({ path, isFragment }: Position, { name, trouble, notInside }: Trouble): void {
    if (isFragment && (notInside || trouble.code === 'damaged')) return;
    this.#gaps.add({ path: name === undefined ? path : innerPath(path, name), ...trouble });
  }

  #takesEntry(path: string): boolean {
    return this.#permits(path, () => this.#options.budget.takeEntry());
  }

  #claims(position: Position, head: Uint8Array): readonly Container[] {
    return this.#stopped ? [] : headClaims(this.#options.containers, position, head);
  }

  #tailClaims({ examinedBy }: Position, tail: Uint8Array): readonly SourceContainer[] {
    return this.#stopped ? [] : tailClaims(this.#options.containers, examinedBy, tail);
  }

  #mayOpen({ path, depth }: FindPlace): boolean {
    return this.#permits(path, () => this.#options.budget.enter(depth));
  }

  #permits(path: string, ask: () => void): boolean {
    try {
      ask();
      return true;
    } catch (error) {
      this.#report(path, error);
      return false;
    }
  }

  /** Hands on bytes that are no container. @returns undefined when it is done */
  visitLeaf(position: Position, content: LeafContent): Promise<void> | undefined {
    const known = knownOf(position);
    const leaf: Leaf = { ...plainPlace(position), ...content, ...(known && { known }) };
    let visiting: Promise<void> | undefined;
    try {
      visiting = this.#options.visit(leaf, this.#finds);
    } catch (error) {
      this.#report(position.path, error);
    }
    return visiting === undefined && this.#finds.isEmpty ? undefined : this.#finishLeaf(position, leaf, visiting);
  }

  async #finishLeaf(position: Position, leaf: Leaf, visiting: Promise<void> | undefined): Promise<void> {
    await visiting?.catch((error: unknown) => this.#report(position.path, error));
    const { spool } = this.#finds;
    this.#finds.spool = undefined;
    try {
      const scanned = 'source' in leaf ? leaf : (spool ?? { source: undefined });
      await this.openFinds(position, { ...scanned, known: leaf.known });
    } finally {
      spool?.close();
    }
  }

  /** The result of `action`, or undefined when it threw an error that is now a gap. */
  async #attempt<T>(place: FindPlace, action: () => Promise<T>): Promise<T | undefined> {
    try {
      return await action();
    } catch (error) {
      this.#reportAt(place, error);
      return undefined;
    }
  }

  #reportAt({ path, isFragment }: FindPlace, error: unknown): void {
    if (isFragment && isDamage(error)) this.#gaps.forgive(error);
    else this.#report(path, error);
  }

  #report(path: string, error: unknown): void {
    this.#gaps.report(path, error);
    if (error instanceof BudgetError && this.#options.budget.isSpent) this.#stopped = true;
  }
}
