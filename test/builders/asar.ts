/** Writes asar archives, true ones and lies. */

export interface AsarFile {
  readonly data?: Uint8Array | string;
  /** What stands in the list beside or instead of the truth. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** @param files by path */
export function buildAsar(
  files: Readonly<Record<string, AsarFile>>,
  { list, between = '', suffix = '' }: { list?: string; between?: string; suffix?: string } = {},
): Buffer {
  const tree: Record<string, unknown> = {};
  const parts: Buffer[] = [];
  let at = 0;
  for (const [path, { data, fields = {} }] of Object.entries(files)) {
    const bytes = Buffer.from(data ?? '');
    const stored = data === undefined ? {} : { size: bytes.length, offset: String(at) };
    place(tree, path.split('/'), { ...stored, ...fields });
    parts.push(bytes, Buffer.from(between));
    at += bytes.length + between.length;
  }
  return Buffer.concat([asarHeader(list ?? JSON.stringify(tree)), ...parts, Buffer.from(suffix)]);
}

function place(tree: Record<string, unknown>, [name = '', ...rest]: string[], node: unknown): void {
  tree.files ??= {};
  const files = tree.files as Record<string, Record<string, unknown>>;
  if (rest.length === 0) files[name] = node as Record<string, unknown>;
  else {
    files[name] ??= {};
    place(files[name], rest, node);
  }
}

function asarHeader(list: string): Buffer {
  const json = Buffer.from(list);
  const size = 8 + json.length + (-json.length & 3);
  const numbers = Buffer.alloc(16);
  for (const [index, value] of [4, size, size - 4, json.length].entries()) numbers.writeUInt32LE(value, 4 * index);
  return Buffer.concat([numbers, json, Buffer.alloc(-json.length & 3)]);
}
