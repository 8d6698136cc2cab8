import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { SPOOL_MEMORY_BYTES } from '../../../src/bytes/spool.ts';
import { containers } from '../../../src/unpack/catalog.ts';
import { encrypted } from '../../../src/unpack/unread/encrypted.ts';
import { unsupported } from '../../../src/unpack/unread/unsupported.ts';
import { encryptedFirefoxEntry } from '../../builders/browser-cache.ts';
import { armoured, passwordMessage } from '../../builders/openpgp-message.ts';
import { fixtureRows, readFixture } from '../../support/container-fixtures.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { zipWith } from '../../support/wrap.ts';

const noise = Buffer.from(seededRandom(5).bytes(5000));
const noiseOf = (bytes: number): Uint8Array => seededRandom(6).bytes(bytes);
const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const behind = (text: string): Buffer => Buffer.concat([latin(text), noise]);
/** ContentInfo of enveloped data, in DER. */
const CMS = behind('\x30\x82\x12\x34\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03\xa0\x82\x12\x23');
const mail = (type: string): Buffer =>
  latin(`Received: from a\r\n by b\r\nSubject: note\r\nContent-Type: ${type}\r\n\r\n${noise.toString('base64')}\r\n`);

/** As the real tools write them, or as their documents say. */
const FILES: Readonly<Record<string, Uint8Array>> = {
  'access-encrypted': accessPage('c0ffee00'),
  'aes-crypt': behind('AES\x02\0\0\x18CREATED_BY\0pyAesCrypt 6.1.1'),
  age: behind('age-encryption.org/v1\n-> X25519 YVV8ZtCJgKlvcJfKb\n'),
  'android-backup': latin(`ANDROID BACKUP\n5\n1\nAES-256\n${'0123456789ABCDEF'.repeat(8)}\n`),
  'ansible-vault': latin(`$ANSIBLE_VAULT;1.2;AES256;dev\n${'61'.repeat(40)}\n`),
  'apple-image': behind('encrcdsa\0\0\0\x02\0\0\0\x10'),
  axcrypt: Buffer.concat([Buffer.from('c0b9072e4f93f146a015792ca1d9e821', 'hex'), noise]),
  bitlocker: Buffer.concat([behind('\xeb\x58\x90-FVE-FS-\0\x02\x08').subarray(0, 510), Buffer.of(0x55, 0xaa), noise]),
  cms: CMS,
  cryfs: behind('cryfs.config;1;scrypt\x000\0\0\0\0\0\0\0'),
  cryptomator: latin(
    '{\n  "version": 999,\n  "scryptSalt": "c2FsdA==",\n  "scryptCostParam": 32768,\n  "scryptBlockSize": 8,\n  "primaryMasterKey": "AAAA",\n  "hmacMasterKey": "AAAA",\n  "versionMac": "AAAA"\n}',
  ),
  'derby-encrypted': latin(
    '#/a/d\n# ***\nSysschemasIdentifier=192\ndataEncryption=true\nderby.serviceProtocol=org.apache.derby.database.Database\n',
  ),
  'dovecot-crypt': behind('CRYPTED\x03\x07\x02\0\0\0\0'),
  duplicacy: behind('duplicacy\0\x01'),
  ecryptfs: Buffer.concat([Buffer.from('0000000000001388a1b2c3d49d3374210300000a000010000002', 'hex'), noiseOf(8192)]),
  'electrum-wallet': latin(Buffer.concat([latin('BIE1'), noise]).toString('base64')),
  encfs: latin(
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE boost_serialization>\n<boost_serialization signature="serialization::archive" version="7">\n<creator>EncFS 1.9.5</creator>\n<encodedKeyData>\nAAAA\n</encodedKeyData>',
  ),
  'encrypted-mail': mail('application/pkcs7-mime;\r\n smime-type=enveloped-data; name="smime.p7m"'),
  'git-crypt': behind('\0GITCRYPT\0'),
  'gnome-keyring': behind('GnomeKeyring\n\r\0\n\0\0\0\0\0\0\0\x05login'),
  gocryptfs: latin(
    '{\n\t"Creator": "gocryptfs 2.5.1",\n\t"EncryptedKey": "AAAA",\n\t"ScryptObject": {\n\t\t"Salt": "AAAA",\n\t\t"N": 65536\n\t}\n}\n',
  ),
  'h2-encrypted': behind('H2encrypt\n'),
  'hangul-encrypted': Buffer.concat([latin('HWP Document File'.padEnd(32, '\0')), hangulFlags(3)]),
  keepass: behind('\x03\xd9\xa2\x9a\x67\xfb\x4b\xb5\x01\x00\x04\x00'),
  kopia: latin(
    '{"tool":"https://github.com/kopia/kopia","uniqueID":"AAAA","keyAlgo":"scrypt-65536-8-1","encryption":"AES256_GCM","encryptedBlockFormat":"AAAA"}',
  ),
  kwallet: behind('KWALLET\n\r\0\r\n\0\x01\x02\0'),
  luks: behind('LUKS\xba\xbe\0\x02\0\0\0\0\0\0\x40\0'),
  mcrypt: behind('\0m\x03@rijndael-128\0\x20\0cbc\0mcrypt-sha1\0\x15'),
  'mysql-log': behind('\xfdbin\x01'),
  'office-encryption': latin(
    '\x04\0\x04\0\x40\0\0\0<?xml version="1.0"?><encryption xmlns="http://schemas.microsoft.com/office/2006/encryption">',
  ),
  opendocument: latin(
    '<?xml version="1.0"?>\n<manifest:manifest><manifest:file-entry><manifest:encryption-data manifest:checksum-type="SHA1">',
  ),
  'openpgp-encrypted': passwordMessage(noise),
  'openssl-enc': behind('Salted__'),
  'password-safe': behind('PWS3'),
  'powerpoint-encrypted': Buffer.from('0000f60f2000000014000000dfc4d1f37a1900000400f40303000000486f6777', 'hex'),
  'rails-credentials': latin(
    `${noise.toString('base64')}--${noise.toString('base64', 0, 12)}--${noise.toString('base64', 0, 16)}`,
  ),
  rclone: behind('RCLONE\0\0'),
  restic: latin(
    '{"created":"2026-01-01T00:00:00Z","username":"root","hostname":"vm","kdf":"scrypt","N":32768,"r":8,"p":3,"salt":"AAAA","data":"AAAA"}',
  ),
  'scrypt-enc': behind('scrypt\0\x0a\0\0\0\x08\0\0\0\x01'),
  'vim-crypt': behind('VimCrypt~03!'),
  'word-encrypted': Buffer.concat([
    Buffer.from('eca5c100716009040000f013bf003400000000100000000000060000', 'hex'),
    noise,
  ]),
  'wordperfect-encrypted': behind('\xffWPC\x10\0\0\0\x01\x0a\x02\x01\x12\x34'),
  xbcrypt: behind('XBCRYP03\0\0\0\0'),
  'firefox-cache-encrypted': encryptedFirefoxEntry(3000, noiseOf),
};

