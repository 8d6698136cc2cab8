/** Writes SQLite databases page by page: tables of one leaf, records that overflow, lies. SQLite database file format. */

export interface SqliteRecord {
  readonly payload: Uint8Array | string;
  readonly row?: number;
  /** Instead of the true size. */
  readonly size?: number;
  /** Numbers of overflow pages; the next free ones unless told. */
  readonly chain?: readonly number[];
}

export interface SqlitePage {
  readonly kind: 'table' | 'index' | 'interior index';
  readonly records: readonly SqliteRecord[];
}

const KINDS = { table: 13, index: 10, 'interior index': 2 } as const;

export function buildSqlite(
  leaves: readonly SqlitePage[],
  {
    pageBytes = 512,
    reserved = 0,
    free = [],
    schema = [],
    declaredPageBytes = pageBytes === 0x10000 ? 1 : pageBytes,
  }: {
    pageBytes?: number;
    reserved?: number;
    free?: readonly number[];
    schema?: readonly SqliteRecord[];
    declaredPageBytes?: number;
  } = {},
): Buffer {
  const usable = pageBytes - reserved;
  const pages: Buffer[] = [Buffer.alloc(pageBytes), ...leaves.map(() => Buffer.alloc(pageBytes))];
  const header = pages[0]!;
  header.write('SQLite format 3\0', 0, 'latin1');
  header.writeUInt16BE(declaredPageBytes, 16);
  header[18] = header[19] = 1;
  header[20] = reserved;
  header.writeUInt32BE(1, 44);
  header.writeUInt32BE(1, 56);
  writeLeaf(header, { kind: 'table', records: schema }, { usable, pages, pageBytes }, 100);
  for (const [index, leaf] of leaves.entries()) writeLeaf(pages[index + 1]!, leaf, { usable, pages, pageBytes });
  if (free.length > 0) {
    const trunk = Buffer.alloc(pageBytes);
    trunk.writeUInt32BE(free.length, 4);
    for (const [index, number] of free.entries()) trunk.writeUInt32BE(number, 8 + 4 * index);
    pages.push(trunk);
    header.writeUInt32BE(pages.length, 32);
    header.writeUInt32BE(free.length + 1, 36);
  }
  return Buffer.concat(pages);
}

function writeLeaf(
  page: Buffer,
  { kind, records }: SqlitePage,
  file: { usable: number; pages: Buffer[]; pageBytes: number },
  start = 0,
): void {
  let content = file.usable;
  const pointers = start + (kind === 'interior index' ? 12 : 8);
  page[start] = KINDS[kind];
  page.writeUInt16BE(records.length, start + 3);
  for (const [index, record] of records.entries()) {
    const cell = cellOf(record, kind, file);
    content -= cell.length;
    cell.copy(page, content);
    page.writeUInt16BE(content, pointers + 2 * index);
  }
  page.writeUInt16BE(content & 0xffff, start + 5);
}

function cellOf(
  { payload, row = 1, size, chain }: SqliteRecord,
  kind: SqlitePage['kind'],
  { usable, pages, pageBytes }: { usable: number; pages: Buffer[]; pageBytes: number },
): Buffer {
  const bytes = Buffer.from(payload);
  const head = [
    ...(kind === 'interior index' ? [Buffer.alloc(4)] : []),
    varint(size ?? bytes.length),
    ...(kind === 'table' ? [varint(row)] : []),
  ];
  const most = kind === 'table' ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23;
  if (bytes.length <= most) return Buffer.concat([...head, bytes]);
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const fitting = least + ((bytes.length - least) % (usable - 4));
  const local = fitting <= most ? fitting : least;
  const count = Math.ceil((bytes.length - local) / (usable - 4));
  const numbers = chain ?? Array.from({ length: count }, (_, index) => pages.length + 1 + index);
  for (let index = 0; index < count; index++) {
    const page = Buffer.alloc(pageBytes);
    page.writeUInt32BE(numbers[index + 1] ?? 0, 0);
    bytes.copy(page, 4, local + index * (usable - 4), local + (index + 1) * (usable - 4));
    pages.push(page);
  }
  const first = Buffer.alloc(4);
  first.writeUInt32BE(numbers[0] ?? 0);
  return Buffer.concat([...head, bytes.subarray(0, local), first]);
}

function varint(value: number): Buffer {
  const bytes = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift(0x80 | (rest % 128));
  return Buffer.from(bytes);
}

/** A record of 2.1: texts, blobs, numbers of one byte, NULL. */
export function sqliteRecord(values: readonly (string | Uint8Array | number | null)[]): Buffer {
  const bodies = values.map((value) => (typeof value === 'number' ? Buffer.of(value) : Buffer.from(value ?? '')));
  const types = values.map((value, index) => {
    if (value === null || typeof value === 'number') return varint(value === null ? 0 : 1);
    return varint(2 * bodies[index]!.length + (typeof value === 'string' ? 13 : 12));
  });
  const header = Buffer.concat(types);
  return Buffer.concat([varint(header.length + 1), header, ...bodies]);
}
