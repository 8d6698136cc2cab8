import { createHash, generateKeyPairSync } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { baseN } from '../../../src/unpack/programs/base-n.ts';
import { ascii85, b85, base32, base32hex, lowerBase32, z85 } from '../../builders/base-n.ts';
import { buildZip } from '../../builders/zip.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { list, noise } from '../observe.ts';

const keys = [
  generateKeyPairSync('rsa', { modulusLength: 2048 }),
  generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  generateKeyPairSync('ed25519'),
].map(({ privateKey, publicKey }) => ({
  pem: Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  der: privateKey.export({ type: 'pkcs8', format: 'der' }),
  facts: {
    spkiSha256: createHash('sha256')
      .update(publicKey.export({ type: 'spki', format: 'der' }))
      .digest('hex'),
  },
}));
const [{ der: rsa }] = keys as [(typeof keys)[number]];

async function findingsIn(text: string) {
  const { findings, gaps } = await scanBytes({ 'some.txt': Buffer.from(text, 'latin1') });
  expect(gaps).toEqual([]);
  return findings;
}

const python = (text: string) => `b'${text.replaceAll(/[\\']/g, String.raw`\$&`)}'`;
const wrapped = (text: string, width: number, lineEnd: string) =>
  text.match(new RegExp(`.{1,${width}}`, 'g'))!.join(lineEnd);

const WRITINGS: Readonly<Record<string, (bytes: Uint8Array) => string>> = {
  'Base85 of Python': (bytes) => python(b85(bytes)),
  'Base85 of Python in lines': (bytes) => `"""\n${wrapped(b85(bytes), 76, '\n')}\n"""`,
  'Base85 of Python in adjacent literals': (bytes) => `(b'${wrapped(b85(bytes), 60, "'\n    b'")}')`,
  'Ascii85 of Python': (bytes) => python(ascii85(bytes)),
  'Ascii85 of Adobe': (bytes) => `<~${wrapped(ascii85(bytes), 72, '\n')}~>`,
  Z85: (bytes) => `"${z85(bytes)}"`,
  'Base32 in lower case': (bytes) => lowerBase32(bytes),
  'Base32 with other digits': (bytes) => `"${base32hex(bytes)}"`,
  'Base32 with other digits, in lower case': (bytes) => `"${base32hex(bytes).toLowerCase()}"`,
};

describe.each(Object.entries(WRITINGS))('%s', (_, write) => {
  test('shows keys in PEM and in DER', async () => {
    for (const { pem, der, facts } of keys)
      for (const key of [pem, der])
        expect(await findingsIn(`key = ${write(key)}\nbehind\n`)).toMatchObject([{ facts }]);
  });
});

test('Base32 in upper case shows a key that is short', async () => {
  for (const { der, facts } of keys) expect(await findingsIn(`key = "${base32(der)}"\n`)).toMatchObject([{ facts }]);
});

test('gives all bytes, whatever the window, and what stands behind them', async () => {
  const bytes = Buffer.concat([rsa, noise(30_001), Buffer.alloc(9), noise(30)]);
  for (const write of [b85, ascii85, z85, lowerBase32, base32hex]) {
    const { entries, troubles } = await list(baseN, Buffer.from(`${write(bytes)} behind`, 'latin1'));
    expect(troubles).toEqual([]);
    expect(entries.map((entry) => entry.bytes)).toEqual([bytes, Buffer.from(' behind')]);
  }
});

test('what programs carry with them is opened: an archive, and a literal that Python decodes', async () => {
  const [{ pem, facts }] = keys as [(typeof keys)[number]];
  const packed = deflateSync(pem, { level: 9 });
  for (const program of [
    `DATA = b"""\n${wrapped(b85(buildZip([{ name: 'key.pem', data: pem }])), 76, '\n')}\n"""\n`,
    `exec(zlib.decompress(base64.b85decode(${python(b85(packed))})))\n`,
    `exec(zlib.decompress(base64.a85decode(${python(ascii85(packed))})))\n`,
  ])
    expect(await findingsIn(program)).toMatchObject([{ facts }]);
});

test('what only begins so is none', () => {
  for (const text of [
    b85(Buffer.from('----- no beginning of a key -----')),
    'b85decode(data)',
    "b85decode('short')",
    `b85decode('${'~'.repeat(40)}')`,
    lowerBase32(noise(300)),
    '',
  ])
    expect(baseN.sniff(Buffer.from(text))).toBe(false);
});

// A second, where all digits within reach took a minute: the test would time out.
test.each([
  ['Base85', b85(Buffer.from('-----BEGIN ')).slice(0, 13)],
  ['Ascii85', ascii85(Buffer.from('-----BEGIN ')).slice(0, 13)],
])('%s that begins over and over, and is no key, is told from few digits', (_, head) => {
  const text = Buffer.from(head.repeat(100));
  let count = 0;
  for (let at = 0; at < 40_000; at++) if (baseN.sniff(text)) count++;
  expect(count).toBe(0);
});
