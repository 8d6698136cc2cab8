/**
 * Private keys whose bytes are written out one by one in source code, a log or a dump: hex with or without separators, rows of xxd
 * and hexdump, arrays of C, Go, Rust and Java, JSON of a Node Buffer, string literals with escapes. DER, encrypted or not, and
 * OpenSSH. For the spellings, see hex-digits.ts and hex-dump.ts; for truncated keys, structures/cut-key.ts and
 * structures/key-tail.ts.
 */
import { textAnchor } from '../../../model/anchor.ts';
import type { Match } from '../../../model/match.ts';
import type { Detector } from '../../detector.ts';
import { latin1 } from '../../latin1.ts';
import { keyMatch, PRIVATE_KEY_ADVICE } from '../../proof/key-match.ts';
import { KEY_HOLDS } from '../../proof/proof-text.ts';
import { cutKeyMatch, type KeyCondition } from '../../structures/cut-key-match.ts';
import {
  findDerKey,
  findEncryptedKey,
  fitsFrame,
  frameBytes,
  isShroudedBag,
  looksLikeKey,
  MAX_DER_KEY_BYTES,
  MAX_HEADER_BYTES,
} from '../../structures/find-key.ts';
import { bytesFromTail, readKeyTail } from '../../structures/key-tail.ts';
import { OPENSSH_MAGIC } from '../../structures/openssh-key.ts';
import { readCutKey, wantedBytes } from '../../structures/read-cut-key.ts';
import { peekBytes, peekHexBack, readBytes } from './hex-digits.ts';
import { readDump } from './hex-dump.ts';
import { bytesBeforePbes2, HEX_KEY_ANCHORS, type HexAnchor } from './hex-key-anchors.ts';
import type { ReadSpelled, SpelledBytes } from './spelled-bytes.ts';
import { spelledOpensshKey } from './spelled-openssh.ts';

export const hexPrivateKey: Detector = {
  id: 'private-key-hex',
  form: {
    specification: 'hex and byte arrays as source code and dumps spell them; content as above',
    proof: KEY_HOLDS,
  },
  title: 'Private key spelled out in bytes',
  severity: 'critical',
  confidence: 'proven',
  advice: PRIVATE_KEY_ADVICE,
  trigger: {
    anchors: HEX_KEY_ANCHORS.map(({ text }) => textAnchor(text, { ignoreCase: true })),
    // Headers of a frame, `\\x30\\x82` and so on; the rows of a dump around them.
    bytesBefore: 400,
    reads: 'text',
  },
  // RSA-4096 in PKCS#8 is 2,375 bytes; `0x30, ` is 6 characters, with an indent of 4 in lines of 12 some 6.5.
  maxMatchBytes: 32 * 1024,
  inspect,
};

/** Keyed by their first four characters. */
const BY_BEGINNING = new Map<string, HexAnchor[]>();
for (const anchor of HEX_KEY_ANCHORS) {
  const beginning = anchor.text.slice(0, 4);
  BY_BEGINNING.set(beginning, [...(BY_BEGINNING.get(beginning) ?? []), anchor]);
}

function inspect(window: Uint8Array, at: number): Match | undefined {
  const text = Buffer.from(window.buffer, window.byteOffset + at, Math.min(32, window.length - at))
    .toString('latin1')
    .toLowerCase();
  for (const anchor of BY_BEGINNING.get(text.slice(0, 4)) ?? []) {
    if (!text.startsWith(anchor.text)) continue;
    if (leadsNowhere(window, at, anchor)) continue;
    let best: Match | undefined;
    for (const read of spellings(window, at, anchor)) {
      const match = READERS[anchor.holds](read, anchor);
      // A key that is cut or damaged may be whole in another reading.
      if (match !== undefined && match.facts.cut === undefined && match.facts.damaged === undefined) return match;
      best ??= match;
    }
    if (best !== undefined) return best;
  }
  return undefined;
}

const peeked = new Uint8Array(15);
const before = new Uint8Array(7);

/** A look at a few bytes, since it runs for every occurrence of an anchor. */
function leadsNowhere(window: Uint8Array, at: number, anchor: HexAnchor): boolean {
  const { text, spelling, holds } = anchor;
  const soon = holds === 'encrypted' ? CHARACTERS_TO_PBKDF2 : CHARACTERS_OF_KEY;
  if (
    latin1(window, at + 1, at + text.length + soon)
      .toLowerCase()
      .includes(text)
  )
    return true;
  if (holds === 'encrypted') {
    if (spelling !== 'hex' || peekHexBack(window, at, before) < before.length) return false;
    return !PBES2_BEGINNING.every((byte, index) => byte === before[index + 7 - bytesBeforePbes2(anchor)]);
  }
  const count = peekBytes(window, at, spelling, peeked);
  if (holds === 'openssh') return peeked.subarray(0, count).some((byte, index) => byte !== OPENSSH_MAGIC[index]);
  if (holds !== 'der') return false;
  if (!looksLikeKey(peeked.subarray(1), count - 1)) return true;
  // The anchor of SEC1 is weak: its frame must be there.
  if (spelling !== 'hex' || count < 4 || peeked[3] !== 0x04) return false;
  if (peekHexBack(window, at, before) < 3) return false;
  const [third, second, first] = before.subarray(4) as unknown as readonly [number, number, number];
  return second === 0x30 ? first < 0x15 : third === 0x30 ? second !== 0x81 : third !== 0x82;
}
/**
 * Within so few characters, fewer than the first number of a key or a seed of 32 bytes takes, the anchor does not recur. That of
 * PBES2 does, in the identifier of PBKDF2, which follows 11 bytes later.
 */
