import { availableParallelism } from 'node:os';
import type { Limits } from '../bytes/budget.ts';
import type { KernelPlan } from '../kernel/plan.ts';
import type { Finding } from '../model/finding.ts';
import type { Gap } from '../model/gap.ts';
import type { NamedSecret } from '../model/known-secrets.ts';
import type { Progress } from '../model/progress.ts';
import type { ScanResult } from '../model/result.ts';
import type { RuleEntry } from '../model/rule-entry.ts';
import type { Chain } from './chain.ts';
import { bringAnchors, type ChainChanges } from './chain-changes.ts';
import type { Examiner } from './examiner.ts';
import type { ExaminerOptions } from './examiner-options.ts';
import { exclusion } from './exclusion.ts';
import { expectedBytes } from './expected-bytes.ts';
import { ImageDesk } from './image-desk.ts';
import type { KnownSecrets } from './known-secrets.ts';
import { optimizeLate } from './late-optimizer.ts';
import { Ledger } from './ledger.ts';
import { PieceCount } from './piece-count.ts';
import { MAX_ANSWER_MS } from './plug-in-watch.ts';
import type { PlugIn } from './plug-ins.ts';
import { WorkerPool } from './pool.ts';
import { stuckMessage, stuckResult, withoutPlugIn } from './stuck-task.ts';
import { type ArtifactPart, type ArtifactRef, quietFilesOf, type Task, type TaskResult } from './task.ts';
import type { WatchList } from './watch-list.ts';

export { type ChainChanges, NO_CHANGES } from './chain-changes.ts';
export type { KnownSecrets } from './known-secrets.ts';
export { NO_WATCH_LIST, type WatchList } from './watch-list.ts';

export interface EngineOptions {
  readonly limits: Limits;
  /** 0: everything in the calling thread. `auto`: one for each processor, or none when there is little to do. */
  readonly threads: number | 'auto';
  readonly digests: boolean;
  readonly watchList: WatchList;
  readonly changes: ChainChanges;
  /** Globs of files and entries that are not opened, only counted. */
  readonly exclude: readonly string[];
  /** The artifact whose opening the result is to explain. */
  readonly explain: ArtifactRef | undefined;
  /** A guess at the amount of work; for `much`, workers are loaded before the files are known. */
  readonly expects: 'little' | 'much';
}

/** What is known once the files are selected. */
export interface Order {
  /** Gaps that the selection found, and counts of files that it left out. */
  readonly gaps: readonly Gap[];
  readonly leftOut: Readonly<Record<string, number>>;
  /** Called when an artifact, or a part of a large one, is done. */
  readonly onProgress?: (progress: Progress) => void;
}

/** Runs one scan, and afterwards the scan of its sources. */
export interface Engine {
  /** Scans files: unpacks, views, detects. Reports what was found and what could not be read; judges nothing. */
  scan(artifacts: readonly ArtifactRef[], order: Order): Promise<ScanResult>;
  /**
   * Searches sources for what a scan has found, with the same chain. Opens no container in them, and runs in the main
   * thread, except with plug-ins, which may have to be terminated. May be called after `close`.
   */
  scanSources(files: readonly ArtifactRef[], limits: Limits): Promise<readonly Finding[]>;
  /** Terminates its threads. */
  close(): Promise<void>;
}

/**
 * Most files in one message to a worker: enough that messages cost nothing, few enough that threads finish together.
 */
const MAX_BATCH_FILES = 64;
/**
 * Less than this is scanned in the main thread, which is done before workers are up and their code is warm: two of them
 * draw level at some 200 MiB of text (bench).
 */
export const INLINE_BYTES = 128 << 20;
/** Workers that are started before it is known that there is work for them. */
const EARLY_WORKERS = 2;
/** A worker checks the clock itself; this long after its time is up it is considered stuck. */
const STUCK_GRACE_MS = 10_000;

const catalogs = () => import('./catalogs.ts');

/** Every rule of the chain, in its order. */
export async function rules(): Promise<readonly RuleEntry[]> {
  return (await catalogs()).ruleCatalog();
}

/** Ids of all rules of plug-ins. @throws UsageError that says what is wrong with one */
export async function ruleIdsOf(plugIns: readonly PlugIn[]): Promise<ReadonlySet<string>> {
  return (await catalogs()).ruleIdsOf(plugIns);
}

