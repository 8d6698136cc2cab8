/** A row in the tables of programs that take a password on their command line, and the parts of its patterns. */
import type { Confidence } from '../../../model/severity.ts';
import type { Rule } from '../rule.ts';

export interface ProgramOption {
  readonly program: string;
  readonly anchors: Rule['anchors'];
  /** From the anchor up to the password. */
  readonly lead: string;
  /** Case-insensitive. */
  readonly isOfWindows?: true;
  /** Ends a password that continues without a blank. */
  readonly end?: string;
  /** Issued by a program, and long: a value that no machine drew is a word of the help text. */
  readonly isToken?: true;
  /** It may follow the name of the program, without an option on the line. */
  readonly takesWord?: true;
  /** Confidence if a person chose it. Absent: medium. */
  readonly chosen?: Confidence;
  /** With `SECRET` in place of the password. */
  readonly example: string;
  readonly lookAlike: string;
}

/** Blanks, and line continuations of a shell, of cmd.exe, of PowerShell. */
export const G = String.raw`[ \t]{1,8}(?:[\\^\x60]\r?\n[ \t]{0,16})?`;
/** Other options and their values; no end of the command. */
export const OTHERS = String.raw`(?:${G}(?!&)[^\s|;\x00]{1,160}){0,16}?${G}`;
export const EXE = String.raw`(?:\.exe)?(?:\\?["'])?`;
export const USER = String.raw`\\?["']?[\w.@\\/-]{1,64}`;
