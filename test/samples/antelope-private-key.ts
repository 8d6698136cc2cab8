import { createHash } from 'node:crypto';
import { base58 } from '../builders/base58.ts';
import { scalarOf, testKey } from './keys.ts';
import type { LookAlike, Sample } from './sample.ts';
import { inText } from './text-places.ts';

const CURVES = { K1: 'secp256k1', R1: 'P-256' } as const;
type Curve = keyof typeof CURVES;

function written(curve: Curve, checked: string = curve): string {
  const scalar = scalarOf(testKey(CURVES[curve]).privateKey);
  const checksum = createHash('ripemd160').update(scalar).update(checked).digest().subarray(0, 4);
  return `PVT_${curve}_${base58(Buffer.concat([scalar, checksum]))}`;
}

export function samples(): readonly Sample[] {
  return (['K1', 'R1'] as const).map((curve) =>
    inText({
      ...{ variant: curve, before: 'Private key: ', text: written(curve), after: '\nPublic key: PUB_\n' },
      ...{ key: testKey(CURVES[curve]), facts: { form: 'antelope' } },
    }),
  );
}

export function lookAlikes(): readonly LookAlike[] {
  const made = {
    'the checksum of the other curve': written('K1', 'R1'),
    'one digit more': `${written('K1')}2`,
    'a public key': written('K1').replace('PVT', 'PUB'),
    'a pattern': 'PVT_K1_[1-9A-HJ-NP-Za-km-z]{44,51}',
  };
  return Object.entries(made).map(([variant, text]) => ({ variant, bytes: Buffer.from(text) }));
}
