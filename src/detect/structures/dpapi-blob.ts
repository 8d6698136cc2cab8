/**
 * Blobs of the Windows data protection API as CryptProtectData writes them (not documented by Microsoft; layout as read by dpapick
 * and impacket's dpapi.py). Little-endian:
 *    0   4  version 1             4  16  provider df9d8cd0-1501-11d1-8c7a-00c04fc297eb
 *   20   4  version of master key    24  16  GUID of the master key
 *   40   4  flags                44   4  bytes of the description, then the description in UTF-16
 *           algCrypt, algCryptLen; bytes of salt, salt; bytes of HMAC key, HMAC key; algHash, algHashLen;
 *           bytes of second HMAC key, key; bytes of data, data; bytes of signature, signature
 * All lengths must fit. The content is unknown; whoever has the master key (a user's password or the machine's secrets) can open
 * it.
 */
import { isMonotonous } from '../proof/is-monotonous.ts';
import { MicrosoftCursor } from './microsoft-cursor.ts';

export interface DpapiBlob {
  readonly length: number;
  readonly masterKey: string;
  readonly description: string | undefined;
  readonly data: Uint8Array;
}

export const DPAPI_HEADER = '01000000d08c9ddf0115d1118c7a00c04fc297eb';
export const MAX_DPAPI_BYTES = 16 * 1024;
const CRYPT_ALGORITHMS = [0x6603, 0x660e, 0x660f, 0x6610, 0x6601, 0x6602];
const HASH_ALGORITHMS = [0x8004, 0x800c, 0x800d, 0x800e, 0x8003, 0x8009];

/** @param start where DPAPI_HEADER is. Never throws. */
export function readDpapiBlob(bytes: Uint8Array, start = 0): DpapiBlob | undefined {
  const cursor = new MicrosoftCursor(bytes.subarray(0, start + MAX_DPAPI_BYTES), start + 20);
  const part = (most: number) => {
    const length = cursor.uint32();
    return length < 0 || length > most ? undefined : cursor.take(length);
  };
  const version = cursor.uint32();
  const masterKey = cursor.take(16);
  cursor.uint32();
  const description = part(512);
  if (version !== 1 || masterKey === undefined || description === undefined) return undefined;
  const cipher = cursor.uint32();
  cursor.uint32();
  const salt = part(64);
  const firstKey = part(64);
  const hash = cursor.uint32();
  cursor.uint32();
  if (!CRYPT_ALGORITHMS.includes(cipher) || !HASH_ALGORITHMS.includes(hash)) return undefined;
  const secondKey = part(64);
  const data = part(MAX_DPAPI_BYTES);
  const signature = part(64);
  if (salt === undefined || firstKey === undefined || secondKey === undefined || data === undefined) return undefined;
  if (signature === undefined || signature.length < 16 || data.length < 8 || isMonotonous(data)) return undefined;
  return {
    length: cursor.position - start,
    masterKey: guid(masterKey),
    description: printable(description),
    data,
  };
}

function guid(bytes: Uint8Array): string {
  const view = Buffer.from(bytes);
  const hex = [view.readUInt32LE(0).toString(16).padStart(8, '0')];
  for (const at of [4, 6]) hex.push(view.readUInt16LE(at).toString(16).padStart(4, '0'));
  return [...hex, view.toString('hex', 8, 10), view.toString('hex', 10)].join('-');
}

/** Up to 64 printable ASCII characters, without the final NUL. */
function printable(utf16: Uint8Array): string | undefined {
  const text = Buffer.from(utf16).toString('utf16le').replace(/\0$/, '');
  return /^[\x20-\x7e]{1,64}$/.test(text) ? text : undefined;
}
