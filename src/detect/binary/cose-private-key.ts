/**
 * Private COSE_Keys at any offset. For what is read and the proofs, see structures/cose-key.ts.
 *
 * The anchors are entries of such a map: −4 with a string of the width of a curve, and for RSA the exponent 65537. They are inside
 * the map, whose first byte is searched for before them.
 */
import { byteAnchor } from '../../model/anchor.ts';
import type { FactRecord } from '../../model/finding.ts';
import type { Match } from '../../model/match.ts';
import type { Detector } from '../detector.ts';
import { keyMatch, PRIVATE_KEY_ADVICE } from '../proof/key-match.ts';
import { KEY_HOLDS } from '../proof/proof-text.ts';
import { type CoseKey, readCoseKey } from '../structures/cose-key.ts';

/** Of 256, 384 and 521 bits, each with up to two zeros stripped; Ed448 and X448. */
const D_OF_CURVES = ['20', '1f', '1e', '30', '2f', '2e', '42', '41', '40', '39', '38'].map((bytes) => `23 58 ${bytes}`);
const EXPONENT = '21 43 01 00 01';
/** n of RSA-8192, its label and length, and a few more entries; for curves kid, x and y. */
const BYTES_BEFORE = 1200;
const BYTES_BEFORE_D = 400;

export const cosePrivateKey: Detector = {
  id: 'private-key-cose',
  form: { specification: 'RFC 9052, RFC 9053, RFC 8230', proof: KEY_HOLDS },
  title: 'Private key in a COSE_Key',
  severity: 'critical',
  confidence: 'proven',
  advice: PRIVATE_KEY_ADVICE,
  trigger: { anchors: [...D_OF_CURVES, EXPONENT].map(byteAnchor), bytesBefore: BYTES_BEFORE, reads: 'bytes' },
  // All eight numbers of RSA-8192 and 1 KiB for the rest.
  maxMatchBytes: 6 * 1024,
  inspect,
};

function inspect(window: Uint8Array, at: number): Match | undefined {
  const reach = window[at] === 0x21 ? BYTES_BEFORE : BYTES_BEFORE_D;
  const whole = window.subarray(0, at + cosePrivateKey.maxMatchBytes);
  for (let start = at - 1; start >= Math.max(0, at - reach); start--) {
    const byte = window[start]!;
    // The same entry again: the bytes before it belong to another map. This keeps floods of the anchor linear.
    if (byte === window[at] && window[start + 1] === window[at + 1] && window[start + 2] === window[at + 2]) return;
    // A map of 3 to 16 entries, then a label of one byte: 0 to 23, or −1 to −24.
    if (byte < 0xa3 || byte > 0xb0 || (window[start + 1]! & 0xdf) > 0x17) continue;
    const key = readCoseKey(whole, start);
    if (key === undefined || start + key.length <= at) continue;
    return keyMatch(key, {
      ...{ offset: start, length: key.length, form: 'cose-key', preview: '{1: kty, …, -4: …} (COSE_Key)' },
      facts: keyIdFact(key),
    });
  }
  return undefined;
}

/** kid is bytes; it becomes a fact if it is a short name. */
function keyIdFact({ kid }: CoseKey): FactRecord {
  const text = kid === undefined ? '' : Buffer.from(kid).toString('latin1');
  return /^[\x20-\x7e]{1,128}$/.test(text) ? { kid: text } : {};
}
