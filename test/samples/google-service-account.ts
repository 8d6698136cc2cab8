import { armour } from '../builders/pem.ts';
import { testKey } from './keys.ts';
import type { LookAlike, Sample } from './sample.ts';
import { inText } from './text-places.ts';

const EMAIL = 'builder@my-project-1.iam.gserviceaccount.com';
const pem = () => `${armour('PRIVATE KEY', testKey('rsa-2048').privateKey.export({ format: 'der', type: 'pkcs8' }))}\n`;
const account = (key: string) => ({
  type: 'service_account',
  project_id: 'my-project-1',
  private_key_id: 'no-hex-here',
  private_key: key,
  client_email: EMAIL,
  token_uri: 'https://oauth2.googleapis.com/token',
});

export function samples(): readonly Sample[] {
  const key = testKey('rsa-2048');
  const facts = { clientEmail: EMAIL, projectId: 'my-project-1', form: 'google-service-account' };
  const plain = JSON.stringify(account(pem()), undefined, 2);
  const sorted = JSON.stringify(Object.fromEntries(Object.entries(account(pem())).sort()), undefined, 2);
  const escaped = JSON.stringify(plain);
  return [
    part('pretty', plain, '"type"', '-----END PRIVATE KEY-----'),
    part('compact', JSON.stringify(account(pem())), '"type"', '-----END PRIVATE KEY-----'),
    part('sorted', sorted, '"private_key":', 'service_account'),
    part('a string in JSON', escaped, '"type', '-----END PRIVATE KEY-----'),
  ];

  function part(variant: string, json: string, first: string, last: string): Sample {
    const start = json.indexOf(first);
    const end = json.indexOf(last) + last.length;
    const [before, text, after] = [json.slice(0, start), json.slice(start, end), json.slice(end)];
    return inText({ variant, before, text, after, key, facts });
  }
}

export function lookAlikes(): readonly LookAlike[] {
  const made = {
    placeholder: JSON.stringify(account('-----BEGIN PRIVATE KEY-----\nYOUR KEY\n-----END PRIVATE KEY-----\n')),
    'no key': JSON.stringify({ type: 'service_account', client_email: EMAIL }),
    'a user': JSON.stringify({ ...account(pem()), type: 'authorized_user' }),
  };
  return Object.entries(made).map(([variant, text]) => ({ variant, bytes: Buffer.from(text, 'latin1') }));
}
