/**
 * Keys of Cardano:
 *   text envelopes of cardano-cli (cardano-api, TextEnvelope): JSON whose `type` says …SigningKey…, and whose `cborHex` is a byte string
 *   of CBOR: 5820 a seed of Ed25519; 5840 seed and public half of a VRF key, which is one of Ed25519 as well; 5880 the scalar and the
 *   prefix of BIP-32 for Ed25519, public half, chain code; 590260 a key that evolves (KES)
 *   the same bytes in Bech32 (CIP-5); extended keys without the public half
 */
import type { Match } from '../../../model/match.ts';
import { isMonotonous } from '../../proof/is-monotonous.ts';
import { keyMatch } from '../../proof/key-match.ts';
import { asUnproven, type ReadKey } from '../../proof/read-key.ts';
import { ed25519Key, expandedEd25519Key } from '../../structures/raw-edwards.ts';
import { bech32At, type LedgerForm } from './ledger-form.ts';

const CBOR = /cborHex\\{0,3}"\s{0,8}:\s{0,8}\\{0,3}"(58(?:20|40|80)|590260)([0-9a-f]{64,1216})(?![0-9a-f])/y;
const TYPE = /type\\{0,3}"\s{0,8}:\s{0,8}\\{0,3}"\w{0,40}SigningKey/;
const TYPE_BYTES = 300;
/** With this length the first half is never a scalar: a seed that does not match its public half is not a key. */
const VRF = '5840';
/** Keyed by the head of the byte string. */
const BYTES: Readonly<Record<string, number>> = { 5820: 32, 5840: 64, 5880: 128, 590260: 608 };

const ENVELOPE: LedgerForm = {
  anchors: ['cborHex'],
  read(text, at) {
    CBOR.lastIndex = at;
    const [whole, head, hex] = CBOR.exec(text) ?? [];
    if (whole === undefined || hex!.length !== 2 * BYTES[head!]!) return undefined;
    const end = at + whole.length;
    if (!saysSigningKey(text, at, end)) return undefined;
    const key = (head === VRF ? vrfKey : keyOf)(Buffer.from(hex!, 'hex'), hex!.length);
    const place = { offset: end - hex!.length, length: hex!.length, form: 'cardano', preview: 'cborHex…' };
    return key && keyMatch(key, place);
  },
};

/** Whether the value's own object says so: a verification key is often next to it in the same file. */
function saysSigningKey(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - TYPE_BYTES), start);
  const behind = text.slice(end, end + TYPE_BYTES);
  const close = behind.indexOf('}');
  return TYPE.test(
    before.slice(Math.max(before.lastIndexOf('{'), before.lastIndexOf('}')) + 1) +
      (close < 0 ? behind : behind.slice(0, close)),
  );
}

const PREFIX =
  /(?<![A-Za-z0-9_])(?:addr|stake|root|acct|policy|drep|cc_cold|cc_hot|pool|vrf|kes|ed25519e?|ed25519bip32)(?:_shared)?$/;

const BECH32: LedgerForm = {
  anchors: ['_sk1', '_xsk1'],
  read(text, at): Match | undefined {
    const [prefix] = PREFIX.exec(text.slice(Math.max(0, at - 24), at)) ?? [];
    const found = prefix === undefined ? undefined : bech32At(text, at - prefix.length, text.indexOf('1', at));
    const key = found && keyOf(found.bytes, found.length);
    if (found === undefined || key === undefined) return undefined;
    const place = { offset: at - prefix!.length, length: found.length, form: 'cardano', preview: `${found.prefix}1…` };
    return { ...keyMatch(key, place), confidence: 'proven' };
  },
};

function vrfKey(bytes: Uint8Array, length: number): ReadKey | undefined {
  return isMonotonous(bytes) ? undefined : ed25519Key(bytes.subarray(0, 32), bytes.subarray(32), length);
}

function keyOf(bytes: Uint8Array, length: number): ReadKey | undefined {
  if (isMonotonous(bytes)) return undefined;
  const [first, second] = [bytes.subarray(0, 32), bytes.subarray(32, 64)];
  if (bytes.length === 32) {
    const key = ed25519Key(bytes, undefined, length);
    return key && asUnproven(key, bytes);
  }
  if (bytes.length === 128) return expandedEd25519Key(first, bytes.subarray(64, 96), length);
  if (bytes.length === 64) return ed25519Key(first, second, length) ?? expandedEd25519Key(first, undefined, length);
  if (bytes.length === 96) return expandedEd25519Key(first, undefined, length);
  return bytes.length === 608 ? { state: 'unproven', structure: 'raw', length, kind: 'kes', secret: bytes } : undefined;
}

export const CARDANO: readonly LedgerForm[] = [ENVELOPE, BECH32];
