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
  endsUserInfo,
};

/** `mongodb%3A%2F%2Fapp%3Apassword%40host`: an address in a parameter of another one, or in a form. */
function endsUserInfo(bytes: Uint8Array, at: number): boolean {
  if (bytes[at + 1] !== FOUR || bytes[at + 2] !== ZERO) return false;
  let start = at;
  while (start > 0 && at - start < MAX_ADDRESS_BYTES && OF_ADDRESS[bytes[start - 1]!] === 1) start--;
  return USER_INFO.test(Buffer.from(bytes.subarray(start, at)).toString('latin1'));
}
const [FOUR, ZERO] = [0x34, 0x30];
const MAX_ADDRESS_BYTES = 300;
const OF_ADDRESS = membersOf(/[\w.~%+-]/);
const USER_INFO = /%3[Aa]%2[Ff]%2[Ff](?:(?!%2[Ff]|%3[Aa])[\w.~%+-]){0,64}%3[Aa](?:(?!%2[Ff]).){3,200}$/;

export const percent: Coding = {
  id: 'percent',
  title: 'Percent-encoding (RFC 3986)',
  sign: SIGNS.percent,
  find: (bytes, start, end, signs) => escapedRuns(bytes, { start, end, signs }, GRAMMAR),
  decode: (run) => [undoEscapes(run, GRAMMAR)],
};
