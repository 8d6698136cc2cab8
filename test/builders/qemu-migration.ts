/** Writes the state of a virtual machine as QEMU does (migration/savevm.c and ram.c). Independent of src. */
import { deflateSync } from 'node:zlib';
import { FieldWriter } from './field-writer.ts';

export const PAGE_BYTES = 4096;

/** A page as it is sent; `page` is its number in the block. */
export interface SentPage {
  readonly block: string;
  readonly page: number;
  readonly as: 'zeros' | 'plain' | 'packed' | 'changes';
  readonly bytes?: Uint8Array;
}

export interface Machine {
  /** Sizes in pages. */
  readonly blocks: Readonly<Record<string, number>>;
  /** A part of the memory is sent in each round. */
  readonly rounds: readonly (readonly SentPage[])[];
  readonly devices?: Uint8Array;
  readonly pageBits?: number;
  readonly isMapped?: boolean;
}

const FLAGS = { zeros: 0x02, plain: 0x08, packed: 0x100, changes: 0x40 };
const RAM_ID = 2;
const END_OF_SECTION = 0x10n;

/** As `virsh save` puts it into a file: a header, the XML of the machine, then its state. */
export function libvirtSave(state: Uint8Array, xml: string): Buffer {
  const header = new FieldWriter(true).text('LibvirtQemudSave').u32(2).u32(xml.length).u32(1).u32(0);
  return Buffer.concat([header.zeros(60).text(xml).finish(), state]);
}

export function qemuMigration({ blocks, rounds, devices, pageBits = 12, isMapped = false }: Machine): Buffer {
  const pageBytes = 2 ** pageBits;
  const out = new FieldWriter(false).text('QEVM').u32(3).u8(7).u32(8).text('pc-i440x');
  if (isMapped) named(out.u8(5), 'configuration/capabilities').u32(1).u32(1).u8(10).text('mapped-ram');
  if (pageBits !== 12) named(out.u8(5), 'configuration/target-page-bits').u32(1).u32(pageBits);
  named(out.u8(1).u32(RAM_ID), 'ram').u32(0).u32(4);
  const sizes = Object.entries(blocks).map(([name, pages]) => ({ name, bytes: BigInt(pages * pageBytes) }));
  out.u64(sizes.reduce((sum, { bytes }) => sum + bytes, 4n));
  for (const { name, bytes } of sizes) named(out, name).u64(bytes);
  endSection(out);
  for (const [index, sent] of rounds.entries()) {
    // Who connects says what it can do: a command, 2 bytes, and 4 of data.
    if (index === 1) out.u8(8).u16(1).u16(4).text('ping');
    out.u8(index === rounds.length - 1 ? 3 : 2).u32(RAM_ID);
    let last: string | undefined;
    for (const { block, page, as, bytes = new Uint8Array(0) } of sent) {
      const isSame = block === last;
      out.u64(BigInt(page * pageBytes + FLAGS[as] + (isSame ? 0x20 : 0)));
      if (!isSame) named(out, block);
      last = block;
      if (as === 'zeros') out.u8(0);
      if (as === 'plain') out.bytes(bytes);
      if (as === 'changes') out.u8(1).u16(bytes.length).bytes(bytes);
      const packed = deflateSync(bytes);
      if (as === 'packed') out.u32(packed.length).bytes(packed);
    }
    endSection(out);
  }
  return out
    .u8(4)
    .u32(3)
    .text(Buffer.from(devices ?? []).toString('latin1'))
    .finish();
}

function named(out: FieldWriter, name: string): FieldWriter {
  return out.u8(name.length).text(name);
}

function endSection(out: FieldWriter): void {
  out.u64(END_OF_SECTION).u8(0x7e).u32(RAM_ID);
}
