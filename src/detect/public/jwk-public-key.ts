/**
 * Public JWKs (RFC 7517) with a `kid`, as in the JWKS of an issuer: the name by which others look up the key. RSA, EC, OKP and AKP. For
 * how an object is read in the middle of other text, see text/keys/jwk-members.ts. Private JWKs are a finding themselves.
 */
import { textAnchor } from '../../model/anchor.ts';
import { sha256Hex } from '../fingerprint.ts';
import { keptSpki } from '../known-key.ts';
import { fromBytes } from '../proof/big-integer.ts';
import { EDWARDS_ALGORITHMS } from '../proof/edwards.ts';
import { type PublicKey, subjectPublicKeyInfo } from '../proof/key-facts.ts';
import { ML_DSA_ALGORITHMS } from '../proof/post-quantum-algorithms.ts';
import { isRsaPublicKey } from '../proof/rsa.ts';
import { hasPrivatePart, jwkBytes, jwkCurve } from '../structures/jwk-key.ts';
import { readJsonObject } from '../text/keys/jwk-members.ts';
import type { Testimony, Witness } from '../witness.ts';

const MAX_OBJECT_BYTES = 8 * 1024;
const MAX_BRACES = 3;

export const jwkPublicKey: Witness = {
  id: 'jwk-public-key',
  trigger: { anchors: [textAnchor('"kid"'), textAnchor('kid\\"')], bytesBefore: MAX_OBJECT_BYTES, reads: 'text' },
  maxMatchBytes: MAX_OBJECT_BYTES,
  inspect,
};

function inspect(window: Uint8Array, at: number): Testimony | undefined {
  let braces = 0;
  for (let offset = at - 1; offset >= Math.max(0, at - MAX_OBJECT_BYTES) && braces < MAX_BRACES; offset--) {
    const byte = window[offset]!;
    // The end of another object, or its `kid`: the member is not in an object that begins earlier. This keeps floods of the anchor
    // linear.
    if (byte === 0 || byte === 0x7d || (byte === 0x6b && isKid(window, offset))) return undefined;
    if (byte !== 0x7b) continue;
    braces++;
    const object = readJsonObject(window, offset, offset + MAX_OBJECT_BYTES);
    if (object === undefined || object.end <= at) continue;
    const kid = object.members.get('kid');
    const key = hasPrivatePart(object.members) ? undefined : publicKey(object.members);
    if (key === undefined || kid === undefined || !/^[\x20-\x5b\x5d-\x7e]{1,128}$/.test(kid)) return undefined;
    const spki = subjectPublicKeyInfo(key);
    const who = { spkiSha256: sha256Hex(spki), ...keptSpki(spki) };
    return { offset, length: object.end - offset, ...who, fact: 'jwk', facts: { kid } };
  }
  return undefined;
}

/** Whether `kid` is here, followed by a possible closing quote. */
function isKid(window: Uint8Array, at: number): boolean {
  const after = window[at + 3];
  return window[at + 1] === 0x69 && window[at + 2] === 0x64 && (after === 0x22 || after === 0x5c);
}

function publicKey(members: ReadonlyMap<string, string>): PublicKey | undefined {
  const [n, e, x, y] = ['n', 'e', 'x', 'y'].map((name) => jwkBytes(members.get(name)));
  const crv = members.get('crv');
  switch (members.get('kty')) {
    case 'RSA': {
      const numbers = n && e && { n: fromBytes(n), e: fromBytes(e) };
      return numbers && isRsaPublicKey(numbers.n, numbers.e) ? { kind: 'rsa', ...numbers } : undefined;
    }
    case 'EC': {
      const curve = jwkCurve(crv);
      if (curve === undefined || x?.length !== curve.bytes || y?.length !== curve.bytes) return undefined;
      return { kind: 'ec', curve, point: Buffer.concat([Uint8Array.of(4), x, y]) };
    }
    case 'OKP': {
      const algorithm = EDWARDS_ALGORITHMS.find(({ name }) => name === crv);
      return algorithm !== undefined && x?.length === algorithm.bytes
        ? { kind: algorithm.kind, algorithm, bytes: x }
        : undefined;
    }
    case 'AKP': {
      const algorithm = ML_DSA_ALGORITHMS.find(({ name }) => name === members.get('alg'));
      const bytes = jwkBytes(members.get('pub'));
      return algorithm !== undefined && bytes?.length === algorithm.publicBytes
        ? { kind: algorithm.kind, algorithm, bytes }
        : undefined;
    }
    default:
      return undefined;
  }
}
