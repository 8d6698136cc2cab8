import { crc32, deflateRawSync, gzipSync } from 'node:zlib';

export interface PackedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A zip (APPNOTE 6.3.10 §4.3) of a few small files, deflated: enough for the demo and the trials. */
export function zipOf(files: readonly PackedFile[]): Uint8Array {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of files) {
    const body = deflateRawSync(bytes);
    const fields = Buffer.alloc(26); // the fields that local (§4.3.7) and central (§4.3.12) headers share
    fields.writeUInt16LE(20, 0); //     0  2  version needed
    fields.writeUInt16LE(0x800, 2); //  2  2  flags: names are UTF-8
    fields.writeUInt16LE(8, 4); //      4  2  method: deflate
    fields.writeUInt16LE(0x21, 8); //   8  2  date: 1980-01-01
    fields.writeUInt32LE(crc32(bytes), 10); // 10  4  CRC-32
    fields.writeUInt32LE(body.length, 14); //  14  4  compressed size
    fields.writeUInt32LE(bytes.length, 18); // 18  4  size
    fields.writeUInt16LE(Buffer.byteLength(name), 22); // 22  2  length of the name
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), body]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10); // offset of the local header
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), fields, tail, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(centrals);
  const end = Buffer.alloc(22); // §4.3.16
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

/** A gzipped ustar archive (POSIX.1-1988 §10.1.1). */
export function tarGzOf(files: readonly PackedFile[]): Uint8Array {
  const blocks = files.flatMap(({ name, bytes }) => {
    const header = Buffer.alloc(512);
    header.write(name, 0, 100, 'latin1');
    header.write('0000644\x000000000\x000000000\x00', 100, 'latin1');
    header.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
    header.write('00000000000\x00        0', 136, 'latin1'); // time; checksum as spaces while it is summed; plain file
    header.write('ustar\x0000', 257, 'latin1');
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
    return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]), { level: 1 });
}
