import type { KnownSecret } from '../detect/known/known-secret.ts';
import { compareText } from '../model/compare-text.ts';
import type { Finding, RuleInfo } from '../model/finding.ts';
import type { Gap } from '../model/gap.ts';
import type { ArtifactRecord, FormatCount, ScanResult } from '../model/result.ts';
import { type Explanation, MAX_STEPS } from '../model/step.ts';
import { Collector, MAX_FINDINGS, type PartFinding } from './collector.ts';
import { GapCollector, type GapTally, gapsOf } from './gap-collector.ts';
import { type Note, NoteBook } from './note-book.ts';
import type { ArtifactPart } from './task.ts';

/** Adds up what the tasks found, by artifact. The sum does not depend on their order. */
export class Ledger {
  readonly #records = new Map<string, ArtifactRecord>();
  readonly #findings = new Map<string, readonly PartFinding[]>();
  readonly #rules = new Map<string, RuleInfo>();
  /** For artifacts that came in several parts; the others need no merging. */
  readonly #collectors = new Map<string, Collector>();
  readonly #noteBooks = new Map<string, NoteBook>();
  readonly #watched = new NoteBook();
  readonly #secretNames = new Map<string, string>();
  /** Gaps that belong to no scanned artifact: those of the selection. */
  readonly #gaps: Gap[] = [];
  readonly #tallies = new Map<string, GapTally>();
  /** For artifacts with gaps in several parts. */
  readonly #gapCollectors = new Map<string, GapCollector>();
  readonly #formats = new Map<string, FormatCount>();
  #explanation: Explanation | undefined;
  #excluded = 0;

  /**
   * @param watched notes of the keys that the user watches for; they are joined to findings of every artifact
   * @param secrets of the job; a finding of the same secret, in any form, gets its name
   */
  constructor(watched: readonly Note[] = [], secrets: readonly KnownSecret[] = []) {
    for (const note of watched) this.#watched.add(note);
    for (const { identity, name } of secrets) if (identity) this.#secretNames.set(identity.fingerprint, name);
  }

  addGaps(gaps: readonly Gap[]): void {
    for (const gap of gaps) this.#gaps.push(gap);
  }

  /** Counts files and entries that the user excludes. */
  addExcluded(count: number): void {
    this.#excluded += count;
  }

  add(part: ArtifactPart): void {
    this.#addTally(part.path, part.gaps);
    for (const [id, count] of Object.entries(part.formats))
      this.#formats.set(id, sumOfCounts(this.#formats.get(id), count));
    this.#explain(part.explanation);
    this.addExcluded(part.excluded ?? 0);
    const before = this.#records.get(part.path);
    this.#records.set(part.path, sumOf(before, part));
    this.#addNotes(part);
    for (const rule of part.rules ?? []) this.#rules.set(rule.id, rule);
    if (part.findings.length === 0) return;
    const earlier = this.#findings.get(part.path);
    if (earlier === undefined) this.#findings.set(part.path, part.findings);
    else this.#mergeFindings(part, earlier);
  }

  /**
   * Records a file whose `size` bytes were all read and about which there is nothing else to report; this is its only
   * part.
   */
  addQuiet(path: string, size: number): void {
    this.#records.set(path, { path, size, entries: 0, scannedBytes: size });
  }

