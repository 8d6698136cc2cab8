/** Writes PE programs (Microsoft, "PE Format") with sections for tests. Independent of src. */
import { FieldWriter } from './field-writer.ts';

export interface PeSection {
  readonly name: string;
  readonly bytes: Uint8Array | string;
  readonly rawSize?: number;
}

export interface PeStyle {
  /** Offset of the PE header. */
  readonly headerAt?: number;
  /** PE32+ unless told. */
  readonly bits?: 32 | 64;
  /** No string table behind the sections. */
  readonly symbols?: 'none';
  /** Entries of the debug directory, which lies in the first section: type and content. */
  readonly debug?: readonly { readonly type: number; readonly bytes: Uint8Array }[];
  /** Address of the head of .NET. */
  readonly cliAt?: number;
}

export function buildPe(
  sections: readonly PeSection[],
  { headerAt = 128, bits = 64, debug = [], symbols, cliAt = 0 }: PeStyle = {},
): Buffer {
  const optionalBytes = bits === 64 ? 240 : 224;
  const tableAt = headerAt + 24 + optionalBytes;
  const strings = new FieldWriter(true);
  const all = [...sections];
  const headersEnd = Math.ceil((tableAt + (all.length + 1) * 40) / 512) * 512;
  let at = headersEnd;
  const debugAt = at;
  const debugData = new FieldWriter(true);
  let contentAt = debugAt + debug.length * 28;
  for (const { type, bytes } of debug) {
    debugData.u32(0).u32(0).u32(0).u32(type).u32(bytes.length).u32(contentAt).u32(contentAt);
    contentAt += bytes.length;
  }
  for (const { bytes } of debug) debugData.bytes(bytes);
  const table = new FieldWriter(true);
  const contents = new FieldWriter(true);
  const add = (name: string, bytes: Buffer, rawSize = bytes.length) => {
    let field = name;
    if (name.length > 8) {
      field = `/${4 + strings.size}`;
      strings.text(`${name}\0`);
    }
    table.field(field, 8).u32(bytes.length).u32(at).u32(rawSize).u32(at).zeros(12).u32(0x4000_0040);
    contents.bytes(bytes);
    at += bytes.length;
  };
  add('.rdata', debugData.finish());
  for (const { name, bytes, rawSize } of all) add(name, Buffer.from(bytes as string), rawSize);
  const writer = new FieldWriter(true).text('MZ').to(60).u32(headerAt).to(headerAt).text('PE\0\0');
  writer
    .u16(0x8664)
    .u16(all.length + 1)
    .u32(0)
    .u32(at)
    .u32(0)
    .u16(optionalBytes)
    .u16(0x22);
  const directoriesAt = headerAt + 24 + (bits === 64 ? 112 : 96);
  writer
    .u16(bits === 64 ? 0x20b : 0x10b)
    .to(directoriesAt - 4)
    .u32(16);
  writer
    .to(directoriesAt + 6 * 8)
    .u32(debug.length === 0 ? 0 : debugAt)
    .u32(debug.length * 28);
  writer
    .to(directoriesAt + 14 * 8)
    .u32(cliAt)
    .u32(cliAt === 0 ? 0 : 72);
  writer.to(tableAt).bytes(table.finish()).to(headersEnd).bytes(contents.finish());
  if (symbols === 'none') return writer.finish();
  return writer
    .u32(4 + strings.size)
    .bytes(strings.finish())
    .finish();
}
