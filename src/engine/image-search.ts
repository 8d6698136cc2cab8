import type { Budget } from '../bytes/budget.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import type { KnownKey } from '../detect/known-key.ts';
import type { MemorySearch } from '../detect/memory/memory-search.ts';
import type { Survey } from '../model/survey.ts';
import { locate } from '../views/locate.ts';
import type { View } from '../views/view.ts';
import { ImageReader } from './image-reader.ts';
import type { PartRecorder } from './part-recorder.ts';

/** A memory image, ready to be searched. */
interface SurveyedImage {
  readonly path: string;
  readonly view: View;
  readonly survey: Survey;
  readonly knownKeys: readonly KnownKey[];
  readonly searches: readonly MemorySearch[];
  /** Where the image begins in its source; 0 when absent. */
  readonly start?: number;
}

/** Finds what no single window shows: keys whose parts lie far apart. */
export function searchImage(source: ByteSource, image: SurveyedImage, budget: Budget, part: PartRecorder): void {
  const { path, view, survey, knownKeys, searches, start = 0 } = image;
  const reader = new ImageReader(source, view, {
    ...{ survey, knownKeys, start, checkTime: () => budget.checkTime() },
    reportIncomplete: (reason) => part.addGap({ path, code: 'budget', message: reason }),
  });
  part.guard(path, () => {
    for (const search of searches) {
      for (const match of search.search(reader)) {
        const { offset, length } = match;
        part.addSighting({ detector: search, match, offset, length }, { path, ...locate(view, offset) });
        budget.checkTime();
      }
    }
    return undefined;
  });
}
