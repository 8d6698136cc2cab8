import { bks, javaKeyStore } from '../builders/java-key-store.ts';
import { keytab } from '../builders/kerberos.ts';
import { type Pkcs12Style, pkcs12 } from '../builders/pkcs12.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { testKey } from './keys.ts';
import type { LookAlike, Sample } from './sample.ts';
import { inText, type TextExample } from './text-places.ts';

const pkcs8 = (name: string) => testKey(name).privateKey.export({ format: 'der', type: 'pkcs8' });
const p12 = (name: string, style: Pkcs12Style) => pkcs12([pkcs8(name)], style);
const base64 = (bytes: Buffer) => bytes.toString('base64');
/** The finding ends with the last whole byte; its padding does not belong to it. */
const digits = (bytes: Buffer) => base64(bytes).replace(/=+$/, '');
const lines = (text: string, width: number, between: string) =>
  text.replace(new RegExp(`.{${width}}(?=.)`, 'g'), `$&${between}`);

export function samples(): readonly Sample[] {
  const rsa = testKey('rsa-2048');
  const ec = testKey('P-256');
  const nameless = { facts: {}, secrets: [] };
  const at = (example: TextExample) =>
    inText({ before: 'CERTIFICATE: "', after: '"\n', ...example, facts: { form: 'base64-pkcs12', ...example.facts } });
  const entry = [{ alias: 'mine', pkcs8: pkcs8('P-256') }];
  const secret = seededRandom(18).bytes(32);
  const names = { realm: 'EXAMPLE.ORG', names: ['host', 'build.example.org'], version: 3 };
  return [
    at({ variant: 'p12 in one line', text: digits(p12('rsa-2048', { password: '' })), key: rsa }),
    at({ variant: 'p12 of P-256, changeit', text: digits(p12('P-256', { password: 'changeit' })), key: ec }),
    at({ variant: 'p12 of P-256 in the clear', text: digits(p12('P-256', {})), key: ec }),
    at({ variant: 'p12 in BER', text: digits(p12('P-256', { password: 'changeit', ber: true })), key: ec }),
    at({
      variant: 'p12 in lines',
      ...{ text: lines(digits(p12('rsa-2048', { password: 'password' })), 76, '\r\n'), key: rsa },
    }),
    at({
      variant: 'p12 in escaped lines',
      ...{ text: lines(digits(p12('P-256', { password: 'password' })), 64, '\\n'), key: ec },
    }),
    at({
      variant: 'p12 of .publishsettings',
      ...{ before: '<Subscription Id="1" ManagementCertificate="', after: '" />' },
      ...{ text: digits(p12('rsa-2048', { password: null, mac: 'sha1', cipher: '3des' })), key: rsa },
    }),
    at({
      variant: 'p12, encrypted',
      ...{ text: digits(p12('P-256', { password: 'open sesame' })), key: nameless },
      ...{ severity: 'low', confidence: 'high', facts: { encrypted: true } },
    }),
    ...(['jks', 'jceks'] as const).map((format) =>
      at({
        variant: format,
        ...{ text: digits(javaKeyStore(entry, { format, password: 'changeit' })), key: ec },
        facts: { form: `base64-${format}`, aliases: 'mine' },
      }),
    ),
    at({
      variant: 'bks',
      ...{ text: digits(bks(entry, { version: 2, password: 'changeit' })), key: ec, facts: { form: 'base64-bks2' } },
    }),
    at({
      variant: 'keytab',
      ...{ text: digits(keytab([{ ...names, type: 18, key: secret }])), secrets: [secret], confidence: 'high' },
      facts: { form: 'base64-keytab', principal: 'host/build.example.org@EXAMPLE.ORG' },
    }),
  ];
}

export function lookAlikes(): readonly LookAlike[] {
  const store = p12('P-256', { password: 'changeit' });
  const made: Record<string, string> = {
    'p12 of certificates alone': base64(pkcs12([], { password: 'changeit' })),
    'p12 cut by a line': base64(store).slice(0, -64),
    'jks of certificates alone': base64(javaKeyStore([{ alias: 'root' }], { format: 'jks', password: 'changeit' })),
    'the identifier in other base64': base64(Buffer.from(`${'x'.repeat(11)}06092a864886f70d010701a0`, 'latin1')),
    'anchors and nothing else': `${'BgkqhkiG9w0BBwGg'.repeat(300)} ${'/u3+7QAAA'.repeat(300)} ${'BQIAA'.repeat(300)}`,
  };
  return Object.entries(made).map(([variant, text]) => ({ variant, bytes: Buffer.from(`"${text}"`, 'latin1') }));
}
