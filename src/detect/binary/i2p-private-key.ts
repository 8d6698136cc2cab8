/**
 * Keys of routers, services and tunnels of I2P (router.keys, eepPriv.dat, the files that `keys = ` names in tunnels.conf,
 * i2p_private_key of Bitcoin Core), https://geti2p.net/spec/common-structures, KeysAndCert, PrivateKeyFile:
 *
 *     0  256  public key for encryption, or random
 *   256  128  public key for signatures, at its end: of Ed25519 at 352
 *   384    7  certificate: kind 05, length 0004, for signatures 0007 (Ed25519), for encryption 0000 (ElGamal) or 0004 (X25519) …
 *   391  256  secret key for encryption; 32 bytes from 0004 on
 *   …     32  seed of Ed25519, which gives the public half at 352
 */
import { byteAnchor } from '../../model/anchor.ts';
import type { Match } from '../../model/match.ts';
import type { Detector } from '../detector.ts';
import { isMonotonous } from '../proof/is-monotonous.ts';
import { keyMatch, PRIVATE_KEY_ADVICE } from '../proof/key-match.ts';
import { ed25519Key } from '../structures/raw-edwards.ts';

const HALF_BYTES = 32;
const CERTIFICATE_BYTES = 7;
/** Of X25519, with or without ML-KEM beside it, and of ElGamal. */
const ENCRYPTION_BYTES = [32, 256];
/** The highest in use is 7, of X25519 with ML-KEM-1024. */
const MAX_ENCRYPTION_KIND = 7;

export const i2pPrivateKey: Detector = {
  id: 'i2p-private-key',
  form: { specification: 'I2P common structures, KeysAndCert', proof: 'the seed gives the public half' },
  title: 'Private key of a router or a service of I2P',
  severity: 'critical',
  confidence: 'proven',
  advice: PRIVATE_KEY_ADVICE,
  trigger: { anchors: [byteAnchor('05 00 04 00 07 00')], bytesBefore: HALF_BYTES, reads: 'bytes' },
  maxMatchBytes: CERTIFICATE_BYTES + 256 + HALF_BYTES,
  glance: (window, at) => window[at + CERTIFICATE_BYTES - 1]! <= MAX_ENCRYPTION_KIND,
  inspect,
};

function inspect(window: Uint8Array, at: number): Match | undefined {
  const start = at - HALF_BYTES;
  const publicHalf = window.subarray(Math.max(0, start), at);
  if (publicHalf.length < HALF_BYTES || isMonotonous(publicHalf)) return undefined;
  for (const encryptionBytes of ENCRYPTION_BYTES) {
    const seedAt = at + CERTIFICATE_BYTES + encryptionBytes;
    const seed = window.subarray(seedAt, seedAt + HALF_BYTES);
    if (seed.length < HALF_BYTES || isMonotonous(seed)) continue;
    const length = seedAt + HALF_BYTES - start;
    const key = ed25519Key(seed, publicHalf, length);
    if (key !== undefined) return keyMatch(key, { offset: start, length, form: 'i2p', preview: 'keys of I2P' });
  }
  return undefined;
}
