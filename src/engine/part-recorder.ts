import type { Testimony } from '../detect/witness.ts';
import { AccessError, BudgetError, FormatError } from '../model/errors.ts';
import type { Gap } from '../model/gap.ts';
import type { Place } from '../model/place.ts';
import { Collector } from './collector.ts';
import { tooManyFindings } from './ledger.ts';
import { NoteBook } from './note-book.ts';
import type { Sighting } from './scanner.ts';
import type { ArtifactPart } from './task.ts';

/** Writes down what becomes known of (a part of) one artifact. Beside the walk, the only place where errors become gaps. */
export class PartRecorder {
  readonly path: string;
  size = 0;
  entries = 0;
  scannedBytes = 0;
  sha256: string | undefined;
  readonly #collector = new Collector();
  readonly #noteBook = new NoteBook();
  readonly #gaps: Gap[] = [];
  readonly #formats: Record<string, number> = {};

  constructor(path: string) {
    this.path = path;
  }

  addGap(gap: Gap): void {
    this.#gaps.push(gap);
  }

  addFormat(id: string): void {
    this.#formats[id] = (this.#formats[id] ?? 0) + 1;
  }

  /** @param where the place, without what the sighting itself knows */
  addSighting({ detector, match, offset, length }: Sighting, where: Omit<Place, 'offset' | 'length'>): void {
    const { facts, fingerprint, preview } = match;
    const claim = {
      rule: detector.id,
      title: match.title ?? detector.title,
      severity: match.severity ?? detector.severity,
      confidence: match.confidence ?? detector.confidence,
      ...{ fingerprint, preview, facts },
    };
    const form = typeof facts.form === 'string' ? { form: facts.form } : {};
    this.#collector.add(claim, { ...where, offset, length, ...form });
  }

  addTestimony({ spkiSha256, fact, facts, offset }: Testimony, path: string): void {
    this.#noteBook.add({ spkiSha256, fact, facts, path, offset });
  }

  /** A foreseen error becomes a gap at `path`. @throws whatever is not foreseen: a bug keeps its stack */
  addError(path: string, error: unknown): void {
    if (!(error instanceof FormatError || error instanceof BudgetError || error instanceof AccessError)) throw error;
    this.addGap({ path, code: error.code, message: error.message });
  }

  async guard(path: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.addError(path, error);
    }
  }

  guardSync(path: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.addError(path, error);
    }
  }

  /** @param extent of a whole artifact, notes without a finding they could belong to are forgotten */
  finish(extent: 'whole' | 'range'): ArtifactPart {
    const findings = this.#collector.findings(this.path);
    const needed = extent === 'range' || findings.some(({ facts }) => facts.spkiSha256 !== undefined);
    if (this.#collector.overflow) this.addGap(tooManyFindings(this.path));
    return {
      path: this.path,
      size: this.size,
      ...(this.sha256 === undefined ? {} : { sha256: this.sha256 }),
      entries: this.entries,
      scannedBytes: this.scannedBytes,
      findings,
      notes: needed ? this.#noteBook.notes() : [],
      gaps: this.#gaps,
      formats: this.#formats,
    };
  }
}
