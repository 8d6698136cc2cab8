/** Entries of the caches of browsers. */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

const KEY = '1/0/_dk_https://example.org https://example.org https://example.org/note';

function head(): Buffer {
  const header = Buffer.alloc(24);
  header.writeBigUInt64LE(0xfcfb6d1ba7725c30n);
  header.writeUInt32LE(5, 8);
  header.writeUInt32LE(KEY.length, 12);
  return Buffer.concat([header, Buffer.from(KEY)]);
}

function end(stream: Buffer, flags: number): Buffer {
  const record = Buffer.alloc(24);
  record.writeBigUInt64LE(0xf4fa6f45970d41d8n);
  record.writeUInt32LE(flags, 8);
  record.writeUInt32LE(crc32(stream), 12);
  record.writeUInt32LE(stream.length, 16);
  return record;
}

/** @param made of the answer, in a file of its own: then without both others */
export function chromiumEntry(
  body: Buffer | undefined,
  header: Readonly<Record<string, string>> = {},
  made?: Buffer,
): Buffer {
  if (body === undefined) return Buffer.concat([head(), made!, end(made!, 1)]);
  const lines = Object.entries(header).map(([name, value]) => `${name}: ${value}\0`);
  const stream = Buffer.from(`....HTTP/1.1 200 OK\0${lines.join('')}\0`);
  const sum = createHash('sha256').update(KEY).digest();
  return Buffer.concat([head(), body, end(body, 1), stream, sum, end(stream, 3)]);
}

export function chromiumRanges(ranges: readonly (readonly [at: number, bytes: Buffer])[]): Buffer {
  const parts = ranges.flatMap(([at, bytes]) => {
    const record = Buffer.alloc(32);
    record.writeBigUInt64LE(0xeb97bf016553676bn);
    record.writeBigInt64LE(BigInt(at), 8);
    record.writeBigInt64LE(BigInt(bytes.length), 16);
    record.writeUInt32LE(crc32(bytes), 24);
    return [record, bytes];
  });
  return Buffer.concat([head(), ...parts]);
}

interface FirefoxOptions {
  readonly version?: number;
  readonly alternative?: Buffer;
}

export function firefoxEntry(
  body: Buffer,
  fields: Readonly<Record<string, string>>,
  { version = 3, alternative = Buffer.of() }: FirefoxOptions = {},
): Buffer {
  const data = Buffer.concat([body, alternative]);
  const key = 'a,:https://example.org/note';
  const header = Buffer.alloc(32);
  header.writeUInt32BE(version, 0);
  header.writeUInt32BE(key.length, 24);
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  const elements = { 'request-method': 'GET', 'response-head': `HTTP/1.1 200 OK\r\n${lines.join('')}`, ctid: '2' };
  const named = Object.entries(elements).map(([name, value]) => `${name}\0${value}\0`);
  if (alternative.length > 0) named.push(`alt-data\x001;${body.length},javascript/moz-bytecode-1\0`);
  const sums: Buffer[] = [];
  for (let at = 0; at < data.length; at += 256 << 10)
    sums.push(word(hash(data.subarray(at, at + (256 << 10)))).subarray(2));
  const described = Buffer.concat([...sums, header, Buffer.from(`${key}\0${named.join('')}`, 'latin1')]);
  const last = [...(version >= 4 ? [word(version)] : []), word(data.length)];
  return Buffer.concat([data, word(hash(described)), described, ...last]);
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** evahash, a byte at a time. */
function hash(data: Buffer): number {
  const state = Uint32Array.of(0x9e3779b9, 0x9e3779b9, 0);
  const mix = (): void => {
    const shifts = [-13, 8, -13, -12, 16, -5, -3, 10, -15];
    shifts.forEach((shift, index) => {
      const [x, y, z] = [index % 3, (index + 1) % 3, (index + 2) % 3] as const;
      state[x]! -= state[y]! + state[z]!;
      state[x]! ^= shift < 0 ? state[z]! >>> -shift : state[z]! << shift;
    });
  };
  let at = 0;
  for (; data.length - at >= 12; at += 12) {
    for (let index = 0; index < 3; index++) state[index]! += data.readUInt32LE(at + 4 * index);
    mix();
  }
  const rest = Buffer.concat([
    data.subarray(at, at + 8),
    Buffer.alloc(Math.max(0, 8 - (data.length - at))),
    Buffer.of(0),
    data.subarray(at + 8),
    Buffer.alloc(4),
  ]);
  for (let index = 0; index < 3; index++) state[index]! += rest.readUInt32LE(4 * index);
  state[2]! += data.length;
  mix();
  return state[2]!;
}

/** Noise in the place of what AES-GCM makes, which none without the key can tell from it. */
export function encryptedFirefoxEntry(bodyBytes: number, random: (bytes: number) => Uint8Array): Buffer {
  const chunks = Math.ceil(bodyBytes / (256 << 10));
  const described = 4 + 2 * chunks + 32 + 'a,:https://example.org/note\0response-head\0HTTP/1.1 200 OK\0'.length;
  const noise = random(bodyBytes + described + 28 * (chunks + 1));
  return Buffer.concat([noise, word(4), word(0x8000_0000 + bodyBytes)]);
}
