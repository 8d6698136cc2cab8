/**
 * Private keys in DER whose bytes a program text or a log spells out one by one: hex with or without separators,
 * arrays of C, Go, Rust and Java, JSON of a Node Buffer, string literals with escapes. The spellings are those of
 * hex-digits.ts. Keys that are cut are not read here.
 */
import { textAnchor } from '../../model/anchor.ts';
import type { Match } from '../../model/match.ts';
import type { Detector } from '../detector.ts';
import { findDerKey, fitsFrame, frameBytes, MAX_DER_KEY_BYTES } from '../proof/find-key.ts';
import { keyMatch, PRIVATE_KEY_ADVICE } from '../proof/key-match.ts';
import { KEY_HOLDS } from '../proof/proof-text.ts';
import { type ByteSpelling, readBytes } from './hex-digits.ts';

/** The version and what follows: PKCS#8, PKCS#1 and DSA, SEC1 of 256, 384 and 521 bits. */
const BEGINNINGS = [
  [2, 1, 0, 0x30],
  [2, 1, 1, 0x30],
  [2, 1, 0, 2, 0x82],
  [2, 1, 0, 2, 0x81],
  [2, 1, 1, 4, 0x20],
  [2, 1, 1, 4, 0x30],
  [2, 1, 1, 4, 0x42],
];

/** PKCS#1 up to the first byte of its length, before which a line of eight ends and Java has a cast. */
const PKCS1_START = [2, 1, 0, 2];
const WHAT_FOLLOWS = ['\n', '\r\n', ' (byte'];

const pair = (value: number) => value.toString(16).padStart(2, '0');
const spellings: readonly (readonly [ByteSpelling, (bytes: readonly number[]) => readonly string[]])[] = [
  ['hex', (bytes) => ['', ' ', ':'].map((separator) => bytes.map(pair).join(separator))],
  ['numbers', (bytes) => [', ', ','].map((separator) => bytes.map((byte) => `0x${pair(byte)}`).join(separator))],
  // As Go prints with %#v.
  ['numbers', (bytes) => [bytes.map((byte) => `0x${byte.toString(16)}`).join(', ')]],
  // Python and Rust write 30 as the character 0, and the length as an escape again.
  [
    'escapes',
    (bytes) => [
      bytes
        .slice(0, 3)
        .map((byte) => `\\x${pair(byte)}`)
        .join(''),
    ],
  ],
  [
    'decimal',
    (bytes) => [', ', ',', ',\n  ', ',\n    ', ',\n      '].map((separator) => bytes.map(decimal).join(separator)),
  ],
  ['decimal', (bytes) => [', ', ','].map((separator) => bytes.map(signed).join(separator))],
];
const decimal = (byte: number) => `${byte}`;
const signed = (byte: number) => `${byte < 0x80 ? byte : byte - 0x100}`;

const cutPkcs1: readonly (readonly [string, ByteSpelling])[] = WHAT_FOLLOWS.flatMap((next) => [
  [`${PKCS1_START.map(pair).join(' ')}${next}`, 'hex'],
  [`${PKCS1_START.map((byte) => `0x${pair(byte)}`).join(', ')},${next}`, 'numbers'],
  [`${PKCS1_START.map((byte) => `0x${pair(byte)}`).join(',')},${next}`, 'numbers'],
  [`${PKCS1_START.join(', ')},${next}`, 'decimal'],
  [`${PKCS1_START.join(',')},${next}`, 'decimal'],
]);

/** What the kernel takes. */
const MAX_ANCHOR_CHARACTERS = 32;
const ANCHORS: ReadonlyMap<string, ByteSpelling> = new Map([
  ...spellings.flatMap(([spelling, write]) =>
    BEGINNINGS.flatMap((bytes) =>
      write(bytes).map((text): [string, ByteSpelling] => [text.slice(0, MAX_ANCHOR_CHARACTERS), spelling]),
    ),
  ),
  ...cutPkcs1,
]);
/** Four bytes of a header: `\\x30\\x82` and so on. */
const CHARACTERS_BEFORE = 64;

export const hexPrivateKey: Detector = {
  id: 'private-key-hex',
  form: { specification: 'hex and byte arrays as source code spells them; content as above', proof: KEY_HOLDS },
  title: 'Private key spelled out in bytes',
  severity: 'critical',
  confidence: 'proven',
  advice: PRIVATE_KEY_ADVICE,
  trigger: {
    anchors: [...ANCHORS.keys()].map((text) => textAnchor(text, { ignoreCase: true })),
    bytesBefore: CHARACTERS_BEFORE,
    reads: 'text',
  },
  // RSA-4096 in PKCS#8 is 2,375 bytes; `0x30, ` is 6 characters, with an indent of 4 in lines of 12 some 6.5.
  maxMatchBytes: 32 * 1024,
  inspect,
};

function inspect(window: Uint8Array, at: number): Match | undefined {
  const text = Buffer.from(window.subarray(at, at + 32))
    .toString('latin1')
    .toLowerCase();
  for (const [anchor, spelling] of ANCHORS) {
    if (!text.startsWith(anchor)) continue;
    const read = (after: number) => readBytes(window, at, spelling, { before: CHARACTERS_BEFORE, after });
    // The header before the version first: where there is none, that is all that is read.
    const header = read(2);
    const wanted = frameBytes(header.bytes, header.at, 0x02);
    const head = wanted === undefined ? undefined : read(40);
    if (wanted === undefined || head === undefined || !fitsFrame(head.bytes, head.at, wanted)) continue;
    const whole = read(Math.min(wanted, MAX_DER_KEY_BYTES));
    const found = findDerKey(whole.bytes, whole.at);
    if (found === undefined) continue;
    const { key, start } = found;
    const offset = whole.starts[start]!;
    const length = whole.ends[start + key.length - 1]! - offset;
    return keyMatch(key, {
      offset,
      length,
      form: `${spelling}-${key.structure}`,
      preview: `${spelling} of a private key`,
    });
  }
  return undefined;
}
