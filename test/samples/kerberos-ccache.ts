import { createHash } from 'node:crypto';
import { type CcacheStyle, ccache } from '../builders/kerberos.ts';
import { seededRandom } from '../support/seeded-random.ts';
import type { LookAlike, Sample } from './sample.ts';

const random = seededRandom(31);
const key = random.bytes(32);
const style: CcacheStyle = { key, type: 18, ticket: random.bytes(600) };

export function samples(): readonly Sample[] {
  const made: Record<string, Buffer> = {
    'of kinit': ccache({ ...style, configuration: 'yes' }),
    'without configuration': ccache(style),
    'without header': ccache({ ...style, header: 'none' }),
  };
  return Object.entries(made).map(([variant, bytes]): Sample => {
    const before = random.bytes(13);
    return {
      variant,
      bytes: Buffer.concat([before, bytes, random.bytes(40)]),
      ...{ offset: before.length, length: bytes.length },
      secrets: [key],
      ...{ severity: 'high', confidence: 'high' },
      facts: {
        ...{ form: 'ccache', principal: 'builder@EXAMPLE.ORG', server: 'krbtgt/EXAMPLE.ORG@EXAMPLE.ORG' },
        ...{ expires: '2026-09-22T00:13:20.000Z', keySha256: createHash('sha256').update(key).digest('hex') },
      },
    };
  });
}

export function lookAlikes(): readonly LookAlike[] {
  const good = ccache(style);
  const made: Record<string, Uint8Array> = {
    'cut by a byte': good.subarray(0, -1),
    'a key of another length': ccache({ ...style, key: random.bytes(31) }),
    'a key of zeros': ccache({ ...style, key: new Uint8Array(32) }),
    'an unknown type': ccache({ ...style, type: 99 }),
    'anchors and nothing else': Buffer.concat(Array.from({ length: 500 }, () => good.subarray(0, 8))),
  };
  return Object.entries(made).map(([variant, bytes]) => ({ variant, bytes }));
}
