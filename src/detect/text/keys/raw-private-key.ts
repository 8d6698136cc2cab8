/**
 * Keys of RFC 8410's algorithms, and of NIST's curves and secp256k1, as bare bytes in base64 or hex after a name that says so: 64
 * bytes, the seed and the public half of Ed25519, as in Go's crypto/ed25519 and libsodium; or a secret whose public half is near
 * it under another name. The 64 bytes in Tendermint's files (`"type":"tendermint/PrivKeyEd25519","value":"…"`) are in base64,
 * those of NEAR (`ed25519:…`) and of Solana's wallets in Base58; raw-key-readings.ts lists the other alphabets. Baileys writes the pairs
 * of WhatsApp as `"private":{"type":"Buffer","data":"…"}` (its BufferJSON), Signal's clients `identityPrivateKey` and `identityKey`.
 */
import { textAnchor } from '../../../model/anchor.ts';
import type { Match } from '../../../model/match.ts';
import type { Detector } from '../../detector.ts';
import { latin1 } from '../../latin1.ts';
import { proveBothHalves } from '../../proof/both-halves.ts';
import { CURVES, isPointOf, proveEc, scalarBytes } from '../../proof/ec.ts';
import { EDWARDS_ALGORITHMS, proveEdwards } from '../../proof/edwards.ts';
import type { PublicKey } from '../../proof/key-facts.ts';
import { keyMatch, PRIVATE_KEY_ADVICE } from '../../proof/key-match.ts';
import { rawKeyReadings } from '../../proof/raw-key-readings.ts';
import { BASE64_DIGITS, BASE64URL_DIGITS, isInRun, standsInRow } from '../byte-runs.ts';
import { readEthereumSecret } from './ethereum-key.ts';
import { VAPID_PUBLIC, VAPID_VALUE } from './vapid-private-key.ts';
import { isWireguardLine } from './wireguard-key.ts';

/** Both halves are members of one object, or lines of one file. */
const PAIR_BYTES = 400;
/** From the start of the anchor to the value. */
const NAME_BYTES = 92;
/** The value begins 8 to 92 bytes after the start of the anchor, so one of these positions is one of its digits. */
const [WITHIN_BYTES, WITHIN_MORE_BYTES] = [50, 92];
/** 32 bytes in base64, and 64 in hex, or both halves of Ed448. */
const MIN_DIGITS = 43;
const MAX_DIGITS = 228;

export const rawPrivateKey: Detector = {
  id: 'private-key-raw',
  form: {
    specification: 'RFC 8032, RFC 7748, SEC 1: the bytes alone',
    proof: 'seed or d gives the public half after it or near it',
  },
  title: 'Private key of a curve, as its bytes',
  severity: 'critical',
  confidence: 'proven',
  advice: PRIVATE_KEY_ADVICE,
  trigger: {
    anchors: ['private', 'secret', 'signing']
      .flatMap((word) => ['_', '-', '', ' '].map((between) => `${word}${between}key`))
      .concat('privkey', 'priv_key', 'ed25519')
      // Members of one word: TUF's keys, those of Secure Scuttlebutt, SEA of GUN, also in a string of JSON.
      .concat('"private":', '"private\\":', '"priv":', '"priv\\":', 'epriv":', 'epriv\\":')
      .map((text) => textAnchor(text, { ignoreCase: true })),
    bytesBefore: PAIR_BYTES,
    reads: 'text',
  },
  maxMatchBytes: NAME_BYTES + MAX_DIGITS + PAIR_BYTES,
  glance: (bytes, at) =>
    [WITHIN_BYTES, WITHIN_MORE_BYTES].some((within) =>
      [BASE64_DIGITS, BASE64URL_DIGITS].some((digits) => isInRun(bytes, at + within, digits, MIN_DIGITS)),
    ),
  inspect,
};

