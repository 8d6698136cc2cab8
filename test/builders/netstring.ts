/** Typed netstrings, as mitmproxy saves flows: a Buffer becomes bytes, a string text. */
export type Netstring = Buffer | string | number | null | readonly Netstring[] | { readonly [key: string]: Netstring };

export function netstring(value: Netstring): Buffer {
  if (value === null) return Buffer.from('0:~');
  if (Buffer.isBuffer(value)) return tagged(value, ',');
  if (typeof value === 'string') return tagged(Buffer.from(value), ';');
  if (typeof value === 'number') return tagged(Buffer.from(`${value}`), '#');
  if (Array.isArray(value)) return tagged(Buffer.concat(value.map(netstring)), ']');
  return tagged(Buffer.concat(Object.entries(value).flat().map(netstring)), '}');
}

function tagged(bytes: Buffer, tag: string): Buffer {
  return Buffer.concat([Buffer.from(`${bytes.length}:`), bytes, Buffer.from(tag)]);
}

type Fields = readonly (readonly [string, string])[];

/** One of HTTP, as version 20 of the format has it. */
export function flow(fields: Fields, content: Buffer | null, request: Fields = []): Buffer {
  const headers = (all: Fields) => all.map((field) => field.map((text) => Buffer.from(text)));
  return netstring({
    version: 20,
    type: 'http',
    id: '5a3d',
    error: null,
    request: { http_version: Buffer.from('HTTP/2.0'), headers: headers(request), content: Buffer.of(), trailers: null },
    response: { http_version: Buffer.from('HTTP/2.0'), headers: headers(fields), content, trailers: null },
    metadata: {},
  });
}
