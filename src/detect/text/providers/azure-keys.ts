/**
 * Keys of Azure that carry a signature and a checksum (microsoft/security-utilities: IdentifiableSecrets.cs and
 * IdentifiableMetadata.cs name the shapes, signatures and seeds):
 *   version 1   base64 of 32, 39, 40 or 64 bytes: random, 3 bytes that spell the product's four characters, and
 *               Marvin32 of all before in 4 bytes
 *   version 2   84 or 88 characters: 52 random ones, `JQQJ99`, year, month, platform and provider data, the provider's
 *               four characters, and Marvin32 of all before (3 or 4 bytes) under the seed `Default0`
 * Refused: a signature at any other place. Keys with a wrong checksum stay, as low.
 */

import { ALPHANUMERIC, type RandomText, UPPER } from '../random-text.ts';
import type { Candidate, Checksum, Example, Rule } from '../rule.ts';
import { marvin32, marvinSeed } from './marvin32.ts';

/** Signature, product, and seeds by the names of their kinds; a product without seeds cannot be checked. */
const PRODUCTS: Readonly<Record<string, { readonly product: string; readonly seeds: readonly string[] }>> = {
  '+ASt': { product: 'Storage', seeds: ['Default0'] },
  '+ABa': { product: 'Batch', seeds: ['AbAcct00'] },
  '+ASb': { product: 'Service Bus', seeds: ['Send0000', 'Listen00', 'Manage00', 'System00', 'Unknown0'] },
  '+AEh': { product: 'Event Hubs', seeds: ['Send0000', 'Listen00', 'Manage00', 'System00', 'Unknown0'] },
  '+ARm': { product: 'Relay', seeds: ['Send0000', 'Listen00', 'Manage00', 'System00', 'Unknown0'] },
  '+ACR': { product: 'Container Registry', seeds: ['ACRDflt0'] },
  '+AMC': { product: 'Machine Learning (classic)', seeds: ['Classic0'] },
  '+SQL': { product: 'SQL', seeds: ['UsrPwd00'] },
  ACDb: {
    product: 'Cosmos DB',
    seeds: ['MastRW00', 'MastRO00', 'SystRW00', 'SystRO00', 'SysAll00', 'Resour00', 'Encryp00'],
  },
  AIoT: { product: 'IoT', seeds: ['IoTHub00', 'DpsKey00', 'Device00'] },
  APIM: { product: 'API Management', seeds: ['Tenant00', 'IoTHub00', 'Gatewy00', 'GitKey00'] },
  AZEG: { product: 'Event Grid', seeds: [] },
  AzCa: { product: 'Cache for Redis', seeds: ['Access00'] },
  AzFu: { product: 'Functions', seeds: ['Master00', 'System00', 'Functi00'] },
  AzSe: { product: 'Search', seeds: ['Query000', 'PAdmin00'] },
};
const SIGNATURE = Object.keys(PRODUCTS)
  .map((signature) => signature.replace('+', '\\+'))
  .join('|');

/** The alphabet of both kinds of base64, since keys of Functions are made for URLs. */
const B64 = '[A-Za-z0-9+/_-]';
/** 64, 40, 32 and 39 bytes: how the bits of the checksum fall into its characters differs. */
const SHAPES = [
  `${B64}{76}(?:${SIGNATURE})${B64}{5}[AQgw]==`,
  `${B64}{44}(?:${SIGNATURE})${B64}{5}[AQgw]==`,
  `${B64}{33}(?:${SIGNATURE})[A-P]${B64}{5}=`,
  `${B64}{42}(?:${SIGNATURE})[A-D]${B64}{5}`,
];
const EDGES = { before: /[A-Za-z0-9+/_]/, after: /[A-Za-z0-9+/_=-]/ };
const ROTATE =
  'Regenerate the key in the Azure portal (primary and secondary in turn), and look in the logs of the resource for who used it.';

