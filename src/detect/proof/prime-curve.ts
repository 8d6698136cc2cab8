/**
 * Equations of the curves whose points are searched for in memory, y² = x³ + ax + b modulo p: FIPS 186-5 (SP 800-186, section
 * 3.2.1), SEC 2 (section 2.4.1), RFC 5639 (section 3). b is computed from the base point, which node:crypto provides. If a build
 * of Node lacks the curve, none of its keys can be proved, and its points are not searched for.
 */
import { fromBytes, inverseOf } from './big-integer.ts';
import { basePoint, CURVES, type Curve } from './ec.ts';

export interface PrimeCurve {
  readonly curve: Curve;
  readonly p: bigint;
  readonly a: bigint;
  readonly b: bigint;
  /** Factor that converts a number from Montgomery form, with R = 2^(64·limbs): 1/R modulo p. */
  readonly fromMontgomery: bigint;
}

const EQUATIONS: readonly { readonly name: string; readonly p: bigint; readonly a: bigint }[] = [
  { name: 'P-256', p: 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n, a: -3n },
  { name: 'P-384', p: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n, a: -3n },
  { name: 'P-521', p: 2n ** 521n - 1n, a: -3n },
  { name: 'P-224', p: 2n ** 224n - 2n ** 96n + 1n, a: -3n },
  { name: 'secp256k1', p: 2n ** 256n - 2n ** 32n - 977n, a: 0n },
  {
    name: 'brainpoolP256r1',
    p: 0xa9fb57dba1eea9bc3e660a909d838d726e3bf623d52620282013481d1f6e5377n,
    a: 0x7d5a0975fc2c3057eef67530417affe7fb8055c126dc5c6ce94a4b44f330b5d9n,
  },
  {
    name: 'brainpoolP384r1',
    p: 0x8cb91e82a3386d280f5d6f7e50e641df152f7109ed5456b412b1da197fb71123acd3a729901d1a71874700133107ec53n,
    a: 0x7bc382c63d8c150c3c72080ace05afa0c2bea28e4fb22787139165efba91f90f8aa5814a503ad4eb04a8c7dd22ce2826n,
  },
  {
    name: 'brainpoolP512r1',
    p: 0xaadd9db8dbe9c48b3fd4e6ae33c9fc07cb308db3b3c9d20ed6639cca703308717d4d9b009bc66842aecda12ae6a380e62881ff2f2d82c68528aa6056583a48f3n,
    a: 0x7830a3318b603b89e2327145ac234cc594cbdd8d3df91610a83441caea9863bc2ded5d5aa8253aa10a2ef1c98b9ac8b57f1117a72bf2c7b9e7c1ac4d77fc94can,
  },
];

/** Computed on first use: most artifacts never need them. */
export function primeCurves(): readonly PrimeCurve[] {
  known ??= EQUATIONS.flatMap(({ name, p, a }) => {
    const curve = CURVES.find((each) => each.name === name)!;
    const base = basePoint(curve);
    if (base === undefined) return [];
    const x = fromBytes(base.subarray(1, 1 + curve.bytes));
    const y = fromBytes(base.subarray(1 + curve.bytes));
    const b = (((y * y - (x * x + a) * x) % p) + p) % p;
    return [{ curve, p, a, b, fromMontgomery: inverseOf(2n ** BigInt(64 * Math.ceil(curve.bytes / 8)), p)! }];
  });
  return known;
}
let known: readonly PrimeCurve[] | undefined;

/** x³ + ax + b, which equals y² for a point (x, y). */
export function rightSide({ p, a, b }: PrimeCurve, x: bigint): bigint {
  const value = ((x * x + a) * x + b) % p;
  return value < 0n ? value + p : value;
}

export function isOnCurve(curve: PrimeCurve, x: bigint, y: bigint): boolean {
  return x < curve.p && y < curve.p && (y * y) % curve.p === rightSide(curve, x);
}
