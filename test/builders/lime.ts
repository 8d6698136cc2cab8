/** Writes LiME memory images, version 1 (lime.h) for tests. Independent of src. */
import { FieldWriter } from './field-writer.ts';

export function lime(ranges: readonly { readonly address: bigint; readonly bytes: Uint8Array }[]): Buffer {
  const writer = new FieldWriter(true);
  for (const { address, bytes } of ranges) {
    writer
      .u32(0x4c694d45)
      .u32(1)
      .u64(address)
      .u64(address + BigInt(bytes.length) - 1n)
      .u64(0)
      .bytes(bytes);
  }
  return writer.finish();
}