/** Characters of a version 2 key up to its checksum. */
const CHECKED = 80;
const VERSION_2_SEED = marvinSeed('Default0');

export const azureKeyRules: readonly Rule[] = [
  {
    id: 'azure-identifiable-key',
    form: { specification: 'microsoft/security-utilities, version 1', proof: 'Marvin32' },
    title: 'Azure resource key',
    provider: 'Azure',
    severity: 'critical',
    confidence: 'high',
    advice: ROTATE,
    anchors: Object.keys(PRODUCTS),
    pattern: new RegExp(
      `(?<![A-Za-z0-9+/_])(?:${SHAPES.map((shape) => `(?:${shape})`).join('|')})(?![A-Za-z0-9+/_=-])`,
    ),
    bytesBefore: 76,
    // Six digits come after the signature in every shape, and a seventh would make it a longer text.
    glance: (window, at) =>
      !allBase64(window, at + 10, at + 11) && allBase64(window, at - 33, at) && allBase64(window, at + 4, at + 10),
    maxMatchBytes: 88,
    edges: EDGES,
    minBitsPerCharacter: 3.5,
    checksum: ({ secret }) => checksumOf(secret),
    check: ({ secret }) => {
      const { product, seeds } = PRODUCTS[signatureOf(secret)]!;
      return { facts: { product }, ...(seeds.length === 0 && { confidence: 'medium' as const }) };
    },
    examples: (random) => [
      ...Object.entries(PRODUCTS).flatMap(([signature, { product, seeds }]) =>
        (seeds.length === 0 ? [''] : seeds).slice(0, 2).map((seed, index) => {
          const bytes = [64, 32, 39, 40][(index + signature.charCodeAt(1)) % 4]!;
          return versionOne(random, { signature, product, seed, bytes });
        }),
      ),
    ],
    lookAlikes: (random) => [
      random.text(88, ALPHANUMERIC),
      `${random.text(70, ALPHANUMERIC)}+ASt${random.text(14, ALPHANUMERIC)}`,
      `${'A'.repeat(76)}+ASt${'A'.repeat(6)}==`,
      `${random.text(200, ALPHANUMERIC)}AzSe${random.text(200, ALPHANUMERIC)}`,
      'APIM AIoT AZEG AzFu are signatures of products',
    ],
  },
  {
    id: 'azure-common-annotated-key',
    form: { specification: 'microsoft/security-utilities, version 2', proof: 'Marvin32' },
    title: 'Azure key with annotations (CASK)',
    provider: 'Azure',
    severity: 'critical',
    confidence: 'high',
    advice: ROTATE,
    anchors: ['JQQJ99', 'JQQJ9D', 'JQQJ9H'],
    pattern: /[A-Za-z0-9]{52}JQQJ9[9DH][A-Za-z0-9][A-L][A-Za-z0-9]{16}[A-Za-z][A-Za-z0-9]{7}(?:[A-Za-z0-9]{2}==)?/,
    bytesBefore: 52,
    glance: (window, at) => {
      const month = window[at + 7]!;
      return month >= 0x41 && month <= 0x4c && allBase64(window, at - 52, at) && allBase64(window, at + 8, at + 32);
    },
    maxMatchBytes: 88,
    edges: EDGES,
    minBitsPerCharacter: 3.5,
    checksum: annotatedChecksum,
    check: ({ secret }) => ({
      facts: { signature: secret.slice(76, 80), allocated: allocated(secret) },
      ...(secret[57] !== '9' && { confidence: 'medium' as const }),
    }),
    examples: (random) => [annotated(random, 84), annotated(random, 88)],
    lookAlikes: (random) => [
      `${random.text(51, ALPHANUMERIC)}JQQJ99AA${random.text(24, ALPHANUMERIC)}`,
      `${random.text(52, ALPHANUMERIC)}JQQJ99AZ${random.text(24, UPPER)}`,
      `${random.text(53, ALPHANUMERIC)}JQQJ99AA${random.text(24, UPPER)}`,
    ],
  },
];