/** Separators between a name and its value in any language. Base64 can also begin with `0x`. */
const VALUE =
  /^[A-Za-z0-9_ -]{4,40}\\{0,3}["'`]?\]?\)?\s{0,8}(?:=>|:=|[:=,])?\s{0,8}(?:\\{0,3}"value\\{0,3}"\s{0,4}:\s{0,4}|\{\s{0,32}\\{0,3}"type\\{0,3}"\s?:\s?\\{0,3}"Buffer\\{0,3}"\s?,\s{0,32}\\{0,3}"data\\{0,3}"\s?:\s?)?\\{0,3}["'`]?(?:0x(?=[0-9A-Fa-f]+(?![A-Za-z0-9+/=_-])))?([A-Za-z0-9+/_-]{43,228})(={0,2})(?![A-Za-z0-9+/=_-])/;
const OTHERS =
  /(?<![A-Za-z0-9+/_-])(?:0x(?=[0-9A-Fa-f]+(?![A-Za-z0-9+/=_-])))?([A-Za-z0-9_-]{43}\.[A-Za-z0-9_-]{43}|[A-Za-z0-9+/_-]{43,266})(?![A-Za-z0-9+/_-])/g;
/** Words before a public half. */
const NAMES_PUBLIC = /pub|verif|identity_?key/i;
const MAX_CANDIDATES = 6;
const QUOTE = 0x22;

function inspect(window: Uint8Array, anchor: number): Match | undefined {
  const at = window[anchor] === QUOTE ? anchor + 1 : anchor;
  if (standsInRow(window, at)) return undefined;
  const named = VALUE.exec(latin1(window, at, at + NAME_BYTES + MAX_DIGITS));
  if (named === null) return undefined;
  const [whole, digits, padding] = named as unknown as readonly [string, string, string];
  const offset = at + whole.length - padding.length - digits.length;
  const from = Math.max(0, at - PAIR_BYTES);
  const around = latin1(window, from, offset + digits.length + PAIR_BYTES - 1);
  // vapid-private-key.ts reports more about its own pairs.
  const isOther = VAPID_VALUE.test(whole) ? (text: string) => !VAPID_PUBLIC.test(text) : () => true;
  const others = othersIn(around, digits).filter(isOther).slice(0, MAX_CANDIDATES).flatMap(rawKeyReadings);
  const publicKey = firstOf(rawKeyReadings(digits), (secret) => proveBothHalves(secret) ?? withOther(secret, others));
  if (publicKey === undefined) return undefined;
  // ethereum-key.ts and wireguard-key.ts report more about it.
  if (publicKey.kind === 'ec' && readEthereumSecret(around, at - from) !== undefined) return undefined;
  if (publicKey.kind === 'x25519' && isWireguardLine(around, at - from)) return undefined;
  const length = digits.length;
  return keyMatch(
    { state: 'proven', structure: 'raw', length, publicKey },
    { offset, length, form: 'raw', preview: `bytes of a key of ${nameOf(publicKey)}` },
  );
}

function firstOf<From, To>(items: readonly From[], read: (item: From) => To | undefined): To | undefined {
  for (const item of items) {
    const result = read(item);
    if (result !== undefined) return result;
  }
  return undefined;
}

function nameOf(key: PublicKey): string {
  return key.kind === 'ec' ? key.curve.name : key.kind;
}

/** Curves whose keys programs write this way. A compressed point fits any curve of its width. */
const NAMES = new Set(['P-256', 'secp256k1', 'P-384', 'P-521']);

/** Possible public halves: any digits except the secret itself. */
function othersIn(around: string, digits: string): readonly string[] {
  const named = [...around.matchAll(OTHERS)].filter(({ index }) =>
    NAMES_PUBLIC.test(around.slice(Math.max(0, index - NAME_BYTES), index)),
  );
  return [...new Set(named.map(([, text]) => text!))].filter((text) => text !== digits);
}

function withOther(secret: Uint8Array, others: readonly Uint8Array[]): PublicKey | undefined {
  const algorithms = EDWARDS_ALGORITHMS.filter(({ bytes }) => bytes === secret.length);
  const curves = CURVES.filter((curve) => NAMES.has(curve.name) && scalarBytes(curve) === secret.length);
  if (algorithms.length + curves.length === 0) return undefined;
  for (const claimed of others) {
    for (const algorithm of algorithms) {
      const publicKey = proveEdwards(algorithm, secret, claimed);
      if (publicKey !== undefined) return publicKey;
    }
    for (const curve of curves) {
      const publicKey = isPointOf(curve, claimed) ? proveEc(curve, secret, claimed) : undefined;
      if (publicKey !== undefined) return publicKey;
    }
  }
  return undefined;
}
