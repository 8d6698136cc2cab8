/** The source of a macro as Office packs it: MS-OVBA, section 2.4.1. */
export const VBA_CHUNK_BYTES = 4096;

export function packVba(text: string): Buffer {
  const bytes = Buffer.from(text);
  const chunks: Buffer[] = [Buffer.of(1)];
  for (let at = 0; at < bytes.length; at += VBA_CHUNK_BYTES) {
    const content = bytes.subarray(at, at + VBA_CHUNK_BYTES);
    const packed = packChunk(content);
    const isStored = packed.length >= VBA_CHUNK_BYTES;
    chunks.push(vbaChunk(isStored ? content : packed, !isStored));
  }
  return Buffer.concat(chunks);
}

export function vbaChunk(data: Buffer, isPacked = true): Buffer {
  const header = Buffer.alloc(2);
  header.writeUInt16LE((isPacked ? 0xb000 : 0x3000) | (data.length + 2 - 3));
  return Buffer.concat([header, data]);
}

/** The longest copy there is, or a byte. */
function packChunk(content: Buffer): Buffer {
  const out: number[] = [];
  let flagsAt = 0;
  for (let [at, token] = [0, 0]; at < content.length; token++) {
    if (token % 8 === 0) flagsAt = out.push(0) - 1;
    const distanceBits = Math.max(4, Math.ceil(Math.log2(at)));
    const most = Math.min(2 ** (16 - distanceBits) + 2, content.length - at);
    let [length, distance] = [0, 0];
    for (let from = 0; from < at; from++) {
      let same = 0;
      while (same < most && content[from + same] === content[at + same]) same++;
      if (same > length) [length, distance] = [same, at - from];
    }
    if (length < 3) out.push(content[at++]!);
    else {
      const copy = (distance - 1) * 2 ** (16 - distanceBits) + length - 3;
      out[flagsAt]! += 2 ** (token % 8);
      out.push(copy & 0xff, copy >> 8);
      at += length;
    }
  }
  return Buffer.from(out);
}
