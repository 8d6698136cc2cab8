/**
 * Files with keys in base64, base64 of base64, and gzip in either, as in secrets of CI systems and Kubernetes, Helm's releases and
 * configuration in environment variables. The content is decoded, or decompressed, and searched by the detectors of keys. A
 * finding is that of the inner detector, at the outer place; its form names the layers.
 *
 * A file is found by its beginning (encoded-beginnings.ts). Keys in DER, PEM, OpenSSH and key stores in base64 have detectors of
 * their own. Read: some 40 KB of an encoding, 1 MiB of decompressed data.
 */
import { textAnchor } from '../../../model/anchor.ts';
import type { Match } from '../../../model/match.ts';
import { NO_MEMORY } from '../../../model/memory.ts';
import { CONFIDENCES, rank, SEVERITIES } from '../../../model/severity.ts';
import { AnchorIndex } from '../../anchor-index.ts';
import type { Detector } from '../../detector.ts';
import { latin1 } from '../../latin1.ts';
import { PRIVATE_KEY_ADVICE } from '../../proof/key-match.ts';
import { readBase64 } from './base64-digits.ts';
import { beginsGzip, gunzipBounded } from './bounded-gunzip.ts';
import { BYTES_BEFORE_ANYWHERE, ENCODED_BEGINNINGS, type EncodedBeginning } from './encoded-beginnings.ts';
import type { SpelledBytes } from './spelled-bytes.ts';

/** Digits, with line ends between them, for the bytes before an anchor. */
const charactersFor = (bytes: number) => Math.ceil((bytes * 4) / 3) + Math.ceil(bytes / 8) + 16;
/** The shortest file with a key, an age identity, has 74 characters and thus more digits. In a JWK the type may come last. */
const MIN_DIGITS = 90;
const MIN_DIGITS_OF_MEMBER = 24;
const MAX_CHARACTERS = 56 * 1024;
/** Bytes of the beginning of a file, by which most anchors are refused. */
const HEAD_BYTES = 64;
const SHORT_CHARACTERS = 400;
/** Most different keys reported for one encoding. */
const MAX_MATCHES = 64;

/** Nested encodings that are undone, besides the two layers of base64 of base64. */
const MAX_DEPTH = 2;

/** @param keys detectors of everything that may be inside */
export function encodedKey(keys: readonly Detector[]): Detector {
  return encodedKeyAt(keys, MAX_DEPTH);
}

function encodedKeyAt(keys: readonly Detector[], depth: number): Detector {
  let index: AnchorIndex<Detector> | undefined;
  /** Built on first use. */
  const inside = () => {
    const detectors = depth > 1 ? [...keys, encodedKeyAt(keys, depth - 1)] : keys;
    index ??= new AnchorIndex(detectors, ({ trigger }) => trigger.anchors);
    return index;
  };
  return {
    id: 'encoded-key',
    form: { specification: 'RFC 4648, RFC 1952; content as above', proof: 'as the form inside' },
    title: 'Key in base64, or compressed in base64',
    severity: 'critical',
    confidence: 'proven',
    advice: PRIVATE_KEY_ADVICE,
    trigger: {
      anchors: [...new Set(ENCODED_BEGINNINGS.map(({ text }) => text))].map((text) => textAnchor(text)),
      bytesBefore: charactersFor(BYTES_BEFORE_ANYWHERE),
      reads: 'text',
    },
    maxMatchBytes: MAX_CHARACTERS,
    inspect(window, at) {
      for (const beginning of beginningsAt(window, at)) {
        const [first, ...others] = read(window, at, beginning, inside);
        if (first !== undefined) return others.length === 0 ? first : { ...first, also: others };
      }
      return undefined;
    },
  };
}

/** Keyed by their first four characters. */
const BY_BEGINNING = new Map<string, EncodedBeginning[]>();
for (const beginning of ENCODED_BEGINNINGS) {
  const key = beginning.text.slice(0, 4);
  BY_BEGINNING.set(key, [...(BY_BEGINNING.get(key) ?? []), beginning]);
}

function beginningsAt(window: Uint8Array, at: number): readonly EncodedBeginning[] {
  const candidates = BY_BEGINNING.get(latin1(window, at, at + 4)) ?? [];
  return candidates.filter(({ text }) => latin1(window, at, at + text.length) === text);
}

type Inside = () => AnchorIndex<Detector>;

