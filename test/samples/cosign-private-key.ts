import { armour } from '../builders/pem.ts';
import { seededRandom } from '../support/seeded-random.ts';
import type { LookAlike, Sample } from './sample.ts';
import { inText } from './text-places.ts';

function body(cipher = 'nacl/secretbox'): Buffer {
  const random = seededRandom(12);
  const base64 = (bytes: number) => Buffer.from(random.bytes(bytes)).toString('base64');
  const kdf = { name: 'scrypt', params: { N: 32768, r: 8, p: 1 }, salt: base64(32) };
  return Buffer.from(JSON.stringify({ kdf, cipher: { name: cipher, nonce: base64(24) }, ciphertext: base64(154) }));
}

export function samples(): readonly Sample[] {
  const locked = { severity: 'low', confidence: 'high', facts: { encrypted: true, form: 'cosign' } } as const;
  return ['SIGSTORE', 'COSIGN'].flatMap((name) => {
    const label = `ENCRYPTED ${name} PRIVATE KEY`;
    return [
      inText({ variant: name, text: armour(label, body()), ...locked }),
      inText({ variant: `${name}, escaped`, text: armour(label, body(), { lineEnd: '\\n' }), ...locked }),
    ];
  });
}

export function lookAlikes(): readonly LookAlike[] {
  const made = {
    'another cipher': armour('ENCRYPTED SIGSTORE PRIVATE KEY', body('none')),
    'the BEGIN line alone': '-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----',
  };
  return Object.entries(made).map(([variant, text]) => ({ variant, bytes: Buffer.from(text, 'latin1') }));
}
