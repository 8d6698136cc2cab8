/** A row of the tables of programs that take a password on their command line, and what the patterns in them are made of. */
import type { Confidence } from '../../../model/severity.ts';
import type { Rule } from '../rule.ts';

export interface ProgramOption {
  readonly program: string;
  readonly anchors: Rule['anchors'];
  /** From the anchor up to the password. */
  readonly lead: string;
  /** Without regard to case. */
  readonly isOfWindows?: true;
  /** What ends a password that goes on without a blank. */
  readonly end?: string;
  /** Issued by a program, and long: what no machine drew is a word of the help. */
  readonly isToken?: true;
  /** It may stand behind the name of the program without an option on the line. */
  readonly takesWord?: true;
  /** Where a person chose it. Absent: medium. */
  readonly chosen?: Confidence;
  /** Where the password goes in for `SECRET`. */
  readonly example: string;
  readonly lookAlike: string;
}

/** Blanks, and a line that goes on in the next one: of a shell, of cmd.exe, of PowerShell. */
export const G = String.raw`[ \t]{1,8}(?:[\\^\x60]\r?\n[ \t]{0,16})?`;
/** Other options and their values; no end of the command. */
export const OTHERS = String.raw`(?:${G}(?!&)[^\s|;\x00]{1,160}){0,16}?${G}`;
export const EXE = String.raw`(?:\.exe)?(?:\\?["'])?`;
export const USER = String.raw`\\?["']?[\w.@\\/-]{1,64}`;
