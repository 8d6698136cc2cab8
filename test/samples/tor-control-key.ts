import { createPublicKey } from 'node:crypto';
import { onionAddress } from '../../src/detect/proof/onion-address.ts';
import { jwkOf, testKey } from './keys.ts';
import type { LookAlike, Sample } from './sample.ts';
import { inText } from './text-places.ts';
import { expanded } from './tor-onion-key.ts';

const address = () => {
  const { x } = jwkOf(createPublicKey(testKey('Ed25519').privateKey))!;
  return onionAddress(Buffer.from(x!, 'base64url'));
};

export function samples(): readonly Sample[] {
  const key = { ...testKey('Ed25519'), secrets: [expanded()] };
  const text = `ED25519-V3:${expanded().toString('base64')}`;
  const id = address().replace('.onion', '');
  const facts = { form: 'tor-control', onionAddress: address() };
  return [
    inText({ variant: 'an answer to ADD_ONION', before: `250-ServiceID=${id}\r\n250-PrivateKey=`, text, key, facts }),
    inText({ variant: 'a command', before: 'ADD_ONION ', text, after: ' Port=80\r\n', key, facts, confidence: 'high' }),
    inText({
      ...{ variant: 'a setting without padding', before: 'onion_key: "', text: text.replace('==', ''), after: '"' },
      ...{ key, facts, confidence: 'high' },
    }),
  ];
}

export function lookAlikes(): readonly LookAlike[] {
  const raw = expanded();
  raw[0]! |= 1;
  const made = {
    'not clamped': `ED25519-V3:${raw.toString('base64')}`,
    'a request for a new one': 'ADD_ONION NEW:ED25519-V3 Flags=DiscardPK Port=80',
    zeros: `ED25519-V3:${Buffer.alloc(64).toString('base64')}`,
    'longer base64': `ED25519-V3:${Buffer.concat([expanded(), expanded()]).toString('base64')}`,
  };
  return Object.entries(made).map(([variant, text]) => ({ variant, bytes: Buffer.from(text) }));
}
