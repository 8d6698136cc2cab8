/**
 * Private keys in base64 without armour: PKCS#8, PKCS#1, SEC1, OpenSSH and encrypted ones in a manifest, a JSON member or a dump;
 * PEM whose BEGIN or END line is lost; base64 of PEM, as in Kubernetes; and base64 of all these. For truncated keys, see
 * structures/cut-key.ts and structures/key-tail.ts.
 *
 * The first digits decide whether more is read: a frame must begin there and state its length.
 */

import { textAnchor } from '../../../model/anchor.ts';
import type { Match } from '../../../model/match.ts';
import { NO_MEMORY } from '../../../model/memory.ts';
import { completeMatch } from '../../complete-match.ts';
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
  MAX_DER_KEY_BYTES,
  MAX_HEADER_BYTES,
} from '../../structures/find-key.ts';
import { bytesFromTail, readKeyTail } from '../../structures/key-tail.ts';
import { readCutKey, wantedBytes } from '../../structures/read-cut-key.ts';
import { readBase64 } from './base64-digits.ts';
import { anchorsAt, BASE64_KEY_ANCHORS, type Base64Anchor } from './base64-key-anchors.ts';
import { keyMayBegin, noKeyBegins } from './base64-key-beginning.ts';
import { cosignKey } from './cosign-key.ts';
import { hasDigitsLeft, leadBefore } from './line-lead.ts';
import { openpgpPrivateKeyArmour } from './openpgp-private-key-armour.ts';
import { pemPrivateKey } from './pem-private-key.ts';
import type { ReadSpelled, SpelledBytes } from './spelled-bytes.ts';
import { spelledOpensshKey } from './spelled-openssh.ts';

/** n of RSA-8192 in lines, for a key whose first line is lost; otherwise the header of an outer frame. */
const CHARACTERS_BEFORE = 1600;

export const base64PrivateKey: Detector = {
  id: 'private-key-base64',
  form: { specification: 'RFC 4648; content as above', proof: KEY_HOLDS },
  title: 'Private key in base64',
  severity: 'critical',
  confidence: 'proven',
  advice: PRIVATE_KEY_ADVICE,
  trigger: {
    anchors: [...new Set(BASE64_KEY_ANCHORS.map(({ text }) => text))].map((text) => textAnchor(text)),
    bytesBefore: CHARACTERS_BEFORE,
    reads: 'text',
  },
  // RSA-16384 in PKCS#8 is 12,420 digits, in base64 of PEM 17,000.
  maxMatchBytes: 32 * 1024,
  inspect: (window, at) => inspectBase64(window, at, 1),
};

/** @param layers how many more layers of base64 may be inside */
function inspectBase64(window: Uint8Array, at: number, layers: number): Match | undefined {
  for (const anchor of anchorsAt(window, at)) {
    if (anchor.holds === 'base64' && layers === 0) continue;
    if (noKeyBegins(window, at, anchor)) continue;
    const match = readAnchor(window, at, { anchor, layers, lead: 0 });
    if (match !== undefined) return match;
    const lead = leadBefore(window, at, anchor);
    const led = lead > 0 ? readAnchor(window, at, { anchor, layers, lead }) : undefined;
    if (led !== undefined) return led;
  }
  return undefined;
}

interface Reading {
  readonly anchor: Base64Anchor;
  readonly layers: number;
  /** For `readBase64`. */
  readonly lead: number;
}

function readAnchor(window: Uint8Array, at: number, { anchor, layers, lead }: Reading): Match | undefined {
  const { holds, digitsBefore } = anchor;
  const read = (before: number, after: number) => readBase64(window, at, digitsBefore, { before, after, lead });
  const match = READERS[holds](read, layers);
  const isOne = holds === 'der' || holds === 'seed' || holds === 'encrypted';
  return match !== undefined && isOne && hasDigitsLeft(window, match) ? undefined : match;
}

/** PrivateKeyInfo of RFC 8410, from its version to the beginning of the anchor. */
const VERSION_TO_SEED = Buffer.from('02010030050603', 'hex');
/** Of RSA-8192. */
const MAX_MODULUS_BYTES = 1024 + 16;

function startsWith(bytes: Uint8Array, beginning: Uint8Array): boolean {
  return beginning.every((byte, index) => byte === bytes[index]);
}

/**
 * Whether the digits are contiguous except for line ends. A sequence joined from short strings, such as a list of prefixes in a
 * program, is no seed; nothing else would show it.
 */
function isOneText({ starts, ends }: SpelledBytes, from: number, to: number): boolean {
  return ends[to - 1]! - starts[from]! <= Math.ceil(((to - from) * 4) / 3) + MAX_BETWEEN;
}
const MAX_BETWEEN = 6;

/** Whether the beginning of a key soon recurs: a flood, each of which would be read to its end. In a real key it recurs once in 2^31. */
function beginsAgain(read: ReadSpelled, wanted: number): boolean {
  if (wanted <= FLOOD_BYTES) return false;
  const { bytes, at } = read(0, FLOOD_BYTES);
  const key = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return key.indexOf(key.subarray(at, at + BEGINNING_BYTES), at + 1) >= 0;
}
/** Version, tag and length of the next element. */
const BEGINNING_BYTES = 5;
/** Keys of curves are shorter, and may be adjacent. */
const FLOOD_BYTES = 300;

