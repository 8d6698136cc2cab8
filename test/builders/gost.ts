/** Makes keys of GOST R 34.10 for tests, in affine coordinates. Independent of src. */
import { randomBytes } from 'node:crypto';
import { bits, integer, octets, oid, sequence, tlv } from './der.ts';

interface Curve {
  readonly name: string;
  readonly oid: string;
  readonly algorithm: string;
  readonly bytes: number;
  readonly p: bigint;
  readonly q: bigint;
  readonly base: Point;
}
type Point = readonly [x: bigint, y: bigint];

/** Both have a = p − 3. */
const GOST_CURVES: readonly Curve[] = [
  {
    ...{ name: 'CryptoPro-A', oid: '2a850302022301', algorithm: '2a8503020213', bytes: 32, p: 2n ** 256n - 617n },
    q: 0xffffffffffffffffffffffffffffffff6c611070995ad10045841b09b761b893n,
    base: [1n, 0x8d91e471e0989cda27df505a453f2b7635294f2ddf23e3b122acc99c9e9f1e14n],
  },
  {
    ...{
      name: 'tc26-256-C',
      oid: '2a8503070102010103',
      algorithm: '2a85030701010101',
      bytes: 32,
      p: 2n ** 255n + 3225n,
    },
    q: 0x800000000000000000000000000000015f700cfff1a624e5e497161bcc8a198fn,
    base: [1n, 0x3fa8124359f96680b83d1c3eb2c070e5c545c9858d03ecfb744bf8d717717efcn],
  },
  {
    ...{
      name: 'tc26-512-B',
      oid: '2a8503070102010202',
      algorithm: '2a85030701010102',
      bytes: 64,
      p: 2n ** 511n + 111n,
    },
    q: 2n ** 511n + 0x149a1ec142565a545acfdb77bd9d40cfa8b996712101bea0ec6346c54374f25bdn,
    base: [
      2n,
      0x1a8f7eda389b094c2c071e3647a8940f3c123b697578c213be6dd9e6c8ec7335dcb228fd1edf4a39152cbcaaf8c0398828041055f94ceeec7e21340780fe41bdn,
    ],
  },
];

export interface GostKey {
  readonly name: string;
  /** PrivateKeyInfo, the scalar little-endian in octets. */
  readonly der: Buffer;
  /** The same with the scalar as an INTEGER. */
  readonly asInteger: Buffer;
  /** As Botan writes it: the curve without a SEQUENCE, an ECPrivateKey, big-endian. */
  readonly ofBotan: Buffer;
  readonly spkiOfBotan: Buffer;
  readonly spki: Buffer;
  readonly scalar: Buffer;
}

export function gostKeys(): GostKey[] {
  return GOST_CURVES.map((curve) => {
    const d = (BigInt(`0x${randomBytes(curve.bytes).toString('hex')}`) % (curve.q - 1n)) + 1n;
    const little = (value: bigint) => Buffer.from(value.toString(16).padStart(2 * curve.bytes, '0'), 'hex').reverse();
    const algorithm = sequence(oid(curve.algorithm), sequence(oid(curve.oid), oid('2a85030701010202')));
    const frame = (inner: Buffer) => sequence(integer(0), algorithm, octets(inner));
    const scalar = little(d);
    const big = (value: bigint) => Buffer.from(little(value)).reverse();
    const point = multiply(curve, d);
    const inBotan = sequence(integer(1), octets(big(d)), tlv(0xa1, bits(Buffer.of(4), ...point.map(big))));
    // Botan's gost_256A is CryptoPro-A with the identifier of tc26-256-A.
    const isA = curve.name === 'CryptoPro-A';
    const named = [
      oid(isA ? '2a85030701010101' : curve.algorithm),
      oid(isA ? '2a8503070102010101' : curve.oid),
    ] as const;
    return {
      ...{ name: curve.name, der: frame(octets(scalar)), asInteger: frame(integer(d)), scalar },
      spki: sequence(algorithm, bits(octets(...point.map(little)))),
      ofBotan: sequence(integer(0), sequence(...named), octets(inBotan)),
      spkiOfBotan: sequence(sequence(named[0], sequence(named[1])), bits(octets(...point.map(little)))),
    };
  });
}

function multiply({ p, base }: Curve, d: bigint): Point {
  let sum: Point | undefined;
  let power = base;
  for (let rest = d; rest > 0n; rest >>= 1n) {
    if (rest & 1n) sum = sum === undefined ? power : add(p, sum, power);
    power = add(p, power, power);
  }
  return sum!;
}

function add(p: bigint, [x1, y1]: Point, [x2, y2]: Point): Point {
  const same = x1 === x2 && y1 === y2;
  const slope = same ? (3n * x1 * x1 - 3n) * inverse(2n * y1, p) : (y2 - y1) * inverse(x2 - x1, p);
  const x = mod(slope * slope - x1 - x2, p);
  return [x, mod(slope * (x1 - x) - y1, p)];
}

/** By Fermat's little theorem. */
function inverse(value: bigint, p: bigint): bigint {
  let result = 1n;
  let power = mod(value, p);
  for (let rest = p - 2n; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * power) % p;
    power = (power * power) % p;
  }
  return result;
}

function mod(value: bigint, p: bigint): bigint {
  return ((value % p) + p) % p;
}
