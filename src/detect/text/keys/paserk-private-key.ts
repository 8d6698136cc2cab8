/**
 * Secret keys of PASETO in PASERK's spelling (github.com/paseto-standard/paserk, types/secret.md): `k1.secret.` to `k4.secret.`
 * and base64url without padding.
 *   k1   DER of an RSA-2048 private key (PKCS#1): its numbers prove one another
 *   k2, k4   Ed25519, the seed and its public half, 64 bytes: one follows from the other
 *   k3   P-384, 48 bytes of the scalar alone: nothing to compare it with, so the confidence is high
 * The shared keys (`k4.local.`) have a rule of their own, in text/programs/paserk-local.ts. Wrapped ones (`secret-wrap`,
 * `secret-pw`) are not read.
 */
import { textAnchor } from '../../../model/anchor.ts';
import type { Match } from '../../../model/match.ts';
import type { Detector } from '../../detector.ts';
import { CURVES, proveEc } from '../../proof/ec.ts';
import { EDWARDS_ALGORITHMS, proveEdwards } from '../../proof/edwards.ts';
import type { PublicKey } from '../../proof/key-facts.ts';
import { keyMatch, PRIVATE_KEY_ADVICE } from '../../proof/key-match.ts';
import { RSA_HOLDS } from '../../proof/proof-text.ts';
import { readDerKey } from '../../structures/der-keys.ts';
import { decodeBase64 } from '../base64.ts';
import { BASE64URL_DIGITS, isInRun } from '../byte-runs.ts';

const VERSIONS = ['k1', 'k2', 'k3', 'k4'] as const;
const PREFIX_CHARACTERS = 'k4.secret.'.length;
/** 48 bytes of k3. */
const MIN_DIGITS = 64;
const ED25519 = EDWARDS_ALGORITHMS[0]!;
const P384 = CURVES.find(({ name }) => name === 'P-384')!;

export const paserkPrivateKey: Detector = {
  id: 'private-key-paserk',
  form: {
    specification: 'PASERK, types/secret.md',
    proof: `k2, k4: the seed gives the public half. k1: ${RSA_HOLDS}. k3: structure alone, high`,
  },
  title: 'PASETO secret key (PASERK)',
  severity: 'critical',
  confidence: 'proven',
  advice: PRIVATE_KEY_ADVICE,
  trigger: { anchors: VERSIONS.map((version) => textAnchor(`${version}.secret.`)), bytesBefore: 1, reads: 'text' },
  // PKCS#1 of RSA-4096 is 2,350 bytes; PASETO knows 2,048 bits.
  maxMatchBytes: 4 * 1024,
  inspect,
};

function inspect(window: Uint8Array, at: number): Match | undefined {
  if (!isInRun(window, at + PREFIX_CHARACTERS, BASE64URL_DIGITS, MIN_DIGITS)) return undefined;
  const text = Buffer.from(window.subarray(at, at + paserkPrivateKey.maxMatchBytes)).toString('latin1');
  const digits = /^[A-Za-z0-9_-]*/.exec(text.slice(PREFIX_CHARACTERS))![0];
  const bytes = digits.length < MIN_DIGITS ? undefined : decodeBase64(digits, 'url');
  if (bytes === undefined) return undefined;
  const publicKey = prove(text.slice(0, 2), bytes);
  if (publicKey === undefined) return undefined;
  const length = PREFIX_CHARACTERS + digits.length;
  const match = keyMatch(
    { state: 'proven', structure: 'paserk', length, publicKey },
    { offset: at, length, form: 'paserk', preview: `${text.slice(0, PREFIX_CHARACTERS)}…` },
  );
  return text.startsWith('k3') ? { ...match, confidence: 'high' } : match;
}

function prove(version: string, bytes: Uint8Array): PublicKey | undefined {
  if (version === 'k1') {
    const key = readDerKey(bytes);
    return key?.state === 'proven' && key.length === bytes.length ? key.publicKey : undefined;
  }
  if (version === 'k3') return proveEc(P384, bytes, undefined);
  return bytes.length === 64 ? proveEdwards(ED25519, bytes.subarray(0, 32), bytes.subarray(32)) : undefined;
}