const READERS: Readonly<Record<Base64Anchor['holds'], (read: ReadSpelled, layers: number) => Match | undefined>> = {
  der(read) {
    const head = read(MAX_HEADER_BYTES, 40);
    const wanted = frameBytes(head.bytes, head.at, 0x02);
    let condition: KeyCondition = 'cut';
    if (wanted !== undefined && fitsFrame(head.bytes, head.at, wanted)) {
      if (beginsAgain(read, wanted)) return undefined;
      const whole = read(MAX_HEADER_BYTES, Math.min(wanted, MAX_DER_KEY_BYTES));
      const found = findDerKey(whole.bytes, whole.at);
      if (found !== undefined) {
        const { key, start } = found;
        return keyMatch(key, place(whole, start, start + key.length, `base64-${key.structure}`));
      }
      if (whole.at + wanted <= whole.bytes.length) condition = 'damaged';
    }
    const framed = wanted !== undefined && head.bytes[head.at + 3] === 0x04 && wanted < 400;
    const most = framed ? wanted : wantedBytes(head.bytes, head.at);
    if (most === undefined || beginsAgain(read, most)) return undefined;
    const piece = read(MAX_HEADER_BYTES, most);
    const cut = readCutKey(piece.bytes, piece.at);
    return cut && cutKeyMatch(cut, place(piece, cut.start, cut.end, `base64-${cut.structure}`), condition);
  },
  tail(read) {
    const head = read(0, 16);
    const wanted = bytesFromTail(head.bytes, head.at);
    const piece = wanted === undefined ? undefined : read(MAX_MODULUS_BYTES, wanted);
    const cut = piece && readKeyTail(piece.bytes, piece.at);
    return cut && cutKeyMatch(cut, place(piece!, cut.start, cut.end, `base64-${cut.structure}`), 'cut');
  },
  seed(read) {
    const whole = read(VERSION_TO_SEED.length, 96);
    // If the version is there, it is an anchor itself.
    const version = whole.at - VERSION_TO_SEED.length;
    if (version >= 0 && startsWith(whole.bytes.subarray(version), VERSION_TO_SEED)) return undefined;
    const cut = readCutKey(Buffer.concat([VERSION_TO_SEED, whole.bytes.subarray(whole.at)]), 0);
    const end = cut && whole.at + cut.end - VERSION_TO_SEED.length;
    if (cut === undefined || !isOneText(whole, whole.at, end!)) return undefined;
    return cutKeyMatch(cut, place(whole, whole.at, end!, `base64-${cut.structure}`), 'cut');
  },
  encrypted(read) {
    const head = read(8, 40);
    const wanted = frameBytes(head.bytes, head.at, 0x30);
    const whole = wanted === undefined ? undefined : read(32, Math.min(wanted, MAX_DER_KEY_BYTES));
    const found = whole && findEncryptedKey(whole.bytes, whole.at);
    if (found === undefined || isShroudedBag(whole!.bytes, found.start)) return undefined;
    return keyMatch(found.key, place(whole!, found.start, found.start + found.key.length, 'base64-pkcs8'));
  },
  openssh: (read) => spelledOpensshKey(read, (whole, start, end) => place(whole, start, end, 'base64-openssh')),
  armour(read) {
    const head = read(0, 96);
    if (!/^-----BEGIN [A-Z0-9 ]*PRIVATE KEY/.test(latin1(head.bytes, head.at))) return undefined;
    return within(
      read,
      ({ bytes, at }) => inArmour(bytes, at),
      (form) => `base64-${form}`,
    );
  },
  base64(read, layers) {
    const head = read(48, 160);
    if (!anchorsAt(head.bytes, head.at).some((anchor) => keyMayBegin(head, anchor))) return undefined;
    return within(
      read,
      ({ bytes, at: inside }) => inspectBase64(bytes, inside, layers - 1),
      () => 'base64-base64',
    );
  },
};

/** PEM, OpenPGP's armour and cosign's, with the properties that a match of the latter takes from its detector. */
function inArmour(bytes: Uint8Array, at: number): Match | undefined {
  for (const detector of [pemPrivateKey, openpgpPrivateKeyArmour, cosignKey]) {
    const match = detector.inspect(bytes, at, NO_MEMORY);
    if (match !== undefined) return detector === pemPrivateKey ? match : completeMatch(match, detector);
  }
  return undefined;
}

/** Decoded in growing pieces, since the first one usually shows that it is not a key. */
function within(
  read: ReadSpelled,
  inspect: (spelled: SpelledBytes) => Match | undefined,
  formOf: (form: string) => string,
): Match | undefined {
  let decoded = 0;
  for (const after of [384, 4096, 24 * 1024]) {
    const spelled = read(48, after);
    if (spelled.bytes.length === decoded) return undefined;
    decoded = spelled.bytes.length;
    const match = inspect(spelled);
    if (match !== undefined && (match.facts.cut === undefined || decoded - spelled.at < after)) {
      const form = formOf(`${match.facts.form}`);
      const { offset, length, preview } = place(spelled, match.offset, match.offset + match.length, form);
      return { ...match, offset, length, preview, facts: { ...match.facts, form } };
    }
    if (isOver(spelled)) return undefined;
  }
  return undefined;
}

/** A second run of five dashes without a key: reading on would not help. */
function isOver({ bytes, at }: SpelledBytes): boolean {
  const second = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf('-----', at + 40);
  return second >= 0 && second + 128 < bytes.length;
}

function place({ starts, ends }: SpelledBytes, start: number, end: number, form: string) {
  const offset = starts[start]!;
  return { offset, length: ends[end - 1]! - offset, form, preview: 'base64 of a private key' };
}
