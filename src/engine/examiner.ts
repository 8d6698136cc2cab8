import { Budget } from '../bytes/budget.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import { FileSource } from '../bytes/file-source.ts';
import { MemorySource } from '../bytes/memory-source.ts';
import { ReadAheadSource } from '../bytes/read-ahead-source.ts';
import type { Testimony } from '../detect/witness.ts';
import { AccessError, FormatError } from '../model/errors.ts';
import { NO_MEMORY } from '../model/memory.ts';
import type { Survey } from '../model/survey.ts';
import { containers } from '../unpack/catalog.ts';
import { Finds } from '../unpack/embedded.ts';
import { unsupported } from '../unpack/unsupported.ts';
import { walk, walkFinds } from '../unpack/walk.ts';
import type { Leaf, WalkOptions } from '../unpack/walk-options.ts';
import type { View } from '../views/view.ts';
import { type Chain, withoutContainers } from './chain.ts';
import { digestOf } from './digest.ts';
import type { ExaminerOptions } from './examiner-options.ts';
import { exclusion } from './exclusion.ts';
import { searchImage } from './image-search.ts';
import { openView, readerFor, VIEW_HEAD_BYTES } from './open-view.ts';
import { PartRecorder } from './part-recorder.ts';
import { scanExtent } from './scan-extent.ts';
import { Scanner, type Sighting } from './scanner.ts';
import { StreamKeeper } from './stream-keeper.ts';
import {
  type ArtifactPart,
  type ArtifactRef,
  ELSE,
  RANGE_BYTES,
  rangesOf,
  type Task,
  type TaskResult,
} from './task.ts';

/** A file up to this size is read once, as a whole. */
const SMALL_FILE_BYTES = 256 << 10;

const openers = [...containers, ...unsupported];

/** Does tasks, one after the other: one examiner a thread, with one kernel. */
export class Examiner {
  readonly #scanner: Scanner;
  readonly #chain: Chain;
  readonly #options: ExaminerOptions;
  readonly #isExcluded: ((path: string) => boolean) | undefined;
  /** Holds one small file after the other. */
  readonly #smallFile = new Uint8Array(SMALL_FILE_BYTES);
  /** The large artifact whose ranges this thread is at: opened once, and so is its view. */
  #large: { readonly file: string; readonly source: FileSource; readonly view: View | undefined } | undefined;

  constructor(chain: Chain, options: ExaminerOptions) {
    this.#chain = options.contents === 'as they lie' ? withoutContainers(chain) : chain;
    this.#scanner = new Scanner(this.#chain, options.plan);
    this.#options = options;
    this.#isExcluded = exclusion(options.exclude);
  }

