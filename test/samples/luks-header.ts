import { luks1, luks2 } from '../builders/luks.ts';
import { seededRandom } from '../support/seeded-random.ts';
import type { LookAlike, Sample } from './sample.ts';

const UUID = '1b2c3d4e-0000-4000-8000-00000000abcd';
const secret = seededRandom(2).bytes(32);

export function samples(): readonly Sample[] {
  return [
    sample('LUKS1', luks1(UUID, secret), 592, { version: 1, cipher: 'aes-xts-plain64', keySlots: 1 }),
    sample('LUKS2', luks2(UUID, '{"keyslots":{}}'), 16_384, { version: 2, checksum: 'valid' }),
    sample('LUKS2 with a large header', luks2(UUID, '{}', 65_536), 4096, { version: 2 }),
  ];
}

function sample(variant: string, header: Buffer, length: number, facts: Sample['facts']): Sample {
  const before = seededRandom(3).bytes(9);
  return {
    variant,
    bytes: Buffer.concat([before, header, seededRandom(4).bytes(50)]),
    ...{ offset: before.length, length },
    secrets: [],
    ...{ severity: 'low', confidence: 'high' },
    facts: { encrypted: true, uuid: UUID, ...facts },
  };
}

export function lookAlikes(): readonly LookAlike[] {
  const flipped = luks2(UUID, '{}');
  flipped[5000]! ^= 1;
  const made: Record<string, Uint8Array> = {
    'LUKS1 without UUID': luks1('', secret),
    'LUKS1 with broken slots': Buffer.concat([luks1(UUID, secret).subarray(0, 208), Buffer.alloc(384)]),
    'LUKS1 cut': luks1(UUID, secret).subarray(0, -1),
    'LUKS2 with a wrong checksum': flipped,
    'magic in a program': Buffer.from('LUKS\xba\xbe\0\x01LUKS\xba\xbe\0\x02', 'latin1'),
    'magics and nothing else': Buffer.from('LUKS\xba\xbe\0\x02'.repeat(3000), 'latin1'),
  };
  return Object.entries(made).map(([variant, bytes]) => ({ variant, bytes }));
}
