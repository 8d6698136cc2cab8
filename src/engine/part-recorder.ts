import type { Detector } from '../detect/detector.ts';
import type { KnownKey } from '../detect/known-key.ts';
import type { Testimony } from '../detect/witness.ts';
import { isForeseen } from '../model/errors.ts';
import type { RuleInfo } from '../model/finding.ts';
import type { Gap } from '../model/gap.ts';
import type { Match } from '../model/match.ts';
import type { Place } from '../model/place.ts';
import type { FormatCount } from '../model/result.ts';
import { MAX_STEPS, type Step } from '../model/step.ts';
import { Collector } from './collector.ts';
import { GapCollector, NO_GAPS } from './gap-collector.ts';
import { tooManyFindings } from './ledger.ts';
import { knownKeysOf, NoteBook } from './note-book.ts';
import type { ArtifactPart } from './task.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Records what becomes known about one artifact, or a part of it. Errors that the walk's own ledger does not catch
 * become gaps here.
 */
export class PartRecorder {
  readonly path: string;
  size = 0;
  entries = 0;
  scannedBytes = 0;
  sha256: string | undefined;
  /** Entries that were not opened because the user excludes them. */
  excluded = 0;
  // Created on demand: most files leave nothing to record.
  #collector: Collector | undefined;
  #rules: Map<string, RuleInfo> | undefined;
  #noteBook: NoteBook | undefined;
  #gaps: GapCollector | undefined;
  #formats: Record<string, Mutable<FormatCount>> | undefined;
  readonly #steps: Step[] | undefined;
  #moreSteps = 0;

  /** @param mode `explain`: record each step */
  constructor(path: string, mode?: 'explain') {
    this.path = path;
    if (mode === 'explain') this.#steps = [];
  }

  /** Whether it records each step. */
  get explains(): boolean {
    return this.#steps !== undefined;
  }

  addGap(gap: Gap): void {
    this.#gaps ??= new GapCollector();
    this.#gaps.add(gap);
  }

  /** Whether there is nothing to report except that all bytes were read. */
  get isQuiet(): boolean {
    const isEmpty = !this.#gaps && !this.#collector && !this.#noteBook && !this.#formats;
    if (this.#steps !== undefined || this.excluded > 0) return false;
    return isEmpty && this.entries === 0 && this.sha256 === undefined && this.scannedBytes === this.size;
  }

  /** Records that a container or view was opened at `path`. @returns a function to call for each entry */
  addOpening(format: string, path: string): (entryBytes: number) => void {
    this.#formats ??= {};
    this.#formats[format] ??= { opened: 0, entries: 0, bytes: 0 };
    const count = this.#formats[format];
    count.opened++;
    const step: Mutable<Extract<Step, { did: 'opened' }>> = { did: 'opened', path, format, entries: 0, bytes: 0 };
    this.#addStep(step);
    return (entryBytes) => {
      for (const sum of [count, step]) {
        sum.entries++;
        sum.bytes += entryBytes;
      }
    };
  }

  /** Wraps `isExcluded` so that what it excludes is counted. */
  leavesOut(isExcluded: ((path: string) => boolean) | undefined): ((path: string) => boolean) | undefined {
    if (isExcluded === undefined) return undefined;
    return (path) => {
      const answer = isExcluded(path);
      if (answer) this.excluded++;
      return answer;
    };
  }

  /** Records that detectors saw `bytes` bytes of `path`. */
  addScanned(path: string, bytes: number, view?: string): void {
    this.scannedBytes += bytes;
    if (this.#steps !== undefined) this.#addStep({ did: 'scanned', path, bytes, ...(view !== undefined && { view }) });
  }

  #addStep(step: Step): void {
    if (this.#steps === undefined) return;
    if (this.#steps.length < MAX_STEPS) this.#steps.push(step);
    else this.#moreSteps++;
  }

  /** @param offset of the match, in what `where` names */
  addSighting(
    {
      detector,
      match,
      offset,
      length,
    }: { detector: RuleInfo & Pick<Detector, 'appliesTo'>; match: Match; offset: number; length: number },
    where: Omit<Place, 'offset' | 'length'>,
  ): void {
    if (detector.appliesTo?.(where.path) === false) return;
    const { facts, fingerprint, preview } = match;
    const claim = {
      rule: detector.id,
      title: match.title ?? detector.title,
      severity: match.severity ?? detector.severity,
      confidence: match.confidence ?? detector.confidence,
      ...{ fingerprint, preview, facts },
    };
    const form = typeof facts.form === 'string' ? { form: facts.form } : {};
    this.#rules ??= new Map();
    if (!this.#rules.has(detector.id)) this.#rules.set(detector.id, ruleInfo(detector));
    this.#collector ??= new Collector();
    this.#collector.add(claim, { ...where, offset, length, ...form });
  }

  addTestimony({ spkiSha256, spki, fact, facts, offset }: Testimony, path: string): void {
    this.#noteBook ??= new NoteBook();
    this.#noteBook.add({ spkiSha256, ...(spki && { spki }), fact, facts, path, offset });
  }

  /** Public keys seen so far. */
  get knownKeys(): readonly KnownKey[] {
    return knownKeysOf(this.#noteBook?.notes() ?? []);
  }

  /** A foreseen error becomes a gap at `path`. @throws whatever is not foreseen: a bug keeps its stack */
  addError(path: string, error: unknown): void {
    if (!isForeseen(error)) throw error;
    this.addGap({ path, code: error.code, message: error.message });
  }

  /** Runs `work` and records its foreseen errors. @returns undefined when it completed synchronously */
  guard(path: string, work: () => Promise<void> | undefined): Promise<void> | undefined {
    try {
      return work()?.catch((error: unknown) => this.addError(path, error));
    } catch (error) {
      this.addError(path, error);
      return undefined;
    }
  }

  /**
   * @param extent `whole`: notes are dropped if no finding could use them; `range`: another part may have such a
   * finding
   */
  finish(extent: 'whole' | 'range'): ArtifactPart {
    const findings = this.#collector?.findings(this.path) ?? [];
    const needed = extent === 'range' || findings.some(({ facts }) => facts.spkiSha256 !== undefined);
    if (this.#collector?.overflow) this.addGap(tooManyFindings(this.path));
    return {
      path: this.path,
      size: this.size,
      ...(this.sha256 === undefined ? {} : { sha256: this.sha256 }),
      entries: this.entries,
      scannedBytes: this.scannedBytes,
      ...(this.excluded > 0 && { excluded: this.excluded }),
      findings,
      ...(this.#rules && { rules: [...this.#rules.values()] }),
      notes: (needed && this.#noteBook?.notes()) || [],
      gaps: this.#gaps?.tally() ?? NO_GAPS,
      formats: this.#formats ?? {},
      ...(this.#steps && { explanation: { artifact: this.path, steps: this.#steps, more: this.#moreSteps } }),
    };
  }
}

function ruleInfo({ id, title, severity, confidence, advice }: RuleInfo): RuleInfo {
  return { id, title, severity, confidence, advice };
}
