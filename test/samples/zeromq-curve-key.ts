import { freshKey, jwkOf, type TestKey, testKey } from './keys.ts';
import { inText } from './private-key-places.ts';
import type { LookAlike, Sample } from './sample.ts';

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#';

function z85(bytes: Buffer): string {
  return Array.from({ length: bytes.length / 4 }, (_, index) => {
    let value = bytes.readUInt32BE(4 * index);
    let digits = '';
    for (let count = 0; count < 5; count++) {
      digits = DIGITS[value % 85]! + digits;
      value = Math.floor(value / 85);
    }
    return digits;
  }).join('');
}

function halvesOf(key: TestKey): readonly [string, string] {
  const { d, x } = jwkOf(key.privateKey)!;
  return [z85(Buffer.from(d!, 'base64url')), z85(Buffer.from(x!, 'base64url'))];
}

export function samples(): readonly Sample[] {
  const key = testKey('X25519');
  const [secret, publicHalf] = halvesOf(key);
  const places: Readonly<Record<string, readonly [before: string, after: string]>> = {
    'a certificate': [`metadata\ncurve\n    public-key = "${publicHalf}"\n    secret-key = "`, '"\n'],
    'an environment': ['CURVE_SECRETKEY="', `"\nCURVE_PUBLICKEY="${publicHalf}"\n`],
    JSON: [`{"public_key": "${publicHalf}", "secret_key": "`, '"}'],
    Python: ["socket.curve_secretkey = '", `'\nsocket.curve_publickey = '${publicHalf}'\n`],
  };
  return Object.entries(places).map(([variant, [before, after]]) =>
    inText(key, variant, { before, secret, after }, { form: 'zeromq' }),
  );
}

export function lookAlikes(): readonly LookAlike[] {
  const [secret, publicHalf] = halvesOf(testKey('X25519'));
  const [, other] = halvesOf(freshKey('X25519'));
  const made = {
    'halves of two keys': `public-key = "${other}"\nsecret-key = "${secret}"\n`,
    'a public half alone': `public-key = "${publicHalf}"\n`,
    'numbers above 32 bits': `public-key = "${'#'.repeat(40)}"\nsecret-key = "${'#'.repeat(40)}"\n`,
  };
  return Object.entries(made).map(([variant, text]) => ({ variant, bytes: Buffer.from(text) }));
}
