/** What was looked at in the eleventh sets, as known.ts has it of the others. */
import type { Known } from './known.ts';

export const KNOWN_IN_ELEVENTH: readonly Known[] = [];
