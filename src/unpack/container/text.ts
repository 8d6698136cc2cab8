import { isUtf8 } from 'node:buffer';

/** Names in old formats have no declared encoding: UTF-8 where it is valid, or else Latin-1, which takes any bytes. */
export function decodeUtf8OrLatin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString(isUtf8(bytes) ? 'utf8' : 'latin1');
}
