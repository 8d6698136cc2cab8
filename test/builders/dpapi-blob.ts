/** Writes a DPAPI blob as CryptProtectData does, its data being whatever it is given. Independent of src. */
export function dpapiBlob(data: Uint8Array, description = ''): Buffer {
  const dword = (value: number) => Buffer.from(new Uint32Array([value]).buffer);
  const part = (bytes: Uint8Array) => Buffer.concat([dword(bytes.length), bytes]);
  return Buffer.concat([
    dword(1),
    Buffer.from('d08c9ddf0115d1118c7a00c04fc297eb', 'hex'),
    dword(1),
    Buffer.from('33221100554477668899aabbccddeeff', 'hex'),
    dword(0),
    part(Buffer.from(`${description}\0`, 'utf16le')),
    dword(0x6610),
    dword(256),
    part(Buffer.alloc(32, 0x5a)),
    part(Buffer.alloc(0)),
    dword(0x800e),
    dword(512),
    part(Buffer.alloc(32, 0xa5)),
    part(data),
    part(Buffer.alloc(64, 0x77)),
  ]);
}
