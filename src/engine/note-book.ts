import type { KnownKey } from '../detect/known-key.ts';
import type { Testimony } from '../detect/witness.ts';
import { compareText } from '../model/compare-text.ts';
import type { Finding } from '../model/finding.ts';
import { ownCopy } from '../model/own-copy.ts';

/** What a witness said, and where. */
export interface Note extends Pick<Testimony, 'spkiSha256' | 'spki' | 'fact' | 'facts'> {
  readonly path: string;
  readonly offset: number;
}

/** Most distinct public keys remembered for one artifact. */
export const MAX_NOTES = 10_000;

/**
 * Notes of one artifact, or of a part of it. Keeps for each key the first note of each kind by place and, beyond
 * MAX_NOTES, those with the smallest digests. So the merged notes of all parts are the same however the artifact was
 * cut.
 */
export class NoteBook {
  #notes = new Map<string, Note>();
  /** The last key that was kept when notes were dropped: what comes after it would be dropped as well. */
  #lastKept: string | undefined;

  add(note: Note): void {
    const key = `${note.spkiSha256} ${note.fact}`;
    if (this.#lastKept !== undefined && compareText(key, this.#lastKept) > 0) return;
    const earlier = this.#notes.get(key);
    if (earlier !== undefined && !precedes(note, earlier)) return;
    this.#notes.set(key, { ...note, facts: ownCopy(note.facts) });
    if (this.#notes.size >= 2 * MAX_NOTES) this.#dropLast();
  }

  /** At most MAX_NOTES. */
  notes(): readonly Note[] {
    return this.#smallest().map(([, note]) => note);
  }

  /**
   * Adds to each finding of a private key the facts from all notes of the same key. The finding's own facts take
   * precedence.
   */
  join<Found extends Finding>(findings: readonly Found[]): Found[] {
    const ofKey = new Map<unknown, Note[]>();
    for (const note of this.notes()) ofKey.set(note.spkiSha256, [...(ofKey.get(note.spkiSha256) ?? []), note]);
    return findings.map((finding) => {
      const notes = ofKey.get(finding.facts.spkiSha256) ?? [];
      const more = notes.map(({ fact, facts, path }) => [fact, { ...facts, seenAt: path }]);
      return notes.length === 0 ? finding : { ...finding, facts: { ...Object.fromEntries(more), ...finding.facts } };
    });
  }

  #dropLast(): void {
    const kept = this.#smallest();
    this.#notes = new Map(kept);
    this.#lastKept = kept.at(-1)?.[0];
  }

  #smallest(): [string, Note][] {
    return [...this.#notes].sort(([a], [b]) => compareText(a, b)).slice(0, MAX_NOTES);
  }
}

/** The keys in `notes`, as far as they can be searched for. */
export function knownKeysOf(notes: readonly Note[]): KnownKey[] {
  return notes.flatMap(({ spki, spkiSha256 }) => (spki === undefined ? [] : [{ spki, spkiSha256, origin: 'seen' }]));
}

/** By path, then by offset. */
function precedes(a: Note, b: Note): boolean {
  return a.path === b.path ? a.offset < b.offset : a.path < b.path;
}
