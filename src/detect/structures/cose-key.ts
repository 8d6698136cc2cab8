/**
 * Private COSE_Keys (RFC 9052, section 7; RFC 9053, section 7; RFC 8230 for RSA): a CBOR map from small integers.
 *   1 kty: 1 OKP, 2 EC2, 3 RSA     2 kid     3 alg
 *   EC2, OKP:  −1 crv, −2 x, −3 y (bytes, or its sign as a boolean), −4 d
 *   RSA:       −1 n, −2 e, −3 d, −4 p, −5 q, −6 dP, −7 dQ, −8 qInv
 * Refused: keys without their public half, since nothing else would prove them; symmetric keys, which nothing proves;
 * further primes of RSA; maps with more than 16 entries or a label twice.
 */
import { fromBytes } from '../proof/big-integer.ts';
import { CURVES, inWidth, proveEc } from '../proof/ec.ts';
import { EDWARDS_ALGORITHMS, proveEdwards } from '../proof/edwards.ts';
import type { PublicKey } from '../proof/key-facts.ts';
import type { ProvenKey } from '../proof/read-key.ts';
import { proveRsa } from '../proof/rsa.ts';
import { CborCursor } from './cbor-cursor.ts';

export interface CoseKey extends ProvenKey {
  readonly kid: Uint8Array | undefined;
}

type Value = Uint8Array | number | boolean | undefined;

/** @returns the key whose map begins at `start`, proved; undefined if there is none. Never throws. */
export function readCoseKey(bytes: Uint8Array, start: number): CoseKey | undefined {
  const cursor = new CborCursor(bytes, start);
  const entries = cursor.head(5);
  if (entries === undefined || entries < 3 || entries > 16) return undefined;
  const members = new Map<number, Value>();
  for (let i = 0; i < entries; i++) {
    const label = cursor.integer();
    if (label === undefined || members.has(label)) return undefined;
    const value = cursor.integer() ?? cursor.byteString() ?? cursor.boolean();
    if (value === undefined && !cursor.skip()) return undefined;
    members.set(label, value);
  }
  const publicKey = proveMembers(members);
  if (publicKey === undefined) return undefined;
  const kid = octets(members, 2);
  return { state: 'proven', structure: 'cose-key', length: cursor.position - start, publicKey, kid };
}

type Members = ReadonlyMap<number, Value>;

function proveMembers(members: Members): PublicKey | undefined {
  switch (members.get(1)) {
    case 1:
      return okpKey(members);
    case 2:
      return ec2Key(members);
    case 3:
      return rsaKey(members);
    default:
      return undefined;
  }
}

/** `crv` of the registry "COSE Elliptic Curves". */
const EC2_CURVES: Readonly<Record<number, string>> = { 1: 'P-256', 2: 'P-384', 3: 'P-521', 8: 'secp256k1' };
const OKP_CURVES: Readonly<Record<number, string>> = { 4: 'X25519', 5: 'X448', 6: 'Ed25519', 7: 'Ed448' };

function ec2Key(members: Members): PublicKey | undefined {
  const name = EC2_CURVES[Number(members.get(-1))];
  const curve = CURVES.find((known) => known.name === name);
  if (curve === undefined) return undefined;
  const [x, y, d] = [-2, -3, -4].map((label) => inFullWidth(octets(members, label), curve.bytes));
  if (x === undefined || d === undefined) return undefined;
  const sign = members.get(-3);
  if (typeof sign === 'boolean') return proveEc(curve, d, Buffer.concat([Uint8Array.of(sign ? 3 : 2), x]));
  return y && proveEc(curve, d, Buffer.concat([Uint8Array.of(4), x, y]));
}

/** RFC 9053, section 7.1.1, requires leading zeros; some writers, such as ruby-cose, strip them. */
function inFullWidth(bytes: Uint8Array | undefined, width: number): Uint8Array | undefined {
  return bytes === undefined || bytes.length > width ? undefined : inWidth(bytes, width);
}

function okpKey(members: Members): PublicKey | undefined {
  const name = OKP_CURVES[Number(members.get(-1))];
  const algorithm = EDWARDS_ALGORITHMS.find((known) => known.name === name);
  const [x, d] = [octets(members, -2), octets(members, -4)];
  return algorithm && x && d && proveEdwards(algorithm, d, x);
}

function rsaKey(members: Members): PublicKey | undefined {
  const value = (label: number) => {
    const bytes = octets(members, label);
    return bytes && fromBytes(bytes);
  };
  const [n, e, d] = [value(-1), value(-2), value(-3)];
  if (n === undefined || e === undefined || d === undefined || members.has(-9)) return undefined;
  return proveRsa({ ...{ n, e, d, p: value(-4), q: value(-5), dp: value(-6), dq: value(-7), qi: value(-8) } });
}

function octets(members: Members, label: number): Uint8Array | undefined {
  const value = members.get(label);
  return value instanceof Uint8Array ? value : undefined;
}
