/** Key databases that certutil of NSS made, with the public half that it prints. Needs Debian's libnss3-tools. */
import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { nssKeyStore } from '../../src/detect/binary/nss-key-store.ts';
import { inspectAll } from '../support/inspect-all.ts';
import { scanBytes } from '../support/scan-bytes.ts';
import { seededRandom } from '../support/seeded-random.ts';

const folder = mkdtempSync(join(tmpdir(), 'keysieve-foreign-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, 'noise'), seededRandom(1).bytes(1000));

const KINDS = {
  'rsa-1024': ['-k', 'rsa', '-g', '1024'],
  'rsa-2048': ['-k', 'rsa', '-g', '2048'],
  'rsa-4096': ['-k', 'rsa', '-g', '4096'],
  'P-256': ['-k', 'ec', '-q', 'nistp256'],
  'P-384': ['-k', 'ec', '-q', 'nistp384'],
  'P-521': ['-k', 'ec', '-q', 'nistp521'],
};
const FILES = { sql: 'key4', dbm: 'key3' } as const;

function certutil(...args: string[]): Buffer {
  return execFileSync('certutil', args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder });
}

/** @returns the arguments that open it */
function database(kind: string, name: string, password: string): string[] {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, `${name}.word`), `${password}\n`);
  const opens = ['-d', `${kind}:${name}`, '-f', `${name}.word`];
  certutil('-N', ...opens);
  return opens;
}

/** @returns SPKI SHA-256 of its certificate */
function addKey(opens: readonly string[], options: readonly string[], name: string): string {
  const subject = ['-n', name, '-s', `CN=${name}`, '-x', '-t', ',,', '-z', 'noise'];
  certutil('-S', ...opens, ...options, ...subject);
  const certificate = new X509Certificate(certutil('-L', ...opens, '-n', name, '-r'));
  return createHash('sha256')
    .update(certificate.publicKey.export({ format: 'der', type: 'spki' }))
    .digest('hex');
}

const cases = (['sql', 'dbm'] as const).flatMap((kind) => Object.keys(KINDS).map((name) => [kind, name] as const));

test.each(cases)('certutil: %s with %s, empty password', async (kind, name) => {
  const folderName = `${kind}-${name}`;
  const spkiSha256 = addKey(database(kind, folderName, ''), KINDS[name as keyof typeof KINDS], 'mine');
  const bytes = readFileSync(join(folder, folderName, `${FILES[kind]}.db`));
  const facts = { form: `nss-${FILES[kind]}`, password: 'empty', spkiSha256 };
  expect(inspectAll(nssKeyStore, bytes)).toMatchObject([{ confidence: 'proven', facts }]);
  const { findings } = await scanBytes({ [`${FILES[kind]}.db`]: bytes });
  expect(findings.map(({ rule }) => rule)).toEqual(['key-store-nss']);
});

test('certutil: three keys in one database', () => {
  const opens = database('sql', 'three', '');
  const expected = ['rsa-2048', 'P-256', 'P-384'].map((kind) => addKey(opens, KINDS[kind as keyof typeof KINDS], kind));
  const found = inspectAll(nssKeyStore, readFileSync(join(folder, 'three', 'key4.db')));
  expect(found.map(({ facts }) => facts.spkiSha256).toSorted()).toEqual(expected.toSorted());
});

test.each(['sql', 'dbm'] as const)('certutil: %s with a usual password, and with another', (kind) => {
  const usual = addKey(database(kind, `${kind}-usual`, 'password'), KINDS['P-256'], 'mine');
  expect(inspectAll(nssKeyStore, readFileSync(join(folder, `${kind}-usual`, `${FILES[kind]}.db`)))).toMatchObject([
    { facts: { password: 'usual', spkiSha256: usual } },
  ]);
  addKey(database(kind, `${kind}-locked`, 'open sesame 1'), KINDS['P-256'], 'mine');
  expect(inspectAll(nssKeyStore, readFileSync(join(folder, `${kind}-locked`, `${FILES[kind]}.db`)))).toMatchObject([
    { severity: 'low', facts: { encrypted: true } },
  ]);
});

test.each(['sql', 'dbm'] as const)('certutil: %s without keys is low', (kind) => {
  database(kind, `${kind}-bare`, '');
  expect(inspectAll(nssKeyStore, readFileSync(join(folder, `${kind}-bare`, `${FILES[kind]}.db`)))).toMatchObject([
    { severity: 'low', facts: { password: 'empty' } },
  ]);
});

test('certutil: its certificates are no key', async () => {
  addKey(database('sql', 'certificates', ''), KINDS['P-256'], 'mine');
  const bytes = readFileSync(join(folder, 'certificates', 'cert9.db'));
  const { findings } = await scanBytes({ 'cert9.db': bytes });
  expect(findings).toEqual([]);
});
