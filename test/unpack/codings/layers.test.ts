/** What people and programs really write: every layer by itself is one coding, and all together lead to the secret. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { codings } from '../../../src/unpack/codings/catalog.ts';
import { ALPHABETS, findAll, noise, pathsTo, settings, word, wrapped } from './peel.ts';

const secret = word(40);
const text = settings(secret);
const base64 = (value: string | Buffer) => Buffer.from(value).toString('base64');
const utf16 = (value: string) => Buffer.from(value, 'utf16le');
const split = (value: string, spell: (character: string) => string) =>
  [...value].map((character, index) => (index % 11 === 5 ? spell(character) : character)).join('');
const unicode = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

const release = {
  name: 'shop',
  version: 3,
  manifest: `apiVersion: v1\nkind: Secret\nstringData:\n  token: ${secret}\n`,
};

test.each<[string, string | Buffer, string]>([
  [
    'a Secret of Kubernetes',
    `apiVersion: v1\nkind: Secret\nmetadata:\n  name: shop\ndata:\n  config.yaml: ${base64(text)}\n  user: YWRtaW4=\ntype: Opaque\n`,
    'base64',
  ],
  [
    'a release of Helm',
    `data:\n  release: ${base64(base64(gzipSync(JSON.stringify(release))))}\ntype: helm.sh/release.v1\n`,
    'base64!base64!gzip',
  ],
  [
    'a release of Helm as JSON',
    JSON.stringify(
      { data: { release: base64(base64(gzipSync(JSON.stringify(release)))) }, kind: 'Secret' },
      undefined,
      2,
    ),
    'base64!base64!gzip',
  ],
  [
    'the state of Terraform, with JSON in JSON',
    JSON.stringify(
      {
        version: 4,
        resources: [{ instances: [{ attributes: { value: JSON.stringify({ token: split(secret, unicode) }) } }] }],
      },
      undefined,
      2,
    ),
    'escapes!escapes!escapes',
  ],
  [
    'a HAR file',
    JSON.stringify({
      log: {
        entries: [{ response: { content: { mimeType: 'application/json', encoding: 'base64', text: base64(text) } } }],
      },
    }),
    'base64',
  ],
  [
    'a form in a HAR file',
    JSON.stringify({
      log: {
        entries: [
          { request: { url: `https://x.test/?state=${encodeURIComponent(JSON.stringify({ t: `${secret}=` }))}` } },
        ],
      },
    }).replace(
      secret,
      split(secret, (c) => `%${c.charCodeAt(0).toString(16)}`),
    ),
    'percent',
  ],
  ['a kubeconfig', `users:\n- name: admin\n  user:\n    client-key-data: ${base64(text)}\n    token: x\n`, 'base64'],
  [
    'a kubeconfig that is the value of a variable',
    `KUBECONFIG_DATA=${wrapped(base64(`users:\n- user:\n    client-key-data: ${base64(text)}\n`), 76)}\n`,
    'base64!base64',
  ],
  [
    'xxd -i',
    `unsigned char key_txt[] = {\n  ${wrapped([...Buffer.from(text)].map((byte) => `0x${byte.toString(16).padStart(2, '0')},`).join(' '), 72, '\n  ')}\n};\n`.replaceAll(
      / \n/g,
      '\n',
    ),
    'byte-array',
  ],
  ['xxd -p', `${wrapped(Buffer.from(text).toString('hex'), 60)}\n`, 'hex'],
  [
    'a mail',
    `Content-Transfer-Encoding: quoted-printable\r\n\r\n${wrapped(`please use the token below for the next deployment ${secret} thanks`, 75, '=\r\n')}\r\n`,
    'quoted-printable',
  ],
  [
    'a script for PowerShell',
    `powershell -EncodedCommand ${utf16(`$t = "${base64(text)}"`).toString('base64')}`,
    'base64!utf-16!base64',
  ],
  ['UTF-16 of base64', utf16(`[settings]\r\nvalue=${base64(text)}\r\n`), 'utf-16!base64'],
  ['base64 of hex of base64', `x=${base64(`y=${Buffer.from(base64(text)).toString('hex')}`)}`, 'base64!hex!base64'],
  [
    'strings put together, of base64',
    `String k = ${(base64(text).match(/.{1,40}/g) ?? []).map((line) => `"${line}"`).join('\n    + ')};`,
    'concatenation!base64',
  ],
  [
    'a token in assembler, in lines',
    `.LC0:\n\t.ascii\t"https://example.test/api?token=${secret.slice(0, 20)}"\n\t.string\t"${secret.slice(20)}"\n\t.text\n`,
    'concatenation',
  ],
  [
    'an attribute of a page',
    `<div data-config="${JSON.stringify({ token: secret })
      .replaceAll('"', '&quot;')
      .replace(
        secret,
        split(secret, (c) => `&#${c.charCodeAt(0)};`),
      )}">`,
    'entities',
  ],
])('%s', (_, input, path) => {
  expect(Buffer.from(input).includes(secret)).toBe(false);
  expect(pathsTo(secret, input)).toContain(path);
});

describe('source maps', () => {
  const map = (source: string) =>
    JSON.stringify({ version: 3, sources: ['a.ts'], sourcesContent: [source], mappings: 'AAAA' });

  test('a token that escapes split', () => {
    expect(pathsTo(secret, map(`const token = "${split(secret, unicode)}";\n`))).toContain('escapes!escapes');
  });

  test('a map in the script', () => {
    const input = `x();\n//# sourceMappingURL=data:application/json;charset=utf-8;base64,${base64(map(`const token = '${secret}';\n`))}\n`;
    expect(pathsTo(secret, input)).toEqual(['base64']);
  });

  test('lines of base64 in a template, and lines that are put together', () => {
    const lines = wrapped(base64(text), 64);
    expect(pathsTo(secret, map(`const key = \`${lines}\`;\n`))).toContain('base64');
    const pieces = lines
      .split('\n')
      .map((line) => `"${line}"`)
      .join(' +\n  ');
    expect(pathsTo(secret, map(`const key = ${pieces};\n`)).some((path) => path.endsWith('base64'))).toBe(true);
  });
});

describe('what is hostile', () => {
  const MIB = 1 << 20;
  const floods = [
    'A',
    'V',
    '%',
    '%41',
    '\\',
    '\\u',
    '\\x1f',
    '"\\x1f',
    '=',
    '=\n',
    '&',
    '&#65;',
    '"+"',
    '"Q7" + ',
    '\n',
    '0',
    '4a ',
    '0x4a,',
    '74, -',
    'A\n',
    'AB\nA\n',
    'A\0',
    'A\0\0\0',
    'Zm9v',
    'H4sI',
    '30820',
    '1f8b08',
  ];
  test.each(codings.map((coding) => [coding.id, coding] as const))(
    '%s ends, and makes no more of it than there was',
    (_, coding) => {
      for (const flood of floods) {
        const bytes = Buffer.from(flood.repeat(Math.ceil(MIB / flood.length)).slice(0, MIB), 'latin1');
        let last = 0;
        for (const run of coding.find(bytes, 0, MIB)) {
          expect(run.start, flood).toBeGreaterThanOrEqual(last);
          expect(run.end, flood).toBeGreaterThan(run.start);
          last = run.end;
          const decoded = coding.decode(bytes.subarray(run.start, run.end));
          expect(decoded.length, flood).toBeLessThanOrEqual(2);
          for (const { length } of decoded) expect(length, flood).toBeLessThan(run.end - run.start);
        }
        expect(last).toBeLessThanOrEqual(MIB);
      }
    },
  );

  test.each(codings.map((coding) => [coding.id, coding] as const))('%s takes anything, whole and cut', (_, coding) => {
    for (const alphabet of ALPHABETS)
      for (let round = 0; round < 30; round++) {
        const bytes = noise(400 + round).map((byte) => alphabet.charCodeAt(byte % alphabet.length));
        for (const { start, end } of findAll(coding, bytes)) {
          expect(start).toBeLessThan(end);
          for (const { length } of coding.decode(bytes.subarray(start, end))) expect(length).toBeLessThan(end - start);
        }
        for (const cut of [0, 1, 2, 3, 5, 17])
          for (const { length } of coding.decode(bytes.subarray(0, cut))) expect(length).toBeLessThanOrEqual(cut);
      }
  });
});
