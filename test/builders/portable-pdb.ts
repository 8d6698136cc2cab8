/** Writes the frame of portable PDBs (ECMA-335, II.24.2; dotnet/runtime, "Portable PDB v1.0") for tests. Independent of src. */
import { deflateRawSync } from 'node:zlib';
import { FieldWriter } from './field-writer.ts';

/** @param blobs content of the heap `#Blob`, each with its length before it */
export function buildPortablePdb(
  blobs: readonly (Uint8Array | string)[],
  { blobHeapSize }: { readonly blobHeapSize?: number } = {},
): Buffer {
  const heap = new FieldWriter(false).u8(0);
  for (const blob of blobs) writeBlob(heap, Buffer.from(blob as string));
  const names = ['#Pdb', '#~', '#Strings', '#Blob'];
  const contents = ['an id', 'tables', '\0names\0', heap.finish()].map((content) => Buffer.from(content as string));
  const headBytes = 12 + 4 + 12 + 4 + names.reduce((sum, name) => sum + 8 + padded(name).length, 0);
  const writer = new FieldWriter(true).text('BSJB').u16(1).u16(1).u32(0).u32(12).field('PDB v1.0', 12);
  writer.u16(0).u16(names.length);
  let at = headBytes;
  for (const [index, name] of names.entries()) {
    const size = contents[index]!.length;
    writer
      .u32(at)
      .u32(name === '#Blob' ? (blobHeapSize ?? size) : size)
      .bytes(padded(name));
    at += size;
  }
  for (const content of contents) writer.bytes(content);
  return writer.finish();
}

/** An embedded source that is packed. */
export function embeddedSource(text: string, size: number = Buffer.byteLength(text)): Buffer {
  return new FieldWriter(true).u32(size).bytes(deflateRawSync(text)).finish();
}

function padded(name: string): Buffer {
  return Buffer.concat([Buffer.from(name), Buffer.alloc(4 - (name.length % 4))]);
}

function writeBlob(heap: FieldWriter, blob: Buffer): void {
  if (blob.length < 0x80) heap.u8(blob.length);
  else if (blob.length < 0x4000) heap.u16(blob.length | 0x8000);
  else heap.u32((blob.length | 0xc000_0000) >>> 0);
  heap.bytes(blob);
}
