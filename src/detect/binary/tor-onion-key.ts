/**
 * Keys that Tor stores in files of its own (src/lib/crypt_ops, crypto_write_tagged_contents_to_file): a header of 32 bytes that
 * ends in zeros, and the key.
 *
 *    == ed25519v1-secret: type0 ==   onion services of version 3 (rend-spec-v3, appendix A; hs_ed25519_secret_key), and the identity of
 *                                    a relay, which looks alike; `type4`: the key with which a relay signs
 *      32  64  expanded key of RFC 8032, section 5.1.5: scalar, clamped, and prefix
 *    == c25519v1: onion ==           ntor key of a relay (secret_onion_key_ntor)
 *      32  32  secret of X25519
 *      64  32  its public half
 *
 * Version 2 is PKCS#1 in PEM. For type0, the address of a service is computed from the public half, as a fact. The public half of
 * Ed25519 is in another file, so nothing proves the scalar.
 */
import { textAnchor } from '../../model/anchor.ts';
import type { Match } from '../../model/match.ts';
import type { Detector } from '../detector.ts';
import { latin1 } from '../latin1.ts';
import { EDWARDS_ALGORITHMS, proveEdwards } from '../proof/edwards.ts';
import { isMonotonous } from '../proof/is-monotonous.ts';
import { keyMatch, PRIVATE_KEY_ADVICE } from '../proof/key-match.ts';
import { onionAddress } from '../proof/onion-address.ts';
import { readOnionKey } from '../structures/onion-key.ts';

const HEAD_BYTES = 32;
const LENGTH = HEAD_BYTES + 64;
const ED25519_HEAD = /^== ed25519v1-secret: (type\d) ==\0{3}$/;
const X25519_HEAD = /^== c25519v1: onion ==\0{11}$/;
const [, , X25519] = EDWARDS_ALGORITHMS;
const RELAY_TITLE = 'Key of a Tor relay';

export const torOnionKey: Detector = {
  id: 'tor-onion-key',
  form: {
    specification: 'Tor rend-spec-v3; files of a relay',
    proof: 'clamping; the public half is in another file. ntor: the secret gives the public half',
  },
  title: 'Key of a Tor onion service',
  severity: 'critical',
  confidence: 'high',
  advice: PRIVATE_KEY_ADVICE,
  trigger: {
    anchors: ['== ed25519v1-secret: type', '== c25519v1: onion ==\0'].map((text) => textAnchor(text)),
    bytesBefore: 0,
    reads: 'bytes',
  },
  maxMatchBytes: LENGTH,
  inspect,
};

function inspect(window: Uint8Array, at: number): Match | undefined {
  const head = latin1(window, at, at + HEAD_BYTES);
  const [first, second] = [0, 32].map((from) => window.subarray(at + HEAD_BYTES + from, at + HEAD_BYTES + from + 32));
  if (first === undefined || second?.length !== 32 || isMonotonous(first) || isMonotonous(second)) return undefined;
  const place = { offset: at, length: LENGTH, form: 'tor', preview: `${head.replace(/\0+$/, '')}…` };
  if (X25519_HEAD.test(head)) {
    const publicKey = proveEdwards(X25519!, first, second);
    const key = publicKey && ({ state: 'proven', structure: 'tor', length: LENGTH, publicKey } as const);
    return key && { ...keyMatch(key, place), title: RELAY_TITLE };
  }
  const type = ED25519_HEAD.exec(head)?.[1];
  const key = type === undefined ? undefined : readOnionKey(window.subarray(at + HEAD_BYTES, at + LENGTH), LENGTH);
  if (key === undefined) return undefined;
  if (type !== 'type0') return { ...keyMatch(key, place), title: RELAY_TITLE };
  return keyMatch(key, { ...place, facts: { onionAddress: onionAddress(key.publicKey.bytes) } });
}
