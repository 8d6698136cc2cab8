/** Writes modules of WebAssembly: a section of code and one of data. Independent of src. */

/** LEB128, in as many bytes as a linker leaves for an address. */
export function leb(value: number, bytes = 5): Buffer {
  return Buffer.from(
    Array.from(
      { length: bytes },
      (_, index) => (Math.floor(value / 128 ** index) % 128) + (index < bytes - 1 ? 128 : 0),
    ),
  );
}

/** @param code what stands in the section of code, which nobody takes apart; @param data by address */
export function moduleOf(code: Uint8Array, data: readonly { address: number; bytes: Uint8Array }[]): Buffer {
  const section = (id: number, content: Uint8Array) => [Buffer.of(id), leb(content.length), content];
  const segments = data.flatMap(({ address, bytes }) => [
    Buffer.of(0, 0x41),
    leb(address),
    Buffer.of(0x0b),
    leb(bytes.length),
    bytes,
  ]);
  const parts = [...section(10, code), ...section(11, Buffer.concat([leb(data.length), ...segments]))];
  return Buffer.concat([Buffer.from('0061736d01000000', 'hex'), ...parts]);
}
