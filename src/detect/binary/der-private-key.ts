/**
 * Private keys in DER at any offset of any file: PKCS#1, PKCS#8 version 1 and 2, SEC1, of RSA, EC, Ed25519, Ed448,
 * X25519 and X448. What is read of each and what is refused stands in proof/der-keys.ts.
 *
 * A frame begins with SEQUENCE and a length, which say nothing. The anchors are what follows them: the version with
 * the algorithm (PKCS#8), with the tag and the length of the modulus (PKCS#1) or of the scalar (SEC1).
 */
import { byteAnchor } from '../../model/anchor.ts';
import type { Match } from '../../model/match.ts';
import type { Detector } from '../detector.ts';
import { readDerKey } from '../proof/der-keys.ts';
import { CURVES } from '../proof/ec.ts';
import { keyMatch, PRIVATE_KEY_ADVICE } from '../proof/key-match.ts';

/** AlgorithmIdentifiers up to where their length is certain: RSA with and without NULL, EC, and RFC 8410's four. */
const ALGORITHMS = [
  '30 0d 06 09 2a 86 48 86 f7 0d 01 01 01',
  '30 0b 06 09 2a 86 48 86 f7 0d 01 01 01',
  // By the length of the curve's identifier: 5 bytes (SEC 2), 8 bytes (X9.62), 9 bytes (Brainpool).
  '30 10 06 07 2a 86 48 ce 3d 02 01 06 05',
  '30 13 06 07 2a 86 48 ce 3d 02 01 06 08',
  '30 14 06 07 2a 86 48 ce 3d 02 01 06 09',
  '30 05 06 03 2b 65 70 04',
  '30 05 06 03 2b 65 71 04',
  '30 05 06 03 2b 65 6e 04',
  '30 05 06 03 2b 65 6f 04',
];
const PKCS8 = ['02 01 00', '02 01 01'].flatMap((version) => ALGORITHMS.map((algorithm) => `${version} ${algorithm}`));

/** Modulus above 2,040 bits, of 1,017 to 2,040 bits, and, by content bytes, of 512, 576 … 960 bits. */
const PKCS1 = [
  '82',
  '81',
  ...[512, 576, 640, 704, 768, 832, 896, 960].map((bits) => `${hexByte(bits / 8 + 1)} 00`),
].map((length) => `02 01 00 02 ${length}`);

/** Scalars in the full width of a curve; with a zero in front, or one or two bytes short, as der-keys.ts explains. */
const SEC1 = CURVES.flatMap(({ bytes }) => [
  `02 01 01 04 ${hexByte(bytes)}`,
  `02 01 01 04 ${hexByte(bytes + 1)} 00`,
  `02 01 01 04 ${hexByte(bytes - 1)}`,
  `02 01 01 04 ${hexByte(bytes - 2)}`,
]);

/**
 * The outermost frame begins at most this far before the anchor of the innermost: PKCS#8 header 4, version 3, algorithm
 * 22 (Brainpool), OCTET STRING header 4, inner header 4. A test asks for each kind of key at each of its anchors.
 */
const BYTES_BEFORE = 40;

export const derPrivateKey: Detector = {
  id: 'private-key-der',
  title: 'Private key in DER',
  severity: 'critical',
  confidence: 'proven',
  advice: PRIVATE_KEY_ADVICE,
  trigger: {
    anchors: [...new Set([...PKCS8, ...PKCS1, ...SEC1])].map(byteAnchor),
    bytesBefore: BYTES_BEFORE,
    reads: 'bytes',
  },
  // PKCS#8 of RSA-16384 takes 9,315 bytes with the longest exponent; the rest is for attributes and the public half.
  maxMatchBytes: 12 * 1024,
  inspect,
};

/** The outermost key whose frame holds the anchor, so that PKCS#8 comes before the PKCS#1 or SEC1 inside it. */
function inspect(window: Uint8Array, at: number): Match | undefined {
  for (let start = Math.max(0, at - BYTES_BEFORE); start <= at - 2; start++) {
    if (!beginsFrame(window, start)) continue;
    const key = readDerKey(window.subarray(0, start + derPrivateKey.maxMatchBytes), start);
    if (key?.state !== 'proven' || start + key.length <= at) continue;
    return keyMatch(key, {
      offset: start,
      length: key.length,
      form: `der-${key.structure}`,
      preview: `${hexByte(window[start]!)} ${hexByte(window[start + 1]!)} … (DER ${STRUCTURE_NAMES[key.structure]})`,
    });
  }
  return undefined;
}

const STRUCTURE_NAMES: Readonly<Record<string, string>> = { pkcs1: 'PKCS#1', pkcs8: 'PKCS#8', sec1: 'SEC1' };

/** SEQUENCE, a length of one to three bytes, INTEGER of one byte: the version. */
function beginsFrame(window: Uint8Array, start: number): boolean {
  if (window[start] !== 0x30) return false;
  const first = window[start + 1]!;
  const version = start + 2 + (first < 0x80 ? 0 : first - 0x80);
  return first <= 0x82 && window[version] === 0x02 && window[version + 1] === 0x01;
}

function hexByte(value: number): string {
  return value.toString(16).padStart(2, '0');
}
