import { freshKey, jwkOf, scalarOf, testKey } from './keys.ts';
import { inText } from './private-key-places.ts';
import type { LookAlike, Sample } from './sample.ts';

const bytes = (text: string | undefined) => Buffer.from(text!, 'base64url');
const facts = { form: 'paserk' };

export function samples(): readonly Sample[] {
  const ed = testKey('Ed25519');
  const jwk = jwkOf(ed.privateKey)!;
  const pair = Buffer.concat([bytes(jwk.d), bytes(jwk.x)]).toString('base64url');
  const rsa = testKey('rsa-2048').privateKey.export({ format: 'der', type: 'pkcs1' }).toString('base64url');
  const scalar = scalarOf(testKey('P-384').privateKey).toString('base64url');
  return [
    inText(testKey('rsa-2048'), 'k1', { before: 'PASETO_KEY=', secret: `k1.secret.${rsa}` }, facts),
    inText(ed, 'k2', { before: '"', secret: `k2.secret.${pair}`, after: '"' }, facts),
    { ...inText(testKey('P-384'), 'k3', { secret: `k3.secret.${scalar}` }, facts), confidence: 'high' },
    inText(ed, 'k4', { before: 'key: ', secret: `k4.secret.${pair}` }, facts),
  ];
}

export function lookAlikes(): readonly LookAlike[] {
  const { d, x } = jwkOf(testKey('Ed25519').privateKey)!;
  const other = jwkOf(freshKey('Ed25519').privateKey)!;
  const text = (...parts: Buffer[]) => Buffer.concat(parts).toString('base64url');
  const made: Record<string, string> = {
    'public key': `k4.public.${x}`,
    'public half of another key': `k4.secret.${text(bytes(d), bytes(other.x))}`,
    'seed alone': `k4.secret.${d}`,
    'of zeros': `k4.secret.${text(Buffer.alloc(64))}`,
    'k3 of zeros': `k3.secret.${text(Buffer.alloc(48))}`,
    'one digit more': `k4.secret.${text(bytes(d), bytes(x))}AAA`,
    'in a document': 'k4.secret. prefix, see k4.secret.<base64url>',
  };
  return Object.entries(made).map(([variant, content]) => ({ variant, bytes: Buffer.from(content) }));
}
