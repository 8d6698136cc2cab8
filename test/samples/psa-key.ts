import { FieldWriter } from '../builders/field-writer.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { jwkOf, testKey } from './keys.ts';
import { inNoise, unproved } from './private-key-places.ts';
import type { LookAlike, Sample } from './sample.ts';

interface Stored {
  readonly type: number;
  readonly bits: number;
  readonly key: Uint8Array;
  readonly version?: number;
}

const ECC_R1 = 0x7112;
const AES = 0x2400;

/** psa_persistent_key_storage_format (psa_crypto_storage.c), for signing with ECDSA and SHA-256. */
function stored({ type, bits, key, version = 0 }: Stored): Buffer {
  const fields = new FieldWriter(true).bytes(Buffer.from('PSA\0KEY\0')).u32(version).u32(1).u16(type).u16(bits);
  return fields.u32(0x1401).u32(0x06000609).u32(0).u32(key.length).bytes(key).finish();
}

function scalar(name: string): Buffer {
  return Buffer.from(jwkOf(testKey(name).privateKey)!.d!, 'base64url');
}

export function samples(): readonly Sample[] {
  const ec = [
    { name: 'P-256', type: ECC_R1, bits: 256 },
    { name: 'P-384', type: ECC_R1, bits: 384 },
    { name: 'P-521', type: ECC_R1, bits: 521 },
    { name: 'secp256k1', type: 0x7117, bits: 256 },
  ].map(({ name, type, bits }) => {
    const key = { ...testKey(name), secrets: [scalar(name)] };
    return unproved(inNoise(key, `stored, ${name}`, stored({ type, bits, key: scalar(name) }), { form: 'psa-stored' }));
  });
  const secret = seededRandom(77).bytes(32);
  const facts = { kind: 'symmetric', bits: 256 };
  const aes = inNoise({ facts, secrets: [secret] }, 'stored, AES', stored({ type: AES, bits: 256, key: secret }), {
    form: 'psa-stored',
  });
  return [...ec, { ...aes, severity: 'high', confidence: 'medium' }];
}

export function lookAlikes(): readonly LookAlike[] {
  const key = scalar('P-256');
  const made = {
    'another version': stored({ type: ECC_R1, bits: 256, key, version: 1 }),
    'bits of another curve': stored({ type: ECC_R1, bits: 384, key }),
    'a public key': stored({ type: 0x4112, bits: 256, key }),
    'a scalar of zeros': stored({ type: ECC_R1, bits: 256, key: Buffer.alloc(32) }),
    'an AES key of zeros': stored({ type: AES, bits: 256, key: Buffer.alloc(32) }),
    'a short symmetric key': stored({ type: 0x1100, bits: 64, key: key.subarray(0, 8) }),
  };
  return Object.entries(made).map(([variant, bytes]) => ({ variant, bytes }));
}
