/**
 * Tink keysets in JSON (tink.proto): a key is a KeyData with `typeUrl`, `value` and `keyMaterialType`. In the clear,
 * SYMMETRIC and ASYMMETRIC_PRIVATE ones are keys; Ed25519 and ECDSA over the NIST curves are proved by their public
 * half, which stands in them. An `encryptedKeyset` is low.
 */
import type { Match } from '../../model/match.ts';
import { blobFingerprint, sha256Hex, tokenFingerprint } from '../fingerprint.ts';
import { isMonotonous } from '../proof/is-monotonous.ts';
import { keyMatch } from '../proof/key-match.ts';
import { ed25519Key } from '../proof/raw-edwards.ts';
import { decodeBase64 } from './base64.ts';
import { keyTextDetector } from './key-text.ts';

const REACH_BYTES = 6 * 1024;
const Q = '\\\\{0,3}"';
const DATA = /\{[^{}]{0,6000}\}/y;
const TYPE = new RegExp(
  `${Q}typeUrl${Q}\\s{0,8}:\\s{0,8}${Q}type\\.googleapis\\.com/google\\.crypto\\.tink\\.([A-Za-z0-9]{3,40})${Q}`,
);
const VALUE = new RegExp(`${Q}value${Q}\\s{0,8}:\\s{0,8}${Q}([A-Za-z0-9+/_-]{20,5600}={0,2})${Q}`);
const MATERIAL = new RegExp(`${Q}keyMaterialType${Q}\\s{0,8}:\\s{0,8}${Q}(SYMMETRIC|ASYMMETRIC_PRIVATE)${Q}`);
const ENCRYPTED = new RegExp(`encryptedKeyset${Q}\\s{0,8}:\\s{0,8}${Q}([A-Za-z0-9+/_-]{40,5600}={0,2})${Q}`, 'y');

export const tinkKeyset = keyTextDetector({
  id: 'tink-keyset',
  title: 'Key in a Tink keyset',
  confidence: 'high',
  anchors: ['keyMaterialType', 'encryptedKeyset'],
  bytesBefore: REACH_BYTES,
  maxMatchBytes: REACH_BYTES,
  read(text, at) {
    return text.charAt(at) === 'e' ? encrypted(text, at) : clear(text, at);
  },
});

function clear(text: string, at: number): Match | undefined {
  const open = text.lastIndexOf('{', at);
  if (open < 0 || open < at - REACH_BYTES) return undefined;
  DATA.lastIndex = open;
  const object = DATA.exec(text)?.[0] ?? '';
  const type = TYPE.exec(object)?.[1];
  const material = MATERIAL.exec(object)?.[1];
  const value = VALUE.exec(object)?.[1];
  const bytes = value === undefined ? undefined : Buffer.from(value, 'base64');
  if (type === undefined || material === undefined || bytes === undefined || isMonotonous(bytes)) return undefined;
  const place = { offset: open, length: object.length, preview: `{"typeUrl":"…tink.${type}",…}`, form: 'tink' };
  const facts = { tinkType: type };
  if (type === 'Ed25519PrivateKey') {
    const key = ed25519FromProto(bytes, object.length);
    if (key !== undefined) return keyMatch(key, { ...place, facts });
  }
  const { offset, length, preview, form } = place;
  const shared = { offset, length, preview, fingerprint: tokenFingerprint(bytes) };
  const kind = material === 'SYMMETRIC' ? 'symmetric' : 'private';
  return { ...shared, severity: 'high', facts: { kind, keySha256: sha256Hex(bytes), form, ...facts } };
}

/** Ed25519PrivateKey: 2 key_value 32 bytes (12 20), 3 public_key { 2 key_value 32 bytes } (1a 22 12 20). */
function ed25519FromProto(bytes: Buffer, length: number) {
  const secret = bytes.indexOf('1220', 0, 'hex');
  const open = bytes.indexOf('1a221220', 0, 'hex');
  if (secret < 0 || open < 0 || open + 36 > bytes.length) return undefined;
  return ed25519Key(bytes.subarray(secret + 2, secret + 34), bytes.subarray(open + 4, open + 36), length);
}

function encrypted(text: string, at: number): Match | undefined {
  ENCRYPTED.lastIndex = at;
  const [whole, value] = ENCRYPTED.exec(text) ?? [];
  const bytes = value === undefined ? undefined : decodeBase64(value, /[-_]/.test(value) ? 'url' : 'standard');
  if (whole === undefined || bytes === undefined || isMonotonous(bytes)) return undefined;
  return {
    ...{ offset: at, length: whole.length, preview: '{"encryptedKeyset":…}', title: 'Tink keyset, encrypted' },
    ...{ severity: 'low', confidence: 'high', fingerprint: blobFingerprint(bytes) },
    facts: { encrypted: true, form: 'tink' },
  };
}
