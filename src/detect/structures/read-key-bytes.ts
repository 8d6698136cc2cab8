import type { ReadKey } from '../proof/read-key.ts';
import { readCngBlob } from './cng-blob.ts';
import { readDerKey } from './der-keys.ts';
import { readEncryptedKeyInfo } from './encrypted-key-info.ts';
import { readOpensshKey } from './openssh-key.ts';
import { readSsh2Key } from './ssh2-key.ts';

/**
 * The key that begins with the first of `bytes`, in any binary format. For decoded armour and the like, where the content
 * identifies the format better than a label does. Never throws.
 */
export function readKeyBytes(bytes: Uint8Array): ReadKey | undefined {
  return (
    readOpensshKey(bytes) ??
    readDerKey(bytes) ??
    readEncryptedKeyInfo(bytes) ??
    readSsh2Key(bytes) ??
    readCngBlob(bytes)
  );
}
