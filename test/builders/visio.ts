/** VisioDocument as Visio 2003 and, with short pointers, Visio 5 lay it out: a list of parts, all of them packed. */

const ROOT_AT = 36;

/** @param version 5, or 6 and above */
export function drawing(version: number, texts: readonly string[]): Buffer {
  const isLong = version >= 6;
  const pieces: Buffer[] = [];
  let at = ROOT_AT + 18;
  const pointers: Buffer[] = [];
  for (const text of texts) {
    const packed = packPart(Buffer.from(`\0\0\0\0${text}`));
    pieces.push(packed);
    pointers.push(pointer(isLong, { type: 0x15, offset: at, length: packed.length, format: 0xd2 }));
    at += packed.length;
  }
  const list = isLong
    ? Buffer.concat([numbers(4, 16), Buffer.alloc(12), numbers(4, pointers.length, 0), ...pointers])
    : Buffer.concat([Buffer.alloc(130), numbers(2, pointers.length), ...pointers]);
  const packed = packPart(Buffer.concat([Buffer.alloc(4), list]));
  const head = Buffer.alloc(ROOT_AT + 18);
  head.write('Visio (TM) Drawing\r\n');
  head.writeUInt16LE(version, 26);
  pointer(isLong, { type: 20, offset: at, length: packed.length, format: 0x56 }).copy(head, ROOT_AT);
  return Buffer.concat([head, ...pieces, packed]);
}

export function pointer(
  isLong: boolean,
  to: { readonly type: number; readonly offset: number; readonly length: number; readonly format: number },
): Buffer {
  return isLong
    ? Buffer.concat([numbers(4, to.type, 0, to.offset, to.length), numbers(2, to.format)])
    : Buffer.concat([numbers(2, to.type, to.format), numbers(4, 0, to.offset, to.length)]);
}

function numbers(bytes: 2 | 4, ...values: readonly number[]): Buffer {
  const out = Buffer.alloc(bytes * values.length);
  values.forEach((value, index) => void out.writeUIntLE(value, bytes * index, bytes));
  return out;
}

/** The longest copy out of the last 4,000 bytes, or a byte. */
function packPart(content: Buffer): Buffer {
  const out: number[] = [];
  let flagsAt = 0;
  for (let [at, item] = [0, 0]; at < content.length; item++) {
    if (item % 8 === 0) flagsAt = out.push(0) - 1;
    let [length, from] = [0, 0];
    for (let start = Math.max(0, at - 4000); start < at && length < 18; start++) {
      let same = 0;
      while (same < 18 && at + same < content.length && content[start + same] === content[at + same]) same++;
      if (same > length) [length, from] = [same, start];
    }
    if (length < 3) {
      out[flagsAt]! += 2 ** (item % 8);
      out.push(content[at++]!);
    } else {
      const place = (from - 18 + 4096) % 4096;
      out.push(place & 0xff, ((place >> 8) << 4) | (length - 3));
      at += length;
    }
  }
  return Buffer.from(out);
}