/** As Windows begins a stick:  3 8 OEM name   424 16 identifier of BitLocker   510 2 55 aa */
function stick(): Buffer {
  const sector = behind('\xeb\x58\x90MSWIN4.1\0\x02\x02').subarray(0, 424);
  const end = Buffer.alloc(70, 0xff);
  return Buffer.concat([
    sector,
    Buffer.from('3bd66749292ed84a8399f6a339e3d001', 'hex'),
    end,
    Buffer.of(0x55, 0xaa),
    noise,
  ]);
}

/** As mariadbd begins a binary log: FORMAT_DESCRIPTION_EVENT, and an event of another kind. */
function mariaDbLog(kind: number): Buffer {
  const event = (of: number, bytes: number): Buffer => {
    const header = Buffer.alloc(bytes);
    header.writeUInt8(of, 4);
    header.writeUInt32LE(bytes, 9);
    return header;
  };
  return Buffer.concat([latin('\xfebin'), event(15, 252), event(kind, 40), noise]);
}

/** Other files of the same formats. */
const VARIANTS: readonly [string, string, Uint8Array][] = [
  ['bitlocker', 'To Go', stick()],
  ['age', 'in armour', latin('-----BEGIN AGE ENCRYPTED FILE-----\r\nYWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBB\r\n')],
  ['cms', 'in BER', behind('\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03\xa0\x80')],
  [
    'cms',
    'in PEM',
    latin(`-----BEGIN PKCS7-----\n${CMS.toString('base64').replaceAll(/.{64}/g, '$&\n')}\n-----END PKCS7-----\n`),
  ],
  ['encrypted-mail', 'as PGP/MIME', mail('multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b')],
  ['h2-encrypted', 'a script', behind('-- H2 0.5/B -- \n')],
  ['ansible-vault', 'behind an empty line', latin(`\r\n$ANSIBLE_VAULT;1.1;AES256\r\n${'61'.repeat(40)}\r\n`)],
  [
    'openpgp-encrypted',
    'in armour behind a mark and blanks',
    latin(`\xef\xbb\xbf \n${armoured(passwordMessage(noise))}`),
  ],
  ['duplicacy', 'under an RSA key', behind('duplicacy\x02\x00\x01')],
  ['mysql-log', 'of MariaDB', mariaDbLog(164)],
  ['keepass', 'version 1', behind('\x03\xd9\xa2\x9a\x65\xfb\x4b\xb5')],
  ['word-encrypted', 'of Word 95', Buffer.concat([Buffer.from('dca56800716009040000000165000000', 'hex'), noise])],
  [
    'office-encryption',
    'standard',
    Buffer.concat([
      Buffer.from('04000200240000008c0000002400000000000000', 'hex'),
      Buffer.from('0e6600000480000080000000', 'hex'),
      noise,
    ]),
  ],
];