/** Prepares the job's own secrets: each value once, with all its names. */
export async function prepareKnownSecrets(named: readonly NamedSecret[]): Promise<KnownSecrets> {
  return (await catalogs()).prepareKnownSecrets(named);
}

/** @throws UsageError for a file that cannot be read as public keys */
export async function readWatchList(files: readonly ArtifactRef[]): Promise<WatchList> {
  return (await catalogs()).readWatchList(files);
}

/** Reads some entries of an artifact; see `readLeaves` in read-leaves.ts. */
export async function readLeaves(...given: Parameters<Catalogs['readLeaves']>): ReturnType<Catalogs['readLeaves']> {
  return (await catalogs()).readLeaves(...given);
}

type Catalogs = Awaited<ReturnType<typeof catalogs>>;

/** Starts what can be prepared before the files to scan are known. */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  optimizeLate();
  const startMs = performance.now();
  const pool = poolFor(options);
  if (options.expects === 'much') pool.hire(EARLY_WORKERS);
  const chainHere = makeOnce(async () => (await catalogs()).configuredChain(options.changes));
  // Planned once, and here, so that a plug-in that cannot be loaded, or too many anchors, is reported before anything
  // is scanned.
  const planning = bringAnchors(options.changes) ? planOf(chainHere()) : undefined;
  const plan = await planning?.catch(async (error: unknown) => {
    await pool.close();
    throw error;
  });
  return new RunningEngine(options, { chainHere, plan, pool, startMs });
}

interface Started {
  /** Makes the chain of this thread. */
  readonly chainHere: () => Promise<Chain>;
  readonly plan: KernelPlan | undefined;
  readonly pool: WorkerPool;
  readonly startMs: number;
}

class RunningEngine implements Engine {
  readonly #options: EngineOptions;
  readonly #started: Started;
  readonly #given: ExaminerOptions;
  readonly #minThreads: number;

