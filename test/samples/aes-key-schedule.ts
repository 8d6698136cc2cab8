import { createHash } from 'node:crypto';
import { scheduleBytes } from '../kernel/aes-oracle.ts';
import { seededRandom } from '../support/seeded-random.ts';
import type { LookAlike, Sample } from './sample.ts';

const DIRECTIONS = {
  ...{ encrypt: 'encryption', decrypt: 'decryption' },
  'decrypt-forward': 'decryption-forward',
} as const;
const random = seededRandom(31);

/** Each form that software keeps, at offsets without alignment. */
export function samples(): readonly Sample[] {
  const all: Sample[] = [];
  for (const bytes of [16, 24, 32])
    for (const direction of ['encrypt', 'decrypt', 'decrypt-forward'] as const)
      for (const words of ['standard', 'swapped'] as const) {
        const key = random.bytes(bytes);
        const form = `aes-schedule-${DIRECTIONS[direction]}${words === 'swapped' ? '-swapped' : ''}`;
        all.push(sample(`AES-${8 * bytes} ${direction} ${words}`, key, scheduleBytes(key, direction, words), { form }));
      }
  const counted = Uint8Array.from({ length: 32 }, (_, byte) => byte);
  const known = scheduleBytes(counted, 'encrypt', 'standard');
  return [...all, { ...sample('of an example', counted, known, { testKey: 'FIPS 197' }), severity: 'low' }];
}

function sample(variant: string, key: Uint8Array, schedule: Uint8Array, facts: Sample['facts']): Sample {
  const before = random.bytes(13);
  return {
    variant,
    // A NUL says that this is no text, in which nobody looks for schedules.
    bytes: Buffer.concat([before, schedule, random.bytes(299), Uint8Array.of(0)]),
    ...{ offset: before.length, length: schedule.length },
    secrets: [key],
    ...{ severity: 'medium', confidence: 'proven' },
    facts: { kind: 'aes', bits: 8 * key.length, keySha256: createHash('sha256').update(key).digest('hex'), ...facts },
  };
}

export function lookAlikes(): readonly LookAlike[] {
  const whole = scheduleBytes(random.bytes(32), 'encrypt', 'standard');
  const flipped = whole.slice();
  flipped[100]! ^= 4;
  return [
    { variant: 'one bit flipped', bytes: Buffer.concat([flipped, random.bytes(100)]) },
    { variant: 'cut', bytes: whole.subarray(0, 239) },
    { variant: 'a key alone', bytes: random.bytes(64) },
  ];
}
