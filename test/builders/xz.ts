/** Writes xz streams of LZMA2 chunks, true ones and every kind of lie. The .xz file format 1.1.0, sections 2 to 4. */
import { crc32 } from 'node:zlib';
import { u32 } from './numbers.ts';

export interface XzStream {
  /** LZMA2 chunks without the end marker. */
  readonly chunks: readonly Uint8Array[];
  /** Bytes that come out of them. */
  readonly size: number;
  /** LZMA2's code of the dictionary size: 8 MiB unless told. 37 is 1.5 GiB. */
  readonly dictionary?: number;
}

/** Without a check of the content. */
export function xzStream({ chunks, size, dictionary = 22 }: XzStream): Buffer {
  const flags = Buffer.of(0, 0);
  const header = Buffer.concat([Buffer.from('fd377a585a00', 'hex'), flags, u32(crc32(flags))]);
  const fields = Buffer.of(2, 0, 0x21, 1, dictionary, 0, 0, 0);
  const packed = Buffer.concat([...chunks, Buffer.of(0)]);
  const blockBytes = fields.length + 4 + packed.length;
  const block = Buffer.concat([fields, u32(crc32(fields)), packed, Buffer.alloc(-blockBytes & 3)]);
  const records = Buffer.concat([Buffer.of(0, 1), number(blockBytes), number(size)]);
  const padded = Buffer.concat([records, Buffer.alloc(-records.length & 3)]);
  const index = Buffer.concat([padded, u32(crc32(padded))]);
  const backward = Buffer.concat([u32(index.length / 4 - 1), flags]);
  return Buffer.concat([header, block, index, u32(crc32(backward)), backward, Buffer.from('YZ')]);
}

/** Chunks that hold `data` as it is. */
export function plainChunks(data: Uint8Array | string): Buffer[] {
  const bytes = Buffer.from(data);
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    const piece = bytes.subarray(at, at + CHUNK_BYTES);
    chunks.push(Buffer.of(at === 0 ? 1 : 2, (piece.length - 1) >> 8, (piece.length - 1) & 0xff), piece);
  }
  return chunks;
}
const CHUNK_BYTES = 1 << 16;

/** One chunk that unpacks to zeros, as liblzma writes it; it resets all that decoders keep, so that it may stand anywhere. */
export const ZERO_CHUNK = Buffer.from(
  [
    'ffff11016c5d00006ffdffffa3b7ff473e481572396151b89228e6a38607f9eee41e82d32fc53a3c014bb17ec98a8a4d2fa3',
    '0dd97fa6e38c231153e05918c5758ae277f8b6947f0c6ac0de744964e2e95c53b204d8f7440cab5f0d6d46e9e5c37688b796',
    '57acb64de1691d6ffb4b88106c42cb883f5c008fd04eaf262894711f3d8f24e1709ea7235fec28cb85d195988a7e2a91f227',
    '75f719c006984d98fdd8afd5900fc42553f8f591363105a5b0ee6fc1704d470cd19111aaad601dbaceb127185c5986e96652',
    '58bee976ac59e4e55b0508f9c7daadfcfb522b74cd1e5b2042f9dd533df82964093b80cb2a6cdfb53bf0c4bd2e5faa0f3e4b',
    '664290130eff1093f8717859f80bcdff9528460fa9fc7cdefb9a302e56c08f85f38381c065c42553f8f591363105a5b0ee6f',
    'c1704d470cd19111aaad601dbaceb127185c5986e9665258bee976ac59e4e55b0508f9c7daadfcfb522b74cd1e5b2042f9dd',
    '533df82964093b80cb2a6cdfb53bf0c4bc4827e658',
  ].join(''),
  'hex',
);
export const ZERO_CHUNK_BYTES = 0x1fff11 + 1;

/** Seven bits a byte, the least first. */
function number(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
  return Buffer.from([...bytes, rest]);
}
