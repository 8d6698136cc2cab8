import { armour } from '../builders/pem.ts';
import { testKey } from './keys.ts';
import type { LookAlike, Sample } from './sample.ts';
import { inText } from './text-places.ts';

const pem = (name: string) => {
  const pkcs8 = testKey(name).privateKey.export({ format: 'der', type: 'pkcs8' });
  return Buffer.from(`${armour('PRIVATE KEY', pkcs8)}\n`).toString('base64');
};

export function samples(): readonly Sample[] {
  const key = testKey('rsa-2048');
  const facts = { form: 'kubernetes' };
  return [
    inText({ variant: 'kubeconfig', text: `client-key-data: ${pem('rsa-2048')}`, key, facts }),
    inText({ variant: 'EC', text: `client-key-data: ${pem('P-256')}`, key: testKey('P-256'), facts }),
    inText({ variant: 'secret', text: `tls.key: ${pem('rsa-2048')}`, key, facts }),
    inText({ variant: 'secret in JSON', before: '{"', text: `tls.key": "${pem('rsa-2048')}`, after: '"}', key, facts }),
  ];
}

export function lookAlikes(): readonly LookAlike[] {
  const certificate = Buffer.from(armour('CERTIFICATE', Buffer.alloc(300, 7))).toString('base64');
  const made = {
    'a certificate': `client-key-data: ${certificate}`,
    'a placeholder': 'client-key-data: LS0t...',
    'a reference': 'client-key-data: {{ .Values.key }}',
  };
  return Object.entries(made).map(([variant, text]) => ({ variant, bytes: Buffer.from(text, 'latin1') }));
}
