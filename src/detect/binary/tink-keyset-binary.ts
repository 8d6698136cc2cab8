/**
 * Keys of Tink keysets in their binary form (tink.proto): KeyData is
 *   0a type, a string   12 value, bytes   18 keyMaterialType: 1 symmetric, 2 private (3 public, 4 in a KMS: no secret)
 * For the proofs of the value, see structures/tink-key.ts; for the same keysets in JSON, text/keys/tink-keyset.ts.
 */
import { textAnchor } from '../../model/anchor.ts';
import type { Match } from '../../model/match.ts';
import type { Detector } from '../detector.ts';
import { latin1 } from '../latin1.ts';
import { varint } from '../structures/proto-fields.ts';
import { TINK_PROOF, TINK_RULE, tinkMatch } from '../structures/tink-match.ts';

const TYPE_PREFIX = 'type.googleapis.com/google.crypto.tink.';
/** RSA-4096 with all its numbers takes 2.4 KB. */
const MAX_VALUE_BYTES = 6 * 1024;

export const tinkKeysetBinary: Detector = {
  id: 'tink-keyset-binary',
  form: { specification: 'Tink keyset, binary', proof: TINK_PROOF },
  title: 'Key in a Tink keyset',
  ...TINK_RULE,
  trigger: { anchors: [textAnchor(TYPE_PREFIX.slice(0, 32))], bytesBefore: 2, reads: 'bytes' },
  maxMatchBytes: MAX_VALUE_BYTES + 128,
  inspect,
};

function inspect(window: Uint8Array, at: number): Match | undefined {
  const typeBytes = window[at - 1] ?? 0;
  const typeEnd = at + typeBytes;
  if (window[at - 2] !== 0x0a || typeBytes >= 0x80 || window[typeEnd] !== 0x12) return undefined;
  const type = latin1(window, at, typeEnd).slice(TYPE_PREFIX.length);
  if (!latin1(window, at, typeEnd).startsWith(TYPE_PREFIX) || !/^[A-Za-z0-9]{3,40}$/.test(type)) return undefined;
  const length = varint(window, typeEnd + 1);
  if (length === undefined || length.value === 0 || length.value > MAX_VALUE_BYTES) return undefined;
  const end = length.end + length.value;
  const material = window[end + 1];
  if (window[end] !== 0x18 || (material !== 1 && material !== 2)) return undefined;
  const key = { type, value: window.subarray(length.end, end), isSymmetric: material === 1 };
  return tinkMatch(key, { offset: at - 2, length: end + 2 - (at - 2) });
}
