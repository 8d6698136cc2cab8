/**
 * OpenPGP secret keys and subkeys without armour, at any offset: a keyring, an export, a dump. For what is read and refused, see
 * structures/openpgp-key.ts.
 *
 * The anchors are in the public numbers: the algorithm with its curve; for RSA, the exponent, 65,537 or the 41 of GnuPG 1, and the
 * S2K usage; for DSA and ElGamal, the algorithm with the size of the prime; for version 6, the algorithm with the length of the
 * key; for versions 5 and 6, the algorithm with that length and the curve. Version 4 of the algorithms 25 to 28 has nothing rare
 * except the length of an unprotected packet followed by the version; protected ones are found in armour only.
 */
import { byteAnchor } from '../../model/anchor.ts';
import type { Match } from '../../model/match.ts';
import type { Detector } from '../detector.ts';
import { hexByte } from '../hex-byte.ts';
import { PRIVATE_KEY_ADVICE } from '../proof/key-match.ts';
import { KEY_HOLDS } from '../proof/proof-text.ts';
import { readHeader, readOpenpgpPacket } from '../structures/openpgp-key.ts';
import { openpgpMatch } from '../structures/openpgp-match.ts';

const RSA_EXPONENTS = ['00 11 01 00 01', '00 06 29'];
/** Algorithm, curve with its length, bytes of a point. */
const CURVES: readonly (readonly [string, string, number])[] = [
  ['16', '09 2b 06 01 04 01 da 47 0f 01', 33],
  ['12', '0a 2b 06 01 04 01 97 55 01 05 01', 33],
  ['16', '03 2b 65 71', 57],
  ['12', '03 2b 65 6f', 56],
  ...['12', '13'].flatMap((id) => [
    [id, '08 2a 86 48 ce 3d 03 01 07', 65] as const,
    ...[97, 133, 65].map((bytes, index) => [id, `05 2b 81 04 00 ${['22', '23', '0a'][index]}`, bytes] as const),
    ...[65, 97, 129].map(
      (bytes, index) => [id, `09 2b 24 03 03 02 08 01 01 ${['07', '0b', '0d'][index]}`, bytes] as const,
    ),
  ]),
];

/**
 * For version 4, and for versions 5 and 6, which have the length of the public numbers in between; for ECDH including four bytes
 * for its derivation.
 */
function curveAnchors([id, curve, pointBytes]: (typeof CURVES)[number]): readonly string[] {
  const bytes = curve.split(' ').length + 2 + pointBytes + (id === '12' ? 4 : 0);
  return [`${id} ${curve}`, `${id} 00 00 00 ${hexByte(bytes)} ${curve}`];
}

const SIZES = [
  '11 04 00',
  '11 08 00',
  '11 0c 00',
  '10 04 00',
  '10 06 00',
  '10 08 00',
  '10 0c 00',
  '10 10 00',
  '1b 00 00 00 20',
  '19 00 00 00 20',
  '1c 00 00 00 39',
  '1a 00 00 00 38',
];

/** Version, time, algorithm and usage take 7 bytes, the sum 2; the key 32, 57 or 56 twice. Both packets, new format. */
const NATIVE_PACKETS = ['c5 49 04', 'c7 49 04', 'c5 7b 04', 'c7 7b 04', 'c7 79 04'];

export const openpgpPrivateKey: Detector = {
  id: 'private-key-openpgp',
  form: { specification: 'RFC 4880, RFC 9580', proof: `checksum of the packet; ${KEY_HOLDS}` },
  title: 'OpenPGP secret key',
  severity: 'critical',
  confidence: 'proven',
  advice: PRIVATE_KEY_ADVICE,
  trigger: {
    anchors: [
      ...RSA_EXPONENTS.flatMap((exponent) => ['00', 'fe', 'ff', 'fd'].map((usage) => `${exponent} ${usage}`)),
      ...[...CURVES.flatMap(curveAnchors), ...SIZES, ...NATIVE_PACKETS],
    ].map(byteAnchor),
    // RSA-16384: header 6, version, time and algorithm 6, length 4, bits 2, modulus 2,048.
    bytesBefore: 2066,
    reads: 'bytes',
  },
  // RSA-16384 takes 2,048 bytes for n and d each and 1,024 for each of p, q and u, plus the fields around them.
  maxMatchBytes: 8 * 1024,
  inspect,
};

function inspect(window: Uint8Array, at: number): Match | undefined {
  const version = versionNear(window, at);
  if (version === undefined || version < 2 || !isVersion(window[version])) return undefined;
  const bytes = window.subarray(0, version + openpgpPrivateKey.maxMatchBytes - 8);
  for (const headerBytes of HEADER_BYTES) {
    const start: number = version - headerBytes;
    if (!SECRET_HEADS.has(window[start]!) || readHeader(bytes, start)?.body !== version) continue;
    const key = readOpenpgpPacket(bytes, start);
    if (key === undefined || key.state === 'other') continue;
    // A protected packet is longer than these lengths, so one that claims to be protected is none.
    if (isNativeLength(window[at]!) && key.state === 'locked') continue;
    const preview = `OpenPGP secret key packet (version ${window[version]})`;
    return openpgpMatch(key, { offset: start, length: key.length, form: 'openpgp', preview });
  }
  return undefined;
}

function versionNear(window: Uint8Array, at: number): number | undefined {
  const first = window[at]!;
  if (first === 0) return versionBeforeModulus(window, at);
  if (!isNativeLength(first)) return at - 5;
  const algorithm = window[at + 7]!;
  return algorithm >= 25 && algorithm <= 28 ? at + 2 : undefined;
}

/** Among the anchors, only NATIVE_PACKETS begin with the header of a packet. */
function isNativeLength(first: number): boolean {
  return first >= 0xc0;
}

const HEADER_BYTES = [3, 2, 5, 6];
/** Packets 5 and 7, in the new format and in the old one with each length size. */
const SECRET_HEADS: ReadonlySet<number> = new Set([0xc5, 0xc7, 0x94, 0x95, 0x96, 0x9c, 0x9d, 0x9e]);

function isVersion(byte: number | undefined): boolean {
  return byte === 4 || byte === 5 || byte === 6;
}

/** The modulus ends at `end`; its size in bits, a multiple of 32, precedes it, and the algorithm precedes that. */
function versionBeforeModulus(window: Uint8Array, end: number): number | undefined {
  for (let bytes = 64; bytes <= 2048; bytes += 4) {
    const bits = end - bytes - 2;
    if (bits < 8) return undefined;
    if (window[bits]! * 256 + window[bits + 1]! !== 8 * bytes) continue;
    for (const version of [bits - 6, bits - 10]) {
      const id = window[version + 5]!;
      const isLong = version !== bits - 6;
      if (isVersion(window[version]) && isLong === window[version]! > 4 && id >= 1 && id <= 3) return version;
    }
  }
  return undefined;
}
