import { seededRandom } from '../support/seeded-random.ts';
import { jwkOf, testKey } from './keys.ts';
import type { LookAlike, Sample } from './sample.ts';
import { inText } from './text-places.ts';

const part = (name: 'd' | 'x') => Buffer.from(jwkOf(testKey('Ed25519').privateKey)![name]!, 'base64url');
const ed25519 = () => Buffer.concat([Buffer.from('1220', 'hex'), part('d'), Buffer.from('1a221220', 'hex'), part('x')]);
const aes = () => Buffer.concat([Buffer.from('1a20', 'hex'), seededRandom(2).bytes(32)]);

function keyData(type: string, value: Buffer, material: string): string {
  const typeUrl = `type.googleapis.com/google.crypto.tink.${type}`;
  return JSON.stringify({ typeUrl, value: value.toString('base64'), keyMaterialType: material });
}
const AROUND = { before: '{"primaryKeyId":1,"key":[{"keyData":', after: ',"status":"ENABLED","keyId":1}]}' };

export function samples(): readonly Sample[] {
  const locked = `encryptedKeyset":"${Buffer.from(seededRandom(6).bytes(90)).toString('base64')}"`;
  return [
    inText({
      variant: 'Ed25519',
      ...{ ...AROUND, text: keyData('Ed25519PrivateKey', ed25519(), 'ASYMMETRIC_PRIVATE'), key: testKey('Ed25519') },
      facts: { form: 'tink' },
    }),
    inText({
      variant: 'AES-GCM',
      ...{ ...AROUND, text: keyData('AesGcmKey', aes(), 'SYMMETRIC'), secrets: [aes()] },
      ...{ severity: 'high', confidence: 'high', facts: { kind: 'symmetric', tinkType: 'AesGcmKey' } },
    }),
    inText({
      variant: 'encrypted',
      ...{ before: '{"', text: locked, after: ',"keysetInfo":{}}', severity: 'low', confidence: 'high' },
    }),
  ];
}

export function lookAlikes(): readonly LookAlike[] {
  const made = {
    'a public key': keyData('Ed25519PublicKey', part('x'), 'ASYMMETRIC_PUBLIC'),
    'a remote key': keyData('KmsAeadKey', aes(), 'REMOTE'),
    placeholder: keyData('AesGcmKey', Buffer.alloc(34), 'SYMMETRIC'),
  };
  return Object.entries(made).map(([variant, text]) => ({ variant, bytes: Buffer.from(text, 'latin1') }));
}
