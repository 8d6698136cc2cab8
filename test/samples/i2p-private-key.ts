import { seededRandom } from '../support/seeded-random.ts';
import { freshKey, jwkOf, type TestKey, testKey } from './keys.ts';
import { inNoise } from './private-key-places.ts';
import type { LookAlike, Sample } from './sample.ts';

/** Bytes before the key for signatures, which are random or say how to encrypt. */
const BEFORE_BYTES = 352;

/** What is proved: from the public half on. */
function provable(encryptionKind: number, encryptionBytes: number, key: TestKey, shown = key): Buffer {
  const [seed, publicHalf] = [jwkOf(key.privateKey)!.d!, jwkOf(shown.privateKey)!.x!].map((half) =>
    Buffer.from(half, 'base64url'),
  ) as [Buffer, Buffer];
  const certificate = Buffer.of(5, 0, 4, 0, 7, 0, encryptionKind);
  return Buffer.concat([publicHalf, certificate, seededRandom(encryptionBytes).bytes(encryptionBytes), seed]);
}

export function samples(): readonly Sample[] {
  const key = testKey('Ed25519');
  const before = seededRandom(BEFORE_BYTES).bytes(BEFORE_BYTES);
  return [
    inNoise(key, 'router.keys', provable(4, 32, key), { form: 'i2p' }),
    inNoise(key, 'a tunnel, ElGamal', provable(0, 256, key), { form: 'i2p' }),
    inNoise(key, 'ML-KEM-768', provable(6, 32, key), { form: 'i2p' }),
    wholeFile(inNoise(key, 'the whole file', provable(0, 256, key), { form: 'i2p' }), before),
  ];
}

function wholeFile(sample: Sample, before: Buffer | Uint8Array): Sample {
  const bytes = Buffer.concat([before, sample.bytes.subarray(sample.offset)]);
  return { ...sample, bytes, offset: before.length };
}

export function lookAlikes(): readonly LookAlike[] {
  const [key, other] = [testKey('Ed25519'), freshKey('Ed25519')];
  const made = {
    'two halves of two keys': provable(4, 32, key, other),
    'a destination, which is public': provable(0, 0, key).subarray(0, 39),
    'numbers of 16 bits': Buffer.concat([Buffer.alloc(32), Buffer.of(5, 0, 4, 0, 7, 0, 4), Buffer.alloc(300)]),
    'cut in the seed': provable(4, 32, key).subarray(0, -1),
  };
  return Object.entries(made).map(([variant, bytes]) => ({ variant, bytes }));
}