/** The matches in the encoding that has `beginning` at `at`; offsets are offsets in `window`. The surest and most severe first. */
function read(window: Uint8Array, at: number, beginning: EncodedBeginning, inside: Inside): Match[] {
  const { text, digitsBefore, bytesBefore, inner, looks } = beginning;
  // Up to the next of its kind, so that each digit is decoded once, however often the anchor occurs.
  const end = nextOf(window, at, text);
  const isAnywhere = bytesBefore === BYTES_BEFORE_ANYWHERE;
  if (end - at < (isAnywhere ? MIN_DIGITS_OF_MEMBER : MIN_DIGITS)) return [];
  const start = Math.max(0, previousOf(window, at, text), at - charactersFor(bytesBefore));
  const own = window.subarray(start, end);
  const decode = (before: number, after: number) => readBase64(own, at - start, digitsBefore, { before, after });
  // A short one is decoded once.
  const isShort = own.length < SHORT_CHARACTERS;
  const head = isShort ? decode(bytesBefore, SHORT_CHARACTERS) : decode(isAnywhere ? 0 : bytesBefore, HEAD_BYTES);
  const fileStart = isAnywhere ? head.at : head.at - bytesBefore;
  if (inner === undefined && (fileStart < 0 || !looks!.test(latin1(head.bytes, fileStart)))) return [];
  if (inner !== undefined && latin1(head.bytes, head.at, head.at + inner.text.length) !== inner.text) return [];
  if (beginning.holds === 'gzip' && !beginsGzip(head.bytes.subarray(head.at))) return [];
  const spelled = isShort ? head : decode(bytesBefore, MAX_CHARACTERS);
  const found =
    beginning.holds === 'gzip'
      ? compressed(spelled, inside)
      : inner === undefined
        ? search(spelled.bytes, inside())
        : read(spelled.bytes, spelled.at, inner, inside);
  return found.map((match) => outside(match, spelled, start));
}

function nextOf(window: Uint8Array, at: number, text: string): number {
  const rest = window.subarray(at + 1, at + MAX_CHARACTERS);
  const next = Buffer.from(rest.buffer, rest.byteOffset, rest.length).indexOf(text, 0, 'latin1');
  return next < 0 ? Math.min(window.length, at + MAX_CHARACTERS) : at + 1 + next;
}

/** Where the previous one ends, or 0. */
function previousOf(window: Uint8Array, at: number, text: string): number {
  const before = Buffer.from(window.buffer, window.byteOffset, at);
  const previous = before.lastIndexOf(text, -1, 'latin1');
  return previous < 0 ? 0 : previous + text.length;
}

/** Moves an inner match to the digits that encode it. */
function outside(match: Match, { starts, ends }: SpelledBytes, start: number): Match {
  const offset = starts[match.offset]! + start;
  return {
    ...match,
    ...{ offset, length: ends[match.offset + match.length - 1]! + start - offset },
    preview: `base64 of ${match.preview}`,
    facts: { ...match.facts, form: `base64-${match.facts.form}` },
  };
}

/** Everything in a compressed file has the place of the whole file. */
function compressed(spelled: SpelledBytes, inside: Inside): Match[] {
  const inflated = gunzipBounded(spelled.bytes.subarray(spelled.at));
  if (inflated === undefined) return [];
  return search(inflated.bytes, inside()).map((match) => ({
    ...match,
    ...{ offset: spelled.at, length: inflated.inputBytes },
    preview: `gzip of ${match.preview}`,
    facts: { ...match.facts, form: `gzip-${match.facts.form}` },
  }));
}

/** The matches of the detectors in `bytes`, one per key: the surest and most severe, and among equals the first. */
function search(bytes: Uint8Array, index: AnchorIndex<Detector>): Match[] {
  const found = new Map<string, Match>();
  index.search(bytes, (detector, at) => {
    if (found.size >= MAX_MATCHES) return;
    const start = Math.max(0, at - detector.trigger.bytesBefore);
    const window = bytes.subarray(start, at + detector.maxMatchBytes);
    const match = detector.inspect(window, at - start, NO_MEMORY);
    if (match === undefined) return;
    for (const each of [match, ...(match.also ?? [])]) {
      const known = found.get(each.fingerprint);
      const complete = { ...withDefaults(each, detector), offset: start + each.offset };
      if (known === undefined || compare(complete, known) < 0) found.set(each.fingerprint, complete);
    }
  });
  return [...found.values()].sort(compare);
}

/** Fills in all properties that a match inherits from its detector. */
function withDefaults({ also: _, ...match }: Match, detector: Detector): Match {
  const { title = detector.title, severity = detector.severity, confidence = detector.confidence } = match;
  return { ...match, title, severity, confidence };
}

function compare(a: Match, b: Match): number {
  return (
    rank(CONFIDENCES, a.confidence!) - rank(CONFIDENCES, b.confidence!) ||
    rank(SEVERITIES, a.severity!) - rank(SEVERITIES, b.severity!) ||
    a.offset - b.offset ||
    b.length - a.length
  );
}
