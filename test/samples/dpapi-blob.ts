import { dpapiBlob } from '../builders/dpapi-blob.ts';
import { seededRandom } from '../support/seeded-random.ts';
import type { LookAlike, Sample } from './sample.ts';

export const MASTER_KEY = '00112233-4455-6677-8899-aabbccddeeff';
export const PROTECTED = Buffer.from(seededRandom(21).bytes(48));

export function samples(): readonly Sample[] {
  const random = seededRandom(4);
  return ['', 'Private Key Properties'].map((description): Sample => {
    const blob = dpapiBlob(PROTECTED, description);
    const before = random.bytes(33);
    return {
      variant: description === '' ? 'without a name' : `named ${description}`,
      bytes: Buffer.concat([before, blob, random.bytes(20)]),
      ...{ offset: before.length, length: blob.length },
      secrets: [PROTECTED],
      ...{ severity: 'low', confidence: 'high' },
      facts: { encrypted: true, masterKey: MASTER_KEY, form: 'dpapi', ...(description !== '' && { description }) },
    };
  });
}

export function lookAlikes(): readonly LookAlike[] {
  const blob = dpapiBlob(PROTECTED);
  return [
    { variant: 'cut', bytes: blob.subarray(0, -1) },
    { variant: 'of zeros', bytes: dpapiBlob(Buffer.alloc(48)) },
    { variant: 'header alone', bytes: Buffer.concat(Array.from({ length: 100 }, () => blob.subarray(0, 20))) },
    { variant: 'length beyond all', bytes: Buffer.concat([blob.subarray(0, 44), Buffer.alloc(400, 0xff)]) },
  ];
}
