import { isUtf8 } from 'node:buffer';
import { bufferOf } from './magic.ts';

/** Names in old formats have no declared encoding: UTF-8 where it is valid, or else Latin-1, which takes any bytes. */
export function decodeUtf8OrLatin1(bytes: Uint8Array): string {
  return isUtf8(bytes) ? bufferOf(bytes).toString('utf8') : latin1(bytes);
}

/** One character a byte, so that places in the text are places in the bytes. */
export function latin1(bytes: Uint8Array): string {
  return bufferOf(bytes).toString('latin1');
}
