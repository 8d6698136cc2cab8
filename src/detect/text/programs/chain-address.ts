/** Addresses on chains, which are public, though tables and settings call what has one a token: so are tokens of a chain named. */
import { BITCOIN, decodeBase58, decodeBase58Check, RIPPLE } from '../../proof/base58-check.ts';
import { bech32Prefix } from '../../proof/bech32.ts';
import { decodeStrkey } from '../../proof/strkey.ts';

/**
 * Address of an account or a contract on a chain: in Base58Check, in Bech32 (Bitcoin, Cardano, chains of Cosmos, of which Injective and
 * Sei have three letters), or a public key as Stellar and NATS write it.
 */
export function isChainAddress(value: string): boolean {
  if (/^(?:bc|tb|ltc|addr|stake|[a-z]{3,10})1[ac-hj-np-z02-9]{38,}$/.test(value)) {
    const prefix = bech32Prefix(value);
    return prefix !== undefined && (!NAMES_KEY.test(prefix) || value.length - prefix.length === HASH_CHARACTERS);
  }
  if (/^[GCMAOUN][A-Z2-7]{55}$/.test(value)) return decodeStrkey(value) !== undefined;
  return isBase58Address(value);
}
/** Prefixes of secret keys: `nsec`, `secret-token`, `acct_xsk` of Cardano. */
const NAMES_KEY = /sec|sk$|key/;
/** A separator, 20 bytes, a checksum: a hash, as no key is that short. Accounts of Secret Network begin with `secret1`. */
const HASH_CHARACTERS = 1 + 32 + 6;

/**
 * In Base58Check: a hash of 20 bytes after one byte (Bitcoin; it identifies the signing key in `VERSION_ANNOUNCEMENT_SIGNING_KEYS`
 * of Electrum; Litecoin, Dogecoin, TRON, the XRP Ledger with an alphabet of its own) or after three, of Tezos. Tokens of a chain
 * are named this way too, and no key is that short.
 */
function isBase58Address(value: string): boolean {
  if (!/^[1-9A-HJ-NP-Za-km-z]{26,36}$/.test(value)) return false;
  const bytes = /^(?:KT1|tz[1-4])/.test(value) ? 27 : 25;
  return [BITCOIN, RIPPLE].some((digits) => decodeBase58Check(value, bytes, digits) !== undefined);
}

/**
 * 32 bytes in Base58 without a checksum, as Solana writes accounts and coins: public only where something else says so, since one in
 * 20 drawn values of 44 letters and digits is in that alphabet.
 */
export function isPublicKeyInBase58(value: string): boolean {
  return /^[1-9A-HJ-NP-Za-km-z]{43,44}$/.test(value) && decodeBase58(value, 32) !== undefined;
}