/** What begins as such a file does, or is about it. */
const OTHERS: readonly [string, Uint8Array][] = [
  ['settings of another program', latin('{"kdf":"scrypt","salt":"AAAA","N":32768}')],
  ['a document about scrypt', latin('scrypt is a function; scrypt enc is a program.')],
  ['a document about openssl', latin('Salted__ is how files of openssl enc begin, and then come eight bytes.')],
  ['a document about age', latin('age-encryption.org/v1 is the first line of a file.')],
  ['a document about Ansible Vault', latin('$ANSIBLE_VAULT;1.1;AES256\nis the first line; the others are hex.')],
  ['an Android backup that is not encrypted', behind('ANDROID BACKUP\n5\n1\nnone\n\x78\x9c')],
  ['a database of Access', accessPage('fb8abc4e')],
  ['a document of Hangul', Buffer.concat([latin('HWP Document File'.padEnd(32, '\0')), hangulFlags(1)])],
  ['a document of WordPerfect', behind('\xffWPC\x10\0\0\0\x01\x0a\x02\x01\0\0')],
  ['a document of Word', Buffer.concat([Buffer.from('eca5c100716009040000f012bf0034', 'hex'), noise])],
  ['a presentation', Buffer.from('0000f60f20000000140000005fc091e37a1900000400f40303000000486f6777', 'hex')],
  ['a certificate', behind('\x30\x82\x03\x01\x30\x82\x02\x01\xa0\x03\x02\x01\x02')],
  ['signed data', behind('\x30\x82\x12\x34\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0\x82\x12\x23')],
  ['mail that is signed', mail('multipart/signed; protocol="application/pkcs7-signature"')],
  ['mail that is signed, opaque', mail('application/pkcs7-mime; smime-type=signed-data')],
  ['mail about S/MIME', latin('Subject: a\n\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\n\n')],
  ['a manifest of a document that is not encrypted', latin('<?xml version="1.0"?><manifest:manifest/>')],
  ['the mark of git-crypt in a list of such', latin('\0GITCRYPT\0')],
  [
    'a database of Derby that is not encrypted',
    latin('#/a/d\n# ***\nSysschemasIdentifier=192\nderby.serviceProtocol=org.apache.derby.database.Database\n'),
  ],
  ['a database of H2 1.3 that is not encrypted', behind('-- H2 0.5/B -- \n'.repeat(3))],
  ['a binary log of MariaDB that is not encrypted', mariaDbLog(163)],
  ['a binary log that ends in its first event', mariaDbLog(164).subarray(0, 100)],
  ['a binary log that ends in the head of that', mariaDbLog(164).subarray(0, 12)],
  ['nothing but marks of RCLONE', latin('RCLONE\0\0SALTED\0\0')],
  ['three words between dashes', latin('YWJj--AAAAAAAAAAAAAAAA--some words')],
];

const claims = (bytes: Uint8Array): string[] =>
  encrypted
    .filter((one) => one.sniff(bytes.subarray(0, one.headBytes)) || ('sniffTail' in one && one.sniffTail?.(bytes)))
    .map(({ id }) => id);

