/**
 * PuTTY's private key format, versions 2 and 3 (PuTTY manual, appendix C), from its fields:
 *   the public half as an SSH public key blob;
 *   the private half: RSA mpint d, p, q, q⁻¹ mod p; DSA mpint x; ECDSA mpint d; Ed25519 and Ed448 string of the seed;
 *   the MAC: HMAC over string algorithm, encryption, comment, public blob, private blob. Version 2: HMAC-SHA-1 with the
 *   key SHA-1("putty-private-key-file-mac-key"), version 3: HMAC-SHA-256 with an empty key, both without passphrase.
 * Unencrypted: the MAC must be right and the numbers must agree. Encrypted (aes256-cbc): the structure alone.
 */
import { createHash, createHmac } from 'node:crypto';
import { toBytes } from '../proof/big-integer.ts';
import { proveDsa } from '../proof/dsa.ts';
import { proveEc } from '../proof/ec.ts';
import { proveEdwards } from '../proof/edwards.ts';
import type { PublicKey } from '../proof/key-facts.ts';
import type { LockedKey, ProvenKey } from '../proof/read-key.ts';
import { MAX_RSA_BYTES, proveRsa } from '../proof/rsa.ts';
import { readSshPublicKey } from './openssh-key.ts';
import { SshCursor } from './ssh-cursor.ts';

export interface PpkFields {
  readonly version: 2 | 3;
  readonly algorithm: string;
  readonly encryption: 'none' | 'aes256-cbc';
  /** As in the file, one byte per character. */
  readonly comment: string;
  readonly publicBlob: Uint8Array;
  readonly privateBlob: Uint8Array;
  readonly mac: Uint8Array;
}

const AES_BLOCK_BYTES = 16;

/**
 * @param length bytes of the whole file, for the frame
 * @returns undefined if MAC or numbers do not agree. Never throws.
 */
export function readPpk(fields: PpkFields, length: number): ProvenKey | LockedKey | undefined {
  const { algorithm, publicBlob, privateBlob } = fields;
  const outside = publicHalf(algorithm, publicBlob);
  if (outside === undefined) return undefined;
  const structure = `ppk${fields.version}`;
  if (fields.encryption !== 'none') {
    if (privateBlob.length === 0 || privateBlob.length % AES_BLOCK_BYTES !== 0) return undefined;
    const kdf = fields.version === 3 ? { kdf: 'argon2' } : {};
    return {
      ...{ state: 'locked', structure, length, publicKey: outside, cipher: fields.encryption },
      ...{ ...kdf, ciphertext: privateBlob },
    };
  }
  if (Buffer.compare(macOf(fields), fields.mac) !== 0) return undefined;
  const publicKey = prove(outside, new SshCursor(privateBlob));
  return publicKey && { state: 'proven', structure, length, publicKey };
}

/** The blob must have the algorithm that the first line names. */
function publicHalf(algorithm: string, blob: Uint8Array): PublicKey | undefined {
  return new SshCursor(blob).name() === algorithm ? readSshPublicKey(blob) : undefined;
}

function macOf({ version, algorithm, encryption, comment, publicBlob, privateBlob }: PpkFields): Uint8Array {
  const mac =
    version === 2
      ? createHmac('sha1', createHash('sha1').update('putty-private-key-file-mac-key').digest())
      : createHmac('sha256', '');
  const texts = [algorithm, encryption, comment].map((text) => Buffer.from(text, 'latin1'));
  for (const part of [...texts, publicBlob, privateBlob]) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(part.length);
    mac.update(length).update(part);
  }
  return mac.digest();
}

function prove(outside: PublicKey, cursor: SshCursor): PublicKey | undefined {
  switch (outside.kind) {
    case 'rsa': {
      const [d, p, q, qi] = [0, 1, 2, 3].map(() => cursor.mpint(MAX_RSA_BYTES));
      if (d === undefined || p === undefined || q === undefined || qi === undefined) return undefined;
      return proveRsa({ n: outside.n, e: outside.e, d, p, q, qi });
    }
    case 'dsa': {
      const x = cursor.mpint(MAX_RSA_BYTES);
      return x === undefined ? undefined : proveDsa({ ...outside, x });
    }
    case 'ec': {
      const d = cursor.mpint(outside.curve.bytes + 1);
      const minimal = d === undefined ? undefined : toBytes(d);
      if (minimal === undefined || minimal.length > outside.curve.bytes) return undefined;
      const scalar = new Uint8Array(outside.curve.bytes);
      scalar.set(minimal, scalar.length - minimal.length);
      return proveEc(outside.curve, scalar, outside.point);
    }
    case 'ed25519':
    case 'ed448': {
      const seed = cursor.string();
      return seed && proveEdwards(outside.algorithm, seed, outside.bytes);
    }
    default:
      return undefined;
  }
}
