import { createECDH, getCurves } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { CURVES, type Curve, liesOn, proveEc } from '../../../src/detect/proof/ec.ts';
import { EC_CURVES, scalarOf, testKey } from '../../samples/keys.ts';

/** Base points, compressed: FIPS 186-4 appendix D.1.2, SEC 2 section 2.4.1, RFC 5639 section 3. */
const BASE_POINTS: readonly (readonly [string, string])[] = [
  ['P-192', '03188da80eb03090f67cbf20eb43a18800f4ff0afd82ff1012'],
  ['P-224', '02b70e0cbd6bb4bf7f321390b94a03c1d356c21122343280d6115c1d21'],
  ['P-256', '036b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296'],
  ['P-384', '03aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7'],
  [
    'P-521',
    '0200c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66',
  ],
  ['secp256k1', '0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798'],
  ['brainpoolP160r1', '03bed5af16ea3f6a4f62938c4631eb5af7bdbcdbc3'],
  ['brainpoolP192r1', '03c0a0647eaab6a48753b033c56cb0f0900a2f5c4853375fd6'],
  ['brainpoolP224r1', '030d9029ad2c7e5cf4340823b2a87dc68c9e4ce3174c1e6efdee12c07d'],
  ['brainpoolP256r1', '038bd2aeb9cb7e57cb2c4b482ffc81b7afb9de27e1e3bd23c23a4453bd9ace3262'],
  ['brainpoolP320r1', '0343bd7e9afb53d8b85289bcc48ee5bfe6f20137d10a087eb6e7871e2a10a599c710af8d0d39e20611'],
  [
    'brainpoolP384r1',
    '031d1c64f068cf45ffa2a63a81b7c13f6b8847a3e77ef14fe3db7fcafe0cbd10e8e826e03436d646aaef87b2e247d4af1e',
  ],
  [
    'brainpoolP512r1',
    '0281aee4bdd82ed9645a21322e9c4c6a9385ed9f70b5d916c1b43b62eef4d0098eff3b1f78e2d0d48d50d1687b93b97d5f7c6d5047406a5e688b352209bcb9f822',
  ],
  // As openssl ecparam prints them.
  ['brainpoolP160t1', '03b199b13b9b34efc1397e64baeb05acc265ff2378'],
  ['brainpoolP192t1', '033ae9e58c82f63c30282e1fe7bbf43fa72c446af6f4618129'],
  ['brainpoolP224t1', '026ab1e344ce25ff3896424e7ffe14762ecb49f8928ac0c76029b4d580'],
  ['brainpoolP256t1', '02a3e8eb3cc1cfe7b7732213b23a656149afa142c47aafbc2b79a191562e1305f4'],
  ['brainpoolP320t1', '03925be9fb01afc6fb4d3e7d4990010f813408ab106c4f09cb7ee07868cc136fff3357f624a21bed52'],
  [
    'brainpoolP384t1',
    '0218de98b02db9a306f2afcd7235f72a819b80ab12ebd653172476fecd462aabffc4ff191b946a5f54d8d0aa2f418808cc',
  ],
  [
    'brainpoolP512t1',
    '02640ece5c12788717b9c1ba06cbc2a6feba85842458c56dde9db1758d39c0313d82ba51735cdb3ea499aa77a7d6943a64f7a3f25fe26f06b51baa2696fa9035da',
  ],
  ['secp192k1', '03db4ff10ec057e9ae26b07d0280b7f4341da5d1b1eae06c7d'],
  ['SM2', '0232c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7'],
];

const one = (curve: Curve) => Buffer.concat([Buffer.alloc(curve.bytes - 1), Buffer.of(1)]);
const curveNamed = (name: string) => CURVES.find((curve) => curve.name === name)!;

