import type { KnownKey } from '../detect/known-key.ts';
import { compareText } from '../model/compare-text.ts';
import { JoinedSurveys } from './joined-surveys.ts';
import { knownKeysOf } from './note-book.ts';
import type { Task, TaskResult } from './task.ts';

/** What is known of a large memory image whose ranges are being scanned. */
interface OpenImage {
  ranges: number;
  readonly surveys: JoinedSurveys;
  readonly seen: Map<string, KnownKey>;
  /**
   * Ids of the searches, in the order of the chain. Taken from any range, since one that could not be read or was stuck
   * reports none.
   */
  searches: readonly string[];
}

/**
 * Collects what the ranges of a large image reported and, when the last range is done, makes the tasks that search the
 * whole image.
 */
export class ImageDesk {
  readonly #images = new Map<string, OpenImage>();

  /** @returns the search tasks of the image, when this was its last range */
  note(task: Task, { parts, followUps, survey, searches }: TaskResult): readonly Task[] {
    for (const followUp of followUps) if (followUp.kind === 'range') this.#imageOf(followUp.artifact.file).ranges++;
    if (task.kind !== 'range') return [];
    const { artifact, start, begunAtMs } = task;
    const image = this.#imageOf(artifact.file);
    image.ranges--;
    if (survey !== undefined) image.surveys.add(start, survey);
    if (searches !== undefined) image.searches = searches;
    for (const { notes } of parts) for (const key of knownKeysOf(notes)) image.seen.set(key.spkiSha256, key);
    if (image.ranges > 0) return [];
    this.#images.delete(artifact.file);
    if (image.surveys.isEmpty) return [];
    const { isCut } = image.surveys;
    const whole = image.surveys.take();
    const seen = [...image.seen.values()].sort((a, b) => compareText(a.spkiSha256, b.spkiSha256));
    return image.searches.map((search, index) => {
      const tellsOfCut = isCut && index === 0;
      return { kind: 'image', search, artifact, survey: whole, seen, begunAtMs, ...(tellsOfCut && { tellsOfCut }) };
    });
  }

  #imageOf(file: string): OpenImage {
    const image = this.#images.get(file) ?? { ranges: 0, surveys: new JoinedSurveys(), seen: new Map(), searches: [] };
    this.#images.set(file, image);
    return image;
  }
}
