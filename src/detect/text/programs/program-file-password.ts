/** A password in a file of the table in program-files.ts: one rule, whose finding names the program. */
import { assessPassword } from '../password.ts';
import type { Assessment, Candidate, Rule } from '../rule.ts';
import { PROGRAM_FILES, type ProgramFile } from './program-files.ts';
import { literalsOf, patternOfAll, TablePatterns, trialsOf } from './table-rule.ts';

const patterns = new TablePatterns<ProgramFile>(PROGRAM_FILES, ({ pattern }) => new RegExp(pattern, 'y'));

export const fileOf = (file: ProgramFile): RegExp => patterns.of(file);

export const programFilePasswordRules: readonly Rule[] = [
  {
    id: 'program-file-password',
    title: 'Password in the configuration of a program',
    provider: 'Configuration',
    severity: 'high',
    confidence: 'high',
    advice:
      'Change the password where the program signs in, and keep the file out of repositories, images and artifacts.',
    anchors: literalsOf(PROGRAM_FILES),
    pattern: patternOfAll(PROGRAM_FILES),
    maxMatchBytes: 32,
    contextBytes: 1000,
    edges: {},
    judgesPlaceholders: true,
    check: assessFile,
    ...trialsOf(PROGRAM_FILES),
  },
];

function assessFile({ window, start, secret: anchor }: Candidate): Assessment | undefined {
  const file = patterns.rowOf(anchor);
  if (file.before && !file.before.test(window.slice(Math.max(0, start - 600), start))) return undefined;
  const found = patterns.find(file, window, start);
  if (found === undefined) return undefined;
  const { secret, length } = found.groups;
  if (length !== undefined && Number(length) !== secret!.length) return undefined;
  if (/^[$%/[]/.test(secret!)) return undefined;
  const { start: from, end: to } = found.place;
  if (NAMES_PARTS.test(window.slice(Math.max(0, from - 12), to))) return undefined;
  const { program, chosen } = file;
  const assessment = assessPassword(secret!, { of: program, facts: { program }, ...(chosen && { chosen }) });
  return assessment && { ...assessment, place: found.place };
}

/** `[smtp.host.example]:587 username:password`: both are called what they are, in manuals and in comments of settings. */
const NAMES_PARTS = /\busername(?:[ \t]{1,8}|:)password$/i;
