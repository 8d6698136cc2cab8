/**
 * Unencrypted keys in `openssh-key-v1` (openssh-key.ts) without their end: the available numbers are compared with the public half
 * before them. For RSA, n, e and d give the rest; fewer bytes of d are a piece.
 */

import { beginsPrivateExponent } from '../proof/exponent-piece.ts';
import { subjectPublicKeyInfo } from '../proof/key-facts.ts';
import { MAX_RSA_BYTES, proveRsa } from '../proof/rsa.ts';
import type { CutKey } from './cut-key.ts';
import { OPENSSH_MAGIC, proveOpensshNumbers, readSshPublicKey } from './openssh-key.ts';
import { SshCursor } from './ssh-cursor.ts';

const MIN_PIECE_BYTES = 16;

/** @param start where the magic begins. Never throws. */
export function readCutOpensshKey(bytes: Uint8Array, start: number): CutKey | undefined {
  const cursor = new SshCursor(bytes, start);
  const magic = cursor.take(OPENSSH_MAGIC.length);
  if (magic === undefined || Buffer.compare(magic, OPENSSH_MAGIC) !== 0) return undefined;
  if (cursor.name() !== 'none' || cursor.name() !== 'none' || cursor.string()?.length !== 0) return undefined;
  if (cursor.uint32() !== 1) return undefined;
  const blob = cursor.string();
  const publicKey = blob && readSshPublicKey(blob);
  // Length of the private part, then the check twice.
  const [length, check, again] = [cursor.uint32(), cursor.uint32(), cursor.uint32()];
  const type = cursor.name();
  if (publicKey === undefined || length === undefined || again === undefined || check !== again) return undefined;
  const shared = { structure: 'openssh', start };
  if (type !== 'ssh-rsa' || publicKey.kind !== 'rsa') {
    const key = type === undefined ? undefined : proveOpensshNumbers(type, cursor);
    const same = key && Buffer.compare(subjectPublicKeyInfo(key), subjectPublicKeyInfo(publicKey)) === 0;
    return same ? { state: 'proven', ...shared, publicKey, end: cursor.position } : undefined;
  }
  const { n, e } = publicKey;
  if (cursor.mpint(MAX_RSA_BYTES) !== n || cursor.mpint(MAX_RSA_BYTES) !== e) return undefined;
  const beforeD = cursor.position;
  const d = cursor.mpint(MAX_RSA_BYTES);
  if (d !== undefined && proveRsa({ n, e, d }) !== undefined) {
    return { state: 'proven', ...shared, publicKey, end: cursor.position };
  }
  const header = new SshCursor(bytes, beforeD);
  const exponentBytes = header.uint32();
  if (exponentBytes === undefined || exponentBytes > MAX_RSA_BYTES) return undefined;
  const piece = bytes.subarray(header.position, header.position + Math.min(exponentBytes, 2 * MIN_PIECE_BYTES));
  if (piece.length < MIN_PIECE_BYTES || !beginsPrivateExponent(n, e, piece, exponentBytes)) return undefined;
  return { state: 'partial', ...shared, publicKey, end: header.position + piece.length };
}
