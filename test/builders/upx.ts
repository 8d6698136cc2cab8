/** Writes the marks that UPX leaves in programs (packhead.cpp, p_unix.h of its source), for tests. Independent of src. */

export interface PackHeader {
  /** 9 Win32 PE, 22 Linux x86-64, 3 DOS EXE … */
  readonly format: number;
  readonly method?: number;
  readonly version?: number;
  readonly level?: number;
  readonly checksum?: 'wrong';
}

export function packHeader({ format, method = 14, version = 14, level = 9, checksum }: PackHeader): Buffer {
  const header = Buffer.alloc(format === 3 ? 27 : 32, 'sizes');
  header.write('UPX!');
  header.set([version, format, method, level], 4);
  const sum = header.subarray(4, -1).reduce((total, byte) => total + byte, 0) % 251;
  header[header.length - 1] = checksum === 'wrong' ? (sum + 1) % 251 : sum;
  return header;
}

/** An ELF as UPX leaves it: the magic number behind the program headers, and the pack header at the end. */
export function upxElf(packed: Uint8Array | string, header: Uint8Array, behind: Uint8Array | string = ''): Buffer {
  const head = Buffer.alloc(0x100);
  head.write('\x7fELF\x02\x01\x01');
  head.writeUInt16LE(3, 16);
  head.write('UPX!', 0xec);
  return Buffer.concat([head, Buffer.from(packed as string), header, Buffer.alloc(4), Buffer.from(behind as string)]);
}