/** Whether [start, end) holds nothing but digits of base64, of either alphabet. */
function allBase64(window: Uint8Array, start: number, end: number): boolean {
  if (start < 0 || end > window.length) return false;
  for (let i = start; i < end; i++) if (BASE64_BYTES[window[i]!] !== 1) return false;
  return true;
}
const BASE64_BYTES = new Uint8Array(256);
for (const character of `${ALPHANUMERIC}+/-_`) BASE64_BYTES[character.charCodeAt(0)] = 1;

/** The four characters before the last six digits. */
function signatureOf(key: string): string {
  return key.replace(/=+$/, '').slice(-10, -6);
}

function checksumOf(key: string): Checksum {
  const { seeds } = PRODUCTS[signatureOf(key)]!;
  if (seeds.length === 0) return 'none';
  const bytes = Buffer.from(key, 'base64url');
  const checked = bytes.subarray(0, -4);
  const claimed = bytes.readUInt32LE(checked.length);
  return seeds.some((seed) => marvin32(checked, marvinSeed(seed)) === claimed) ? 'valid' : 'invalid';
}

/** Derived keys and hashes (9D, 9H) write their checksum in base 62 of a kind that is not public. */
function annotatedChecksum({ secret }: Candidate): Checksum {
  if (secret[57] !== '9') return 'none';
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(marvin32(Buffer.from(secret.slice(0, CHECKED), 'base64'), VERSION_2_SEED));
  const expected = secret.length === 84 ? sum.subarray(0, 3).toString('base64') : sum.toString('base64');
  return secret.slice(CHECKED) === expected ? 'valid' : 'invalid';
}

/** Year and month as letters: `A` is 2024, and January. */
function allocated(key: string): string {
  const year = 2024 + Math.max(0, `${UPPER}${UPPER.toLowerCase()}0123456789`.indexOf(key.charAt(58)));
  return `${year}-${`${key.charCodeAt(59) - 64}`.padStart(2, '0')}`;
}

function versionOne(
  random: RandomText,
  { signature, product, seed, bytes }: { signature: string; product: string; seed: string; bytes: number },
): Example {
  const head = random.text(Math.ceil(((bytes - 7) * 8 - 5) / 6) + 1, ALPHANUMERIC);
  const digits = Math.floor(((bytes - 4) * 8) / 6) - 4;
  const rest = ((bytes - 4) * 8) % 6;
  // Bits of the last digit that belong to the checksum are zero for now.
  const signed = Buffer.from(`${head.slice(0, digits)}${signature}${rest === 0 ? '' : 'A'}`, 'base64').subarray(
    0,
    bytes - 4,
  );
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(marvin32(signed, seed === '' ? 0n : marvinSeed(seed)));
  const text = Buffer.concat([signed, sum]).toString('base64');
  return {
    ...{ text: `AccountKey=${text};`, secret: text, hidden: [text.slice(0, 40)] },
    ...(seed === '' && { confidence: 'medium' as const }),
    facts: { product, checksum: seed === '' ? 'none' : 'valid' },
  };
}

function annotated(random: RandomText, length: 84 | 88): Example {
  for (;;) {
    const start = `${random.text(52, ALPHANUMERIC)}JQQJ99BK${random.text(16, ALPHANUMERIC)}AZDO`;
    const sum = Buffer.alloc(4);
    sum.writeUInt32LE(marvin32(Buffer.from(start, 'base64'), VERSION_2_SEED));
    const text = start + (length === 84 ? sum.subarray(0, 3) : sum).toString('base64');
    // Issuers draw again until there is neither + nor /.
    if (/[+/]/.test(text)) continue;
    const facts = { checksum: 'valid', signature: 'AZDO', allocated: '2025-11' };
    return { text: `token: ${text}`, secret: text, hidden: [text.slice(0, 52)], facts };
  }
}
