import { Budget } from '../bytes/budget.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import { MemorySource } from '../bytes/memory-source.ts';
import { AccessError } from '../model/errors.ts';
import type { Survey } from '../model/survey.ts';
import { Finds } from '../unpack/walk/embedded.ts';
import { type PlainPlace, TOP } from '../unpack/walk/position.ts';
import { walk, walkFinds, walkLeaves } from '../unpack/walk/walk.ts';
import type { WalkOptions } from '../unpack/walk/walk-options.ts';
import { ArtifactFiles } from './artifact-files.ts';
import { ArtifactShare } from './artifact-share.ts';
import { type Chain, planChain, withoutContainers } from './chain.ts';
import { digestOf } from './digest.ts';
import type { ExaminerOptions } from './examiner-options.ts';
import { searchImage } from './image-search.ts';
import { type Job, LeafScanner } from './leaf-scanner.ts';
import { openView } from './open-view.ts';
import { PartRecorder } from './part-recorder.ts';
import { takes } from './piece-lock.ts';
import { toPlain } from './plain-finds.ts';
import { RANGE_BYTES, rangesOf } from './ranges.ts';
import { scanExtent } from './scan-extent.ts';
import { scanSlab } from './scan-slab.ts';
import { Scanner } from './scanner.ts';
import type { Sharing } from './sharing.ts';
import { SURVEY_IS_FULL } from './surveyor.ts';
import {
  type ArtifactPart,
  type ArtifactRef,
  type LeafBatch,
  NOT_QUIET,
  type SharedTask,
  type Task,
  type TaskResult,
} from './task.ts';

/** Result of a piece that its owner has done in the meantime. */
const NOTHING: TaskResult = { parts: [], followUps: [] };

/** Carries out tasks, one at a time. Each thread has one examiner, with one kernel. */
export class Examiner {
  readonly #chain: Chain;
  readonly #options: ExaminerOptions;
  readonly #leaves: LeafScanner;
  readonly #sharing: Sharing | undefined;
  readonly #files = new ArtifactFiles();

  /** @param sharing hands work to other threads; absent: everything is done in this one */
  constructor(chain: Chain, options: ExaminerOptions, sharing?: Sharing) {
    this.#chain = options.contents === 'as is' ? withoutContainers(chain) : chain;
    this.#options = options;
    this.#sharing = sharing;
    this.#leaves = new LeafScanner(new Scanner(this.#chain, options.plan ?? planChain(chain)), this.#chain, options);
  }

