import type { Budget } from '../bytes/budget.ts';
import type { KnownKey } from '../detect/known-key.ts';
import { containers } from '../unpack/catalog.ts';
import { encrypted } from '../unpack/unread/encrypted.ts';
import { misnamed, packedPart } from '../unpack/unread/misnamed.ts';
import { unsupported } from '../unpack/unread/unsupported.ts';
import type { Finds } from '../unpack/walk/embedded.ts';
import { plainPlace, TOP } from '../unpack/walk/position.ts';
import type { Leaf, WalkOptions } from '../unpack/walk/walk-options.ts';
import type { ArtifactShare } from './artifact-share.ts';
import type { Chain } from './chain.ts';
import type { ExaminerOptions } from './examiner-options.ts';
import { exclusion } from './exclusion.ts';
import { searchImage } from './image-search.ts';
import { needsView, openView, VIEW_HEAD_BYTES } from './open-view.ts';
import type { PartRecorder } from './part-recorder.ts';
import { scanExtent } from './scan-extent.ts';
import type { SlabTools } from './scan-slab.ts';
import type { Scanner } from './scanner.ts';
import { SlabBuffers } from './slab-buffers.ts';
import { StreamScan } from './stream-scan.ts';

/** One artifact, or a part of it, while it is examined. */
export interface Job {
  /** When work on the artifact began, in milliseconds since 1970. */
  readonly begunAtMs: number;
  readonly budget: Budget;
  readonly part: PartRecorder;
  readonly share: ArtifactShare;
}

type SourceLeaf = Extract<Leaf, { readonly source: unknown }>;
type StreamLeaf = Extract<Leaf, { readonly stream: unknown }>;

const openers = [...containers, ...unsupported, ...encrypted, misnamed, packedPart];

/** Scans the leaves that the walk yields. One per thread. */
export class LeafScanner {
  readonly scanner: Scanner;
  readonly chain: Chain;
  readonly buffers: SlabBuffers;
  readonly #options: ExaminerOptions;
  readonly #isExcluded: ((path: string) => boolean) | undefined;

  constructor(scanner: Scanner, chain: Chain, options: ExaminerOptions) {
    this.scanner = scanner;
    this.chain = chain;
    this.buffers = new SlabBuffers(chain);
    this.#options = options;
    this.#isExcluded = exclusion(options.exclude);
  }

  walkOptions(job: Job, visit: WalkOptions['visit'] = (leaf, finds) => this.scan(leaf, finds, job)): WalkOptions {
    const { budget, part } = job;
    return {
      containers: this.#options.contents === 'as is' ? [] : openers,
      budget,
      headBytes: VIEW_HEAD_BYTES,
      needsSource: needsView,
      leavesOut: part.leavesOut(this.#isExcluded),
      onGap: (gap) => part.addGap(gap),
      onOpen: (format, path) => part.addOpening(format, path),
      visit,
    };
  }

  /** @returns undefined when the scan completed synchronously */
  scan(leaf: Leaf, finds: Finds, job: Job): Promise<void> | undefined {
    if (this.chain.watch !== undefined) this.chain.watch.path = leaf.path;
    return 'source' in leaf ? this.#scanSource(leaf, finds, job) : this.#scanStream(leaf, finds, job);
  }

  #scanSource(leaf: SourceLeaf, finds: Finds, job: Job): Promise<void> | undefined {
    const { path, depth, runs, source, known, isCovered } = leaf;
    const { budget, part, share } = job;
    const view = openView(source, path, part);
    // Decoded content stays in the thread of the text it was decoded from, so that content that occurs twice there is
    // recognised.
    const isForAnybody =
      view === undefined && known === undefined && !isCovered && depth > TOP.depth && runs.length === 0;
    if (isForAnybody && share.offerLeaf(plainPlace(leaf), source)) return undefined;
    const isFile = known === undefined && !isCovered && runs.length === 0;
    const extent = {
      ...{ path, runs, start: 0, end: source.size, view, finds: isCovered ? undefined : finds },
      ...(isFile && { namedFiles: this.chain.namedFiles }),
    };
    const survey = scanExtent(this.scanner, source, extent, budget, part);
    if (view === undefined || survey === undefined) return undefined;
    const search = (seen: readonly KnownKey[]): void =>
      searchImage(
        source,
        {
          ...{ path, view, survey, searches: this.chain.searches },
          knownKeys: [...this.#options.watchedKeys, ...part.knownKeys, ...seen],
        },
        budget,
        part,
      );
    if (share.pieces > 0) return share.keysSeen().then(search);
    search([]);
    return undefined;
  }

  slabTools(job: Job): SlabTools {
    return {
      ...{ scanner: this.scanner, walkOptions: this.walkOptions(job), part: job.part },
      ...{ searches: this.chain.searches, watchedKeys: this.#options.watchedKeys },
    };
  }

  async #scanStream(leaf: StreamLeaf, finds: Finds, job: Job): Promise<void> {
    const { part, share } = job;
    const { path, stream } = leaf;
    const tools = { ...this.slabTools(job), chain: this.chain, buffers: this.buffers, share };
    await part.guard(path, async () => {
      const scan = new StreamScan(plainPlace(leaf), finds, tools);
      await scan.run(stream).finally(() => part.addScanned(path, scan.scannedBytes));
    });
  }
}
