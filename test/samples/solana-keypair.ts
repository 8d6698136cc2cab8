import { freshKey, jwkOf, testKey } from './keys.ts';
import type { LookAlike, Sample } from './sample.ts';
import { inText } from './text-places.ts';

const part = (name: 'd' | 'x', key = testKey('Ed25519')) => Buffer.from(jwkOf(key.privateKey)![name]!, 'base64url');

export function samples(): readonly Sample[] {
  const key = testKey('Ed25519');
  const numbers = [...part('d'), ...part('x')];
  const secrets = [...key.secrets, Buffer.from(numbers.slice(0, 32).join(','))];
  const facts = { form: 'solana' };
  return [
    inText({ variant: 'compact', text: `[${numbers.join(',')}]`, key: { ...key, secrets }, facts }),
    ...Object.entries(spellings(numbers)).map(([variant, text]) =>
      inText({
        variant,
        text,
        key,
        facts,
        before: text.includes('0x') ? 'key := ed25519.PrivateKey' : 'key := []byte',
      }),
    ),
  ];
}

/** The text of the array alone. */
function spellings(numbers: readonly number[]): Readonly<Record<string, string>> {
  const rows = (columns: number) =>
    Array.from({ length: Math.ceil(64 / columns) }, (_, row) => numbers.slice(row * columns, (row + 1) * columns));
  const byPrettier = `[\n${rows(16)
    .map((row) => `  ${row.join(', ')},\n`)
    .join('')}]`;
  const hex = numbers.map((value) => `0x${value.toString(16).padStart(2, '0')}`);
  return {
    'with spaces': `[${numbers.join(', ')}]`,
    'one in a line': `[\n${numbers.map((value) => `    ${value}`).join(',\n')}\n  ]`,
    'in lines, by Prettier': byPrettier,
    'in lines of Windows': byPrettier.replaceAll('\n', '\r\n'),
    'bytes of Java': `[${numbers.map((value) => (value > 127 ? value - 256 : value)).join(', ')}]`,
    'in lines, with tabs': `[\n${rows(8)
      .map((row) => `\t\t${row.join(', ')}`)
      .join(',\n')}\n\t]`,
    'in columns, by Node': `[\n${rows(12)
      .map((row) => `  ${row.map((value) => `${value}`.padStart(3)).join(', ')}`)
      .join(',\n')}\n]`,
    'printed by Go': `[${numbers.join(' ')}]`,
    'a literal of Go': `{${numbers.join(', ')}}`,
    'a literal of Go in lines': `{\n\t${hex.join(', ')},\n}`,
  };
}

export function lookAlikes(): readonly LookAlike[] {
  const numbers = [...part('d'), ...part('x', freshKey('Ed25519'))];
  const made = {
    'another public half': `[${numbers.join(',')}]`,
    '63 numbers': `[${numbers.slice(1).join(',')}]`,
    '65 numbers': `[${[...part('d'), ...part('x'), 7].join(',')}]`,
    'a number above 255': `[7 ${[300, ...part('d').subarray(2), ...part('x')].join(' ')}]`,
    'a number below -128': `[-129, ${[...part('d').subarray(1), ...part('x')].join(', ')}]`,
    'another bracket': `[${[...part('d'), ...part('x')].join(', ')}}`,
    'a table': `[${Array.from({ length: 64 }, (_, index) => index).join(',')}]`,
  };
  return Object.entries(made).map(([variant, text]) => ({ variant, bytes: Buffer.from(text, 'latin1') }));
}
