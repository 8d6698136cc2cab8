/**
 * Private keys of ledger accounts, as their wallets and programs write them. Each form is a row: those in Base58 are in
 * ledger-base58.ts, those of Cardano in cardano-key.ts.
 *   Sui, IOTA   suiprivkey1…, iotaprivkey1…: Bech32 of a byte for the curve and 32 of the key (SIP-15)
 *   Nostr       nsec1…: Bech32 of a key of secp256k1 (NIP-19)
 *   Aptos       ed25519-priv-0x…, secp256k1-priv-0x…: hex, which nothing proves (AIP-80)
 */

import { membersOf } from '../../../bytes/members.ts';
import { isMonotonous } from '../../proof/is-monotonous.ts';
import { keyMatch } from '../../proof/key-match.ts';
import { asUnproven, type ProvenKey } from '../../proof/read-key.ts';
import { p256Key, secp256k1Key } from '../../structures/raw-ec.ts';
import { ed25519Key } from '../../structures/raw-edwards.ts';
import { isInRun } from '../byte-runs.ts';
import { CARDANO } from './cardano-key.ts';
import { keyTextDetector } from './key-text.ts';
import { LEDGER_BASE58 } from './ledger-base58.ts';
import { bech32At, type LedgerForm } from './ledger-form.ts';

const ofEd25519 = (seed: Uint8Array, length: number) => ed25519Key(seed, undefined, length);
/** Indexed by the byte before the key. */
const CURVES_OF_SUI: readonly ((key: Uint8Array, length: number) => ProvenKey | undefined)[] = [
  ...[ofEd25519, secp256k1Key, p256Key],
];
/** 33 bytes take 53 digits, 32 take 52; the checksum takes 6. */
const [SUI_DIGITS, NOSTR_DIGITS] = [59, 58];

const SUI: LedgerForm = {
  anchors: ['suiprivkey1', 'iotaprivkey1'],
  read(text, at) {
    const found = bech32At(text, at, text.indexOf('1', at), SUI_DIGITS);
    if (found?.bytes.length !== 33) return undefined;
    const { bytes, length, prefix } = found;
    const key = CURVES_OF_SUI[bytes[0]!]?.(bytes.subarray(1), length);
    return key && keyMatch(key, { offset: at, length, form: 'sui', preview: `${prefix}1…` });
  },
};

const NOSTR: LedgerForm = {
  anchors: ['nsec1'],
  read(text, at) {
    const found = bech32At(text, at, at + 4, NOSTR_DIGITS);
    const key = found?.bytes.length === 32 ? secp256k1Key(found.bytes, found.length) : undefined;
    const place = { offset: at, form: 'nostr', preview: 'nsec1…' };
    return key && { title: 'Private key of an account of Nostr', ...keyMatch(key, { ...place, length: key.length }) };
  },
};

const APTOS_KEY = /(?<![A-Za-z0-9])(ed25519|secp256k1)-priv-0x([0-9A-Fa-f]{64})(?![0-9A-Fa-f])/y;

const APTOS: LedgerForm = {
  anchors: ['ed25519-priv-0x', 'secp256k1-priv-0x'],
  read(text, at) {
    APTOS_KEY.lastIndex = at;
    const [whole, curve, hex] = APTOS_KEY.exec(text) ?? [];
    const secret = Buffer.from(hex ?? '', 'hex');
    if (whole === undefined || isMonotonous(secret)) return undefined;
    const key = (curve === 'ed25519' ? ofEd25519 : secp256k1Key)(secret, whole.length);
    const place = { offset: at, length: whole.length, form: 'aptos', preview: `${curve}-priv-0x…` };
    return key && keyMatch(asUnproven(key, secret), place);
  },
};

const FORMS: readonly LedgerForm[] = [SUI, NOSTR, APTOS, ...LEDGER_BASE58, ...CARDANO];
/** `any:` anchors match either case, and are in lower case. */
function standsAt(anchor: string, text: string, at: number): boolean {
  if (!anchor.startsWith('any:')) return text.startsWith(anchor, at);
  return text.slice(at, at + anchor.length - 4).toLowerCase() === anchor.slice(4);
}

const ALPHANUMERIC = membersOf(/[A-Za-z0-9]/);
/** The shortest, a seed of the XRP Ledger, has 29 characters and begins at most 20 bytes after the start of its anchor. */
const MIN_CHARACTERS = 29;
const WITHIN_BYTES = 20;

export const ledgerKey = keyTextDetector({
  id: 'ledger-private-key',
  form: { specification: 'SIP-15, NIP-19, CIP-5, AIP-80, XLS-6', proof: 'Bech32, Base58Check, or the public half' },
  title: 'Private key of an account of a ledger',
  advice:
    'Move what the account holds to one with another key, since a key of a ledger cannot be revoked; then keep it out of the build output. Whoever could read this artifact could copy it.',
  anchors: FORMS.flatMap(({ anchors }) => anchors),
  bytesBefore: 320,
  maxMatchBytes: 1300,
  glance: (window, at) => isInRun(window, at + WITHIN_BYTES, ALPHANUMERIC, MIN_CHARACTERS),
  read: (text, at) => FORMS.find(({ anchors }) => anchors.some((anchor) => standsAt(anchor, text, at)))?.read(text, at),
});
