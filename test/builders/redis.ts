/** Writes dumps of Redis (rdb.c) and its append-only files, files of OSTree archives and packed files of Firefox. Independent of src. */
import { deflateRawSync } from 'node:zlib';
import { FieldWriter } from './field-writer.ts';

/** Text behind so many times the same letter, which are packed as copies; the text itself as it is. */
export function lzf(text: string, letters = 40): { packed: Buffer; unpacked: number } {
  const bytes = Buffer.from(text);
  const out = new FieldWriter(false).u8(0).text('a');
  // Copies from 1 before: 7 and a rest in a byte of its own.
  for (let left = letters - 1; left > 0; left -= 264)
    out
      .u8(7 << 5)
      .u8(Math.min(264, left) - 9)
      .u8(0);
  for (let at = 0; at < bytes.length; at += 32) {
    const piece = bytes.subarray(at, at + 32);
    out.u8(piece.length - 1).bytes(piece);
  }
  return { packed: out.finish(), unpacked: letters + bytes.length };
}

/** @param values a string as it is, or packed */
export function redisDump(
  values: Readonly<Record<string, string | { readonly packed: string; readonly letters?: number }>>,
  { magic = 'REDIS0011', hasSum = true } = {},
): Buffer {
  const out = new FieldWriter(false).text(magic).u8(0xfe).u8(0);
  for (const [key, value] of Object.entries(values)) {
    string(out.u8(0), key);
    if (typeof value === 'string') string(out, value);
    else {
      const { packed, unpacked } = lzf(value.packed, value.letters);
      length(length(out.u8(0xc3), packed.length), unpacked).bytes(packed);
    }
  }
  const bytes = out.u8(0xff).finish();
  const end = Buffer.alloc(8);
  if (hasSum) end.writeBigUInt64LE(crc64(bytes));
  return Buffer.concat([bytes, end]);
}

function string(out: FieldWriter, text: string): void {
  length(out, Buffer.byteLength(text)).text(text);
}

function length(out: FieldWriter, value: number): FieldWriter {
  if (value < 64) return out.u8(value);
  return value < 1 << 14 ? out.u16(0x4000 | value) : out.u8(0x80).u32(value);
}

/** As they are sent: RESP2. */
export function redisCommands(commands: readonly (readonly string[])[]): Buffer {
  const words = (command: readonly string[]) => command.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
  return Buffer.from(commands.map((command) => `*${command.length}\r\n${words(command).join('')}`).join(''));
}

/** Strings in a listpack: of fewer than 64 bytes, or of fewer than 4,096. */
export function listpack(texts: readonly string[]): Buffer {
  const elements = texts.map((text) => {
    const { length } = text;
    const head = length < 64 ? [0x80 | length] : [0xe0 | (length >> 8), length & 0xff];
    const bytes = head.length + length;
    return Buffer.concat([
      Buffer.from(head),
      Buffer.from(text),
      Buffer.from(bytes < 128 ? [bytes] : [bytes >> 7, 0x80 | (bytes & 0x7f)]),
    ]);
  });
  return listOf(elements, new FieldWriter(true).u16(texts.length).finish());
}

/** Strings in a ziplist: of fewer than 64 bytes, or of fewer than 16,384. */
export function ziplist(texts: readonly string[]): Buffer {
  let before = 0;
  let lastAt = 10;
  let at = 10;
  const elements = texts.map((text) => {
    const { length } = text;
    const head = new FieldWriter(true);
    if (before < 254) head.u8(before);
    else head.u8(254).u32(before);
    const encoding = length < 64 ? [length] : [0x40 | (length >> 8), length & 0xff];
    const element = Buffer.concat([head.finish(), Buffer.from(encoding), Buffer.from(text)]);
    [lastAt, at, before] = [at, at + element.length, element.length];
    return element;
  });
  return listOf(elements, new FieldWriter(true).u32(lastAt).u16(texts.length).finish());
}

function listOf(elements: readonly Uint8Array[], head: Uint8Array): Buffer {
  const content = Buffer.concat([head, ...elements, Buffer.of(0xff)]);
  return Buffer.concat([new FieldWriter(true).u32(4 + content.length).finish(), content]);
}

/** A dump with a hash of type `type` that is the string `list`. */
export function redisHash(type: number, list: Uint8Array): Buffer {
  const out = new FieldWriter(false).text('REDIS0012').u8(0xfe).u8(0).u8(type);
  string(out, 'user:1');
  const bytes = length(out, list.length).bytes(list).u8(0xff).finish();
  const end = Buffer.alloc(8);
  end.writeBigUInt64LE(crc64(bytes));
  return Buffer.concat([bytes, end]);
}

/** Bit by bit: reflected polynomial of Jones. */
function crc64(bytes: Uint8Array): bigint {
  let sum = 0n;
  for (const byte of bytes) {
    sum ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit++) sum = (sum & 1n) === 1n ? (sum >> 1n) ^ 0x95ac9329ac4bc9b5n : sum >> 1n;
  }
  return sum;
}

export function ostreeFile(content: string, { attribute = '', size = Buffer.byteLength(content) } = {}): Buffer {
  const head = new FieldWriter(false).u64(size).u32(0).u32(0).u32(0o100644).u32(0).u8(0);
  if (attribute !== '') head.text(attribute).u8(0);
  const header = head.finish();
  return Buffer.concat([
    new FieldWriter(false).u32(header.length).u32(0).finish(),
    header,
    deflateRawSync(Buffer.from(content)),
  ]);
}

/** One sequence of literals, and before it a copy. */
export function mozLz4(content: string, size = 40 + Buffer.byteLength(content)): Buffer {
  const bytes = Buffer.from(content);
  const out = new FieldWriter(true).text('mozLz40').u8(0).u32(size);
  // One literal, then 39 bytes from 1 before.
  out
    .u8(0x1f)
    .text('a')
    .u16(1)
    .u8(39 - 19);
  return lastLiterals(out, bytes).finish();
}

/** An assembly as .NET for Android packs it: "MZ" and 40 zeros before `content`. @param size that its header says */
export function xalz(content: string, size = 42 + Buffer.byteLength(content)): Buffer {
  const out = new FieldWriter(true).text('XALZ').u32(7).u32(size);
  // Three literals, then 39 bytes from 1 before.
  out
    .u8(0x3f)
    .text('MZ\0')
    .u16(1)
    .u8(39 - 19);
  return lastLiterals(out, Buffer.from(content)).finish();
}

/** @param bytes 15 of them at least */
function lastLiterals(out: FieldWriter, bytes: Buffer): FieldWriter {
  out.u8(0xf0);
  let rest = bytes.length - 15;
  for (; rest >= 255; rest -= 255) out.u8(255);
  return out.u8(rest).bytes(bytes);
}
