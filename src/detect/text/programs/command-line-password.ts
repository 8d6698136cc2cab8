/** A password after an option of a program in the table of program-options.ts: one rule, whose finding names the program. */

import { membersOf } from '../../../bytes/members.ts';
import { endOfRun } from '../byte-runs.ts';
import { looksMadeUp } from '../placeholder.ts';
import type { Assessment, Candidate, Rule } from '../rule.ts';
import { isDrawn } from '../value-kind.ts';
import { assessWord, COMMAND_ADVICE, mayHaveOption, TOKEN_WORD, WORD } from './command-line.ts';
import type { ProgramOption } from './program-option.ts';
import { PROGRAM_OPTIONS } from './program-options.ts';
import { literalsOf, patternOfAll, TablePatterns, trialsOf } from './table-rule.ts';

/** Placeholders of manuals: `--password ARG`, `-P pass`. */
const STANDS_FOR_ONE =
  /^(?:[A-Z_]+|arg|string|word|phrase|[\w-]{0,12}_?(?:password|passwd|passphrase|pass|pwd|secret))[.,:)\]]?$/;
/** App-specific passwords of Apple (support.apple.com, "app-specific passwords"): letters alone, and random. */
const APP_SPECIFIC = /^[a-z]{4}(?:-[a-z]{4}){3}$/;

const patterns = new TablePatterns<ProgramOption>(
  PROGRAM_OPTIONS,
  ({ lead, isOfWindows, isToken }) => new RegExp(`(?:${lead})${isToken ? TOKEN_WORD : WORD}`, isOfWindows ? 'iy' : 'y'),
);

/** How far a line is read; if that ends inside a word, the whole word is read. */
const [ANCHOR_BYTES, CONTEXT_BYTES, MORE_BYTES] = [32, 1400, 2048];
const OF_WORD = membersOf(/[^\s"'`\\<>|;\x00\x1b]/);

function latestEnd(window: Uint8Array, at: number): number {
  return endOfRun(window, at + ANCHOR_BYTES + CONTEXT_BYTES, MORE_BYTES, OF_WORD) - CONTEXT_BYTES;
}

export const lineOf = (option: ProgramOption): RegExp => patterns.of(option);

export const commandLinePasswordRules: readonly Rule[] = [
  {
    id: 'command-line-password',
    title: 'Password on a command line',
    provider: 'Shell',
    severity: 'high',
    confidence: 'high',
    advice: COMMAND_ADVICE,
    anchors: literalsOf(PROGRAM_OPTIONS),
    // The rest of the line is left to the row of the table.
    pattern: patternOfAll(PROGRAM_OPTIONS),
    maxMatchBytes: ANCHOR_BYTES + MORE_BYTES,
    latestEnd,
    contextBytes: CONTEXT_BYTES,
    edges: { before: /[A-Za-z0-9_.:-]/ },
    glance: (bytes, at) => mayTakeWord(bytes, at) || mayHaveOption(bytes, at),
    judgesPlaceholders: true,
    check: assessCommand,
    ...trialsOf(PROGRAM_OPTIONS),
  },
];

/**
 * The first two letters, in either case, of the names of programs that take a password without an option; other programs with the
 * same letters match too.
 */
const TAKES_WORD = new Set(
  PROGRAM_OPTIONS.filter(({ takesWord }) => takesWord).flatMap(({ anchors }) =>
    anchors.map((anchor) => twoOf(Buffer.from(typeof anchor === 'string' ? anchor : anchor.text), 0)),
  ),
);

function mayTakeWord(bytes: Uint8Array, at: number): boolean {
  return 'abcflmnruvwy'.includes(String.fromCharCode(bytes[at]! | 0x20)) || TAKES_WORD.has(twoOf(bytes, at));
}

function twoOf(bytes: Uint8Array, at: number): number {
  return ((bytes[at]! | 0x20) << 8) | (bytes[at + 1]! | 0x20);
}

function assessCommand({ window, start, secret: anchor }: Candidate): Assessment | undefined {
  const option = patterns.rowOf(anchor);
  const { program, end, chosen, isToken } = option;
  const found = patterns.find(option, window, start);
  if (found === undefined) return undefined;
  const whole = found.groups.secret!;
  const cut = end === undefined ? -1 : whole.indexOf(end);
  const password = cut < 0 ? whole : whole.slice(0, cut);
  // UUIDs count, too.
  if (STANDS_FOR_ONE.test(password) || (isToken && !isDrawn(password.replaceAll('-', '')))) return undefined;
  const assessment = assessWord(password, program, chosen);
  if (assessment === undefined) return undefined;
  const from = found.place.start;
  const isIssued = program === 'notarytool' && APP_SPECIFIC.test(password) && !looksMadeUp(password);
  const { named: _, ...issued } = assessment;
  return {
    ...(isIssued ? { ...issued, confidence: 'high' } : assessment),
    place: { start: from, end: from + password.length },
    facts: { program },
  };
}
