/** DER as `openssl asn1parse` lists it, for the types that private keys have. Independent of src. */

const NAMES: Readonly<Record<number, string>> = {
  2: 'INTEGER',
  3: 'BIT STRING',
  4: 'OCTET STRING',
  5: 'NULL',
  6: 'OBJECT',
  16: 'SEQUENCE',
};
const OBJECTS: Readonly<Record<string, string>> = {
  '2a8648ce3d0201': 'id-ecPublicKey',
  '2a8648ce3d030107': 'prime256v1',
  '2b2403030208010107': 'brainpoolP256r1',
  '2b6570': 'ED25519',
  '2a864886f70d01010a': 'rsassaPss',
  '2a864886f70d010101': 'rsaEncryption',
  '608648016503040313': 'ML-DSA-87',
  '60864801650304031f': 'SLH-DSA-SHAKE-256f',
  '2b81040010': 'sect283k1',
};

export function asn1Listing(der: Buffer, start = 0, end = der.length, depth = 0): string[] {
  const lines: string[] = [];
  for (let at = start; at < end; ) {
    const tag = der[at]!;
    const long = der[at + 1]! > 0x80 ? der[at + 1]! & 0x7f : 0;
    const header = 2 + long;
    const length = long > 0 ? der.readUIntBE(at + 2, long) : der[at + 1]!;
    const content = der.subarray(at + header, at + header + length);
    const isConstructed = (tag & 0x20) !== 0;
    const name = tag >= 0x80 ? `cont [ ${tag & 0x1f} ]` : NAMES[tag & 0x1f]!;
    const first = `${`${at}`.padStart(5)}:d=${`${depth}`.padEnd(2)} hl=${header} l=${`${length}`.padStart(4)} `;
    lines.push(`${first}${isConstructed ? 'cons' : 'prim'}: ${name.padEnd(18)}${shown(tag, content)}`);
    if (isConstructed) lines.push(...asn1Listing(der, at + header, at + header + length, depth + 1));
    at += header + length;
  }
  return lines;
}

function shown(tag: number, content: Buffer): string {
  const hex = content.toString('hex').toUpperCase();
  if (tag === 2) return `:${content.length > 1 ? hex.replace(/^00/, '') : hex}`;
  if (tag === 4) return `[HEX DUMP]:${hex}`;
  return tag === 6 ? `:${OBJECTS[content.toString('hex')]}` : '';
}
