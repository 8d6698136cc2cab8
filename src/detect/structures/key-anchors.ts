/**
 * Bytes near the beginning of DER private keys that are rare elsewhere. A frame begins with SEQUENCE and a length, which are too
 * common; the anchors are what follows: the version with the algorithm (PKCS#8), or with the tag and the length of the modulus
 * (PKCS#1) or of the scalar (SEC1). Hex with spaces.
 */

import { hexByte } from '../hex-byte.ts';
import { CURVES, scalarBytes } from '../proof/ec.ts';
import { EDWARDS_ALGORITHMS } from '../proof/edwards.ts';
import { RARE_CURVES } from '../proof/rare-curves.ts';

/** AlgorithmIdentifiers, as far as their length is fixed: RSA with and without NULL, EC, RFC 8410's four, NIST's. */
const ALGORITHMS = [
  '30 0d 06 09 2a 86 48 86 f7 0d 01 01 01',
  '30 0b 06 09 2a 86 48 86 f7 0d 01 01 01',
  // By the length of the curve's identifier: 5 bytes (SEC 2), 8 bytes (X9.62, SM2), 9 bytes (Brainpool).
  '30 10 06 07 2a 86 48 ce 3d 02 01 06 05',
  '30 13 06 07 2a 86 48 ce 3d 02 01 06 08',
  '30 14 06 07 2a 86 48 ce 3d 02 01 06 09',
  '30 05 06 03 2b 65 70 04',
  '30 05 06 03 2b 65 71 04',
  '30 05 06 03 2b 65 6e 04',
  '30 05 06 03 2b 65 6f 04',
  // ML-DSA and SLH-DSA, ML-KEM.
  '30 0b 06 09 60 86 48 01 65 03 04 03',
  '30 0b 06 09 60 86 48 01 65 03 04 04',
  // Post-quantum algorithms of Botan and of Bouncy Castle (der-keys.ts).
  '30 0c 06 0a 2b 06 01 04 01 81 c5 2a 01',
  '30 0d 06 0b 2b 06 01 04 01 81 c5 2a 01',
  '30 0e 06 0c 2b 06 01 04 01 81 c5 2a 01',
  '30 0d 06 0b 2b 06 01 04 01 81 b0 1a 05',
  // Those of Open Quantum Safe, and of its third round.
  '30 07 06 05 2b ce 0f',
  '30 08 06 06 2b ce 0f',
  '30 09 06 07 2b ce 0f',
  '30 0d 06 0b 2b 06 01 04 01 02 82 0b',
  // XMSS of BSI.
  '30 0b 06 09 04 00 7f 00 0f 01 01',
];

/**
 * Algorithms with long parameters, whose length is between them and the version: RSASSA-PSS, DSA, DH of PKCS#3 and of X9.42, EC
 * with explicit parameters, GOST R 34.10, also as Botan writes it, ElGamal of Cryptlib. Public keys contain them too.
 */
const ALGORITHMS_WITH_PARAMETERS = [
  '06 09 2a 86 48 86 f7 0d 01 01 0a',
  '06 07 2a 86 48 ce 38 04 01 30 8',
  '06 09 2a 86 48 86 f7 0d 01 03 01 30 8',
  '06 07 2a 86 48 ce 3e 02 01 30 8',
  '06 07 2a 86 48 ce 3d 02 01 30 8',
  '06 06 2a 85 03 02 02 13 30',
  '06 08 2a 85 03 07 01 01 01 01 30',
  '06 08 2a 85 03 07 01 01 01 02 30',
  ...['06 06 2a 85 03 02 02 13 06', '06 08 2a 85 03 07 01 01 01 01 06', '06 08 2a 85 03 07 01 01 01 02 06'],
  '06 0a 2b 06 01 04 01 97 55 01 02 01 30',
].flatMap((anchor) => (anchor.endsWith('8') ? [`${anchor}1`, `${anchor}2`] : [anchor]));

const PKCS8 = ['02 01 00', '02 01 01'].flatMap((version) => ALGORITHMS.map((algorithm) => `${version} ${algorithm}`));

/** Modulus above 2,040 bits, of 1,017 to 2,040 bits, and, by content bytes, of 512, 576 … 960 bits. DSA begins the same way. */
const PKCS1 = [
  ...['82', '81', ...[512, 576, 640, 704, 768, 832, 896, 960].map((bits) => `${hexByte(bits / 8 + 1)} 00`)].map(
    (length) => `02 01 00 02 ${length}`,
  ),
  // More than two primes: above 2,040 bits, and of 1,017 to 2,040 bits.
  '02 01 01 02 82',
  '02 01 01 02 81',
];

/** Bytes of scalars in SEC1, and of the seeds that some writers put in their place; without curves that nothing new uses. */
export const SEC1_WIDTHS: ReadonlySet<number> = new Set([...CURVES, ...EDWARDS_ALGORITHMS].map(({ bytes }) => bytes));

/** In full width; scalars also with a leading zero, or one or two bytes short, as der-ec.ts explains. */
const SEC1 = [
  ...[...SEC1_WIDTHS, ...RARE_CURVES.map(scalarBytes)].map((bytes) => `02 01 01 04 ${hexByte(bytes)}`),
  ...CURVES.flatMap(({ bytes }) => [
    `02 01 01 04 ${hexByte(bytes + 1)} 00`,
    `02 01 01 04 ${hexByte(bytes - 1)}`,
    `02 01 01 04 ${hexByte(bytes - 2)}`,
  ]),
];

export const DER_KEY_ANCHORS: readonly string[] = [
  ...new Set([...PKCS8, ...ALGORITHMS_WITH_PARAMETERS, ...PKCS1, ...SEC1]),
];

/**
 * EncryptedPrivateKeyInfo: PBES2 with PBKDF2 or scrypt, PBES1, and the schemes of PKCS#12, each from its identifier up to the
 * beginning of the second element of the parameters.
 */
export const ENCRYPTED_KEY_ANCHORS: readonly string[] = [
  '06 09 2a 86 48 86 f7 0d 01 05 0d 30',
  ...[1, 3, 4, 6, 10, 11].map((arc) => `06 09 2a 86 48 86 f7 0d 01 05 ${hexByte(arc)} 30`),
  ...[1, 2, 3, 4, 5, 6].map((arc) => `06 0a 2a 86 48 86 f7 0d 01 0c 01 ${hexByte(arc)} 30`),
];

/**
 * The outermost frame begins at most this far before any of these anchors: PKCS#8 header 4, version 3, algorithm 69 (RSASSA-PSS
 * with all its parameters), OCTET STRING header 4, inner header 4. A test tries each kind of key with each of its anchors.
 */
export const BYTES_BEFORE_KEY_ANCHOR = 84;
