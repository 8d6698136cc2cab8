/**
 * Private keys of Bitcoin and its kin, proved by their Base58Check:
 *   extended private keys of BIP-32 (xprv, tprv) and SLIP-132 (yprv, zprv, uprv, vprv, and with a capital letter those of
 *   several signers): version 4, depth 1, parent 4, child 4, chain code 32, 0, key 32; the digit after the four letters
 *   roughly encodes the depth, so it cannot be part of an anchor
 *   WIF: version, key 32, (01), if a word before it says what it is, since it has no prefix of its own. The versions are those of
 *   chainparams.cpp: of Bitcoin 80 and in its test networks ef, of Litecoin b0, of Dogecoin 9e and f1, of Dash cc
 */

import { decodeBase58Check } from '../../proof/base58-check.ts';
import { keyMatch } from '../../proof/key-match.ts';
import { secp256k1Key } from '../../structures/raw-ec.ts';
import { BASE58_DIGITS, isInRun } from '../byte-runs.ts';
import { keyTextDetector } from './key-text.ts';

const BASE58 = /[1-9A-HJ-NP-Za-km-z]+/y;
const EXTENDED_CHARACTERS = 111;
const WIF = /(?<![1-9A-HJ-NP-Za-km-z])(?:[5679KLQTXc][1-9A-HJ-NP-Za-km-z]{50,51})(?![1-9A-HJ-NP-Za-km-z])/;
const WIF_VERSIONS: ReadonlySet<number> = new Set([0x80, 0xef, 0xb0, 0x9e, 0xf1, 0xcc]);
/** Distance between the word and the key. */
const WIF_REACH = 48;

const WORDS = ['wif', 'privkey', 'privatekey', 'private_key', 'private key', 'private-key', 'p2wpkh:'];

export const bitcoinKey = keyTextDetector({
  id: 'bitcoin-private-key',
  form: { specification: 'WIF; BIP 32', proof: 'Base58Check' },
  title: 'Private key of a Bitcoin wallet',
  anchors: [...'tuvxyzUVYZ'].map((letter) => `${letter}prv`).concat(WORDS.map((word) => `any:${word}`)),
  bytesBefore: 1,
  maxMatchBytes: 160,
  glance: (window, at) =>
    window[at + 1] === 0x70 && window[at + 2] === 0x72 && window[at + 3] === 0x76
      ? isInRun(window, at, BASE58_DIGITS, EXTENDED_CHARACTERS)
      : // A key of 51 digits or more begins 3 to 51 bytes after the start of the word.
        isInRun(window, at + 4 + WIF_REACH, BASE58_DIGITS, 51),
  read(text, at) {
    return /^[tuvxyzUVYZ]prv/.test(text.slice(at, at + 4)) ? extended(text, at) : wif(text, at);
  },
});

function extended(text: string, at: number) {
  BASE58.lastIndex = at;
  const token = BASE58.exec(text)?.[0];
  if (token?.length !== EXTENDED_CHARACTERS || /[1-9A-HJ-NP-Za-km-z]/.test(text.charAt(at - 1))) return undefined;
  const payload = decodeBase58Check(token, 82);
  const key = payload?.[45] === 0 ? secp256k1Key(payload.subarray(46), token.length) : undefined;
  const place = { offset: at, length: token.length, form: 'bip32', preview: `${token.slice(0, 4)}…` };
  return key && keyMatch(key, { ...place, facts: { depth: payload![4]! } });
}

function wif(text: string, at: number) {
  const found = WIF.exec(text.slice(at + 3, at + 3 + WIF_REACH + 52));
  if (found === null || found.index > WIF_REACH) return undefined;
  const [token] = found;
  const isCompressed = token.length === 52;
  const payload = decodeBase58Check(token, isCompressed ? 38 : 37);
  if (payload === undefined || !WIF_VERSIONS.has(payload[0]!)) return undefined;
  if (isCompressed && payload[33] !== 1) return undefined;
  const key = secp256k1Key(payload.subarray(1, 33), token.length);
  return key && keyMatch(key, { offset: at + 3 + found.index, length: token.length, form: 'wif', preview: 'WIF…' });
}
