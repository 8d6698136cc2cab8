import { isUtf8 } from 'node:buffer';
import { bufferOf } from './magic.ts';

/** For names in old formats, which declare no encoding: UTF-8 where valid, else Latin-1, which accepts any bytes. */
export function decodeUtf8OrLatin1(bytes: Uint8Array): string {
  return isUtf8(bytes) ? bufferOf(bytes).toString('utf8') : latin1(bytes);
}

/** One character a byte, so that indices in the text are offsets in the bytes. */
export function latin1(bytes: Uint8Array): string {
  return bufferOf(bytes).toString('latin1');
}