describe('files that are encrypted', () => {
  test('each format has one here, and an id that nothing else has', () => {
    expect(encrypted.map(({ id }) => id)).toEqual(Object.keys(FILES));
    for (const { id } of encrypted)
      expect([...containers, ...unsupported].some((container) => container.id === id)).toBe(false);
  });

  test.each(Object.entries(FILES))('%s is a gap, at any depth, and scanned as is', async (id, bytes) => {
    const verdict = await scanBytes({ plain: bytes, 'in.zip': await zipWith('a', bytes) });
    expect(verdict.gaps.map(({ path, code }) => [path, code])).toEqual([
      ['in.zip!/a', 'encrypted'],
      ['plain', 'encrypted'],
    ]);
    expect(verdict.verdict).toBe('pass');
    expect(verdict.stats.scannedBytes).toBeGreaterThanOrEqual(2 * bytes.length);
    expect(claims(bytes)).toEqual([id]);
  });

  test.each(VARIANTS)('%s %s is recognised', (id, _, bytes) => expect(claims(bytes)).toEqual([id]));

  test('a Firefox cache entry is told by its size, too, whatever that is', async () => {
    const large = encryptedFirefoxEntry(700 << 10, noiseOf);
    const other = Buffer.concat([noiseOf(300 << 10), large.subarray(-8)]);
    const words = Buffer.concat([Buffer.alloc(3000, 'some words '), encryptedFirefoxEntry(2900, noiseOf).subarray(-8)]);
    const verdict = await scanBytes({ large, other, words, none: encryptedFirefoxEntry(0, noiseOf) });
    expect(verdict.gaps.map(({ path, code }) => [path, code])).toEqual([
      ['large', 'encrypted'],
      ['none', 'encrypted'],
    ]);
  });

  test.each(OTHERS)('%s is none', (_, bytes) => expect(claims(bytes)).toEqual([]));

  // What is known by its end is that at the end of anything.
  const byHead = Object.entries(FILES).filter(([id]) => id !== 'firefox-cache-encrypted');
  test.each(byHead)('%s in the middle of something is no gap, in base64 neither', async (_, bytes) => {
    const { gaps } = await scanBytes({
      behind: Buffer.concat([latin('a line before it\n'), bytes]),
      'a.json': latin(JSON.stringify({ example: Buffer.from(bytes).toString('base64') })),
    });
    expect(gaps).toEqual([]);
  });

  test('an entry that is too large to be kept is a gap, and scanned all the same', async () => {
    const large = Buffer.concat([FILES.age!, Buffer.alloc(SPOOL_MEMORY_BYTES, noise)]);
    const verdict = await scanBytes({ a: gzipSync(large, { level: 1 }) });
    expect(verdict.gaps.map(({ path, code }) => [path, code])).toEqual([['a!/data', 'encrypted']]);
    expect(verdict.stats.scannedBytes).toBeGreaterThanOrEqual(large.length);
  });

  test('base64 of one, and nothing else, is a gap', async () => {
    const text = latin(Buffer.from(FILES['openssl-enc']!.subarray(0, 48)).toString('base64'));
    const { gaps } = await scanBytes({ a: text });
    expect(gaps.map(({ path, code }) => [path, code])).toEqual([['a!/base64@0', 'encrypted']]);
  });

  test('an archive that stands in the middle of text in base64 has its gaps', async () => {
    const zip = Buffer.from(await zipWith('a', FILES.age!));
    const { gaps } = await scanBytes({ a: latin(`data: ${zip.toString('base64')}\n`) });
    expect(gaps.map(({ path, code }) => [path, code])).toEqual([['a!/base64@6!/a', 'encrypted']]);
  });
});

/** Formats of which no fixture was made by a program of others, and why. */
const WITHOUT: Readonly<Record<string, string>> = {
  'access-encrypted': 'Windows alone',
  'aes-crypt': 'no program of Debian writes it',
  'android-backup': 'a telephone writes it',
  'apple-image': 'macOS alone',
  axcrypt: 'Windows alone',
  bitlocker: 'Windows alone',
  cryfs: 'it has to be mounted to be made; the header here is of cryfs 0.11',
  cryptomator: 'no program of Debian writes it',
  'dovecot-crypt': 'a server with a plug-in and keys',
  duplicacy: 'no program of Debian writes it',
  ecryptfs: 'the kernel writes it, where it has the module',
  encfs: 'it has to be mounted to be made; the lines here are of encfs 1.9.5',
  'gnome-keyring': 'a daemon of a desktop session',
  'hangul-encrypted': 'Windows alone',
  kopia: 'no program of Debian writes it',
  kwallet: 'a daemon of a desktop session',
  'mysql-log': 'MySQL 8 with a key ring, MariaDB with a plug-in and a key file',
  'password-safe': 'a program with windows alone',
  'powerpoint-encrypted':
    'LibreOffice writes .ppt without a password; the first bytes here are those of the test data of POI',
  'wordperfect-encrypted': 'no program of Debian writes it',
  xbcrypt: 'Debian has the backup of MariaDB, which encrypts nothing',
};

test('every format has a fixture, or a reason', () => {
  const files = fixtureRows.filter(({ file }) => file.startsWith('encrypted-')).map((row) => readFixture(row).bytes);
  const shown = new Set(files.flatMap(claims));
  // They tell by an entry.
  for (const id of ['office-encryption', 'opendocument', 'word-encrypted']) shown.add(id);
  expect(encrypted.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual(Object.keys(WITHOUT));
});

/** The first page of Access 2000 to 2003, as mdbtools tells of it. @param key in hex, as it is there */
function accessPage(key: string): Buffer {
  const page = Buffer.concat([latin('\0\x01\0\0Standard Jet DB\0\x01\0\0\0'), noise]).subarray(0, 4096);
  page.write(key, 62, 'hex');
  return page;
}

/** A version, flags, and what follows in a header of 256 bytes. */
function hangulFlags(flags: number): Buffer {
  const rest = Buffer.alloc(224);
  rest.set([4, 0, 0, 5, flags]);
  return rest;
}
