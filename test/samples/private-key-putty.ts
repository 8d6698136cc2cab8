import { ppk } from '../builders/ppk.ts';
import { freshKey, jwkOf, testKey } from './keys.ts';
import type { LookAlike, Sample } from './sample.ts';
import { inText } from './text-places.ts';

const jwk = (name: string) => jwkOf(testKey(name).privateKey)!;

export function samples(): readonly Sample[] {
  const open = ['rsa-1024', 'rsa-2048', 'P-256', 'P-384', 'P-521', 'Ed25519'].flatMap((name) =>
    ([2, 3] as const).map((version) => {
      const text = ppk(jwk(name), { version });
      return inText({
        variant: `${name} version ${version}`,
        text,
        key: testKey(name),
        facts: { form: `ppk${version}` },
      });
    }),
  );
  const styles = { crlf: '\r\n', 'escaped newlines': '\\n', 'escaped crlf, twice': '\\\\r\\\\n' };
  const ends = Object.entries(styles).map(([variant, lineEnd]) =>
    inText({ variant, text: ppk(jwk('P-256'), { version: 3, lineEnd }), key: testKey('P-256') }),
  );
  const locked = ([2, 3] as const).map((version) =>
    inText({
      variant: `encrypted, version ${version}`,
      text: ppk(jwk('rsa-2048'), { version, locked: true }),
      key: { ...testKey('rsa-2048'), secrets: [] },
      ...{ severity: 'low' as const, confidence: 'high' as const, facts: { encrypted: true, cipher: 'aes256-cbc' } },
    }),
  );
  return [...open, ...ends, ...locked];
}

export function lookAlikes(): readonly LookAlike[] {
  const good = ppk(jwk('Ed25519'), { version: 3 });
  const other = ppk(jwkOf(freshKey('Ed25519').privateKey)!, { version: 3 });
  const mac = /Private-MAC: .*/;
  const made: Record<string, string> = {
    'MAC of another file': good.replace(mac, mac.exec(other)![0]),
    'another comment': good.replace('rsa-key', 'dsa-key'),
    'no private half': good.slice(0, good.indexOf('Private-Lines')),
    'the magic in a program': 'static const char header[] = "PuTTY-User-Key-File-2: ssh-rsa\\n"',
  };
  return Object.entries(made).map(([variant, text]) => ({ variant, bytes: Buffer.from(text, 'latin1') }));
}
