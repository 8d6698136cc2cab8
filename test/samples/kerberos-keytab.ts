import { type KeytabEntry, keytab } from '../builders/kerberos.ts';
import { seededRandom } from '../support/seeded-random.ts';
import type { LookAlike, Sample } from './sample.ts';

const KEYS: readonly (readonly [number, number, string])[] = [
  [17, 16, 'aes128-cts-hmac-sha1-96'],
  [18, 32, 'aes256-cts-hmac-sha1-96'],
  [20, 32, 'aes256-cts-hmac-sha384-192'],
  [23, 16, 'arcfour-hmac'],
];

function entry(type: number, bytes: number): KeytabEntry {
  const key = seededRandom(type).bytes(bytes);
  return { realm: 'EXAMPLE.ORG', names: ['host', 'build.example.org'], version: 3, type, key };
}

export function samples(): readonly Sample[] {
  const single = KEYS.map(([type, bytes, name]) =>
    sample(name, [entry(type, bytes)], { encryption: name, entries: 1 }),
  );
  const all = KEYS.map(([type, bytes]) => entry(type, bytes));
  return [
    ...single,
    sample('four keys', all, { entries: 4 }),
    sample('a hole between two', [all[0]!, { hole: 40 }, all[1]!], { entries: 2 }),
  ];
}

function sample(variant: string, entries: Parameters<typeof keytab>[0], facts: Sample['facts']): Sample {
  const bytes = keytab(entries);
  const before = seededRandom(8).bytes(11);
  return {
    variant,
    bytes: Buffer.concat([before, bytes, seededRandom(5).bytes(64)]),
    ...{ offset: before.length, length: bytes.length },
    secrets: entries.flatMap((each) => ('key' in each ? [each.key] : [])),
    ...{ severity: 'critical', confidence: 'high' },
    facts: { form: 'keytab', principal: 'host/build.example.org@EXAMPLE.ORG', kvno: 3, ...facts },
  };
}

export function lookAlikes(): readonly LookAlike[] {
  const good = keytab([entry(18, 32)]);
  const wrong = (change: Partial<KeytabEntry>) => keytab([{ ...entry(18, 32), ...change }]);
  const made: Record<string, Uint8Array> = {
    'no entry': keytab([]),
    'a hole alone': keytab([{ hole: 40 }]),
    'cut by a byte': good.subarray(0, -1),
    'a key of another length': wrong({ key: seededRandom(1).bytes(31) }),
    'a key of zeros': wrong({ key: new Uint8Array(32) }),
    'an unknown type': wrong({ type: 99 }),
    'no name': wrong({ names: [''] }),
    'a name of control characters': wrong({ names: ['\x01\x02'] }),
    'anchors and nothing else': Buffer.concat(Array.from({ length: 500 }, () => good.subarray(0, 8))),
  };
  return Object.entries(made).map(([variant, bytes]) => ({ variant, bytes }));
}
