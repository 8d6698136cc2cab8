import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto';

/** A fresh key and its numbers. */
export interface RsaTestKey {
  readonly bits: number;
  readonly n: bigint;
  readonly e: bigint;
  readonly d: bigint;
  readonly p: bigint;
  readonly q: bigint;
  readonly spki: Buffer;
  readonly spkiSha256: string;
  /** A line of authorized_keys. */
  readonly sshLine: string;
}

export function rsaKey(bits: number, e = 65537): RsaTestKey {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: bits, publicExponent: e });
  const jwk = privateKey.export({ format: 'jwk' });
  const [n, d, p, q] = [jwk.n, jwk.d, jwk.p, jwk.q].map((text) =>
    BigInt(`0x${Buffer.from(text!, 'base64url').toString('hex')}`),
  );
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const wire = [Buffer.from('ssh-rsa'), signed(BigInt(e)), signed(n!)].flatMap((part) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(part.length);
    return [length, part];
  });
  return {
    ...{ bits, n: n!, e: BigInt(e), d: d!, p: p!, q: q!, spki },
    spkiSha256: createHash('sha256').update(spki).digest('hex'),
    sshLine: `ssh-rsa ${Buffer.concat(wire).toString('base64')} someone@example\n`,
  };
}

function signed(value: bigint): Buffer {
  const hex = value.toString(16);
  return Buffer.from(hex.padStart(2 * (Math.floor(value.toString(2).length / 8) + 1), '0'), 'hex');
}