  result(leftOut: Readonly<Record<string, number>>, elapsedMs: number): ScanResult {
    for (const [path, collector] of this.#collectors) {
      this.#findings.set(path, collector.findings(path));
      if (collector.overflow) this.#addTally(path, { listed: [{ gap: tooManyFindings(path), times: 1 }], more: {} });
    }
    for (const [path, noteBook] of this.#noteBooks) {
      const findings = this.#findings.get(path);
      if (findings !== undefined) this.#findings.set(path, noteBook.join(findings));
    }
    const artifacts = [...this.#records.values()].sort((a, b) => compareText(a.path, b.path));
    const found = artifacts.flatMap(({ path }) => this.#findings.get(path)?.map(asReported) ?? []);
    const findings = this.#watched.join(found).map((finding) => this.#named(finding));
    const formats = [...this.#formats].sort(([a], [b]) => compareText(a, b));
    const named = new Set(findings.map(({ rule }) => rule));
    return {
      artifacts,
      findings,
      gaps: this.#allGaps(),
      rules: [...this.#rules.values()].filter(({ id }) => named.has(id)).sort((a, b) => compareText(a.id, b.id)),
      stats: {
        artifacts: artifacts.length,
        entries: total(artifacts, 'entries'),
        scannedBytes: total(artifacts, 'scannedBytes'),
        formats: Object.fromEntries(formats.map(([id, { opened }]) => [id, opened])),
        unpacked: Object.fromEntries(
          formats.filter(([, { entries }]) => entries > 0).map(([id, { entries, bytes }]) => [id, { entries, bytes }]),
        ),
        leftOut: this.#excluded === 0 ? leftOut : { ...leftOut, [EXCLUDED]: this.#excluded },
        elapsedMs,
      },
      ...(this.#explanation && { explanation: this.#explanation }),
    };
  }

  #addTally(path: string, tally: GapTally): void {
    if (tally.listed.length === 0) return;
    const before = this.#tallies.get(path);
    let collector = this.#gapCollectors.get(path);
    if (collector === undefined && before === undefined) {
      this.#tallies.set(path, tally);
      return;
    }
    if (collector === undefined) {
      collector = new GapCollector();
      if (before !== undefined) collector.merge(before);
      this.#gapCollectors.set(path, collector);
      this.#tallies.delete(path);
    }
    collector.merge(tally);
  }

  #allGaps(): Gap[] {
    const merged = [...this.#gapCollectors].map(([path, collector]) => [path, collector.tally()] as const);
    return uniqueGaps([
      ...this.#gaps,
      ...[...this.#tallies, ...merged].flatMap(([path, tally]) => gapsOf(path, tally)),
    ]);
  }

  #named(finding: Finding): Finding {
    const secret = this.#secretNames.get(finding.fingerprint);
    return secret === undefined ? finding : { ...finding, facts: { ...finding.facts, secret } };
  }

  #explain(more: Explanation | undefined): void {
    if (more === undefined) return;
    const before = this.#explanation ?? { artifact: more.artifact, steps: [], more: 0 };
    const steps = [...before.steps, ...more.steps];
    const surplus = Math.max(0, steps.length - MAX_STEPS);
    this.#explanation = { ...before, steps: steps.slice(0, MAX_STEPS), more: before.more + more.more + surplus };
  }

  #addNotes({ path, notes }: ArtifactPart): void {
    if (notes.length === 0) return;
    const noteBook = this.#noteBooks.get(path) ?? new NoteBook();
    this.#noteBooks.set(path, noteBook);
    for (const note of notes) noteBook.add(note);
  }

  #mergeFindings(part: ArtifactPart, earlier: readonly PartFinding[]): void {
    let collector = this.#collectors.get(part.path);
    if (collector === undefined) {
      collector = new Collector();
      for (const finding of earlier) collector.merge(finding);
      this.#collectors.set(part.path, collector);
    }
    for (const finding of part.findings) collector.merge(finding);
  }
}

/** A reason in `stats.leftOut`. */
const EXCLUDED = 'excluded-by-configuration';

function asReported({ claimPlace, ...finding }: PartFinding): Finding {
  return finding;
}

function sumOfCounts(before: FormatCount | undefined, count: FormatCount): FormatCount {
  if (before === undefined) return count;
  const { opened, entries, bytes } = before;
  return { opened: opened + count.opened, entries: entries + count.entries, bytes: bytes + count.bytes };
}

export function tooManyFindings(path: string): Gap {
  const message = `more than ${MAX_FINDINGS} different secrets; the rest is not listed. Look at the artifact as a whole`;
  return { path, code: 'budget', message };
}

function sumOf(before: ArtifactRecord | undefined, part: ArtifactPart): ArtifactRecord {
  const sha256 = before?.sha256 ?? part.sha256;
  return {
    path: part.path,
    size: Math.max(before?.size ?? 0, part.size),
    ...(sha256 === undefined ? {} : { sha256 }),
    entries: (before?.entries ?? 0) + part.entries,
    scannedBytes: (before?.scannedBytes ?? 0) + part.scannedBytes,
  };
}

/** Sorted and without duplicates: selection and scan may report the same gap of a file. */
function uniqueGaps(gaps: readonly Gap[]): Gap[] {
  const unique = new Map(gaps.map((gap) => [`${gap.path}\0${gap.code}\0${gap.message}`, gap]));
  return [...unique.entries()].sort(([a], [b]) => compareText(a, b)).map(([, gap]) => gap);
}

function total(artifacts: readonly ArtifactRecord[], field: 'entries' | 'scannedBytes'): number {
  return artifacts.reduce((sum, artifact) => sum + artifact[field], 0);
}
