import { describe, expect, test } from 'vitest';
import { drawnPassword } from '../../../../src/detect/text/password.ts';
import { HEX } from '../../../../src/detect/text/random-text.ts';
import { scanBytes } from '../../../support/scan-bytes.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

const random = seededRandom(9);
const packed = (text: string | Uint8Array) => Buffer.from(text).toString('base64');
const values = Array.from({ length: 3 }, () => drawnPassword(random));
const [conn, pin, seed] = values as [string, string, string];
const key = packed(random.bytes(32));
const head = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: app\n';

async function foundIn(text: string): Promise<readonly (readonly unknown[])[]> {
  const { findings } = await scanBytes({ 'a.yaml': Buffer.from(text) });
  return findings
    .toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0))
    .map(({ rule, confidence, line, facts }) => [rule, confidence, line, facts.name]);
}

describe('values of a Secret of Kubernetes', () => {
  test('are all found, whatever their names are', async () => {
    const text = `${head}data:\n  conn: ${packed(conn)}\n  user: ${packed('admin')}\n  pin: "${packed(pin)}"\n  raw: ${key}\n`;
    expect(await foundIn(text)).toEqual([
      ['kubernetes-secret', 'medium', 6, 'conn'],
      ['kubernetes-secret', 'medium', 8, 'pin'],
      ['kubernetes-secret', 'medium', 9, 'raw'],
    ]);
  });

  test('of names that say so are those of other rules, in base64 too', async () => {
    const text = `${head}data:\n  password: ${packed(conn)}\n  api-key: ${packed(pin)}\n  seed: ${packed(seed)}\n`;
    expect(await foundIn(text)).toEqual([
      ['generic-password', 'medium', 6, 'password'],
      ['generic-secret', 'medium', 7, 'api-key'],
      ['kubernetes-secret', 'medium', 8, 'seed'],
    ]);
  });

  test('are those of the manifest, not of its neighbours', async () => {
    const map = (name: string) => `apiVersion: v1\nkind: ConfigMap\ndata:\n  ${name}: ${packed(pin)}\n`;
    expect(
      await foundIn(`${map('a')}---\n${head}stringData:\n  conn: ${conn} # of the shop\n---\n${map('b')}`),
    ).toEqual([['kubernetes-secret', 'medium', 11, 'conn']]);
    const list = { kind: 'List', items: [{ apiVersion: 'v1', data: { a: packed(pin) }, kind: 'ConfigMap' }] };
    const secret = { apiVersion: 'v1', data: { conn: packed(conn) }, kind: 'Secret', type: 'Opaque' };
    expect(await foundIn(JSON.stringify({ ...list, items: [...list.items, secret, ...list.items] }))).toEqual([
      ['kubernetes-secret', 'medium', 1, 'conn'],
    ]);
  });

  const inBase64 = packed(conn);
  const far = packed(random.bytes(9000));
  const meta = 'metadata:\n  name: app\n';
  const sorted = (data: string) => `apiVersion: v1\ndata:\n${data}kind: Secret\n${meta}`;
  const json = (data: object, indent = 2) =>
    JSON.stringify({ apiVersion: 'v1', data, kind: 'Secret', metadata: { name: 'app' } }, null, indent);

  test.each([
    ['between comments and blank lines', `${head}data: # of the shop\n  # more\n\n  conn: ${inBase64}\n`],
    [
      'between lines that end with CRLF',
      `${head}data:\n  user: YWRtaW4=\n  conn: ${inBase64}\n`.replaceAll('\n', '\r\n'),
    ],
    ['of a name in quotes', `${head}data:\n  "user": 'YWRtaW4='\n  "conn": '${inBase64}'\n`],
    ['of a kind in quotes', `apiVersion: 'v1'\nkind: 'Secret'\n${meta}data:\n  conn: ${inBase64}\n`],
    ['in lines of its own', `${head}data:\n  user: YWRtaW4=\n  conn: >-\n    ${inBase64}\n`],
    [
      'in base64 over several lines',
      `${head}data:\n  conn: |\n    ${inBase64.slice(0, 12)}\n    ${inBase64.slice(12)}\n`,
    ],
    ['behind a file', `${head}stringData:\n  app.ini: |\n    a=b\n    build: 0f3c9d\n  conn: ${conn}\n`],
    ['in a template', `${head}data:\n{{- if .Values.conn }}\n  conn: ${inBase64}\n{{- end }}\n`],
    ['in a list', `items:\n- kind: Secret\n  apiVersion: v1\n  data:\n    conn: ${inBase64}\n`],
    ['of a patch', `+apiVersion: v1\n+kind: Secret\n+data:\n+  conn: ${inBase64}\n`],
    ['in flow style', `${head}data: {user: YWRtaW4=, conn: ${inBase64}}\n`],
    [
      'with an owner',
      `${head}  ownerReferences:\n  - apiVersion: a/v1\n    kind: SealedSecret\ndata:\n  conn: ${inBase64}\n`,
    ],
    ['behind much that is no secret', `${head}data:\n  ca: ${far.slice(0, 7000)}\n  conn: ${inBase64}\n`],
    ['whose data begin out of sight', sorted(`  ca: ${far}\n  conn: ${inBase64}\n`)],
    ['whose data begin out of sight, in JSON', json({ ca: far, conn: inBase64 })],
    ['whose data begin out of sight, in a line of JSON', json({ ca: far, conn: inBase64 }, 0)],
    [
      'in a record of the API server',
      JSON.stringify({
        apiVersion: 'audit/v1',
        object: { kind: 'Secret', apiVersion: 'v1', data: { conn: inBase64 } },
      }),
    ],
    ['in a string of a program', `const text = 'kind: Secret\napiVersion: v1\ndata:\n  conn: ${inBase64}\n';\n`],
    ['of a kind that stands last', `{\n  "data": {\n    "conn": "${inBase64}"\n  },\n  "kind": "Secret"\n}\n`],
    ['of a kind that stands last, without spaces', `{"data":{"conn":"${inBase64}"},\n"kind":"Secret"\n}\n`],
    ['as Python prints it', `{'apiVersion': 'v1', 'data': {'conn': '${inBase64}'}, 'kind': 'Secret'}`],
  ])('are found %s', async (_, text) => {
    expect((await foundIn(text)).map(([rule, , , name]) => [rule, name])).toEqual([['kubernetes-secret', 'conn']]);
  });

  const id = '6b1a3a4c-2d1e-4c57-9a77-0d8c83f1a2b3';
  const sum = random.text(40, HEX);
  test.each([
    [
      'of an object beside it',
      JSON.stringify({ kind: 'Event', object: { kind: 'Secret', uid: id }, data: { conn: inBase64 } }),
    ],
    [
      'of an item before it, without a version',
      JSON.stringify([
        { kind: 'ConfigMap', data: { conn: sum } },
        { kind: 'Secret', data: {} },
      ]),
    ],
    [
      'of a manifest that only names it',
      `kind: Kustomization\nspec:\n  from:\n  - kind: Secret\n    name: a\n  data:\n    conn: ${sum}\n`,
    ],
    ['of a file in it', `${head}stringData:\n  app.yaml: |\n    build: ${sum}\n    conn: ${sum}\n`],
    [
      'that are ids, sums and times',
      `${head}stringData:\n  clientId: ${sum}\n  gitCommit: ${sum}\n  until: 2030-03-10T03:22:11Z\n  of: sha256:${sum}\n`,
    ],
    [
      'that are variables of a program',
      `x = { kind: "Secret", data: { conn: makeV4Value, other: k3b9x7q2w1plm5Zz } };\n`,
    ],
    ['of metadata that begin out of sight', `metadata:\n  note: ${far}\n  conn: ${inBase64}\nspec: 1\nkind: Secret\n`],
  ])('are not those %s', async (_, text) => {
    expect(await foundIn(text)).toEqual([]);
  });

  test('are looked for where there are thousands, which took 25 seconds a MiB once', async () => {
    for (const unit of [
      `kind: Secret\ndata:\n  a: ${inBase64}\n`,
      '{"kind":"Secret",',
      ' # kind: Secret\n',
      'data:{kind: Secret a:b,',
      'kind: Secret\ndata: {a: b, ',
      String.raw`{\"kind\":\"Secret\",`,
    ]) {
      const { gaps } = await scanBytes({ 'a.yaml': Buffer.alloc(1 << 18, unit) });
      expect(gaps, unit).toEqual([]);
    }
  });

  test('are those of each manifest in a string of JSON', async () => {
    const items = values
      .slice(0, 2)
      .map((value) => ({ data: { [`of${value.length}`]: packed(value) }, kind: 'Secret' }));
    const found = await foundIn(JSON.stringify({ note: JSON.stringify({ items }) }));
    expect(found.map(([rule]) => rule)).toEqual(['kubernetes-secret', 'kubernetes-secret']);
  });

  test('have the fingerprint of the same secret elsewhere', async () => {
    const { findings } = await scanBytes({
      'a.yaml': Buffer.from(`${head}data:\n  conn: ${packed(conn)}\n`),
      'a.env': Buffer.from(`SHOP_PASSWORD=${conn}\n`),
    });
    expect(findings.map(({ rule }) => rule).toSorted()).toEqual(['generic-password', 'kubernetes-secret']);
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(1);
  });
});