  /** @param onStart called with the index of each artifact before it is touched */
  async run(task: Task, onStart: (index: number) => void): Promise<TaskResult> {
    if (task.kind === 'files') return this.#runFiles(task, onStart);
    onStart(0);
    const part = this.#recorderFor(task.artifact, task);
    switch (task.kind) {
      case 'range': {
        let survey: Survey | undefined;
        await part.guard(part.path, async () => {
          survey = await this.#examineRange(task, part);
        });
        return { parts: [part.finish('range')], followUps: [], ...(survey && { survey }) };
      }
      case 'image':
        part.guard(part.path, () => this.#searchLarge(task, part));
        break;
      case 'digest':
        await part.guard(part.path, () =>
          this.#withFile(task.artifact, part, async (source) => {
            part.sha256 = await digestOf(source);
          }),
        );
    }
    return { parts: [part.finish('whole')], followUps: [] };
  }

  #recorderFor({ path, file }: ArtifactRef, { without = [] }: Task): PartRecorder {
    const { explain } = this.#options;
    const part = new PartRecorder(path, explain?.path === path || explain?.file === file ? 'explain' : undefined);
    this.#chain.watch?.begin(path, without, (gap) => part.addGap(gap));
    return part;
  }

  async #runFiles(task: Extract<Task, { kind: 'files' }>, onStart: (index: number) => void): Promise<TaskResult> {
    const { artifacts } = task;
    const parts: ArtifactPart[] = [];
    const followUps: Task[] = [];
    const quietSizes = new Float64Array(artifacts.length).fill(ELSE);
    for (let index = 0; index < artifacts.length; index++) {
      onStart(index);
      const artifact = artifacts[index]!;
      const part = this.#recorderFor(artifact, task);
      const cuts: Task[] = [];
      // A file that is no container is done without a promise, which would cost more than the scan.
      const examining = part.guard(part.path, () =>
        this.#withFile(artifact, part, (source) => this.#examineFile(artifact, this.#handy(source), part, cuts)),
      );
      if (examining !== undefined) await examining;
      if (part.isQuiet && cuts.length === 0) quietSizes[index] = part.size;
      else parts.push(part.finish('whole'));
      followUps.push(...cuts);
    }
    return { parts, quietSizes, followUps };
  }

  /** @returns undefined when `examine` did, and the file is closed again */
  #withFile(
    { file }: ArtifactRef,
    part: PartRecorder,
    examine: (source: FileSource) => Promise<void> | undefined,
  ): Promise<void> | undefined {
    const source = FileSource.open(file);
    let examining: Promise<void> | undefined;
    try {
      part.size = source.size;
      if (source.size === 0 && source.goesOn) {
        throw new AccessError('the file has content though its size is 0; copy it and scan the copy');
      }
      examining = examine(source);
    } finally {
      if (examining === undefined) source.close();
    }
    return examining?.finally(() => source.close());
  }

  /** `file` in a form that is cheap to read little by little; valid until the next file. */
  #handy(file: FileSource): ByteSource {
    if (file.size > SMALL_FILE_BYTES) return new ReadAheadSource(file);
    const bytes = this.#smallFile.subarray(0, file.size);
    file.readInto(bytes, 0);
    return new MemorySource(bytes);
  }

  /** Lets go of what it keeps open between tasks. */
  close(): void {
    this.#large?.source.close();
    this.#large = undefined;
  }

  /** @param cuts takes the ranges of a large artifact that is no container; what else it is has been scanned by then */
  #examineFile(artifact: ArtifactRef, source: ByteSource, part: PartRecorder, cuts: Task[]): Promise<void> | undefined {
    const begunAtMs = Date.now();
    const budget = new Budget(this.#options.limits);
    const visit: WalkOptions['visit'] = (leaf, finds) => {
      if (!('source' in leaf) || leaf.path !== artifact.path || source.size <= RANGE_BYTES)
        return this.#scanLeaf(leaf, finds, budget, part);
      cuts.push(...rangesOf(artifact, { size: source.size, begunAtMs, isCovered: leaf.isCovered }));
      openView(leaf.source, leaf.path, part);
      return undefined;
    };
    const walking = walk({ path: artifact.path, source }, this.#walkOptions(budget, part, visit));
    if (walking === undefined && !this.#options.digests) return undefined;
    return this.#finishFile(artifact, { source, walking, budget, cuts }, part);
  }

  #walkOptions(
    budget: Budget,
    part: PartRecorder,
    visit: WalkOptions['visit'] = (leaf, finds) => this.#scanLeaf(leaf, finds, budget, part),
  ): WalkOptions {
    return {
      containers: this.#options.contents === 'as they lie' ? [] : openers,
      budget,
      headBytes: VIEW_HEAD_BYTES,
      needsSource: (head) => readerFor(head) !== undefined,
      leavesOut: part.leavesOut(this.#isExcluded),
      onGap: (gap) => part.addGap(gap),
      onOpen: (format, path) => part.addOpening(format, path),
      visit,
    };
  }

  async #finishFile(
    artifact: ArtifactRef,
    {
      source,
      walking,
      budget,
      cuts,
    }: { source: ByteSource; walking: Promise<void> | undefined; budget: Budget; cuts: Task[] },
    part: PartRecorder,
  ): Promise<void> {
    await walking;
    part.entries = budget.entries;
    if (!this.#options.digests) return;
    if (cuts.length > 0) cuts.unshift({ kind: 'digest', artifact });
    else part.sha256 = await digestOf(source);
  }

  #scanLeaf(leaf: Leaf, finds: Finds, budget: Budget, part: PartRecorder): Promise<void> | undefined {
    if (this.#chain.watch !== undefined) this.#chain.watch.path = leaf.path;
    if (!('source' in leaf)) return this.#scanStream(leaf, finds, budget, part);
    const view = openView(leaf.source, leaf.path, part);
    const survey = scanExtent(
      this.#scanner,
      leaf.source,
      {
        ...{ path: leaf.path, runs: leaf.runs, start: 0, end: leaf.source.size, view },
        finds: leaf.isCovered ? undefined : finds,
      },
      budget,
      part,
    );
    if (view !== undefined && survey !== undefined)
      searchImage(
        leaf.source,
        {
          ...{ path: leaf.path, view, survey, searches: this.#chain.searches },
          knownKeys: [...this.#options.watchedKeys, ...part.knownKeys],
        },
        budget,
        part,
      );
    return undefined;
  }

  async #scanStream(
    leaf: Extract<Leaf, { readonly stream: unknown }>,
    finds: Finds,
    budget: Budget,
    part: PartRecorder,
  ): Promise<void> {
    const runs = leaf.runs.length > 0 ? { runs: leaf.runs } : {};
    const place = (sighting: Sighting) => part.addSighting(sighting, { path: leaf.path, ...runs });
    const note = (testimony: Testimony) => part.addTestimony(testimony, leaf.path);
    const keeper = new StreamKeeper(leaf.stream, finds);
    await part.guard(leaf.path, async () => {
      const bytes = await this.#scanner.scanStream(keeper.chunks(), {
        memory: NO_MEMORY,
        onSighting: place,
        onTestimony: note,
        onFind: (find) => keeper.keep(find),
        checkTime: () => budget.checkTime(),
      });
      part.addScanned(leaf.path, bytes);
    });
  }

  async #examineRange(
    { artifact, start, end, begunAtMs, isCovered }: Extract<Task, { kind: 'range' }>,
    part: PartRecorder,
  ): Promise<Survey | undefined> {
    const { source, view } = this.#openLarge(artifact);
    part.size = source.size;
    const readEnd = Math.max(start, Math.min(end, source.size));
    const budget = new Budget(this.#options.limits, undefined, Date.now() - begunAtMs);
    const finds = isCovered ? undefined : new Finds();
    const extent = { path: part.path, start, end: readEnd, view, finds, runs: [] };
    const survey = scanExtent(this.#scanner, source, extent, budget, part);
    if (finds !== undefined && !finds.isEmpty)
      await walkFinds({ path: part.path, source }, finds, this.#walkOptions(budget, part));
    part.entries = budget.entries;
    if (readEnd < end) {
      throw new FormatError(`the file became shorter while it was read: it ends at ${source.size}`);
    }
    return survey;
  }

  #searchLarge(
    { artifact, search, survey, seen, begunAtMs }: Extract<Task, { kind: 'image' }>,
    part: PartRecorder,
  ): undefined {
    const { source, view } = this.#openLarge(artifact);
    part.size = source.size;
    const budget = new Budget(this.#options.limits, undefined, Date.now() - begunAtMs);
    if (view !== undefined)
      searchImage(
        source,
        {
          path: part.path,
          view,
          survey,
          knownKeys: [...this.#options.watchedKeys, ...seen],
          searches: this.#chain.searches.filter(({ id }) => id === search),
        },
        budget,
        part,
      );
    return undefined;
  }

  #openLarge(artifact: ArtifactRef): { readonly source: FileSource; readonly view: View | undefined } {
    if (this.#large?.file !== artifact.file) {
      this.close();
      const source = FileSource.open(artifact.file);
      this.#large = { file: artifact.file, source, view: openView(source, artifact.path, undefined) };
    }
    return this.#large;
  }
}
