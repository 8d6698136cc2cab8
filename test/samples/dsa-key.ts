/** DSA keys for samples: node:crypto makes them, and their numbers are read out of the DER that it writes. */
import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { TestKey } from './keys.ts';

export interface DsaTestKey extends TestKey {
  /** Big-endian, without zeros in front. */
  readonly numbers: Readonly<Record<'p' | 'q' | 'g' | 'x' | 'y', Buffer>>;
}

const made = new Map<number, DsaTestKey>();

/** The same key each time in one process; q has 160 bits with 1,024, else 256. */
export function dsaKey(modulusLength: 1024 | 2048): DsaTestKey {
  const known = made.get(modulusLength);
  if (known !== undefined) return known;
  const divisorLength = modulusLength === 1024 ? 160 : 256;
  const { privateKey } = generateKeyPairSync('dsa', { modulusLength, divisorLength });
  const key = { name: `dsa-${modulusLength}`, privateKey, ...describe(privateKey, modulusLength) };
  made.set(modulusLength, key);
  return key;
}

function describe(privateKey: KeyObject, bits: number): Pick<DsaTestKey, 'facts' | 'secrets' | 'numbers'> {
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const [p, q, g, x] = integers(privateKey.export({ format: 'der', type: 'pkcs8' })).slice(1) as [
    Buffer,
    Buffer,
    Buffer,
    Buffer,
  ];
  const y = integers(spki)[3]!;
  const wire = Buffer.concat([Buffer.from('ssh-dss'), ...[p, q, g, y].map(signed)].map(sshString));
  const facts = {
    kind: 'dsa',
    bits,
    spkiSha256: sha256(spki).toString('hex'),
    sshFingerprint: `SHA256:${sha256(wire).toString('base64').replaceAll('=', '')}`,
  };
  return { facts, secrets: [x], numbers: { p, q, g, x, y } };
}

/** Every INTEGER of some DER, depth first: steps into SEQUENCEs, OCTET STRINGs and BIT STRINGs. */
function integers(der: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; at < der.length; ) {
    const tag = der[at]!;
    const long = der[at + 1]! < 0x80 ? 0 : der[at + 1]! - 0x80;
    const length = long === 0 ? der[at + 1]! : der.readUIntBE(at + 2, long);
    const start = at + 2 + long;
    const content = der.subarray(start, start + length);
    if (tag === 0x02) found.push(content[0] === 0 && content.length > 1 ? content.subarray(1) : content);
    if (tag === 0x30 || tag === 0x04) found.push(...integers(content));
    if (tag === 0x03) found.push(...integers(content.subarray(1)));
    at = start + length;
  }
  return found;
}

function signed(bytes: Buffer): Buffer {
  return bytes[0]! >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
}

function sshString(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
