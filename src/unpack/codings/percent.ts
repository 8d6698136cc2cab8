/** RFC 3986, section 2.1. A plus sign is kept: it means a blank only in a form. */

import { membersOf } from '../../bytes/members.ts';
import { SIGNS } from '../../model/sign.ts';
import type { Coding } from './coding.ts';
import { type EscapeGrammar, escaped, hexAt, NO_ESCAPE, undoEscapes } from './escape-grammar.ts';
import { escapedRuns } from './escaped-runs.ts';

const GRAMMAR: EscapeGrammar = {
  sign: SIGNS.percent,
  lead: 0x25,
  read(bytes, at) {
    const value = hexAt(bytes, at + 1, at + 3);
    return value < 0 ? NO_ESCAPE : escaped(value, 3, 'byte');
  },
  ends: membersOf(/[^\x21-\x7e]|["'<>`\\]/),
  quotes: membersOf(/(?!)/),
  shields: false,
  parts: membersOf(/[\x00-\x7f]/),
};

export const percent: Coding = {
  id: 'percent',
  title: 'Percent-encoding (RFC 3986)',
  sign: SIGNS.percent,
  find: (bytes, start, end, signs) => escapedRuns(bytes, { start, end, signs }, GRAMMAR),
  decode: (run) => [undoEscapes(run, GRAMMAR)],
};