const CHARACTERS_OF_KEY = 64;
const CHARACTERS_TO_PBKDF2 = 16;
/** Tag and length of its identifier, and the beginning of its content. */
const PBES2_BEGINNING = Buffer.from('06092a864886', 'hex');

/** Most bytes of a header before an anchor. */
const BYTES_BEFORE = 32;
function* spellings(window: Uint8Array, at: number, { text, spelling, holds }: HexAnchor): Generator<ReadSpelled> {
  const start = spelling === 'doubled-escapes' && at > 0 ? at - 1 : at;
  // Without a space, it is not a row of a dump; in a row with an offset, the offset must not be read as bytes.
  if (spelling === 'hex' && text.includes(' ') && readDump(window, at, 1) !== undefined) {
    yield (_, after) => readDump(window, at, after) ?? NOTHING;
    return;
  }
  const spelt = spelling === 'escapes' && holds === 'openssh' ? (['escapes', 'doubled-escapes'] as const) : [spelling];
  for (const each of spelt) {
    for (const literals of each === 'escapes' || each === 'doubled-escapes'
      ? (['joined', 'one'] as const)
      : [undefined]) {
      yield (earlier, after) =>
        readBytes(window, start, each, { before: earlier, after, ...(literals && { literals }) });
    }
  }
}
const NOTHING: SpelledBytes = { bytes: new Uint8Array(0), at: 0, starts: [], ends: [] };

type Reader = (read: ReadSpelled, anchor: HexAnchor) => Match | undefined;

const READERS: Readonly<Record<HexAnchor['holds'], Reader>> = {
  der(read, { spelling }) {
    const first = read(4, 12);
    if (!looksLikeKey(first.bytes.subarray(first.at + 1), first.bytes.length - first.at - 1)) return undefined;
    // The anchor of SEC1 is weak: its frame must be there.
    if (first.bytes[first.at + 3] === 0x04 && frameBytes(first.bytes, first.at, 0x02) === undefined) return undefined;
    const head = read(MAX_HEADER_BYTES, 40);
    const wanted = frameBytes(head.bytes, head.at, 0x02);
    let condition: KeyCondition = 'cut';
    if (wanted !== undefined && fitsFrame(head.bytes, head.at, wanted)) {
      const whole = read(MAX_HEADER_BYTES, Math.min(wanted, MAX_DER_KEY_BYTES));
      const found = findDerKey(whole.bytes, whole.at);
      if (found !== undefined) {
        const { key, start } = found;
        return keyMatch(key, place(whole, start, start + key.length, `${spelling}-${key.structure}`));
      }
      if (whole.at + wanted <= whole.bytes.length) condition = 'damaged';
    }
    const most = wantedBytes(head.bytes, head.at);
    if (most === undefined) return undefined;
    const piece = read(0, most);
    const cut = readCutKey(piece.bytes, piece.at);
    return cut && cutKeyMatch(cut, place(piece, cut.start, cut.end, `${spelling}-${cut.structure}`), condition);
  },
  tail(read, { spelling }) {
    const head = read(0, 12);
    const wanted = bytesFromTail(head.bytes, head.at);
    if (wanted === undefined) return undefined;
    const piece = read(0, wanted);
    const cut = readKeyTail(piece.bytes, piece.at);
    return cut && cutKeyMatch(cut, place(piece, cut.start, cut.end, `${spelling}-${cut.structure}`), 'cut');
  },
  encrypted(read, anchor) {
    const head = read(BYTES_BEFORE, 4);
    const skipped = bytesBeforePbes2(anchor);
    const at = head.at - skipped;
    const wanted = at < 0 ? undefined : frameBytes(head.bytes, at, 0x30);
    if (wanted === undefined) return undefined;
    const whole = read(BYTES_BEFORE, Math.min(wanted, MAX_DER_KEY_BYTES));
    const found = findEncryptedKey(whole.bytes, whole.at - skipped);
    if (found === undefined || isShroudedBag(whole.bytes, found.start)) return undefined;
    return keyMatch(found.key, place(whole, found.start, found.start + found.key.length, `${anchor.spelling}-pkcs8`));
  },
  openssh(read, { spelling }) {
    const magic = read(0, OPENSSH_MAGIC.length);
    if (!OPENSSH_MAGIC.every((byte, index) => byte === magic.bytes[magic.at + index])) return undefined;
    return spelledOpensshKey(read, (whole, start, end) => place(whole, start, end, `${spelling}-openssh`));
  },
};

function place({ starts, ends }: SpelledBytes, start: number, end: number, form: string) {
  const offset = starts[start]!;
  const spelling = form.slice(0, form.lastIndexOf('-'));
  return { offset, length: ends[end - 1]! - offset, form, preview: `${spelling} of a private key` };
}
