/** Writes raw sectors of a CD (ECMA-130, section 14; CD-ROM XA). Independent of src. Parity is left out: ones stand for it. */
import { FieldWriter } from './field-writer.ts';

export const CD_SYNC = Buffer.from([0, ...Array.from({ length: 10 }, () => 0xff), 0]);

interface SectorOptions {
  readonly kind?: 'mode 1' | 'mode 2' | 'form 1' | 'form 2';
  /** None: zeros for the sum and the parity. */
  readonly sum?: 'right' | 'wrong' | 'none';
  readonly number?: number;
  readonly parity?: string;
}

/** @param data as much as the kind holds, or less */
export function cdSector(
  data: string | Uint8Array,
  { kind = 'mode 1', sum = 'right', number = 0, parity = '' }: SectorOptions = {},
): Buffer {
  const isXa = kind.startsWith('form');
  const end = { 'mode 1': 2064, 'mode 2': 2352, 'form 1': 2072, 'form 2': 2348 }[kind];
  const out = new FieldWriter(true).bytes(CD_SYNC).bytes(address(number + 150));
  out.u8(kind === 'mode 1' ? 1 : 2);
  if (isXa)
    for (let half = 0; half < 2; half++)
      out
        .u8(0)
        .u8(0)
        .u8(kind === 'form 2' ? 0x20 : 0x08)
        .u8(0);
  out.bytes(Buffer.from(data)).to(end);
  if (kind === 'mode 2' || sum === 'none') return out.text(parity).to(2352).finish();
  const right = edc(out.finish().subarray(isXa ? 16 : 0));
  out.u32(sum === 'right' ? right : (right ^ 1) >>> 0);
  return Buffer.concat([out.text(parity).finish(), Buffer.alloc(2352, 1)]).subarray(0, 2352);
}

/** Minutes, seconds and 75ths in BCD. */
function address(frames: number): Uint8Array {
  const parts = [Math.floor(frames / 4500), Math.floor(frames / 75) % 60, frames % 75];
  return Uint8Array.from(parts, (part) => Number.parseInt(`${part}`, 16));
}

/** Bit by bit, by the polynomial of ECMA-130, section 14: 32, 31, 16, 15, 4, 3, 1, 0. */
function edc(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xd8018001 : sum >>> 1;
  }
  return sum >>> 0;
}
