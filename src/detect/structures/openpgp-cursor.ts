import { MAX_RSA_BYTES } from '../proof/rsa.ts';

/** Reads an OpenPGP packet (RFC 9580, section 3) from a position on; at the end of the bytes and ever after, returns undefined. */
export class PacketCursor {
  readonly bytes: Uint8Array;
  position: number;
  readonly end: number;
  constructor(bytes: Uint8Array, position: number, end: number) {
    this.bytes = bytes;
    this.position = position;
    this.end = end;
  }
  take(count: number): Uint8Array | undefined {
    if (this.position + count > this.end) return undefined;
    this.position += count;
    return this.bytes.subarray(this.position - count, this.position);
  }
  number(count: number): number | undefined {
    return this.take(count)?.reduce((value, byte) => value * 256 + byte, 0);
  }
  mpi(): Uint8Array | undefined {
    const octets = this.octets();
    return octets?.[0] === 0 ? undefined : octets;
  }
  /**
   * A number, or a string in the form of one that may begin with a zero, with all its bits counted (SOS: draft-koch-librepgp,
   * section 4.3): GnuPG 2.4 writes one in 128 Ed448 keys this way.
   */
  octets(): Uint8Array | undefined {
    const bits = this.number(2);
    const bytes = bits === undefined || bits > 8 * MAX_RSA_BYTES ? undefined : this.take((bits + 7) >> 3);
    if (bits === undefined || bytes === undefined || bits === 0) return undefined;
    // The first byte must have as many bits as the count says, so each number has exactly one encoding.
    const firstBits = bytes[0] === 0 ? 8 : 32 - Math.clz32(bytes[0]!);
    return firstBits === ((bits - 1) & 7) + 1 ? bytes : undefined;
  }
}
