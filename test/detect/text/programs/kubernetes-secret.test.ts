import { describe, expect, test } from 'vitest';
import { drawnPassword } from '../../../../src/detect/text/password.ts';
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

  test('have the fingerprint of the same secret elsewhere', async () => {
    const { findings } = await scanBytes({
      'a.yaml': Buffer.from(`${head}data:\n  conn: ${packed(conn)}\n`),
      'a.env': Buffer.from(`SHOP_PASSWORD=${conn}\n`),
    });
    expect(findings.map(({ rule }) => rule).toSorted()).toEqual(['generic-password', 'kubernetes-secret']);
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(1);
  });
});