  /** @param onStart called with the index of each artifact before it is touched */
  async run(task: Task, onStart: (index: number) => void): Promise<TaskResult> {
    if (task.kind === 'files') return this.#runFiles(task, onStart);
    onStart(0);
    if ('lock' in task && !takes(task.lock)) return NOTHING;
    const part = this.#recorderFor(task.artifact, task);
    switch (task.kind) {
      case 'leaves':
        await part.guard(part.path, () => this.#scanLeaves(task, part));
        return { parts: [part.finish('range')], followUps: [] };
      case 'slab':
        return this.#scanSlab(task, part);
      case 'range': {
        let survey: Survey | undefined;
        await part.guard(part.path, async () => {
          survey = await this.#examineRange(task, part);
        });
        return {
          parts: [part.finish('range')],
          followUps: [],
          ...(survey && { survey, searches: this.#chain.searches.map(({ id }) => id) }),
        };
      }
      case 'image':
        part.guard(part.path, () => this.#searchLarge(task, part));
        break;
      case 'digest':
        await part.guard(part.path, () =>
          this.#files.withFile(task.artifact, part, async (source) => {
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
    const quietSizes = new Float64Array(artifacts.length).fill(NOT_QUIET);
    for (let index = 0; index < artifacts.length; index++) {
      onStart(index);
      const artifact = artifacts[index]!;
      const part = this.#recorderFor(artifact, task);
      const job = this.#jobFor(artifact, part);
      const cuts: Task[] = [];
      // A file that is no container completes synchronously: a promise would cost more than its scan.
      const examining = part.guard(part.path, () =>
        this.#files.withFile(artifact, part, (source) =>
          this.#examineFile(artifact, this.#files.buffered(source), job, cuts),
        ),
      );
      if (examining !== undefined) await examining;
      job.share.flush();
      if (part.isQuiet && cuts.length === 0 && job.share.pieces === 0) quietSizes[index] = part.size;
      else parts.push({ ...part.finish(job.share.pieces > 0 ? 'range' : 'whole'), pieces: job.share.pieces });
      followUps.push(...cuts);
    }
    return { parts, quietSizes, followUps };
  }

  /** Closes what stays open between tasks. */
  close(): void {
    this.#files.close();
  }

  /** @param shared start time and budget from the thread that unpacks the artifact; absent: it is this one */
  #jobFor(
    artifact: ArtifactRef,
    part: PartRecorder,
    shared?: Pick<SharedTask, 'begunAtMs'> & Partial<Pick<SharedTask, 'spent'>>,
  ): Job {
    const begunAtMs = shared?.begunAtMs ?? Date.now();
    const budget = new Budget(this.#options.limits, undefined, Date.now() - begunAtMs, shared?.spent);
    // Explained steps are listed in order; a stuck plug-in has its whole artifact scanned again.
    const isShared = shared === undefined && !part.explains && this.#chain.watch === undefined;
    const sharing = isShared ? this.#sharing : undefined;
    const { buffers } = this.#leaves;
    const scanLeaves = (leaves: LeafBatch): Promise<void> => this.#walkLeaves(leaves, job);
    const share = new ArtifactShare({ artifact, begunAtMs, budget, buffers, sharing, scanLeaves });
    const job: Job = { begunAtMs, budget, part, share };
    return job;
  }

  /** @param cuts receives the ranges of a large artifact that is no container; all else is scanned at the end */
  #examineFile(artifact: ArtifactRef, source: ByteSource, job: Job, cuts: Task[]): Promise<void> | undefined {
    const { part, begunAtMs } = job;
    const visit: WalkOptions['visit'] = (leaf, finds) => {
      if (!('source' in leaf) || leaf.path !== artifact.path || source.size <= RANGE_BYTES)
        return this.#leaves.scan(leaf, finds, job);
      cuts.push(...rangesOf(artifact, leaf, begunAtMs));
      openView(leaf.source, leaf.path, part);
      return undefined;
    };
    const walking = walk({ path: artifact.path, source }, this.#leaves.walkOptions(job, visit));
    if (walking === undefined && !this.#options.digests) return undefined;
    return this.#finishFile(artifact, { source, walking, job, cuts });
  }

  async #finishFile(
    artifact: ArtifactRef,
    { source, walking, job, cuts }: { source: ByteSource; walking: Promise<void> | undefined; job: Job; cuts: Task[] },
  ): Promise<void> {
    await walking;
    const { part, budget } = job;
    part.entries = budget.entries;
    if (!this.#options.digests) return;
    if (cuts.length > 0) cuts.unshift({ kind: 'digest', artifact });
    else part.sha256 = await digestOf(source);
  }

  async #scanLeaves(task: Extract<Task, { kind: 'leaves' }>, part: PartRecorder): Promise<void> {
    const job = this.#jobFor(task.artifact, part, task);
    await this.#walkLeaves(task.leaves, job);
    part.entries = job.budget.entries;
  }

  async #walkLeaves({ bytes, spans }: LeafBatch, job: Job): Promise<void> {
    // Many functions of Node reject shared memory. A new buffer, since one batch can be scanned within another.
    const own = bytes.slice();
    await walkLeaves(leavesOf(own, spans), this.#leaves.walkOptions(job));
  }

  async #scanSlab(
    { artifact, place, slab, ...shared }: Extract<Task, { kind: 'slab' }>,
    part: PartRecorder,
  ): Promise<TaskResult> {
    const job = this.#jobFor(artifact, part, shared);
    let rest: Finds | undefined;
    await part.guard(place.path, async () => {
      rest = await scanSlab({ slab, place }, this.#leaves.slabTools(job));
      part.addScanned(place.path, slab.end - slab.start);
    });
    part.entries = job.budget.entries;
    const plain = rest && toPlain(rest);
    return { parts: [part.finish('range')], followUps: [], ...(plain && { rest: plain }) };
  }

  async #examineRange(
    { artifact, start, end, isLast, begunAtMs, isCovered, known }: Extract<Task, { kind: 'range' }>,
    part: PartRecorder,
  ): Promise<Survey | undefined> {
    const { source, view } = this.#files.openLarge(artifact);
    part.size = source.size;
    const readEnd = Math.max(start, Math.min(end, source.size));
    const job = this.#jobFor(artifact, part, { begunAtMs });
    const finds = isCovered ? undefined : new Finds();
    const extent = { path: part.path, start, end: readEnd, view, finds, runs: [] };
    const survey = scanExtent(this.#leaves.scanner, source, extent, job.budget, part);
    if (finds !== undefined && !finds.isEmpty)
      await walkFinds({ ...TOP, path: part.path }, { source, finds, known }, this.#leaves.walkOptions(job));
    part.entries = job.budget.entries;
    if (readEnd < end) {
      throw new AccessError(`the file became shorter while it was read: it ends at ${source.size}`);
    }
    if (isLast) source.assertReadTo(end);
    return survey;
  }

  #searchLarge(
    { artifact, search, survey, seen, begunAtMs, tellsOfCut }: Extract<Task, { kind: 'image' }>,
    part: PartRecorder,
  ): undefined {
    const { source, view } = this.#files.openLarge(artifact);
    part.size = source.size;
    const budget = new Budget(this.#options.limits, undefined, Date.now() - begunAtMs);
    if (tellsOfCut) part.addGap({ path: part.path, code: 'budget', message: SURVEY_IS_FULL });
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
}

/** @param bytes that the spans refer to */
function* leavesOf(
  bytes: Uint8Array,
  spans: LeafBatch['spans'],
): Generator<PlainPlace & { readonly source: ByteSource }> {
  for (const { place, start, end } of spans) yield { ...place, source: new MemorySource(bytes.subarray(start, end)) };
}
