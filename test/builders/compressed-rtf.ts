/** Compressed RTF as Outlook packs it: [MS-OXRTFCP]. The packer knows no dictionary but what it wrote itself and `{\rtf1\ansi`. */
export function packRtf(text: string, change: { readonly size?: number; readonly sum?: number } = {}): Buffer {
  const runs = packRuns(Buffer.from(text, 'latin1'));
  const header = Buffer.alloc(16, 'LZFu');
  header.writeUInt32LE(runs.length + 12, 0);
  header.writeUInt32LE(change.size ?? text.length, 4);
  header.writeUInt32LE(change.sum ?? sumOf(runs), 12);
  return Buffer.concat([header, runs]);
}

/** Bit by bit: that of the document, without a table. */
export function sumOf(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ ((sum & 1) * 0xedb88320);
  }
  return sum >>> 0;
}

const FIRST_BYTES = 207;
const DICTIONARY_BYTES = 4096;
const KNOWN = '{\\rtf1\\ansi';

/** The longest copy out of the last 4,095 bytes, or a byte. */
function packRuns(content: Buffer): Buffer {
  const out: number[] = [];
  let flagsAt = 0;
  const item = (index: number, ...bytes: readonly number[]) => {
    if (index % 8 === 0) flagsAt = out.push(0) - 1;
    if (bytes.length === 2) out[flagsAt]! += 2 ** (index % 8);
    out.push(...bytes);
  };
  const copy = (place: number, length: number) => [place >> 4, ((place & 15) << 4) | (length - 2)];
  let [at, items] = [0, 0];
  if (content.subarray(0, KNOWN.length).equals(Buffer.from(KNOWN))) {
    item(items++, ...copy(0, KNOWN.length));
    at = KNOWN.length;
  }
  while (at < content.length) {
    let [length, from] = [0, 0];
    for (let start = Math.max(0, at - DICTIONARY_BYTES + 1); start < at && length < 17; start++) {
      let same = 0;
      while (same < 17 && at + same < content.length && content[start + same] === content[at + same]) same++;
      if (same > length) [length, from] = [same, start];
    }
    if (length < 2) item(items++, content[at++]!);
    else {
      item(items++, ...copy((FIRST_BYTES + from) % DICTIONARY_BYTES, length));
      at += length;
    }
  }
  item(items, ...copy((FIRST_BYTES + at) % DICTIONARY_BYTES, 2));
  return Buffer.from(out);
}
