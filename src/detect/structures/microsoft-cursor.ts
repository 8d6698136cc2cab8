import { fromBytes } from '../proof/big-integer.ts';
import { ByteCursor } from './byte-cursor.ts';

/** Reads little-endian fields and numbers of fixed width, as in CNG and CryptoAPI; undefined where they are cut. */
export class MicrosoftCursor extends ByteCursor {
  /** DWORD; -1 where it is cut, a value that no field allows. */
  uint32(): number {
    const four = this.take(4);
    return four === undefined ? -1 : Buffer.from(four.buffer, four.byteOffset, 4).readUInt32LE();
  }

  bigEndian(length: number): bigint | undefined {
    const bytes = this.take(length);
    return bytes && fromBytes(bytes);
  }

  littleEndian(length: number): bigint | undefined {
    const bytes = this.take(length);
    return bytes && fromBytes(Uint8Array.from(bytes).reverse());
  }
}
