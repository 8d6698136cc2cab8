/**
 * Private keys whose numbers a program prints: `openssl pkey -text` and GnuTLS; objects of a language's library printed into a log
 * by Go's `%v` and `%+v`, Erlang's terms, Python's repr(), Ruby's inspect, `toString` of Java until version 8; FreeS/WAN's
 * ipsec.secrets; `openssl asn1parse` (asn1-listing.ts); `gpg --list-packets --debug mpi`. Also those that are numbers in source
 * code, or in test vectors as n and d, or n and its primes. Arithmetic decides which number is which (proof/numbers-of-key.ts).
 */

import { membersOf } from '../../../bytes/members.ts';
import type { Match } from '../../../model/match.ts';
import { latin1 } from '../../latin1.ts';
import { keyMatch } from '../../proof/key-match.ts';
import { type KeyNumbers, proven } from '../../proof/key-numbers.ts';
import { keyOfNumbers } from '../../proof/numbers-of-key.ts';
import { readPostQuantumKey } from '../../proof/post-quantum.ts';
import { POST_QUANTUM_ALGORITHMS } from '../../proof/post-quantum-algorithms.ts';
import { KEY_HOLDS } from '../../proof/proof-text.ts';
import { readKeyBytes } from '../../structures/read-key-bytes.ts';
import { readAsn1Listing } from './asn1-listing.ts';
import { keyTextDetector } from './key-text.ts';
import { BETWEEN_BYTES, type PrintedNumber, readPrintedNumbers } from './printed-numbers.ts';

/** n of RSA-16384 in lines of 15 bytes is 7 KiB, and half as much again if each line begins with a time. */
const BYTES_BEFORE = 12 * 1024;
/** Seed and expanded key of ML-DSA-87 are 16.5 KiB, or 27; d and the primes of RSA-16384 are 14 KiB, or 22. */
const BYTES_AFTER = 40 * 1024;

/** Names after the first of their numbers: n, N and E of Go, or x and y. */
const BEHIND = [
  ...['any:privateexponent', 'any:private exponent', 'any:private_exponent', '65537} ', '} D:+', '}, D:'],
  // Of NIST's test vectors, of settings, of JSON, of Ruby, of C; and as logs and debuggers print them.
  ...[
    'any:, d = ',
    'any:, d=',
    '[d] => ',
    'private_d = ',
    ' D: (*big.Int)(',
    "'d' => ",
    '"d" -> ',
    '(d #',
    'any: d -> ',
    'skey[2]: ',
    ' d = "',
    '\\"d\\":',
    '\n  d: ',
  ],
  // The primes after n, or before it.
  ...['any:\nq = ', 'any:\nq=', 'any:\nq: ', 'any:, q = ', 'any:, q=', '\nprime2 = '],
  ...['any:\nd = ', 'any:\nd=', 'any:\nd: ', 'any: d = ', 'any:"d":', 'any:"d"=>', '"d" => ', "any:'d':", 'any:&d, "'],
];
/** Names before all their numbers: of OpenSSL and GnuTLS, of Go's curves, Erlang, PyCryptodome, and rsa of Python. */
const AHEAD = [
  ...['any:private key:', 'any:private-key:', '{{0x', "'RSAPrivateKey',", "'ECPrivateKey',"],
  ...['any:private key = (', 'any:private_key = (', 'any:private: (', ':RSAPrivateKey, '],
  ...['RsaKey(n=', 'EccKey(curve=', 'PrivateKey('],
  // Calls that make a number from digits, or a key from numbers, in Java and JavaScript, Python, C#, Go, C, Rust.
  ...[
    'BigInteger(',
    'BigInt(',
    'setPrivate(',
    'setPrivateEx(',
    'RSA.construct(',
    'PrivateNumbers(',
    'BigInteger.Parse(',
  ],
  ...['.SetString("', 'fromBase10("', 'BN_hex2bn(', 'BN_dec2bn(', 'mpi_read_string(', 'mpz_set_str(', 'parse_bytes(b"'],
];
/** The version of a structure in a listing of `openssl asn1parse`; the row before it is the structure. */
const LISTED = ['INTEGER           :00', 'INTEGER           :01'];
const BEGINNINGS_BEHIND = BEHIND.map((name) => name.replace('any:', '').toLowerCase());
const LONGEST_NAME = Math.max(...BEGINNINGS_BEHIND.map(({ length }) => length));

export const printedPrivateKey = keyTextDetector({
  id: 'private-key-printed',
  form: { specification: 'numbers as programs print or hold them: decimal, hex, hex with colons', proof: KEY_HOLDS },
  title: 'Private key printed as numbers',
  anchors: [...BEHIND, ...AHEAD, ...LISTED],
  bytesBefore: BYTES_BEFORE,
  maxMatchBytes: BYTES_BEFORE + BYTES_AFTER,
  glance: isNumberNear,
  read(text, at) {
    if (text.startsWith('INTEGER ', at)) return readListed(text, at);
    const lead = text.slice(text.lastIndexOf('\n', at - 1) + 1, at).replace(ALGORITHM, '');
    const next = text.indexOf('\n', at) + 1;
    // If lines have a prefix, the next line has a similar one.
    const isLed =
      lead.length <= MAX_WIDTH && lead.trim() !== '' && text.startsWith(lead.slice(0, LIKE_CHARACTERS), next);
    return readWith(text, at, 0) ?? (isLed ? readWith(text, at, lead.length) : undefined);
  },
});

