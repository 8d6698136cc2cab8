/** Examples and look-alikes of a `KeyedRow`, made from its name and its shape. */
import type { KeyedRow } from './keyed-row.ts';
import { looksIssued } from './looks-issued.ts';
import { isPlaceholder } from './placeholder.ts';
import type { RandomText } from './random-text.ts';
import type { Example } from './rule.ts';
import type { Shape } from './shape.ts';

/** As settings, JSON, YAML, options, XML and manifests write it. */
const WRITTEN: readonly ((name: string, value: string) => string)[] = [
  (name, value) => `${upperCase(name)}_API_KEY=${value}`,
  (name, value) => `"${camelCase(name)}ApiKey": "${value}"`,
  (name, value) => `${dashed(name)}-token: ${value}`,
  (name, value) => `--${dashed(name)}-secret=${value}`,
  (name, value) => `<${camelCase(name)}Key>${value}</${camelCase(name)}Key>`,
  (name, value) => `- name: ${upperCase(name)}_TOKEN\n  value: "${value}"`,
];

/** One example per name, cycling through all ways to write it. */
export function keyedExamples({ id, names, shape }: KeyedRow, random: RandomText): Example[] {
  return names.map((name, index) => {
    const secret = issued(shape, random);
    const write = WRITTEN[(id.length + index) % WRITTEN.length]!;
    return { text: write(name.replace('~', ''), secret), secret, hidden: [secret] };
  });
}

export function keyedLookAlikes({ names, shape }: KeyedRow, random: RandomText): string[] {
  const name = upperCase(names[0]!.replace('~', ''));
  const value = issued(shape, random);
  return [
    `${name}_API_KEY=${value.slice(1)}`,
    `${name}_API_KEY=${value}${'x1'.repeat(shape.most)}`,
    `${name}_KEY_ID=${value}`,
    `${name}_KEY commit ${value}`,
    `${name}_API_KEY=$${name}_API_KEY_OF_THE_STAGE`,
    `uses: a/${name}_APP_TOKEN@${value}`,
    `src:url(data:font/woff2;base64,d09GMgABAAAqk7Q8vMzx+Y3M7IKd4/${name.toLowerCase().replace(/[^a-z0-9]/g, '')}Api/${value}/9Xc`,
    `${name} <https://${name.toLowerCase()}.com/j/12?pwd=${value}>`,
    `https://p16.${name.toLowerCase()}cdn.com/a.webp?nonce=47103&refresh_token=${value}&x-expires=1721012400&x-signature=vFCY7W`,
    `"https://${name.toLowerCase()}.com/a",\n  "website": "https://coins.io/token/${value}"`,
    `"Interromper ${name.toLowerCase()} API key",\n  "${value}": "Um projeto"`,
  ];
}

/** A value that is not taken for a placeholder; about one in a hundred is drawn again. */
function issued(shape: Shape, random: RandomText): string {
  for (let attempt = 0; attempt < 100; attempt++) {
    const value = shape.make(random);
    if (looksIssued(value) && !isPlaceholder(value)) return value;
  }
  throw new Error(`${shape.source}: expected values that look issued, found none in 100`);
}

function upperCase(name: string): string {
  return name.replace(/[ -]/g, '_').toUpperCase();
}

function dashed(name: string): string {
  return name.replaceAll(' ', '-');
}

function camelCase(name: string): string {
  return name.replace(/[ _-]([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