describe('proveEc', () => {
  test('every curve of the table is known to this Node, and has a base point below', () => {
    expect(getCurves()).toEqual(expect.arrayContaining(CURVES.map(({ nodeName }) => nodeName)));
    expect(BASE_POINTS.map(([name]) => name).sort()).toEqual(CURVES.map(({ name }) => name).sort());
  });

  test.each(BASE_POINTS)('%s: one times the base point is the base point of its standard', (name, compressed) => {
    const curve = curveNamed(name);
    const point = Buffer.from(compressed, 'hex');
    const key = proveEc(curve, one(curve), point);
    expect(key?.point).toHaveLength(1 + 2 * curve.bytes);
    expect(Buffer.from(key!.point).subarray(1, 1 + curve.bytes)).toEqual(point.subarray(1));
    expect(proveEc(curve, one(curve), Buffer.concat([Buffer.of(point[0]! ^ 1), point.subarray(1)]))).toBeUndefined();
  });

  test.each(EC_CURVES)('%s: holds for a key of node:crypto, with its point and without', (name) => {
    const curve = curveNamed(name);
    const scalar = scalarOf(testKey(name).privateKey);
    const key = proveEc(curve, scalar, undefined);
    expect(key).toBeDefined();
    expect(proveEc(curve, scalar, key!.point)).toEqual(key);
  });

  const curve = curveNamed('P-256');
  const scalar = scalarOf(testKey('P-256').privateKey);
  const point = Buffer.from(proveEc(curve, scalar, undefined)!.point);
  /** SEC 2, section 2.4.2. */
  const order = Buffer.from('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551', 'hex');
  const flipped = (bytes: Uint8Array, at: number) => bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
  const wrong: Record<string, readonly [Uint8Array, Uint8Array | undefined]> = {
    zero: [Buffer.alloc(32), undefined],
    'the order': [order, undefined],
    'the order and one': [flipped(order, 31).map((byte, index) => (index === 31 ? byte + 2 : byte)), undefined],
    'all ones': [Buffer.alloc(32, 0xff), undefined],
    'a fill pattern without point': [Buffer.alloc(32, 'abcd'), undefined],
    'one without point': [one(curve), undefined],
    'a byte too short': [scalar.subarray(1), point],
    'a byte too long': [Buffer.concat([Buffer.of(0), scalar]), point],
    'another one': [flipped(scalar, 31), point],
    'right, x wrong': [scalar, flipped(point, 1)],
    'right, y wrong': [scalar, flipped(point, 64)],
    'right, the point cut': [scalar, point.subarray(0, 64)],
    'right, the point at infinity': [scalar, Buffer.of(0)],
    'right, the point in hybrid form with the other half of y': [
      scalar,
      Buffer.concat([Buffer.of(7 - (point.at(-1)! & 1)), point.subarray(1)]),
    ],
    'right, the point empty': [scalar, new Uint8Array()],
  };
  test.each(Object.entries(wrong))('refuses a scalar that is %s', (_, [d, claimed]) => {
    expect(proveEc(curve, d, claimed)).toBeUndefined();
  });

  test('a hybrid point is the point, when it says the right half of y', () => {
    const curve = curveNamed('P-256');
    const ecdh = createECDH(curve.nodeName);
    const hybrid = Buffer.from(ecdh.generateKeys('hex', 'hybrid'), 'hex');
    const d = Buffer.concat([Buffer.alloc(32), ecdh.getPrivateKey()]).subarray(-32);
    expect(proveEc(curve, d, hybrid)?.point).toEqual(ecdh.getPublicKey());
    hybrid[0]! ^= 1;
    expect(proveEc(curve, d, hybrid)).toBeUndefined();
  });

  test('refuses a curve that this Node does not have', () => {
    expect(proveEc({ ...curve, nodeName: 'no such curve' }, scalar, point)).toBeUndefined();
  });
});

describe('liesOn', () => {
  test.each(CURVES)('$name: a point of it lies on it and on no other, and not with a bit flipped', (curve) => {
    const ecdh = createECDH(curve.nodeName);
    const point = ecdh.generateKeys();
    expect(CURVES.filter((other) => other.bytes === curve.bytes && liesOn(other, point))).toEqual([curve]);
    for (const at of [1, curve.bytes, curve.bytes + 1, 2 * curve.bytes]) {
      const flipped = Buffer.from(point);
      flipped[at]! ^= 1;
      expect(liesOn(curve, flipped)).toBe(false);
    }
    expect(liesOn(curve, ecdh.getPublicKey(null, 'compressed'))).toBe(true);
  });
});
