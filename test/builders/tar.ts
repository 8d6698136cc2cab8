/** Writes tars, true ones and every kind of lie. POSIX.1-1988, POSIX.1-2001, GNU tar manual. */

export interface TarFields {
  readonly name: string | Uint8Array;
  readonly data?: Uint8Array | string;
  /** '0' unless told. */
  readonly type?: string;
  readonly format?: 'v7' | 'ustar' | 'gnu';
  readonly linkname?: string;
  readonly prefix?: string;
  readonly uname?: string;
  /** Declared instead of the true size; a string is written as it is. */
  readonly size?: number | string | Uint8Array;
  readonly checksum?: 'good' | 'signed' | 'bad';
  /** Byte of the padding behind the data. */
  readonly padding?: number;
  /** GNU sparse: whether blocks of the map follow. */
  readonly isExtended?: boolean;
}

export const BLOCK = 512;

/** Header, data and padding. */
export function tarMember(fields: TarFields): Buffer {
  const data = bytesOf(fields.data);
  const padding = Buffer.alloc(-data.length & (BLOCK - 1), fields.padding ?? 0);
  return Buffer.concat([tarHeader({ ...fields, size: fields.size ?? data.length }), data, padding]);
}

export function tarHeader(fields: TarFields): Buffer {
  const block = Buffer.alloc(BLOCK);
  const put = (value: string | Uint8Array, at: number, length: number): void => {
    block.set(bytesOf(value).subarray(0, length), at);
  };
  put(fields.name, 0, 100);
  put('0000644\0', 100, 8);
  put('0001750\0', 108, 8);
  put('0001750\0', 116, 8);
  put(sizeField(fields.size ?? 0), 124, 12);
  put('14636025530\0', 136, 12);
  put('        ', 148, 8);
  put((fields.format ?? 'ustar') === 'v7' && fields.type === undefined ? '\0' : (fields.type ?? '0'), 156, 1);
  put(fields.linkname ?? '', 157, 100);
  if (fields.format !== 'v7') put(fields.format === 'gnu' ? 'ustar  \0' : 'ustar\x0000', 257, 8);
  put(fields.uname ?? '', 265, 32);
  put(fields.prefix ?? '', 345, 155);
  if (fields.isExtended) block[482] = 1;
  put(
    `${checksum(block, fields.checksum ?? 'good')
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
    8,
  );
  return block;
}

function checksum(block: Buffer, kind: 'good' | 'signed' | 'bad'): number {
  const sum = block.reduce((total, byte) => total + (kind === 'signed' ? (byte << 24) >> 24 : byte), 0);
  return kind === 'bad' ? sum + 1 : sum;
}

function sizeField(size: number | string | Uint8Array): string | Uint8Array {
  return typeof size === 'number' ? `${size.toString(8).padStart(11, '0')}\0` : size;
}

/** base-256, as GNU tar and star write numbers that do not fit: a set bit, then big-endian two's complement. */
export function base256(value: bigint): Buffer {
  const field = Buffer.alloc(12);
  let rest = value;
  for (let at = 11; at >= 0; at--) {
    field[at] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  field[0]! |= 0x80;
  return field;
}

/** pax header of type x (next file) or g (all that follow). */
export function paxHeader(records: Record<string, string>, type: 'x' | 'g' = 'x'): Buffer {
  const body = Object.entries(records).map(([keyword, value]) => paxRecord(keyword, value));
  return tarMember({ name: 'PaxHeaders/x', type, data: Buffer.concat(body) });
}

export function paxRecord(keyword: string, value: string): Buffer {
  const rest = Buffer.from(` ${keyword}=${value}\n`);
  let length = rest.length + 1;
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}

/** GNU long name (L) or long link target (K) for the next file. */
export function gnuLong(name: string, type: 'L' | 'K' = 'L'): Buffer {
  return tarMember({ name: '././@LongLink', type, data: `${name}\0`, format: 'gnu' });
}

/** All parts and the two blocks of zeros that end an archive. */
export function buildTar(
  parts: readonly (TarFields | Uint8Array)[],
  end: Uint8Array = Buffer.alloc(2 * BLOCK),
): Buffer {
  return Buffer.concat([...parts.map((part) => (part instanceof Uint8Array ? part : tarMember(part))), end]);
}

function bytesOf(value: Uint8Array | string | undefined): Buffer {
  return typeof value === 'string' ? Buffer.from(value, 'utf8') : Buffer.from(value ?? []);
}
