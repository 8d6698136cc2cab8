/**
 * Keys of ledgers in Base58Check:
 *   Tezos        edsk…: 4 bytes of prefix and the seed of Ed25519, 54 characters, or seed and public half, 98; spsk… of secp256k1 and
 *                p2sk… of P-256, 54 (src/lib_crypto/base58.ml of Octez)
 *   XRP Ledger   a seed of 16 bytes, from which everything follows: s… of 29 characters after a byte, 33, if a name says so; sEd… of
 *                31 after the bytes 01 e1 4b, for Ed25519. It has an alphabet of its own.
 */
import { createHash } from 'node:crypto';
import { sha256Hex, tokenFingerprint } from '../../fingerprint.ts';
import { decodeBase58Check, RIPPLE } from '../../proof/base58-check.ts';
import { isMonotonous } from '../../proof/is-monotonous.ts';
import { keyMatch } from '../../proof/key-match.ts';
import type { ProvenKey } from '../../proof/read-key.ts';
import { p256Key, secp256k1Key } from '../../structures/raw-ec.ts';
import { ed25519Key } from '../../structures/raw-edwards.ts';
import { isPublished } from '../published.ts';
import type { LedgerForm } from './ledger-form.ts';

/** Length of the prefix and of the key, in bytes. */
interface TezosForm {
  readonly characters: number;
  readonly prefix: string;
  read(key: Uint8Array, length: number): ProvenKey | undefined;
}
const CHECKSUM_BYTES = 4;

const TEZOS_FORMS: Readonly<Record<string, readonly TezosForm[]>> = {
  edsk: [
    {
      ...{ characters: 98, prefix: '2bf64e07' },
      read: (key, length) => ed25519Key(key.subarray(0, 32), key.subarray(32), length),
    },
    { characters: 54, prefix: '0d0f3a07', read: (key, length) => ed25519Key(key, undefined, length) },
  ],
  spsk: [{ characters: 54, prefix: '11a2e0c9', read: secp256k1Key }],
  p2sk: [{ characters: 54, prefix: '1051eebd', read: p256Key }],
};

const TEZOS: LedgerForm = {
  anchors: Object.keys(TEZOS_FORMS),
  read(text, at) {
    if (/[A-Za-z0-9]/.test(text.charAt(at - 1))) return undefined;
    const letters = text.slice(at, at + 4);
    for (const { characters, prefix, read } of TEZOS_FORMS[letters] ?? []) {
      const keyBytes = characters === 98 ? 64 : 32;
      const payload = decodeBase58Check(text.slice(at, at + characters), 4 + keyBytes + CHECKSUM_BYTES);
      if (payload === undefined || isMonotonous(payload)) continue;
      const key =
        Buffer.from(payload.subarray(0, 4)).toString('hex') === prefix && read(payload.subarray(4), characters);
      if (key) return keyMatch(key, { offset: at, length: characters, form: 'tezos', preview: `${letters}…` });
    }
    return undefined;
  },
};

const NAMES = ['any:seed', 'any:secret'];
/** Separators of a name and its value, with the first letter of the value. */
const BETWEEN = ['="', "='", '=', '":"', '": "', ': "', ": '", ': ', ' = "', " = '", ' = ', '("', "('", ']\n'];
const SEED = /(?<![A-Za-z0-9])s[pshna][1-9A-HJ-NP-Za-km-z]{27}(?![1-9A-HJ-NP-Za-km-z])/;
const SEED_OF_ED25519 = /(?<![A-Za-z0-9])sEd[1-9A-HJ-NP-Za-km-z]{28}(?![1-9A-HJ-NP-Za-km-z])/y;

const XRPL: LedgerForm = {
  anchors: NAMES.flatMap((name) => BETWEEN.map((between) => `${name}${between}s`)),
  read(text, at) {
    const found = SEED.exec(text.slice(at, at + 48));
    const payload = found === null ? undefined : decodeBase58Check(found[0], 1 + 16 + CHECKSUM_BYTES, RIPPLE);
    if (found === null || payload?.[0] !== 0x21 || isMonotonous(payload) || isPublished(found[0])) return undefined;
    const seed = payload.subarray(1);
    return {
      ...{ offset: at + found.index, length: found[0].length, preview: 's…' },
      fingerprint: tokenFingerprint(seed),
      facts: { kind: 'seed', bits: 128, keySha256: sha256Hex(seed), form: 'xrpl' },
    };
  },
};

/** The fourth letter is one of these for every seed. */
const XRPL_ED25519: LedgerForm = {
  anchors: [...'ST7V'].map((letter) => `sEd${letter}`),
  read(text, at) {
    SEED_OF_ED25519.lastIndex = at;
    const token = SEED_OF_ED25519.exec(text)?.[0];
    const payload = token === undefined ? undefined : decodeBase58Check(token, 3 + 16 + CHECKSUM_BYTES, RIPPLE);
    if (token === undefined || payload === undefined || isMonotonous(payload)) return undefined;
    if (Buffer.from(payload.subarray(0, 3)).toString('hex') !== '01e14b') return undefined;
    // The first half of its SHA-512 is the seed of RFC 8032.
    const seed = createHash('sha512').update(payload.subarray(3)).digest().subarray(0, 32);
    const key = ed25519Key(seed, undefined, token.length);
    return key && keyMatch(key, { offset: at, length: token.length, form: 'xrpl', preview: 'sEd…' });
  },
};

export const LEDGER_BASE58: readonly LedgerForm[] = [TEZOS, XRPL, XRPL_ED25519];
