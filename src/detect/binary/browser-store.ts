/**
 * Stores of browsers: `Cookies` and `Login Data` of Chromium, `cookies.sqlite` of Firefox. They are SQLite databases, in which the
 * statement of the table leads to its rows (structures/sqlite-table.ts). One finding per store, at its first secret. Values that
 * Chromium encrypted with the key that is the same on every Linux count as open; with any other key the finding is low.
 * (`logins.json` and `key4.db` have detectors of their own.)
 */
import { textAnchor } from '../../model/anchor.ts';
import type { Match } from '../../model/match.ts';
import type { Detector } from '../detector.ts';
import { blobFingerprint, guessableFingerprint } from '../fingerprint.ts';
import { latin1 } from '../latin1.ts';
import { isChromiumCiphertext, openWithLinuxKey } from '../structures/chromium-encryption.ts';
import { readSqliteTable, type SqliteRow, type SqliteValue } from '../structures/sqlite-table.ts';

interface Store {
  readonly name: string;
  /** Beginning of its statement, up to the first column. */
  readonly begins: readonly string[];
  /** Kind of secrets. */
  readonly holds: 'cookies' | 'passwords';
  readonly host: string;
  readonly plain?: string;
  readonly encrypted?: string;
}

const STORES: readonly Store[] = [
  {
    ...{ name: 'cookies', begins: ['CREATE TABLE cookies(creation', 'CREATE TABLE cookies (creation'] },
    ...{ holds: 'cookies', host: 'host_key', plain: 'value', encrypted: 'encrypted_value' },
  },
  {
    ...{ name: 'logins', begins: ['CREATE TABLE logins (origin_url'], holds: 'passwords' },
    ...{ host: 'origin_url', encrypted: 'password_value' },
  },
  {
    ...{ name: 'moz_cookies', begins: ['CREATE TABLE moz_cookies (id'], holds: 'cookies' },
    ...{ host: 'host', plain: 'value' },
  },
];

/** The header of the database, and the pages of the schema before the statement. */
const BYTES_BEFORE = 32 << 10;

export const browserStore: Detector = {
  id: 'browser-store',
  form: { specification: 'SQLite; os_crypt of Chromium', proof: 'rows of the table; decryption with the key of Linux' },
  title: 'Cookies or passwords that a browser stored',
  severity: 'medium',
  confidence: 'medium',
  advice:
    'End the sessions and change the passwords at the sites it names. Keep profiles of browsers out of artifacts.',
  trigger: {
    anchors: STORES.flatMap(({ begins }) => begins.map((text) => textAnchor(text))),
    bytesBefore: BYTES_BEFORE,
    reads: 'bytes',
  },
  maxMatchBytes: 64 << 10,
  inspect,
};

function inspect(window: Uint8Array, at: number): Match | undefined {
  const statement = latin1(window, at, Math.min(window.length, at + 40));
  const store = STORES.find(({ begins }) => begins.some((text) => statement.startsWith(text)));
  if (store === undefined) return undefined;
  const from = Math.max(0, at - BYTES_BEFORE);
  const table = readSqliteTable(window, { name: store.name, at, from, end: at + browserStore.maxMatchBytes - 1024 });
  if (table === undefined) return undefined;
  const secrets = [...table.rows()].flatMap((row) => secretOf(store, row) ?? []);
  if (secrets.length > 0 || table.tree === undefined) return judge(store, secrets);
  // A table of more than one page has rows, but these are too far away.
  const place = { offset: at, length: store.begins[0]!.length, preview: `${store.holds} of a browser` };
  return { ...place, confidence: 'low', fingerprint: blobFingerprint(table.tree), facts: { holds: store.holds } };
}

interface Secret {
  readonly value: SqliteValue;
  readonly host: string;
  /** Absent: encrypted with an unknown key. */
  readonly text?: string;
  readonly isProven: boolean;
}

/** A shorter cookie is a flag. */
const MIN_COOKIE_BYTES = 8;

function secretOf({ host, plain = '', encrypted = '' }: Store, row: SqliteRow): Secret | undefined {
  const hostText = textOf(row.get(host));
  const [open, locked] = [row.get(plain), row.get(encrypted)];
  if (open !== undefined && open.bytes.length >= MIN_COOKIE_BYTES)
    return { value: open, host: hostText, text: textOf(open), isProven: false };
  if (locked === undefined || !isChromiumCiphertext(locked.bytes)) return undefined;
  return { value: locked, host: hostText, isProven: false, ...openWithLinuxKey(locked.bytes, hostText) };
}

function judge({ holds }: Store, secrets: readonly Secret[]): Match | undefined {
  const open = secrets.filter(({ text }) => text !== undefined);
  const [first] = open.length > 0 ? open : secrets;
  if (first === undefined) return undefined;
  const place = { offset: first.value.offset, length: first.value.bytes.length, preview: `${holds} of a browser` };
  const facts = { holds, rows: secrets.length, sites: new Set(secrets.map(({ host }) => host)).size };
  if (open.length === 0) {
    const blobs = Buffer.concat(secrets.map(({ value }) => value.bytes));
    return { ...place, ...ENCRYPTED, fingerprint: blobFingerprint(blobs), facts: { ...facts, encrypted: true } };
  }
  const isProven = open.some((secret) => secret.isProven);
  const isLocked = isChromiumCiphertext(first.value.bytes);
  return {
    ...place,
    ...(holds === 'passwords' && { severity: 'high' }),
    ...(isLocked && { title: OPENED, confidence: isProven ? 'proven' : 'high' }),
    fingerprint: guessableFingerprint(open.map(({ host, text }) => `${host} ${text}`).join('\n')),
    facts: { ...facts, encrypted: isLocked, ...(isLocked && { key: 'the same on every Linux' }) },
  };
}

const OPENED = 'Cookies or passwords of a browser, encrypted with a key that everyone knows';
const ENCRYPTED = {
  title: 'Cookies or passwords that a browser stored, encrypted',
  severity: 'low',
  confidence: 'high',
} as const satisfies Partial<Match>;

function textOf(value: SqliteValue | undefined): string {
  return value === undefined ? '' : Buffer.from(value.bytes).toString('latin1');
}
