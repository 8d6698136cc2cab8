import type { Budget } from '../bytes/budget.ts';
import type { EffortAccount } from '../detect/effort-account.ts';
import { atFixedLimit } from '../model/gap.ts';
import type { PartRecorder } from './part-recorder.ts';

/** What detectors may still compute for an artifact, in all threads. A gap says that it is used up, once for the whole artifact. */
export function effortOf(budget: Budget, part: PartRecorder): EffortAccount {
  return {
    takes(microseconds, work) {
      const answer = budget.takesEffort(microseconds, work);
      if (answer === 'last') part.addGap({ path: part.path, code: 'budget', message: TOO_MUCH });
      return answer !== 'no';
    },
  };
}

const TOO_MUCH = atFixedLimit(
  'this artifact has so many candidates for keys and passwords that proving them was stopped: after that, secrets that take long to prove are not reported',
  'split it before the scan',
);
