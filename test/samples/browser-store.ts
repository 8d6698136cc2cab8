import { createCipheriv, createHash, pbkdf2Sync } from 'node:crypto';
import { buildSqlite, sqliteRecord } from '../builders/sqlite.ts';
import { seededRandom } from '../support/seeded-random.ts';
import type { LookAlike, Sample } from './sample.ts';

const HOST = 'shop.acme.test';
const PAGE_BYTES = 4096;
/** As Chromium 156 and Firefox 153 make them, without the columns behind those that matter. */
const COOKIES =
  'CREATE TABLE cookies(creation_utc INTEGER NOT NULL,host_key TEXT NOT NULL,top_frame_site_key TEXT NOT NULL,name TEXT NOT NULL,value TEXT NOT NULL,encrypted_value BLOB NOT NULL,path TEXT NOT NULL)';
const LOGINS =
  'CREATE TABLE logins (origin_url VARCHAR NOT NULL, action_url VARCHAR, username_element VARCHAR, username_value VARCHAR, password_element VARCHAR, password_value BLOB, date_created INTEGER NOT NULL DEFAULT (0), UNIQUE (origin_url, username_element))';
const MOZ_COOKIES =
  "CREATE TABLE moz_cookies (id INTEGER PRIMARY KEY, originAttributes TEXT NOT NULL DEFAULT '', name TEXT, value TEXT, host TEXT, path TEXT, CONSTRAINT moz_uniqueid UNIQUE (name, host, path, originAttributes))";

type Row = Parameters<typeof sqliteRecord>[0];

const value = Buffer.from(seededRandom(7).bytes(16)).toString('hex');
const linuxKey = pbkdf2Sync('peanuts', 'saltysalt', 1, 16, 'sha1');
const hash = createHash('sha256').update(HOST).digest();

function locked(plain: Uint8Array, mark = 'v10', key: Uint8Array = linuxKey): Buffer {
  const cipher = createCipheriv('aes-128-cbc', key, Buffer.alloc(16, 0x20));
  return Buffer.concat([Buffer.from(mark), cipher.update(plain), cipher.final()]);
}

function database(name: string, statement: string, rows: readonly Row[]): Buffer {
  const schema = [{ payload: sqliteRecord(['table', name, name, 2, statement]) }];
  const records = rows.map((row, index) => ({ payload: sqliteRecord(row), row: index + 1 }));
  return buildSqlite([{ kind: 'table', records }], { pageBytes: PAGE_BYTES, schema });
}

const cookie = (open: string, blob: Uint8Array): Row => [1, HOST, '', 'sid', open, blob, '/'];
const login = (blob: Uint8Array): Row => [`https://${HOST}/`, '', 'user', 'joe', 'pass', blob, 1];
const other = seededRandom(8).bytes(16);

export function samples(): readonly Sample[] {
  const plain = Buffer.from(value);
  const cookies = (row: Row) => database('cookies', COOKIES, [row, cookie('', Buffer.alloc(0))]);
  const logins = (blob: Uint8Array) => database('logins', LOGINS, [login(blob)]);
  const [bound, bare, foreign, ring] = [
    locked(Buffer.concat([hash, plain])),
    locked(plain),
    locked(plain, 'v10', other),
    locked(plain, 'v11', other),
  ];
  const open = { holds: 'cookies', rows: 1, sites: 1 };
  return [
    sample('Cookies, key of Linux', cookies(cookie('', bound)), bound, ['medium', 'proven'], {
      ...open,
      encrypted: true,
    }),
    sample('Cookies, key of Linux, before version 130', cookies(cookie('', bare)), bare, ['medium', 'high'], open),
    sample('Cookies in the clear', cookies(cookie(value, Buffer.alloc(0))), plain, ['medium', 'medium'], open),
    sample('Cookies, another key', cookies(cookie('', foreign)), foreign, ['low', 'high'], {
      ...open,
      encrypted: true,
    }),
    sample('Login Data, key of Linux', logins(bare), bare, ['high', 'high'], { holds: 'passwords' }),
    sample('Login Data, key ring', logins(ring), ring, ['low', 'high'], { holds: 'passwords', encrypted: true }),
    sample(
      'cookies.sqlite',
      database('moz_cookies', MOZ_COOKIES, [[null, '', 'sid', value, HOST, '/']]),
      plain,
      ['medium', 'medium'],
      { ...open, encrypted: false },
    ),
    farAway(),
  ];
}

/** Its first page leads to pages that are not there. */
function farAway(): Sample {
  const bytes = database('moz_cookies', MOZ_COOKIES, []);
  bytes[PAGE_BYTES] = 5;
  bytes.writeUInt32BE(99, PAGE_BYTES + 8);
  const begin = Buffer.from('CREATE TABLE moz_cookies (id');
  return sample('cookies.sqlite, rows far away', bytes, begin, ['medium', 'low'], { holds: 'cookies' });
}

function sample(
  variant: string,
  bytes: Buffer,
  found: Uint8Array,
  [severity, confidence]: [Sample['severity'], Sample['confidence']],
  facts: Sample['facts'],
): Sample {
  const place = { offset: bytes.indexOf(found), length: found.length };
  return { variant, bytes, ...place, secrets: [Buffer.from(value)], severity, confidence, facts };
}

export function lookAlikes(): readonly LookAlike[] {
  const blob = locked(Buffer.from(value));
  const cut = database('cookies', COOKIES, [cookie('', blob)]);
  const made: Record<string, Uint8Array> = {
    'Cookies without rows': database('cookies', COOKIES, []),
    'Cookies that are flags': database('cookies', COOKIES, [cookie('dark', Buffer.alloc(0))]),
    'logins that were refused': database('logins', LOGINS, [login(Buffer.alloc(0))]),
    'the statement in a program': Buffer.from(`${COOKIES}\0${LOGINS}\0${MOZ_COOKIES}`),
    'a database that is cut': cut.subarray(0, PAGE_BYTES),
    'a table of another name': database('biscuits', COOKIES, [cookie('', blob)]),
    'statements and nothing else': Buffer.from('CREATE TABLE cookies(creation'.repeat(1000)),
  };
  return Object.entries(made).map(([variant, bytes]) => ({ variant, bytes }));
}
