/** Writes PHP archives (PHP manual, "Phar file format"). Independent of src. */
import { crc32, deflateRawSync } from 'node:zlib';
import { FieldWriter } from './field-writer.ts';

export interface PharFile {
  readonly name: string;
  readonly content: string;
  readonly isStored?: boolean;
  readonly metadata?: string;
  readonly size?: number;
  readonly crc?: number;
}

export function buildPhar(
  files: readonly PharFile[],
  { stub = '<?php echo 1; __HALT_COMPILER(); ?>\r\n', alias = 'alias', metadata = '', signature = '' } = {},
): Buffer {
  const list = new FieldWriter(true).u32(files.length).bytes(Buffer.of(0x11, 0x10)).u32(0x10000);
  text(text(list, alias), metadata);
  const packed = files.map(({ content, isStored }) =>
    isStored ? Buffer.from(content) : deflateRawSync(Buffer.from(content)),
  );
  for (const [index, { name, content, isStored, metadata: own = '', size, crc }] of files.entries()) {
    text(list, name)
      .u32(size ?? Buffer.byteLength(content))
      .u32(1_700_000_000)
      .u32(packed[index]!.length);
    text(list.u32(crc ?? crc32(content)).u32(isStored ? 0o644 : 0x1000 | 0o644), own);
  }
  const bytes = list.finish();
  const head = new FieldWriter(true).text(stub).u32(bytes.length).bytes(bytes).finish();
  return Buffer.concat([head, ...packed, Buffer.from(signature)]);
}

function text(out: FieldWriter, value: string): FieldWriter {
  return out.u32(Buffer.byteLength(value)).text(value);
}
