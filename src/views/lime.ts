/**
 * LiME memory image, format `lime`, version 1 (LiME's lime.h; AVML writes the same without compression): ranges of physical
 * memory, each after a header of 32 bytes. LiME's formats `raw` and `padded` have no header: raw-memory.ts. Addresses are
 * physical: pointers cannot be followed.
 */
import { FormatError } from '../model/errors.ts';
import { Fields } from './fields.ts';
import { MappedMemory, type Mapping } from './mapped-memory.ts';
import { cutOff, layOut, MAX_REGIONS, tooMany } from './region-layout.ts';
import type { Region, Trouble, View, ViewReader } from './view.ts';

const FORMAT = 'LiME image';
const MAGIC = 0x4c694d45;
const HEADER_BYTES = 32;

export const lime: ViewReader = {
  id: 'lime',
  title: 'LiME memory image of a Linux machine',
  headBytes: 8,

  sniff(head: Uint8Array): boolean {
    if (head.length < 8) return false;
    const view = new DataView(head.buffer, head.byteOffset, head.length);
    return view.getUint32(0, true) === MAGIC && view.getUint32(4, true) === 1;
  },

  open(source): View {
    const head = source.read(0, Math.min(lime.headBytes, source.size));
    if (!lime.sniff(head)) throw new FormatError(`${FORMAT}: expected the magic EMiL and version 1`);
    const fields = new Fields(source, true);
    const { claims, troubles } = readRanges(fields);
    return {
      id: lime.id,
      regions: layOut(claims, source.size),
      memory: new MappedMemory(source, claims, { littleEndian: true }),
      troubles: [...troubles, ...cutOff(FORMAT, claims, source.size)],
    };
  },
};

function readRanges(fields: Fields): { claims: (Region & Mapping)[]; troubles: Trouble[] } {
  const claims: (Region & Mapping)[] = [];
  let at = 0;
  for (; at < fields.size; ) {
    if (claims.length > MAX_REGIONS) return { claims, troubles: tooMany(FORMAT, 'ranges', claims.length) };
    if (at + HEADER_BYTES > fields.size) return { claims, troubles: [damaged(at, `the file ends at ${fields.size}`)] };
    const known = fields.u32(at) === MAGIC && fields.u32(at + 4) === 1; //  0  4  magic, 4  4  version
    if (!known) return { claims, troubles: [damaged(at, 'something else is there')] };
    const address = fields.u64(at + 8); //  8  8  first address
    const last = fields.u64(at + 16); // 16  8  last address, inclusive
    if (last < address) return { claims, troubles: [damaged(at, 'its last address is below its first')] };
    const offset = at + HEADER_BYTES;
    const length = Number(last - address) + 1;
    claims.push({ offset, length, address, name: 'physical memory' });
    at = offset + length;
  }
  return { claims, troubles: [] };
}

function damaged(at: number, found: string): Trouble {
  const message = `${FORMAT}: expected the header of a range at offset ${at}, but ${found}; the bytes from there are scanned without addresses`;
  return { code: 'damaged', message };
}
