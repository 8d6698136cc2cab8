/**
 * EncryptedPrivateKeyInfo of RFC 5958, section 3 (PKCS#8): an AlgorithmIdentifier and an OCTET STRING.
 *
 * Read: PBES2 with PBKDF2 or scrypt (RFC 8018, RFC 7914), PBES1 (RFC 8018, appendix A.3), the password-based schemes of PKCS#12
 * (RFC 7292, appendix C). Refused: every other algorithm, parameters without that structure, a ciphertext that is shorter than the
 * smallest key or does not look random.
 */
import { DerCursor, TAG } from '../der/der-cursor.ts';
import { isMonotonous } from '../proof/is-monotonous.ts';
import type { LockedKey } from '../proof/read-key.ts';

const PBES2 = '2a864886f70d01050d';

/** Salt and iteration count follow the identifier. */
const PASSWORD_SCHEMES: Readonly<Record<string, string>> = {
  '2a864886f70d010501': 'pbeWithMD2AndDES-CBC',
  '2a864886f70d010503': 'pbeWithMD5AndDES-CBC',
  '2a864886f70d010504': 'pbeWithMD2AndRC2-CBC',
  '2a864886f70d010506': 'pbeWithMD5AndRC2-CBC',
  '2a864886f70d01050a': 'pbeWithSHA1AndDES-CBC',
  '2a864886f70d01050b': 'pbeWithSHA1AndRC2-CBC',
  '2a864886f70d010c0101': 'pbeWithSHAAnd128BitRC4',
  '2a864886f70d010c0102': 'pbeWithSHAAnd40BitRC4',
  '2a864886f70d010c0103': 'pbeWithSHAAnd3-KeyTripleDES-CBC',
  '2a864886f70d010c0104': 'pbeWithSHAAnd2-KeyTripleDES-CBC',
  '2a864886f70d010c0105': 'pbeWithSHAAnd128BitRC2-CBC',
  '2a864886f70d010c0106': 'pbeWithSHAAnd40BitRC2-CBC',
};
const KEY_DERIVATIONS: Readonly<Record<string, string>> = {
  '2a864886f70d01050c': 'pbkdf2',
  '2b06010401da47040b': 'scrypt',
};
const CIPHERS: Readonly<Record<string, string>> = {
  '608648016503040102': 'aes-128-cbc',
  '608648016503040116': 'aes-192-cbc',
  '60864801650304012a': 'aes-256-cbc',
  '608648016503040106': 'aes-128-gcm',
  '60864801650304011a': 'aes-192-gcm',
  '60864801650304012e': 'aes-256-gcm',
  '2a864886f70d0307': 'des-ede3-cbc',
  '2a864886f70d0302': 'rc2-cbc',
  '2b0e030207': 'des-cbc',
  '2a83088c9a4b3d01010102': 'camellia-128-cbc',
  '2a83088c9a4b3d01010103': 'camellia-192-cbc',
  '2a83088c9a4b3d01010104': 'camellia-256-cbc',
  '2a831a8c9a6e010102': 'aria-128-cbc',
  '2a831a8c9a6e010107': 'aria-192-cbc',
  '2a831a8c9a6e01010c': 'aria-256-cbc',
  '2a831a8c9a440104': 'seed-cbc',
};

/** PKCS#8 of an Ed25519 key, the smallest of all, is 48 bytes long. */
const MIN_CIPHERTEXT_BYTES = 48;

/** @returns the frame at `start`, with its exact length; undefined if none begins there or it is cut. Never throws. */
export function readEncryptedKeyInfo(bytes: Uint8Array, start = 0): LockedKey | undefined {
  const outside = new DerCursor(bytes, start);
  const frame = outside.element(TAG.sequence);
  const algorithm = frame?.element(TAG.sequence);
  const ciphertext = frame?.octets(TAG.octetString);
  if (algorithm === undefined || ciphertext === undefined || frame?.atEnd !== true) return undefined;
  if (ciphertext.length < MIN_CIPHERTEXT_BYTES || isMonotonous(ciphertext)) return undefined;
  const scheme = readScheme(algorithm);
  return scheme && { state: 'locked', structure: 'pkcs8', length: outside.position - start, ...scheme, ciphertext };
}

interface Scheme {
  readonly cipher: string;
  readonly kdf?: string;
}

function readScheme(algorithm: DerCursor): Scheme | undefined {
  const oid = algorithm.oid();
  const parameters = algorithm.element(TAG.sequence);
  if (oid === undefined || parameters === undefined || !algorithm.atEnd) return undefined;
  if (oid !== PBES2) {
    const cipher = PASSWORD_SCHEMES[oid];
    return cipher !== undefined && isSaltAndCount(parameters) ? { cipher } : undefined;
  }
  const derivation = parameters.element(TAG.sequence);
  const encryption = parameters.element(TAG.sequence);
  const kdf = KEY_DERIVATIONS[derivation?.oid() ?? ''];
  const cipher = CIPHERS[encryption?.oid() ?? ''];
  const details = derivation?.element(TAG.sequence);
  if (kdf === undefined || cipher === undefined || details === undefined || !parameters.atEnd) return undefined;
  if (AES_CBC.test(cipher) && encryption?.octets(TAG.octetString)?.length !== 16) return undefined;
  const saltAndCost = details.octets(TAG.octetString) !== undefined && details.integer(8) !== undefined;
  return saltAndCost ? { cipher, kdf } : undefined;
}

/** With an IV of 14 bytes it is a value of an NSS database: binary/nss-key-store.ts. */
const AES_CBC = /^aes-\d{3}-cbc$/;

function isSaltAndCount(parameters: DerCursor): boolean {
  return parameters.octets(TAG.octetString) !== undefined && parameters.integer(8) !== undefined && parameters.atEnd;
}
