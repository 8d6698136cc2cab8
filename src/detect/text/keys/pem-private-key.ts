/**
 * Private keys in PEM armour: PKCS#1, PKCS#8, SEC1, OpenSSH, ssh.com, and encrypted ones. The armour is read by pem-armour.ts; its
 * content decides, not its label. A BEGIN line alone, or a body that is not a key, is no finding.
 *
 * Encrypted keys (ENCRYPTED PRIVATE KEY, Proc-Type and DEK-Info, OpenSSH with a passphrase) are matches of this rule too, with
 * lower severity and a title of their own: see proof/key-match.ts.
 */
import { textAnchor } from '../../../model/anchor.ts';
import type { Match } from '../../../model/match.ts';
import type { Detector } from '../../detector.ts';
import { proveBothHalves } from '../../proof/both-halves.ts';
import { EDWARDS_ALGORITHMS, proveEdwards } from '../../proof/edwards.ts';
import { isMonotonous } from '../../proof/is-monotonous.ts';
import type { PublicKey } from '../../proof/key-facts.ts';
import { keyMatch, PRIVATE_KEY_ADVICE } from '../../proof/key-match.ts';
import { KEY_HOLDS } from '../../proof/proof-text.ts';
import type { LockedKey, ReadKey } from '../../proof/read-key.ts';
import { p256Key } from '../../structures/raw-ec.ts';
import { readKeyBytes } from '../../structures/read-key-bytes.ts';
import { ARMOUR_BEGINS, type ArmourReading, BYTES_BEFORE_ARMOUR, readArmour } from './pem-armour.ts';

export const pemPrivateKey: Detector = {
  id: 'private-key-pem',
  form: { specification: 'RFC 7468, RFC 1421; content as below', proof: KEY_HOLDS },
  title: 'Private key in PEM',
  severity: 'critical',
  confidence: 'proven',
  advice: PRIVATE_KEY_ADVICE,
  trigger: {
    anchors: ARMOUR_BEGINS.map((text) => textAnchor(text, { ignoreCase: true })),
    bytesBefore: BYTES_BEFORE_ARMOUR,
    reads: 'text',
  },
  // RSA-16384 in PKCS#8 is 12,420 base64 characters. In lines of 64 that begin with 16 spaces and end in \\\\r\\\\n this takes
  // 17,568 bytes; in lines of 4 that end in \r\n, each an escape, 24,896.
  maxMatchBytes: 32 * 1024,
  inspect,
};

function inspect(window: Uint8Array, at: number): Match | undefined {
  const armour = readArmour(window, at, pemPrivateKey.maxMatchBytes);
  if (armour === undefined) return undefined;
  for (const reading of armour.readings) {
    const key: ReadKey | undefined =
      readKeyBytes(reading.body) ?? legacyEncryptedKey(reading) ?? bareKey(armour.label, reading);
    if (key === undefined) continue;
    return keyMatch(key, {
      offset: armour.start,
      length: armour.end - armour.start,
      form: 'pem',
      preview: `-----BEGIN ${LABELS.has(armour.label) ? armour.label : '… PRIVATE KEY'}-----`,
      facts: { structure: key.structure },
    });
  }
  return undefined;
}

/** Labels that a preview may repeat. */
const LABELS = new Set([
  'PRIVATE KEY',
  'RSA PRIVATE KEY',
  'EC PRIVATE KEY',
  'DSA PRIVATE KEY',
  'EDDSA PRIVATE KEY',
  'ANY PRIVATE KEY',
  'OPENSSH PRIVATE KEY',
  'ENCRYPTED PRIVATE KEY',
  'SSH2 ENCRYPTED PRIVATE KEY',
]);

/** ECPrivateKey of a 256-bit curve without its public half takes 51 bytes, so four blocks of 16. */
const MIN_CIPHERTEXT_BYTES = 64;

/** A body that OpenSSL encrypted as RFC 1421 describes: only whole blocks of random-looking bytes are visible. */
function legacyEncryptedKey({ cipher, body, clean }: ArmourReading): LockedKey | undefined {
  if (cipher === undefined || !clean || body.length < MIN_CIPHERTEXT_BYTES || body.length % 8 !== 0) return undefined;
  if (isMonotonous(body)) return undefined;
  return { state: 'locked', structure: 'rfc1421', length: body.length, cipher, ciphertext: body };
}

/**
 * No structure: both halves of Ed25519, which prove each other, or, if the label says so, a secret of X25519 or of P-256. Nebula's
 * keys are `NEBULA ED25519 PRIVATE KEY`, `NEBULA X25519 PRIVATE KEY`, `NEBULA P256 PRIVATE KEY` and `NEBULA ECDSA P256 PRIVATE KEY`
 * (cert/pem.go).
 */
function bareKey(label: string, { body, clean }: ArmourReading): ReadKey | undefined {
  if (!clean) return undefined;
  const frame = { structure: 'raw', length: body.length };
  const both = proveBothHalves(body);
  if (both !== undefined) return { ...frame, state: 'proven', publicKey: both };
  const publicKey = publicHalfOf(label, body);
  return publicKey && { ...frame, state: 'unproven', publicKey, secret: body };
}

function publicHalfOf(label: string, body: Uint8Array): PublicKey | undefined {
  if (/\bX25519\b/.test(label)) return proveEdwards(EDWARDS_ALGORITHMS[2]!, body, undefined);
  return /\bP256\b/.test(label) && body.length === 32 ? p256Key(body, body.length)?.publicKey : undefined;
}
