import { message } from '../builders/proto.ts';
import { seededRandom } from '../support/seeded-random.ts';
import type { LookAlike, Sample } from './sample.ts';
import { AES, corrupt, privateKeys } from './tink-keys.ts';

const SYMMETRIC = 1;
const PRIVATE = 2;
const PUBLIC = 3;
const REMOTE = 4;

function keyData(type: string, value: Buffer, material: number): Buffer {
  return message({ 1: `type.googleapis.com/google.crypto.tink.${type}`, 2: value, 3: material });
}
/** primaryKeyId, and a key with its status, id and prefix. */
const keyset = (data: Buffer) => message({ 1: 77, 2: message({ 1: data, 2: 1, 3: 77, 4: 1 }) });

export function samples(): readonly Sample[] {
  return [...privateKeys(), AES].map(({ name, type, value, key }): Sample => {
    const data = keyData(type, value, key ? PRIVATE : SYMMETRIC);
    const bytes = Buffer.concat([seededRandom(3).bytes(21), keyset(data)]);
    return {
      ...{ variant: name, bytes, offset: bytes.indexOf(data), length: data.length },
      secrets: key?.secrets ?? [value],
      severity: key ? 'critical' : 'high',
      confidence: key ? 'proven' : 'high',
      facts: { ...(key?.facts ?? { kind: 'symmetric' }), form: 'tink', tinkType: type },
    };
  });
}

export function lookAlikes(): readonly LookAlike[] {
  const [ed25519] = privateKeys();
  const whole = keyset(keyData(ed25519!.type, ed25519!.value, PRIVATE));
  const made = {
    'a public key': keyset(keyData('Ed25519PublicKey', AES.value, PUBLIC)),
    'a remote key': keyset(keyData('KmsAeadKey', AES.value, REMOTE)),
    placeholder: keyset(keyData('AesGcmKey', Buffer.alloc(34), SYMMETRIC)),
    'names of types in a program': Buffer.from('type.googleapis.com/google.crypto.tink.AesGcmKey\0'.repeat(20)),
    cut: whole.subarray(0, whole.length - 12),
    'no type of Tink': keyset(keyData('', AES.value, SYMMETRIC)),
    ...Object.fromEntries(
      privateKeys().map((each) => [
        `${each.name}, a bit of it another`,
        keyset(keyData(each.type, corrupt(each), PRIVATE)),
      ]),
    ),
  };
  return Object.entries(made).map(([variant, bytes]) => ({ variant, bytes }));
}
