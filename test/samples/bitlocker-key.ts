import { clearKey, startupKey } from '../builders/bitlocker.ts';
import { seededRandom } from '../support/seeded-random.ts';
import type { LookAlike, Sample } from './sample.ts';

const random = seededRandom(11);
const key = random.bytes(32);
const guid = random.bytes(16);
const nonce = random.bytes(12);
const master = random.bytes(32);

function sample(variant: string, entry: Buffer, form: string, confidence: Sample['confidence']): Sample {
  const before = seededRandom(12).bytes(301);
  return {
    variant,
    bytes: Buffer.concat([before, entry, seededRandom(13).bytes(200)]),
    ...{ offset: before.length + entry.indexOf(key), length: 32 },
    secrets: [key],
    ...{ severity: 'critical', confidence, facts: { form } },
  };
}

export function samples(): readonly Sample[] {
  return [
    sample('a startup key', startupKey(key, guid), 'bitlocker-startup-key', 'high'),
    sample('a startup key without a text', startupKey(key, guid, ''), 'bitlocker-startup-key', 'high'),
    sample('a clear key', clearKey(key, guid, nonce, master), 'bitlocker-clear-key', 'proven'),
  ];
}

export function lookAlikes(): readonly LookAlike[] {
  const other = clearKey(key, guid, nonce, master);
  other[other.length - 1]! ^= 1;
  const late = startupKey(key, guid);
  late.writeUInt32LE(0x7000_0000, 48 + 28);
  const made = {
    'a clear key that opens nothing': other,
    'a master key that TPM protects': clearKey(key, guid, nonce, master, 0x100),
    'a startup key of zeros': startupKey(new Uint8Array(32), guid),
    'a startup key of another century': late,
    'an entry of a key alone': startupKey(key, guid).subarray(-44),
    'entries and no keys': Buffer.from('2c00000001000100'.repeat(500), 'hex'),
    'heads and no keys': Buffer.from('060009000100'.repeat(500), 'hex'),
  };
  return Object.entries(made).map(([variant, bytes]) => ({ variant, bytes }));
}
