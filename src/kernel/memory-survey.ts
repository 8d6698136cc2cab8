import { rangeOf } from './machine.ts';
import type { OpenKernel } from './open-kernel.ts';

/** Where big numbers may lie, and structures that may point to such. Offsets are in the kernel's window, in ascending order. */
export interface MemorySurvey {
  readonly runs: Uint32Array;
  readonly bignums: Uint32Array;
  readonly edwardsKeys: Uint32Array;
  readonly slices: Uint32Array;
}

export function surveyMemory({ machine }: OpenKernel, start: number, end: number, limit: number, phase: number): MemorySurvey {
  const { exports, buffer, hitsAt, hitsEnd } = machine;
  const range = rangeOf(machine, start, end, limit);
  const kinds: number[][] = [[], [], [], []];
  if (range) {
    exports.beginSurvey(...range, phase);
    do {
      const found = new Uint32Array(buffer, hitsAt, (exports.resumeSurvey(hitsAt, hitsEnd) - hitsAt) / 4);
      for (let at = 0; at < found.length; at += 2) {
        const what = found[at + 1]!;
        const kind = kinds[what & 7]!;
        kind.push(found[at]!);
        if (what > 7) kind.push(what);
      }
    } while (exports.moreSurvey() !== 0);
  }
  const [runs, bignums, edwardsKeys, slices] = kinds.map((kind) => Uint32Array.from(kind));
  return { runs: runs!, bignums: bignums!, edwardsKeys: edwardsKeys!, slices: slices! };
}
