/**
 * Keys of Tor onion services, version 3 (rend-spec-v3, appendix A; hs_ed25519_secret_key):
 *    0  32  "== ed25519v1-secret: type0 ==", 0, 0, 0
 *   32  64  expanded key of RFC 8032, section 5.1.5: scalar, clamped, and prefix
 * Version 2 is PKCS#1 in PEM. The address is worked out from the public half, as a fact. The public half itself is in
 * another file, so that nothing proves the scalar.
 */
import { textAnchor } from '../../model/anchor.ts';
import type { Match } from '../../model/match.ts';
import type { Detector } from '../detector.ts';
import { EDWARDS_ALGORITHMS } from '../proof/edwards.ts';
import { multiplyEdwardsBase } from '../proof/edwards-base.ts';
import { isMonotonous } from '../proof/is-monotonous.ts';
import { keyMatch, PRIVATE_KEY_ADVICE } from '../proof/key-match.ts';
import { onionAddress } from '../proof/onion-address.ts';

const HEAD = '== ed25519v1-secret: type0 ==\0\0\0';
const LENGTH = HEAD.length + 64;

export const torOnionKey: Detector = {
  id: 'tor-onion-key',
  form: { specification: 'Tor rend-spec-v3', proof: 'clamping; the public half is in another file' },
  title: 'Key of a Tor onion service',
  severity: 'critical',
  confidence: 'high',
  advice: PRIVATE_KEY_ADVICE,
  trigger: { anchors: [textAnchor(HEAD)], bytesBefore: 0, reads: 'bytes' },
  maxMatchBytes: LENGTH,
  inspect,
};

function inspect(window: Uint8Array, at: number): Match | undefined {
  const scalar = window.subarray(at + HEAD.length, at + HEAD.length + 32);
  const prefix = window.subarray(at + HEAD.length + 32, at + LENGTH);
  const isClamped = (scalar[0]! & 7) === 0 && (scalar[31]! & 0xc0) === 0x40;
  if (prefix.length !== 32 || !isClamped || isMonotonous(scalar) || isMonotonous(prefix)) return undefined;
  const algorithm = EDWARDS_ALGORITHMS[0]!;
  const publicKey = { kind: 'ed25519', algorithm, bytes: multiplyEdwardsBase(scalar) } as const;
  const key = { state: 'unproven', structure: 'tor', length: LENGTH, publicKey, secret: scalar } as const;
  const facts = { onionAddress: onionAddress(publicKey.bytes) };
  return keyMatch(key, { offset: at, length: LENGTH, form: 'tor', preview: '== ed25519v1-secret: type0 ==…', facts });
}
