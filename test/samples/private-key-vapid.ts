import { createPublicKey } from 'node:crypto';
import { freshKey, jwkOf, type TestKey, testKey } from './keys.ts';
import { inText } from './private-key-places.ts';
import type { LookAlike, Sample } from './sample.ts';

/** Both halves as web-push writes them. */
function halves(key: TestKey): { d: string; q: string } {
  const jwk = jwkOf(key.privateKey)!;
  const point = Buffer.concat([Buffer.of(4), Buffer.from(jwk.x!, 'base64url'), Buffer.from(jwk.y!, 'base64url')]);
  return { d: jwk.d!, q: point.toString('base64url') };
}

export function samples(): readonly Sample[] {
  const key = testKey('P-256');
  const { d, q } = halves(key);
  const places: Record<string, [before: string, after: string]> = {
    environment: [`VAPID_PUBLIC_KEY=${q}\nVAPID_PRIVATE_KEY=`, '\n'],
    'environment, private first, in quotes': ['VAPID_PRIVATE_KEY="', `"\r\nVAPID_PUBLIC_KEY="${q}"\r\n`],
    'JSON of web-push': [`{"publicKey":"${q}","privateKey":"`, '"}'],
    'text of web-push': [`Public Key:\n${q}\n\nPrivate Key:\n`, '\n\n====='],
    'JSON in a JSON string': [`{"vapid":"{\\"publicKey\\":\\"${q}\\",\\"privateKey\\":\\"`, '\\"}"}'],
    YAML: [`vapid:\n  public_key: ${q}\n  private_key: `, '\n'],
    'literal of a program': [`const k = { publicKey: '${q}', privateKey: '`, "' };"],
    'short name': [`vapidPublic: "${q}", vapidPrivate: "`, '"'],
  };
  return Object.entries(places).map(([variant, [before, after]]) =>
    inText(key, variant, { before, secret: d, after }, { form: 'vapid' }),
  );
}

export function lookAlikes(): readonly LookAlike[] {
  const { d, q } = halves(testKey('P-256'));
  const other = halves(freshKey('P-256'));
  const jwk = JSON.stringify(createPublicKey(testKey('P-256').privateKey).export({ format: 'jwk' }));
  const made: Record<string, string> = {
    'public half of another key': `{"publicKey":"${other.q}","privateKey":"${d}"}`,
    'no public half': `VAPID_PRIVATE_KEY=${d}`,
    'public half too far away': `VAPID_PUBLIC_KEY=${q}${' '.repeat(500)}\nVAPID_PRIVATE_KEY=${d}\n`,
    'public half alone': `{"publicKey":"${q}","privateKey":""}`,
    placeholder: `{"publicKey":"${q}","privateKey":"<private key>"}`,
    'a public JWK': `private_key ${jwk}`,
    'one digit more': `{"publicKey":"${q}","privateKey":"${d}A"}`,
    'names and nothing else': 'privateKey: '.repeat(1000),
  };
  return Object.entries(made).map(([variant, text]) => ({ variant, bytes: Buffer.from(text) }));
}
