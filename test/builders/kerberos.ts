/** Writes keytabs (0502) and credential caches (0504) of MIT Kerberos for tests. Independent of src. */
export interface KeytabEntry {
  readonly realm: string;
  readonly names: readonly string[];
  readonly version: number;
  readonly type: number;
  readonly key: Uint8Array;
}

export function keytab(entries: readonly (KeytabEntry | { readonly hole: number })[]): Buffer {
  const parts = entries.map((entry) => {
    if ('hole' in entry) return Buffer.concat([signed(-entry.hole), Buffer.alloc(entry.hole)]);
    const body = Buffer.concat([
      number(2, entry.names.length),
      counted(2, Buffer.from(entry.realm)),
      ...entry.names.map((name) => counted(2, Buffer.from(name))),
      number(4, 1),
      number(4, 1_790_000_000),
      number(1, entry.version & 0xff),
      number(2, entry.type),
      counted(2, entry.key),
      number(4, entry.version),
    ]);
    return Buffer.concat([signed(body.length), body]);
  });
  return Buffer.concat([Buffer.of(5, 2), ...parts]);
}

export interface CcacheStyle {
  readonly key: Uint8Array;
  readonly type: number;
  readonly ticket: Uint8Array;
  readonly header?: 'clock offset' | 'none';
  /** With one entry of configuration before the ticket, as kinit writes it. */
  readonly configuration?: 'yes';
}

export function ccache({ key, type, ticket, header = 'clock offset', configuration }: CcacheStyle): Buffer {
  const client = principal('EXAMPLE.ORG', ['builder']);
  const configured = principal('X-CACHECONF:', ['krb5_ccache_conf_data', 'pa_type']);
  const credential = (server: Buffer, keyType: number, keyBytes: Uint8Array, data: Uint8Array) =>
    Buffer.concat([
      ...[client, server, number(2, keyType), counted(4, keyBytes)],
      ...[1_790_000_000, 1_790_000_000, 1_790_036_000, 0].map((time) => number(4, time)),
      ...[Buffer.of(0), number(4, 0x40e00000), number(4, 0), number(4, 0), counted(4, data), number(4, 0)],
    ]);
  const tag = Buffer.concat([number(2, 1), number(2, 8), Buffer.alloc(8)]);
  return Buffer.concat([
    ...[Buffer.of(5, 4), header === 'none' ? number(2, 0) : counted(2, tag), client],
    ...(configuration === undefined ? [] : [credential(configured, 0, Buffer.alloc(0), Buffer.from('2'))]),
    credential(principal('EXAMPLE.ORG', ['krbtgt', 'EXAMPLE.ORG']), type, key, ticket),
  ]);
}

function principal(realm: string, names: readonly string[]): Buffer {
  const parts = [realm, ...names].map((text) => counted(4, Buffer.from(text)));
  return Buffer.concat([number(4, 1), number(4, names.length), ...parts]);
}

function counted(width: number, bytes: Uint8Array): Buffer {
  return Buffer.concat([number(width, bytes.length), bytes]);
}

function number(width: number, value: number): Buffer {
  const bytes = Buffer.alloc(width);
  bytes.writeUIntBE(value, 0, width);
  return bytes;
}

function signed(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
