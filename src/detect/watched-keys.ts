/**
 * Reads the public keys that a user gives us to look for their private halves: PEM and DER of SubjectPublicKeyInfo, of PKCS#1
 * public keys and of certificates; JWK and JWKS (RFC 7517); lines of `authorized_keys`, `known_hosts` and `.pub` files. The files
 * are the user's own, so what cannot be read is a usage error. A private key is refused, since nobody needs it here.
 */
import { createPublicKey, type JsonWebKey, type KeyObject, X509Certificate } from 'node:crypto';
import { UsageError } from '../model/errors.ts';
import { sha256Hex } from './fingerprint.ts';
import { subjectPublicKeyInfo } from './proof/key-facts.ts';
import { readSshPublicKey } from './structures/openssh-key.ts';

export interface WatchedKey {
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array;
  readonly spkiSha256: string;
  /** `kid` of a JWK, comment of an SSH key, subject of a certificate; absent if the key has no name. */
  readonly name?: string;
}

const MAX_NAME_CHARACTERS = 200;

/** @throws UsageError if there is no public key, a private one, or one that cannot be read; the message does not name the file */
export function readWatchedKeys(bytes: Uint8Array): WatchedKey[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const keys = /^\s*\{/.test(text) ? jwkKeys(text) : [...pemKeys(text), ...sshKeys(text)];
  if (keys.length === 0 && bytes[0] === 0x30) keys.push(derKey(bytes));
  if (keys.length === 0)
    throw new UsageError('expected public keys (PEM, DER, JWK, JWKS or lines of authorized_keys), found none');
  return keys;
}

const PEM = /-----BEGIN ([A-Z0-9 ]{1,40})-----[^-]*-----END \1-----/g;

function pemKeys(text: string): WatchedKey[] {
  return [...text.matchAll(PEM)].flatMap(([block, label]) => {
    if (label!.includes('PRIVATE')) throw privateKey();
    if (label!.includes('CERTIFICATE') && !label!.includes('REQUEST')) return [certificateKey(Buffer.from(block))];
    return label!.includes('PUBLIC KEY') ? [watched(parsed(() => createPublicKey(block)))] : [];
  });
}

function jwkKeys(text: string): WatchedKey[] {
  const document = parsed(() => JSON.parse(text)) as { keys?: unknown };
  const keys = (Array.isArray(document.keys) ? document.keys : [document]) as (JsonWebKey & { kid?: unknown })[];
  return keys.map((key) => {
    if (key.d !== undefined || key.k !== undefined) throw privateKey();
    const name = typeof key.kid === 'string' ? key.kid : undefined;
    return watched(
      parsed(() => createPublicKey({ key, format: 'jwk' })),
      name,
    );
  });
}

const SSH_LINE = /(?:^|\s)(?:ssh-|ecdsa-sha2-)[a-z0-9-]{3,20} (AAAA[A-Za-z0-9+/]{40,}={0,2})(?:[ \t]+([^\r\n]+))?/gm;

function sshKeys(text: string): WatchedKey[] {
  return [...text.matchAll(SSH_LINE)].map(([, blob, comment]) => {
    const key = readSshPublicKey(Buffer.from(blob!, 'base64'));
    if (key === undefined) throw new UsageError('expected an SSH public key after its type, found something else');
    return named(subjectPublicKeyInfo(key), comment?.trim());
  });
}

function derKey(bytes: Uint8Array): WatchedKey {
  const key = Buffer.from(bytes);
  try {
    return certificateKey(key);
  } catch {
    for (const type of ['spki', 'pkcs1'] as const) {
      try {
        return watched(createPublicKey({ key, format: 'der', type }));
      } catch {
        // Not this form; try the next one.
      }
    }
    throw new UsageError('expected a certificate or a public key in DER, found something else');
  }
}

function certificateKey(block: Buffer): WatchedKey {
  const { publicKey, subject } = parsed(() => new X509Certificate(block));
  return watched(publicKey, subject?.replaceAll('\n', ', '));
}

function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch {
    throw new UsageError('expected a public key or a certificate, found one that cannot be read');
  }
}

function watched(key: KeyObject, name?: string): WatchedKey {
  return named(key.export({ type: 'spki', format: 'der' }), name);
}

function named(spki: Uint8Array, name: string | undefined): WatchedKey {
  const kept = name?.slice(0, MAX_NAME_CHARACTERS);
  return { spki, spkiSha256: sha256Hex(spki), ...(kept ? { name: kept } : {}) };
}

function privateKey(): UsageError {
  return new UsageError('found a private key; give its public half, which is all that is needed to look for it');
}
