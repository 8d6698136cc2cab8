/**
 * Stores as SQLite itself writes them, with the statements of Chromium 156 and Firefox 153, and values that OpenSSL encrypted. Needs
 * sqlite3 and openssl. (Profiles that the browsers made were scanned by hand when the detector was written: both are found, and a
 * cookie of Chromium is opened with the SHA-256 of its host before it.)
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { browserStore } from '../../src/detect/binary/browser-store.ts';
import { inspectAll } from '../support/inspect-all.ts';
import { seededRandom } from '../support/seeded-random.ts';

const folder = mkdtempSync(join(tmpdir(), 'keysieve-foreign-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HOST = 'shop.acme.test';
/** PBKDF2 with SHA-1 of "peanuts" and "saltysalt", one round. */
const KEY = execFileSync('openssl', [
  ...['kdf', '-keylen', '16', '-kdfopt', 'digest:SHA1', '-kdfopt', 'pass:peanuts', '-kdfopt', 'salt:saltysalt'],
  ...['-kdfopt', 'iter:1', '-kdfopt', 'pkcs5:1', '-binary', 'PBKDF2'],
]).toString('hex');

function locked(plain: Uint8Array): string {
  const args = ['enc', '-aes-128-cbc', '-K', KEY, '-iv', '20'.repeat(16)];
  return `x'763130${execFileSync('openssl', args, { input: plain }).toString('hex')}'`;
}

function database(name: string, sql: readonly string[]): Uint8Array {
  const path = join(folder, name);
  execFileSync('sqlite3', [path], { input: sql.join('\n') });
  return readFileSync(path);
}

const COOKIES =
  'CREATE TABLE cookies(creation_utc INTEGER NOT NULL,host_key TEXT NOT NULL,top_frame_site_key TEXT NOT NULL,name TEXT NOT NULL,value TEXT NOT NULL,encrypted_value BLOB NOT NULL,path TEXT NOT NULL,expires_utc INTEGER NOT NULL);';
const LOGINS =
  'CREATE TABLE logins (origin_url VARCHAR NOT NULL, action_url VARCHAR, username_element VARCHAR, username_value VARCHAR, password_element VARCHAR, password_value BLOB, id INTEGER PRIMARY KEY AUTOINCREMENT, UNIQUE (origin_url, username_element));';
const MOZ_COOKIES =
  "CREATE TABLE moz_cookies (id INTEGER PRIMARY KEY, originAttributes TEXT NOT NULL DEFAULT '', name TEXT, value TEXT, host TEXT, path TEXT);";

const random = seededRandom(1);
const value = Buffer.from(random.bytes(16)).toString('hex');
const bound = Buffer.concat([createHash('sha256').update(HOST).digest(), Buffer.from(value)]);

test.each([1, 200])('cookies of Chromium, %i of them', (count) => {
  const row = `INSERT INTO cookies VALUES (13376000000000000, '${HOST}', '', 'sid', '', ${locked(bound)}, '/', 13400000000000000);`;
  const bytes = database(`Cookies ${count}`, [COOKIES, ...Array.from({ length: count }, () => row)]);
  expect(inspectAll(browserStore, bytes)).toMatchObject([
    { confidence: 'proven', facts: { holds: 'cookies', rows: count, sites: 1, encrypted: true } },
  ]);
});

test('passwords of Chromium', () => {
  const row = `INSERT INTO logins VALUES ('https://${HOST}/', '', 'user', 'joe', 'pass', ${locked(Buffer.from(value))}, 1);`;
  const bytes = database('Login Data', ['PRAGMA page_size=2048;', LOGINS, row]);
  expect(inspectAll(browserStore, bytes)).toMatchObject([{ severity: 'high', confidence: 'high', facts: { rows: 1 } }]);
});

test.each([1, 2000])('cookies of Firefox, %i of them', (count) => {
  const row = `INSERT INTO moz_cookies(name, value, host, path) VALUES ('sid', '${value}', '${HOST}', '/');`;
  const bytes = database(`cookies ${count}.sqlite`, [
    'PRAGMA page_size=32768;',
    MOZ_COOKIES,
    ...Array.from({ length: count }, () => row),
  ]);
  const far = { confidence: 'low', facts: { holds: 'cookies' } };
  expect(inspectAll(browserStore, bytes)).toMatchObject([count === 1 ? { facts: { rows: 1, encrypted: false } } : far]);
});
