/**
 * Keys of RFC 8410's algorithms, and of NIST's curves and secp256k1, as bare bytes in base64 or hex after a name that says so: 64
 * bytes, the seed and the public half of Ed25519, as in Go's crypto/ed25519 and libsodium; or a secret whose public half is near
 * it under another name. The 64 bytes in Tendermint's files (`"type":"tendermint/PrivKeyEd25519","value":"…"`) are in base64,
 * those of NEAR (`ed25519:…`) and of Solana's wallets in Base58.
 */
import { textAnchor } from '../../../model/anchor.ts';
import type { Match } from '../../../model/match.ts';
import type { Detector } from '../../detector.ts';
import { latin1 } from '../../latin1.ts';
import { decodeBase58 } from '../../proof/base58-check.ts';
import { CURVES, isPointOf, proveEc, scalarBytes } from '../../proof/ec.ts';
import { EDWARDS_ALGORITHMS, type EdwardsPublicKey, proveEdwards } from '../../proof/edwards.ts';
import type { PublicKey } from '../../proof/key-facts.ts';
import { keyMatch, PRIVATE_KEY_ADVICE } from '../../proof/key-match.ts';
import { BASE64_DIGITS, BASE64URL_DIGITS, isInRun, standsInRow } from '../byte-runs.ts';
import { readEthereumSecret } from './ethereum-key.ts';
import { VAPID_PUBLIC, VAPID_VALUE } from './vapid-private-key.ts';
import { WIREGUARD_LINE } from './wireguard-key.ts';

/** Both halves are members of one object, or lines of one file. */
const PAIR_BYTES = 400;
/** From the start of the anchor to the value. */
const NAME_BYTES = 64;
/** The value begins 8 to 50 bytes after the start of the anchor, so this position is one of its digits. */
const WITHIN_BYTES = 50;
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
      .map((text) => textAnchor(text, { ignoreCase: true })),
    bytesBefore: PAIR_BYTES,
    reads: 'text',
  },
  maxMatchBytes: NAME_BYTES + MAX_DIGITS + PAIR_BYTES,
  glance: (bytes, at) =>
    [BASE64_DIGITS, BASE64URL_DIGITS].some((digits) => isInRun(bytes, at + WITHIN_BYTES, digits, MIN_DIGITS)),
  inspect,
};

/** Separators between a name and its value in any language. Base64 can also begin with `0x`. */
const VALUE =
  /^[A-Za-z0-9_ -]{4,40}\\{0,3}["'`]?\]?\)?\s{0,8}(?:=>|:=|[:=,])?\s{0,8}(?:\\{0,3}"value\\{0,3}"\s{0,4}:\s{0,4})?\\{0,3}["'`]?(?:0x(?=[0-9A-Fa-f]+(?![A-Za-z0-9+/=_-])))?([A-Za-z0-9+/_-]{43,228})(={0,2})(?![A-Za-z0-9+/=_-])/;
const OTHERS =
  /(?<![A-Za-z0-9+/_-])(?:0x(?=[0-9A-Fa-f]+(?![A-Za-z0-9+/=_-])))?([A-Za-z0-9+/_-]{43,266})(?![A-Za-z0-9+/_-])/g;
/** Words before a public half. */
const NAMES_PUBLIC = /pub|verif/i;
const MAX_CANDIDATES = 6;

function inspect(window: Uint8Array, at: number): Match | undefined {
  if (standsInRow(window, at)) return undefined;
  const named = VALUE.exec(latin1(window, at, at + NAME_BYTES + MAX_DIGITS));
  if (named === null) return undefined;
  const [whole, digits, padding] = named as unknown as readonly [string, string, string];
  const secret = bytesOf(digits);
  if (secret === undefined) return undefined;
  const offset = at + whole.length - padding.length - digits.length;
  const from = Math.max(0, at - PAIR_BYTES);
  const around = latin1(window, from, offset + digits.length + PAIR_BYTES - 1);
  // vapid-private-key.ts reports more about its own pairs.
  const isOther = VAPID_VALUE.test(whole) ? (text: string) => !VAPID_PUBLIC.test(text) : () => true;
  const publicKey =
    withBothHalves(secret) ?? inBase58(digits) ?? withOther(secret, othersIn(around, digits).filter(isOther));
  if (publicKey === undefined) return undefined;
  // ethereum-key.ts and wireguard-key.ts report more about it.
  if (publicKey.kind === 'ec' && readEthereumSecret(around, at - from) !== undefined) return undefined;
  WIREGUARD_LINE.lastIndex = 0;
  if (publicKey.kind === 'x25519' && WIREGUARD_LINE.test(whole)) return undefined;
  const length = digits.length;
  return keyMatch(
    { state: 'proven', structure: 'raw', length, publicKey },
    { offset, length, form: 'raw', preview: `bytes of a key of ${nameOf(publicKey)}` },
  );
}

function nameOf(key: PublicKey): string {
  return key.kind === 'ec' ? key.curve.name : key.kind;
}

/** Bytes of hex, or of base64 in either alphabet. */
function bytesOf(digits: string): Uint8Array | undefined {
  if (/^[0-9A-Fa-f]+$/.test(digits) && digits.length % 2 === 0) return Buffer.from(digits, 'hex');
  return digits.length % 4 === 1 ? undefined : Buffer.from(digits, 'base64');
}

function withBothHalves(bytes: Uint8Array): EdwardsPublicKey | undefined {
  const algorithm = EDWARDS_ALGORITHMS.find((known) => bytes.length === 2 * known.bytes && known.kind.startsWith('ed'));
  return algorithm && proveEdwards(algorithm, bytes.subarray(0, algorithm.bytes), bytes.subarray(algorithm.bytes));
}

/** 64 bytes take 86 to 88 digits; one key in 4,000 has fewer. */
function inBase58(digits: string): EdwardsPublicKey | undefined {
  const bytes = digits.length < 86 || digits.length > 88 ? undefined : decodeBase58(digits, 64);
  return bytes && withBothHalves(bytes);
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

function withOther(secret: Uint8Array, others: readonly string[]): PublicKey | undefined {
  const algorithms = EDWARDS_ALGORITHMS.filter(({ bytes }) => bytes === secret.length);
  const curves = CURVES.filter((curve) => NAMES.has(curve.name) && scalarBytes(curve) === secret.length);
  if (algorithms.length + curves.length === 0) return undefined;
  for (const text of others.slice(0, MAX_CANDIDATES)) {
    const claimed = bytesOf(text);
    if (claimed === undefined) continue;
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
