/**
 * Character references of XML (section 4.1) and HTML (section 13.5): numeric ones, and the names of characters that occur in keys
 * and JSON.
 */

import { membersOf } from '../../bytes/members.ts';
import { SIGNS } from '../../model/sign.ts';
import type { Coding } from './coding.ts';
import { afterHex, type EscapeGrammar, escaped, hexAt, NO_ESCAPE, undoEscapes } from './escape-grammar.ts';
import { escapedRuns } from './escaped-runs.ts';

const NAMES = new Map(
  Object.entries({
    ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', Tab: '\t', NewLine: '\n' },
    ...{ plus: '+', sol: '/', equals: '=', lowbar: '_', hyphen: '-', dash: '-', period: '.', colon: ':', comma: ',' },
    ...{ semi: ';', num: '#', percnt: '%', commat: '@', bsol: '\\', grave: '`', lbrace: '{', lcub: '{' },
    ...{ rbrace: '}', rcub: '}', lbrack: '[', lsqb: '[', rbrack: ']', rsqb: ']', lpar: '(', rpar: ')', ast: '*' },
  }).map(([name, character]) => [keyOf(Buffer.from(name), 0, name.length), character.charCodeAt(0)]),
);
/** A number, since a string would have to be allocated for every reference. */
function keyOf(bytes: Uint8Array, at: number, end: number): number {
  let key = 0;
  for (let index = at; index < end; index++) key = key * 64 + (bytes[index]! & 63);
  return key;
}
const MAX_LETTERS = 8;
const [HASH, SEMICOLON] = [0x23, 0x3b];

const GRAMMAR: EscapeGrammar = {
  sign: SIGNS.ampersand,
  lead: 0x26,
  read(bytes, at) {
    return bytes[at + 1] === HASH ? readNumber(bytes, at) : readName(bytes, at);
  },
  ends: membersOf(/[<>"'\x00-\x08\x0b\x0c\x0e-\x1f]/),
  quotes: membersOf(/["']/),
  shields: false,
  parts: membersOf(/[\r\n".:]/),
};

function readNumber(bytes: Uint8Array, at: number): number {
  const isHex = (bytes[at + 2]! | 0x20) === 0x78;
  const from = isHex ? at + 3 : at + 2;
  const end = afterHex(bytes, from, 8);
  if (end === from || bytes[end] !== SEMICOLON) return NO_ESCAPE;
  const value = isHex ? hexAt(bytes, from, end) : decimalAt(bytes, from, end);
  return value < 0 || value > 0x10ffff ? NO_ESCAPE : escaped(value, end + 1 - at);
}

function decimalAt(bytes: Uint8Array, at: number, end: number): number {
  let value = 0;
  for (let index = at; index < end; index++) {
    const digit = bytes[index]! - 0x30;
    if (digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function readName(bytes: Uint8Array, at: number): number {
  let end = at + 1;
  while (end < bytes.length && end <= at + MAX_LETTERS && isLetter(bytes[end]!)) end++;
  if (bytes[end] !== SEMICOLON || end < at + 3) return NO_ESCAPE;
  const value = NAMES.get(keyOf(bytes, at + 1, end));
  return value === undefined ? NO_ESCAPE : escaped(value, end + 1 - at);
}

function isLetter(byte: number): boolean {
  return (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
}

export const entities: Coding = {
  id: 'entities',
  title: 'HTML and XML character references',
  sign: SIGNS.ampersand,
  find: (bytes, start, end, signs) => escapedRuns(bytes, { start, end, signs }, GRAMMAR),
  decode: (run) => [undoEscapes(run, GRAMMAR)],
};
