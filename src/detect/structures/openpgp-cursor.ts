import { MAX_RSA_BYTES } from '../proof/rsa.ts';

/** Reads an OpenPGP packet (RFC 9580, section 3) on from a position; undefined at the end, and from then on. */
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
   * A number, or a string that is written like one and may begin with a zero, all of whose bits then count (SOS: draft-koch-librepgp, section
   * 4.3): so GnuPG 2.4 writes one key of Ed448 in 128.
   */
  octets(): Uint8Array | undefined {
    const bits = this.number(2);
    const bytes = bits === undefined || bits > 8 * MAX_RSA_BYTES ? undefined : this.take((bits + 7) >> 3);
    if (bits === undefined || bytes === undefined || bits === 0) return undefined;
    // The first byte has as many bits as the count says, so that each number has one spelling.
    const firstBits = bytes[0] === 0 ? 8 : 32 - Math.clz32(bytes[0]!);
    return firstBits === ((bits - 1) & 7) + 1 ? bytes : undefined;
  }
}