  constructor(options: EngineOptions, started: Started) {
    const { changes, limits, exclude, digests, explain, watchList } = options;
    this.#options = options;
    this.#started = started;
    this.#given = {
      ...(started.plan && { plan: started.plan }),
      ...{ changes, limits, exclude, digests, explain, watchedKeys: watchList.keys },
    };
    // Plug-ins run in a worker, which can be terminated.
    this.#minThreads = changes.plugIns.length > 0 ? 1 : 0;
  }

  async scan(selected: readonly ArtifactRef[], { gaps, leftOut, onProgress }: Order): Promise<ScanResult> {
    const { chainHere, pool, startMs } = this.#started;
    const ledger = this.#newLedger();
    ledger.addGaps(gaps);
    const isExcluded = exclusion(this.#options.exclude) ?? (() => false);
    const artifacts = selected.filter(({ path }) => !isExcluded(path));
    ledger.addExcluded(selected.length - artifacts.length);
    const threads = this.#threadsFor(artifacts);
    await scanArtifacts(artifacts, { chainHere, given: this.#given, ledger, threads, pool, onProgress });
    return ledger.result(leftOut, msSince(startMs));
  }

  async scanSources(files: readonly ArtifactRef[], limits: Limits): Promise<readonly Finding[]> {
    const [ledger, beganMs, threads] = [this.#newLedger(), performance.now(), this.#minThreads];
    const ofSources = { limits, exclude: [], digests: false, explain: undefined, contents: 'as is' } as const;
    const pool = poolFor({ ...this.#options, limits, threads });
    const { chainHere } = this.#started;
    const work = { chainHere, given: { ...this.#given, ...ofSources }, ledger, threads, pool };
    await scanArtifacts(files, work).finally(() => pool.close());
    return ledger.result({}, msSince(beganMs)).findings;
  }

  close(): Promise<void> {
    return this.#started.pool.close();
  }

  #newLedger(): Ledger {
    return new Ledger(this.#options.watchList.notes, this.#options.changes.knownSecrets);
  }

  #threadsFor(artifacts: readonly ArtifactRef[]): number {
    const { threads } = this.#options;
    return threads === 'auto' ? Math.max(this.#minThreads, threadsFor(artifacts)) : threads;
  }
}

function msSince(startMs: number): number {
  return Math.round(performance.now() - startMs);
}

function poolFor({ threads, limits, changes }: Pick<EngineOptions, 'threads' | 'limits' | 'changes'>): WorkerPool {
  return new WorkerPool({
    threads: threads === 'auto' ? availableParallelism() : threads,
    script: workerScript(),
    stuckAfterMs: limits.maxSeconds * 1000 + STUCK_GRACE_MS,
    stuckInPlugInAfterMs: MAX_ANSWER_MS,
    onStuck: (task, index, plugIn) =>
      plugIn === undefined
        ? stuckResult(task, index, stuckMessage(task, limits.maxSeconds))
        : withoutPlugIn(task, index, { number: plugIn, name: changes.plugIns[plugIn]!.name }),
  });
}

interface Work {
  /** Makes the chain of this thread. */
  readonly chainHere: () => Promise<Chain>;
  readonly given: ExaminerOptions;
  /** Receives the results. */
  readonly ledger: Ledger;
  /** 0: in this thread instead of the pool. */
  readonly threads: number;
  readonly pool: WorkerPool;
  readonly onProgress?: Order['onProgress'];
}

async function scanArtifacts(
  artifacts: readonly ArtifactRef[],
  { chainHere, given, ledger, threads, pool, onProgress }: Work,
): Promise<void> {
  const progress = progressMeter(artifacts.length, onProgress);
  const desk = new ImageDesk();
  const pieces = new PieceCount();
  const onResult = (task: Task, result: TaskResult): readonly Task[] => {
    for (const part of result.parts) ledger.add(part);
    pieces.note(task, result);
    const quiet = quietFilesOf(task, result);
    for (const { path, size } of quiet) ledger.addQuiet(path, size);
    progress(task, result.parts, quiet);
    return [...result.followUps, ...desk.note(task, result)];
  };
  const tasks = batchesOf(artifacts, Math.max(1, threads));
  if (threads > 0) {
    await pool.run(tasks, given, onResult);
    return pieces.assertNoneMissing();
  }
  const { Examiner } = await catalogs();
  const examiner = new Examiner(await chainHere(), given);
  return runInline(tasks, examiner, onResult).finally(() => examiner.close());
}

async function planOf(chain: Promise<Chain>): Promise<KernelPlan> {
  return (await catalogs()).planChain(await chain);
}

function makeOnce<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Next to this file, in dist and in src, where Node runs the sources as they are. */
function workerScript(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);
}

async function runInline(
  tasks: readonly Task[],
  examiner: Examiner,
  onResult: (task: Task, result: TaskResult) => readonly Task[],
): Promise<void> {
  const queue = tasks.toReversed();
  for (let task = queue.pop(); task !== undefined; task = queue.pop()) {
    const result = await examiner.run(task, () => {});
    for (const followUp of onResult(task, result).toReversed()) queue.push(followUp);
  }
}

function batchesOf(artifacts: readonly ArtifactRef[], threads: number): Task[] {
  const size = Math.min(MAX_BATCH_FILES, Math.max(1, Math.ceil(artifacts.length / (8 * threads))));
  const tasks: Task[] = [];
  for (let i = 0; i < artifacts.length; i += size) {
    tasks.push({ kind: 'files', artifacts: artifacts.slice(i, i + size) });
  }
  return tasks;
}

function threadsFor(artifacts: readonly ArtifactRef[]): number {
  const isLittle = artifacts.length <= MAX_BATCH_FILES && expectedBytes(artifacts) < INLINE_BYTES;
  return isLittle ? 0 : availableParallelism();
}

function progressMeter(artifacts: number, onProgress: Order['onProgress']) {
  let artifactsDone = 0;
  let scannedBytes = 0;
  return (task: Task, parts: readonly ArtifactPart[], quiet: readonly { path: string; size: number }[]): void => {
    if (task.kind === 'files') artifactsDone += parts.length + quiet.length;
    for (const part of parts) scannedBytes += part.scannedBytes;
    for (const { size } of quiet) scannedBytes += size;
    const path = parts.at(-1)?.path ?? quiet.at(-1)?.path;
    if (path !== undefined) onProgress?.({ artifactsDone, artifacts, scannedBytes, path });
  };
}
