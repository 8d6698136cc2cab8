import { opensshKey } from '../builders/openssh-key.ts';
import { armour } from '../builders/pem.ts';
import { jwkOf, testKey } from './keys.ts';
import { inText } from './private-key-places.ts';
import type { LookAlike, Sample } from './sample.ts';

const pemOf = (name: string, type: 'pkcs1' | 'pkcs8' | 'sec1'): string => {
  const text = testKey(name).privateKey.export({ format: 'pem', type } as never) as unknown as string;
  return text.trimEnd();
};

/** The lines of a log, the newest first; `lead` stands before each, and says which it is. */
function reversed(pem: string, lead: (index: number) => string): string {
  const lines = pem.split('\n');
  return lines
    .map((line, index) => `${lead(index)}${line}`)
    .toReversed()
    .join('\n')
    .slice(lead(lines.length - 1).length);
}

const LEADS: Readonly<Record<string, (index: number) => string>> = {
  bare: () => '',
  'a time': (index) => `2026-01-02T03:04:05.${100 + index}Z stdout F `,
  'JSON of Loki': (index) => `"],["17672256000000000${10 + index}","`,
  'CSV of CloudWatch': (index) => `,0\n"2026-01-02 03:04:05.${100 + index}",`,
};

export function samples(): readonly Sample[] {
  const keys = { 'pkcs8 rsa-2048': pemOf('rsa-2048', 'pkcs8'), 'pkcs1 rsa-4096': pemOf('rsa-4096', 'pkcs1') };
  const rsa = Object.entries(keys).flatMap(([name, pem]) => {
    const [type, key] = name.split(' ') as [string, string];
    return Object.entries(LEADS).map(([lead, leadOf]) =>
      inText(
        testKey(key),
        `${name}, ${lead}`,
        { secret: reversed(pem, leadOf) },
        { form: 'pem-newest-first', structure: type },
      ),
    );
  });
  const other = (variant: string, key: string, pem: string, structure: string): Sample =>
    inText(testKey(key), variant, { secret: reversed(pem, LEADS['a time']!) }, { form: 'pem-newest-first', structure });
  const [end] = keys['pkcs8 rsa-2048'].split('\n').slice(-1);
  return [
    ...rsa,
    inText(
      testKey('rsa-2048'),
      'pkcs8 rsa-2048, behind the end of another',
      { before: `${end}\n`, secret: reversed(keys['pkcs8 rsa-2048'], LEADS.bare!) },
      { form: 'pem-newest-first', structure: 'pkcs8' },
    ),
    other('sec1 P-256', 'P-256', pemOf('P-256', 'sec1'), 'sec1'),
    other(
      'openssh Ed25519',
      'Ed25519',
      armour('OPENSSH PRIVATE KEY', opensshKey(jwkOf(testKey('Ed25519').privateKey)!), { width: 70 }),
      'openssh',
    ),
  ];
}

export function lookAlikes(): readonly LookAlike[] {
  const pem = pemOf('rsa-2048', 'pkcs8');
  const lines = reversed(pem, () => '').split('\n');
  const made = {
    'a line missing': lines.toSpliced(9, 1).join('\n'),
    'lines in another order': [lines[0], ...lines.slice(1, -1).toSorted(), lines.at(-1)].join('\n'),
    'END before BEGIN': `${lines[0]}\n${lines.at(-1)}\n`,
    'a key in order between two others': `-----END EC PRIVATE KEY-----\n${pemOf('Ed25519', 'pkcs8')}\n-----BEGIN EC PRIVATE KEY-----\n`,
    'BEGIN of another label': `${lines.slice(0, -1).join('\n')}\n-----BEGIN CERTIFICATE-----\n`,
  };
  return Object.entries(made).map(([variant, text]) => ({ variant, bytes: Buffer.from(text) }));
}
