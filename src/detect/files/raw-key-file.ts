/**
 * Files that are a key and its public half, with no name inside and none that tells: 64 bytes (`.ed25519.sk` of tinysshd, keys
 * of libsodium, Hypercore and Tox), or one line of base64, hex or Base58 of them, also behind a name and a colon (secret keys of a
 * binary cache of Nix), or two such lines, one for each half. Any file of that size is looked at, because the two halves prove each other.
 */
import { latin1 } from '../latin1.ts';
import { proveBothHalves, proveExchangeHalves } from '../proof/both-halves.ts';
import type { EdwardsPublicKey } from '../proof/edwards.ts';
import { keyMatch, PRIVATE_KEY_ADVICE } from '../proof/key-match.ts';
import { rawKeyReadings } from '../proof/raw-key-readings.ts';
import type { NamedFile } from './named-file.ts';

/** Both halves of Ed448 in hex take 228 digits, in two lines with a name each a little more. */
const MAX_TEXT_BYTES = 400;
/** Both halves in one. Names of binary caches are those of hosts and a number. */
const ONE = /^\s*(?:[\w.-]{1,120}:)?([A-Za-z0-9+/_-]{85,228})={0,2}\s*$/;
/** A half of 32 bytes in each line. */
const TWO = /^\s*([A-Za-z0-9+/_-]{43,64})=?\s+([A-Za-z0-9+/_-]{43,64})=?\s*$/;
/** ntcp2.keys and ssu2.keys of i2pd: both halves of X25519, then an initialisation vector, or another key. */
const I2PD_BYTES = new Set([80, 96]);
/** Of X25519 and Ed25519, X448, Ed448. */
const RAW_BYTES = new Set([64, 112, 114]);

export const rawKeyFile: NamedFile = {
  id: 'private-key-raw-file',
  title: 'File that is a private key of a curve',
  provider: 'Keys',
  severity: 'critical',
  confidence: 'proven',
  advice: PRIVATE_KEY_ADVICE,
  proof: 'the secret half gives the public half',
  names: /(?:)/,
  inspect(bytes) {
    const publicKey = RAW_BYTES.has(bytes.length)
      ? pairIn(bytes)
      : I2PD_BYTES.has(bytes.length)
        ? proveExchangeHalves(bytes.subarray(0, 64))
        : undefined;
    if (publicKey !== undefined) return matchOf(publicKey, 0, bytes.length);
    if (bytes.length > MAX_TEXT_BYTES) return undefined;
    const text = latin1(bytes, 0, bytes.length);
    const written = inText(text);
    return written && matchOf(written, text.length - text.trimStart().length, text.trim().length);
  },
};

function matchOf(publicKey: EdwardsPublicKey, offset: number, length: number) {
  return keyMatch(
    { state: 'proven', structure: 'raw', length, publicKey },
    { offset, length, form: 'raw', preview: `both halves of ${publicKey.kind}` },
  );
}

function pairIn(bytes: Uint8Array) {
  return proveBothHalves(bytes) ?? proveExchangeHalves(bytes);
}

function inText(text: string) {
  const one = ONE.exec(text);
  if (one !== null) return firstPair(rawKeyReadings(one[1]!));
  const two = TWO.exec(text);
  if (two === null) return undefined;
  const [first, second] = [two[1]!, two[2]!].map((digits) => rawKeyReadings(digits).filter(isHalf));
  return firstPair(
    first!.flatMap((left) => second!.flatMap((right) => [Buffer.concat([left, right]), Buffer.concat([right, left])])),
  );
}

const isHalf = ({ length }: Uint8Array) => length === 32;

function firstPair(readings: readonly Uint8Array[]) {
  for (const bytes of readings) {
    const publicKey = pairIn(bytes);
    if (publicKey !== undefined) return publicKey;
  }
  return undefined;
}
