import { seededRandom } from '../support/seeded-random.ts';
import type { LookAlike, Sample } from './sample.ts';
import { inText } from './text-places.ts';
import { AES, corrupt, privateKeys } from './tink-keys.ts';

function keyData(type: string, value: Buffer, material: string): string {
  const typeUrl = `type.googleapis.com/google.crypto.tink.${type}`;
  return JSON.stringify({ typeUrl, value: value.toString('base64'), keyMaterialType: material });
}
const AROUND = { before: '{"primaryKeyId":1,"key":[{"keyData":', after: ',"status":"ENABLED","keyId":1}]}' };

export function samples(): readonly Sample[] {
  const locked = `encryptedKeyset":"${Buffer.from(seededRandom(6).bytes(90)).toString('base64')}"`;
  return [
    ...privateKeys().map(({ name, type, value, key }) =>
      inText({
        ...{ variant: name, ...AROUND, text: keyData(type, value, 'ASYMMETRIC_PRIVATE'), key: key! },
        facts: { form: 'tink', tinkType: type },
      }),
    ),
    inText({
      variant: AES.name,
      ...{ ...AROUND, text: keyData(AES.type, AES.value, 'SYMMETRIC'), secrets: [AES.value] },
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
    'a public key': keyData('Ed25519PublicKey', AES.value, 'ASYMMETRIC_PUBLIC'),
    'a remote key': keyData('KmsAeadKey', AES.value, 'REMOTE'),
    placeholder: keyData('AesGcmKey', Buffer.alloc(34), 'SYMMETRIC'),
    ...Object.fromEntries(
      privateKeys().map((each) => [
        `${each.name}, a bit of it another`,
        keyData(each.type, corrupt(each), 'ASYMMETRIC_PRIVATE'),
      ]),
    ),
  };
  return Object.entries(made).map(([variant, text]) => ({ variant, bytes: Buffer.from(text, 'latin1') }));
}
