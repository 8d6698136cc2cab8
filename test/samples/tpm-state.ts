import { FieldWriter } from '../builders/field-writer.ts';
import { seededRandom } from '../support/seeded-random.ts';
import type { LookAlike, Sample } from './sample.ts';

const random = seededRandom(31);
const values = Array.from({ length: 6 }, () => random.bytes(64));
const [NULL, SHA256] = [0x10, 0x0b];
const NONE = new Uint8Array();

interface Parts {
  readonly version?: number;
  readonly hash?: number;
  /** Policies and passwords. */
  readonly open?: readonly Uint8Array[];
  /** Seeds and proofs. */
  readonly secret?: readonly Uint8Array[];
}

/** PERSISTENT_DATA as libtpms writes it, up to its proofs. */
function persistentData({ version = 4, hash = NULL, open = Array(6).fill(NONE), secret = values }: Parts = {}): Buffer {
  const fields = new FieldWriter(false).u16(version).u32(0x12213443).u16(4).u8(0).u16(hash).u16(NULL).u16(NULL);
  for (const value of [...open, ...secret]) fields.u16(value.length).bytes(value);
  return fields.finish();
}

function sample(variant: string, state: Buffer): Sample {
  const before = seededRandom(32).bytes(17);
  return {
    variant,
    bytes: Buffer.concat([before, state, seededRandom(33).bytes(40)]),
    ...{ offset: before.length, length: state.length },
    secrets: values.slice(0, 3),
    ...{ severity: 'critical', confidence: 'high', facts: { form: 'libtpms' } },
  };
}

export function samples(): readonly Sample[] {
  const owned = [random.bytes(32), NONE, NONE, random.bytes(20), random.bytes(32), NONE];
  return [
    sample('a new state', persistentData()),
    sample('a state with a policy and passwords', persistentData({ hash: SHA256, open: owned })),
  ];
}

export function lookAlikes(): readonly LookAlike[] {
  const made = {
    'a version that is read by none': persistentData({ version: 3 }),
    'no hash': persistentData({ hash: 0x11 }),
    'a policy that is too long': persistentData({ open: [random.bytes(65), NONE, NONE, NONE, NONE, NONE] }),
    'seeds of zeros': persistentData({ secret: values.map(() => new Uint8Array(64)) }),
    'no proofs': persistentData({ secret: [...values.slice(0, 3), NONE, NONE, NONE] }),
    'cut in a seed': persistentData().subarray(0, 60),
    'the mark at the very beginning': persistentData().subarray(2),
    'marks in a row': Buffer.from('12213443'.repeat(300), 'hex'),
  };
  return Object.entries(made).map(([variant, bytes]) => ({ variant, bytes }));
}