/** OpenSSL's name before `Private-Key:`. */
const ALGORITHM = /(?:X|ED|ML-|SLH-)[A-Za-z0-9-]{3,20} $/;
/** Job, step and time in a GitHub log. */
const MAX_WIDTH = 120;
/** The year of a time. */
const LIKE_CHARACTERS = 4;

/** A number must begin within this many bytes after its name, */
const NEAR_BYTES = 192;
/** and with a run of this many digits and marks: no time is that long, and no line of a number is shorter. */
const MIN_DIGITS = 40;

function isNumberNear(window: Uint8Array, at: number): boolean {
  if (window[at] === LISTED[0]!.charCodeAt(0))
    return (
      LISTED_BEFORE.test(latin1(window, at - VERSION_BYTES, at)) &&
      listingStart(latin1(window, at - ROWS_BYTES, at)) >= 0
    );
  const end = Math.min(window.length, at + NEAR_BYTES);
  let count = 0;
  for (let index = at; index < end; index++) {
    count = IN_NUMBER[window[index]!] === 1 ? count + 1 : 0;
    if (count === MIN_DIGITS) return true;
  }
  return false;
}
/** Hex digits, colons, and the commas of a list. */
const IN_NUMBER = membersOf(/[0-9A-Fa-f:,]/);

/** Two rows with their log prefixes. */
const ROWS_BYTES = 400;
/** Enough of the version's row to recognise it. */
const VERSION_BYTES = 48;
const LISTED_BEFORE = /prim: {1,40}$/;

/** Where the row above the version's begins, in the text before the version. */
function listingStart(before: string): number {
  const row = before.lastIndexOf(' cons: ');
  if (row < 0 || !/^ cons: {1,40}SEQUENCE(?![A-Z ]{0,20}[A-Z])/.test(before.slice(row))) return -1;
  return before.slice(0, row).search(/\d{1,5}:d=\d{1,2} {1,4}hl=\d{1,2} l= {0,4}\d{1,5}$/);
}

function readListed(text: string, at: number): Match | undefined {
  const before = text.slice(Math.max(0, at - ROWS_BYTES), at);
  const start = listingStart(before);
  if (start < 0) return undefined;
  const offset = at - before.length + start;
  const listing = readAsn1Listing(text.slice(offset, at + BYTES_AFTER));
  const key = listing && readKeyBytes(listing.der);
  if (key === undefined) return undefined;
  return keyMatch(key, { offset, length: listing!.end, form: 'asn1parse', preview: 'a listing of a private key' });
}

/** n of RSA-4096 in lines, or both halves of a point. */
const USUAL_BYTES_BEFORE = 2 * 1024;
const MAX_BEFORE = 2;
const MAX_AFTER = 8;

function readWith(text: string, at: number, width: number): Match | undefined {
  const far = { from: at, to: at + BYTES_AFTER, most: MAX_AFTER };
  const after = readPrintedNumbers(text, { ...far, between: BETWEEN_BYTES, width });
  if (after.length === 0) return undefined;
  const name = text.slice(at, at + LONGEST_NAME).toLowerCase();
  const before = BEGINNINGS_BEHIND.some((known) => name.startsWith(known)) ? numbersBefore(text, at, width) : [];
  const numbers = [...before, ...after];
  const found = keyOfNumbers(
    numbers.map(({ bytes }) => bytes),
    before.length,
  );
  if (found === undefined) return postQuantumMatch(text, at, after);
  const start = Math.min(at, numbers[found.first]!.start);
  const end = Math.max(numbers[found.last]!.end, after[0]!.end);
  return matchOf(proven(found.publicKey), start, end);
}

function matchOf(key: KeyNumbers, offset: number, end: number): Match {
  const length = end - offset;
  const place = { offset, length, form: 'printed', preview: 'numbers of a private key' };
  return keyMatch({ structure: 'printed', length, ...key }, place);
}

function numbersBefore(text: string, at: number, width: number): readonly PrintedNumber[] {
  const read = (length: number) => {
    const from = Math.max(0, at - length);
    const all = { most: Number.POSITIVE_INFINITY, between: length };
    const numbers = readPrintedNumbers(text, { from, to: at, ...all, width });
    return {
      numbers: numbers.slice(-MAX_BEFORE),
      isCut: numbers.length === 1 && numbers[0]!.start < from + LINE_BYTES,
    };
  };
  const usual = read(USUAL_BYTES_BEFORE);
  return usual.isCut ? read(BYTES_BEFORE).numbers : usual.numbers;
}
/** The next digits of a number are within this distance of the previous ones. */
const LINE_BYTES = 256;

/** `ML-DSA-44 Private-Key:`, then its seed, if it has one, and the expanded key. */
function postQuantumMatch(text: string, at: number, numbers: readonly PrintedNumber[]): Match | undefined {
  const name = /(?:ML|SLH)-[A-Za-z0-9-]{3,20}(?= $)/.exec(text.slice(Math.max(0, at - 24), at))?.[0];
  const algorithm = [...POST_QUANTUM_ALGORITHMS.values()].find((known) => known.name === name);
  const printed = algorithm && numbers.find(({ bytes }) => bytes.length === algorithm.expandedBytes);
  const key = printed && readPostQuantumKey(algorithm, printed.bytes);
  return key && printed && matchOf(key, at, printed.end);
}
