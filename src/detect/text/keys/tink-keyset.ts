/**
 * Tink keysets in JSON (tink.proto): a key is a KeyData with `typeUrl`, `value` and `keyMaterialType`. Unencrypted SYMMETRIC and
 * ASYMMETRIC_PRIVATE ones are keys; for the proofs, see structures/tink-key.ts. An `encryptedKeyset` is low.
 */
import type { Match } from '../../../model/match.ts';
import { blobFingerprint } from '../../fingerprint.ts';
import { isMonotonous } from '../../proof/is-monotonous.ts';
import { TINK_PROOF, TINK_RULE, tinkMatch } from '../../structures/tink-match.ts';
import { decodeBase64 } from '../base64.ts';
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
  form: { specification: 'Tink keyset, JSON', proof: TINK_PROOF },
  title: 'Key in a Tink keyset',
  ...TINK_RULE,
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
  if (type === undefined || material === undefined || value === undefined) return undefined;
  const key = { type, value: Buffer.from(value, 'base64'), isSymmetric: material === 'SYMMETRIC' };
  return tinkMatch(key, { offset: open, length: object.length });
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
