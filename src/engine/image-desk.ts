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
  /** Ids, in the order of the chain: of any range, since one that could not be read, or was stuck, tells none. */
  searches: readonly string[];
}

/** Puts together what the ranges of a large image saw, and makes the tasks that search all of it when the last is through. */
export class ImageDesk {
  readonly #images = new Map<string, OpenImage>();

  /** @returns the searches of the image whose last range this was */
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
