import { ByteCursor } from './byte-cursor.ts';

/**
 * The data types of RFC 4251, section 5, that keys consist of: byte runs, uint32, string, mpint; and uint16 of SSH-1. As in
 * der-cursor.ts, an incomplete or non-canonical value gives undefined.
 */
export class SshCursor extends ByteCursor {
  uint16(): number | undefined {
    const two = this.take(2);
    return two && two[0]! * 256 + two[1]!;
  }

  uint32(): number | undefined {
    const four = this.take(4);
    return four && Buffer.from(four.buffer, four.byteOffset, 4).readUInt32BE();
  }

  /** uint32 length, then that many bytes. */
  string(): Uint8Array | undefined {
    const length = this.uint32();
    return length === undefined ? undefined : this.take(length);
  }

  /** A string of printable ASCII, for names. */
  name(): string | undefined {
    const bytes = this.string();
    if (bytes === undefined || bytes.length > MAX_NAME_BYTES) return undefined;
    return bytes.every((byte) => byte > 0x20 && byte < 0x7f) ? Buffer.from(bytes).toString('latin1') : undefined;
  }

  /** mpint, zero or positive, without needless leading zeros, of at most `maxBytes`. */
  mpint(maxBytes: number): bigint | undefined {
    const bytes = this.string();
    if (bytes === undefined || bytes.length > maxBytes) return undefined;
    if (bytes.length === 0) return 0n;
    const needless = bytes[0] === 0 && (bytes.length === 1 || bytes[1]! < 0x80);
    if (bytes[0]! >= 0x80 || needless) return undefined;
    return BigInt(`0x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')}`);
  }
}

/** RFC 4251, section 6: names of algorithms have at most 64 characters. */
const MAX_NAME_BYTES = 64;
