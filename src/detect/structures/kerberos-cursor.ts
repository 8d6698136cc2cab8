import { ByteCursor } from './byte-cursor.ts';

/** Reads big-endian fields of MIT Kerberos' files; undefined or -1 where they are cut. */
export class KerberosCursor extends ByteCursor {
  /** An unsigned number of 1, 2 or 4 bytes; -1 where it is cut. */
  unsigned(width: 1 | 2 | 4): number {
    const bytes = this.take(width);
    return bytes === undefined ? -1 : Buffer.from(bytes.buffer, bytes.byteOffset, width).readUIntBE(0, width);
  }

  /** A length of 2 or 4 bytes, then that many bytes. */
  counted(width: 2 | 4, maxBytes: number): Uint8Array | undefined {
    const length = this.unsigned(width);
    return length < 0 || length > maxBytes ? undefined : this.take(length);
  }

  /** A counted string of printable ASCII, at least one character. */
  name(width: 2 | 4): string | undefined {
    const bytes = this.counted(width, MAX_NAME_BYTES);
    if (bytes === undefined || bytes.length === 0) return undefined;
    return bytes.every((byte) => byte > 0x20 && byte < 0x7f) ? Buffer.from(bytes).toString('latin1') : undefined;
  }
}

const MAX_NAME_BYTES = 256;

/** Encryption types (IANA, "Kerberos Encryption Type Numbers") and the bytes of their keys. */
export const ENCRYPTION_TYPES: Readonly<Record<number, { readonly name: string; readonly bytes: number }>> = {
  1: { name: 'des-cbc-crc', bytes: 8 },
  3: { name: 'des-cbc-md5', bytes: 8 },
  16: { name: 'des3-cbc-sha1', bytes: 24 },
  17: { name: 'aes128-cts-hmac-sha1-96', bytes: 16 },
  18: { name: 'aes256-cts-hmac-sha1-96', bytes: 32 },
  19: { name: 'aes128-cts-hmac-sha256-128', bytes: 16 },
  20: { name: 'aes256-cts-hmac-sha384-192', bytes: 32 },
  23: { name: 'arcfour-hmac', bytes: 16 },
  25: { name: 'camellia128-cts-cmac', bytes: 16 },
  26: { name: 'camellia256-cts-cmac', bytes: 32 },
};
