/** Writes what installers of Inno Setup hold (its Struct.pas and Compression.Base.pas). Independent of src. */
import { crc32 } from 'node:zlib';
import { FieldWriter } from './field-writer.ts';
import { lzmaLiterals } from './lzip.ts';
import { plainChunks } from './xz.ts';

const LZMA_HEADER = Buffer.from('5d00008000', 'hex');
/** A dictionary of 8 MiB. */
const LZMA2_DICTIONARY = 0x16;

export function packedFiles(method: 'lzma' | 'lzma2', content: string): Buffer {
  const data =
    method === 'lzma'
      ? [LZMA_HEADER, lzmaLiterals(Buffer.from(content))]
      : [Buffer.of(LZMA2_DICTIONARY), ...plainChunks(content), Buffer.of(0)];
  return Buffer.concat([Buffer.from('zlb\x1a', 'latin1'), ...data]);
}

/** @param encryption what newer versions have before the first block */
export function setupList(blocks: readonly string[], { encryption = new Uint8Array(0), isPacked = true } = {}): Buffer {
  const out = new FieldWriter(true).field('Inno Setup Setup Data (6.4.0.1)', 64).bytes(encryption);
  for (const content of blocks) {
    const data = isPacked ? Buffer.concat([LZMA_HEADER, lzmaLiterals(Buffer.from(content))]) : Buffer.from(content);
    const pieces = new FieldWriter(true);
    for (let at = 0; at < data.length; at += 4096) {
      const piece = data.subarray(at, at + 4096);
      pieces.u32(crc32(piece)).bytes(piece);
    }
    const bytes = pieces.finish();
    const head = new FieldWriter(true).u32(bytes.length).u8(Number(isPacked)).finish();
    out.u32(crc32(head)).bytes(head).bytes(bytes);
  }
  return out.finish();
}
