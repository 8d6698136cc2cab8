/**
 * Files whose content is encrypted: a gap `encrypted` where a file, or an entry of an archive, begins like one of these. Their bytes are
 * scanned as is, and detectors report headers open to guessing (`luks-header`). They are not searched for in the middle of other
 * bytes or of text, where an example is as likely as a real message. Archives and documents that are partly encrypted are reported by their
 * own container: zip, 7z, RAR, PDF, images, workbooks of Excel. Formats without a mark of their own (VeraCrypt, SQLCipher, gocryptfs)
 * cannot be told from noise.
 */
import type { Container, StreamContainer } from '../container/container.ts';
import { firstBytesOf, hasMagic, type Magic } from '../container/magic.ts';
import { openPgpKind } from '../messages/openpgp-kind.ts';
import { encryptedFirefoxCache } from './encrypted-firefox-cache.ts';
import {
  isCryptomatorKey,
  isEncfsSettings,
  isGocryptfsSettings,
  isKopiaFormat,
  isResticKey,
} from './encrypted-folders.ts';
import {
  isAndroidBackup,
  isAnsibleVault,
  isBitLocker,
  isEcryptfs,
  isElectrumWallet,
  isEncryptedByH2,
  isEncryptedDerby,
  isEncryptedLog,
  isEncryptedMail,
  isEnvelopedData,
  isMcrypt,
  isOpenDocument,
  isRailsCredentials,
  isSalted,
  isVimCrypt,
} from './encrypted-heads.ts';
import { encryptedMessage } from './encrypted-message.ts';
import { isEncryptedAccess, isEncryptedWord, isOfficeEncryption } from './encrypted-office.ts';
import { notOpened } from './not-opened.ts';

interface Format {
  readonly id: string;
  readonly title: string;
  /** It begins with one of these. Absent: `isOne` decides. */
  readonly begins?: readonly string[];
  /** A further condition on up to HEAD_BYTES. */
  readonly isOne?: (head: Buffer) => boolean;
}

/** An OpenDocument manifest may list some unencrypted files first, and the header of a mail has many lines. */
const HEAD_BYTES = 64 << 10;

const AGE_ARMOURS = ['\n', '\r\n'].map((end) => `-----BEGIN AGE ENCRYPTED FILE-----${end}YWdlLWVuY3J5cHRpb24ub3JnL3Yx`);

const FORMATS: readonly Format[] = [
  // HACKING.md of mdbtools; ACE is that of .accdb
  {
    id: 'access-encrypted',
    title: 'Access database (.mdb, .accdb)',
    begins: ['\0\x01\0\0Standard Jet DB\0', '\0\x01\0\0Standard ACE DB\0'],
    isOne: isEncryptedAccess,
  },
  // AES Crypt (aescrypt.com, "file format"): "AES", version 0 to 3, a byte that is zero but in version 0; then 16 bytes or more, and 32 of a sum
  {
    id: 'aes-crypt',
    title: 'AES Crypt',
    begins: ['AES\x01\0', 'AES\x02\0', 'AES\x03\0'],
    isOne: (head) => head.length > 130,
  },
  // age-encryption.org/v1: a version line, then stanzas; armoured, the base64 of that line
  { id: 'age', title: 'age', begins: ['age-encryption.org/v1\n-> ', ...AGE_ARMOURS] },
  { id: 'android-backup', title: 'Android backup', begins: ['ANDROID BACKUP\n'], isOne: isAndroidBackup },
  { id: 'ansible-vault', title: 'Ansible Vault', begins: ['$ANSIBLE_VAULT;1.'], isOne: isAnsibleVault },
  // FileVault's sparse images, version 2 (vfdecrypt): big-endian;  0  8  the word   8  4  version
  { id: 'apple-image', title: 'disk image of Apple', begins: ['encrcdsa\0\0\0\x01', 'encrcdsa\0\0\0\x02'] },
  // The GUID c0b9072e-4f93-f146-a015-792ca1d9e821, as it stands in the header of AxCrypt 1 and 2
  {
    id: 'axcrypt',
    title: 'AxCrypt',
    begins: ['\xc0\xb9\x07\x2e\x4f\x93\xf1\x46\xa0\x15\x79\x2c\xa1\xd9\xe8\x21'],
  },
  // Boot sector of a volume (libbde):  0  3  jump   3  8  OEM name; of BitLocker To Go that of FAT32
  {
    id: 'bitlocker',
    title: 'BitLocker',
    begins: ['\xeb\x58\x90-FVE-FS-', '\xeb\x52\x90-FVE-FS-', '\xeb\x58\x90MSWIN4.1'],
    isOne: isBitLocker,
  },
  {
    id: 'cms',
    title: 'CMS (S/MIME)',
    begins: ['\x30', '-----BEGIN CMS-----', '-----BEGIN PKCS7-----'],
    isOne: isEnvelopedData,
  },
  { id: 'cryfs', title: 'CryFS folder (recognised by its key)', begins: ['cryfs.config;1;scrypt\0'] },
  { id: 'cryptomator', title: 'Cryptomator vault (recognised by its key)', begins: ['{'], isOne: isCryptomatorKey },
  // service.properties, beside the pages in seg0 and the log, which have no mark
  { id: 'derby-encrypted', title: 'database of Derby (in seg0 and log)', begins: ['#'], isOne: isEncryptedDerby },
  // dcrypt-openssl, "IO" of lib-dcrypt: the word, 3 and 7, version 1 or 2
  { id: 'dovecot-crypt', title: 'mail of Dovecot', begins: ['CRYPTED\x03\x07\x01', 'CRYPTED\x03\x07\x02'] },
  // duplicacy_chunk.go: ENCRYPTION_BANNER; with 2 for its zero under an RSA key, ENCRYPTION_VERSION_RSA
  {
    id: 'duplicacy',
    title: 'Duplicacy chunk',
    begins: ['duplicacy\0', 'duplicacy\x02'],
    isOne: (head) => head.length > 64,
  },
  { id: 'ecryptfs', title: 'file of eCryptfs', isOne: isEcryptfs },
  // A file that is base64 as a whole; decoded it begins "BIE1" (electrum/storage.py)
  { id: 'electrum-wallet', title: 'wallet of Electrum', begins: ['QklFM'], isOne: isElectrumWallet },
  { id: 'encfs', title: 'EncFS folder (recognised by its key)', begins: ['<?xml'], isOne: isEncfsSettings },
  { id: 'encrypted-mail', title: 'mail (S/MIME or PGP/MIME)', isOne: isEncryptedMail },
  // A header of ten bytes, a nonce of twelve
  { id: 'git-crypt', title: 'git-crypt', begins: ['\0GITCRYPT\0'], isOne: (head) => head.length > 22 },
  // pkcs11/secret-store/gkm-secret-binary.c: the word, then version 0 and algorithms
  { id: 'gnome-keyring', title: 'keyring of GNOME', begins: ['GnomeKeyring\n\r\0\n\0\0\0\0'] },
  { id: 'gocryptfs', title: 'gocryptfs folder (recognised by its key)', begins: ['{'], isOne: isGocryptfsSettings },
  // org.h2.store.fs.encrypt.FileEncrypt: a salt of 8 bytes, zeros; a script, and all of H2 1.3: org.h2.store.FileStore
  {
    id: 'h2-encrypted',
    title: 'H2 database or script',
    begins: ['H2encrypt\n', '-- H2 0.5/B -- \n'],
    isOne: isEncryptedByH2,
  },
  // FileHeader, a stream of a compound file ("Hangul document file formats 5.0", section 3.2.1):  36  4  bit 1 a password, 2 for readers alone, 4 DRM
  {
    id: 'hangul-encrypted',
    title: 'Hangul document (.hwp)',
    begins: ['HWP Document File\0'],
    isOne: (head) => head.length >= 40 && (head[36]! & 0b10110) !== 0,
  },
  // 9aa2d903 and b54bfb65 to b54bfb67, little-endian
  {
    id: 'keepass',
    title: 'KeePass',
    begins: [
      '\x03\xd9\xa2\x9a\x65\xfb\x4b\xb5',
      '\x03\xd9\xa2\x9a\x66\xfb\x4b\xb5',
      '\x03\xd9\xa2\x9a\x67\xfb\x4b\xb5',
    ],
  },
  { id: 'kopia', title: 'Kopia repository (recognised by its format)', begins: ['{'], isOne: isKopiaFormat },
  // backend/kwalletbackend: KWMAGIC, then version 0
  { id: 'kwallet', title: 'wallet of KDE', begins: ['KWALLET\n\r\0\r\n\0'] },
  {
    id: 'luks',
    title: 'LUKS disk',
    begins: ['LUKS\xba\xbe\0\x01', 'LUKS\xba\xbe\0\x02'],
    isOne: (head) => head.length >= 512,
  },
  // mcrypt 2.6, extra/…/FORMAT: the mark, flags, and the name of the algorithm
  { id: 'mcrypt', title: 'mcrypt', begins: ['\0m\x03'], isOne: isMcrypt },
  {
    id: 'mysql-log',
    title: 'MySQL or MariaDB binary log',
    begins: ['\xfdbin\x01', '\xfebin'],
    isOne: isEncryptedLog,
  },
  { id: 'office-encryption', title: 'Office document', isOne: isOfficeEncryption },
  { id: 'opendocument', title: 'OpenDocument', begins: ['<?xml'], isOne: isOpenDocument },
  { id: 'openpgp-encrypted', title: 'OpenPGP message', isOne: (head) => openPgpKind(head) === 'encrypted' },
  { id: 'openssl-enc', title: 'openssl enc', begins: ['Salted__'], isOne: isSalted },
  // formatV3.txt of Password Safe: the tag, a salt of 32 bytes, rounds
  { id: 'password-safe', title: 'Password Safe', begins: ['PWS3'], isOne: isSalted },
  // `Current User` ([MS-PPT] 2.3.2):  0  4  0ff6   4  4  bytes that follow   8  4  20   12  4  f3d1c4df: the document beside it is encrypted
  {
    id: 'powerpoint-encrypted',
    title: 'PowerPoint presentation (.ppt)',
    begins: ['\0\0\xf6\x0f'],
    isOne: (head) => head.length >= 16 && head.readUInt32LE(8) === 20 && head.readUInt32LE(12) === 0xf3d1c4df,
  },
  { id: 'rails-credentials', title: 'Rails credentials', isOne: isRailsCredentials },
  // A header of eight bytes, a nonce of 24 (rclone's documents, "Crypt")
  { id: 'rclone', title: 'rclone crypt', begins: ['RCLONE\0\0'], isOne: (head) => head.length >= 32 },
  { id: 'restic', title: 'restic repository (recognised by its key)', begins: ['{"'], isOne: isResticKey },
  // FORMAT of Tarsnap's scrypt: "scrypt", version 0, the logarithm of N; 96 bytes of header, and 32 behind all
  {
    id: 'scrypt-enc',
    title: 'scrypt enc',
    begins: ['scrypt\0'],
    isOne: (head) => head.length >= 128 && head[7]! > 0 && head[7]! < 64,
  },
  // crypt.c of Vim: the mark, then 01 PkZip, 02 and 03 Blowfish, 04 and 05 XChaCha20
  { id: 'vim-crypt', title: 'Vim', begins: ['VimCrypt~0'], isOne: isVimCrypt },
  {
    id: 'word-encrypted',
    title: 'Word document (.doc)',
    begins: ['\xec\xa5', '\xdc\xa5'],
    isOne: isEncryptedWord,
  },
  // WPXHeader.cpp of libwpd:  0  4  the mark   4  4  where the document is   8  1  product   9  1  kind   12  2  sum of the password, or 0
  {
    id: 'wordperfect-encrypted',
    title: 'WordPerfect document',
    begins: ['\xffWPC'],
    isOne: (head) => head.length > 16 && head[8] === 1 && head.readUInt16LE(12) !== 0,
  },
  // Percona XtraBackup (xbcrypt_common.h): the mark of each chunk
  { id: 'xbcrypt', title: 'backup of Percona XtraBackup', begins: ['XBCRYP01', 'XBCRYP02', 'XBCRYP03'] },
];

/** What may precede the first line of a text: empty lines, and the bytes of a byte order mark. */
const BLANKS: readonly number[] = [...Buffer.from(' \t\r\n\ufeff')];

/** One container for each format. It opens and reads nothing, so a large file need not be spooled. */
const byHead: readonly StreamContainer[] = FORMATS.map(({ id, title, begins, isOne = () => true }) => {
  const patterns = begins?.map(beginning);
  const beginsSo = (head: Uint8Array) => patterns === undefined || patterns.some((pattern) => hasMagic(head, pattern));
  return {
    id,
    title,
    reads: 'stream',
    headBytes: HEAD_BYTES,
    firstBytes: patterns && [...BLANKS, ...firstBytesOf(patterns)!],
    notInDecodedText: true,
    sniff(head) {
      if (patterns !== undefined && !BLANKS.includes(head[0]!) && !beginsSo(head)) return false;
      const bytes = contentOf(head);
      return beginsSo(bytes) && isOne(bytes);
    },
    entries: () => notOpened(encryptedMessage(title), 'encrypted'),
  };
});

export const encrypted: readonly Container[] = [...byHead, encryptedFirefoxCache];

/** @param text one character a byte */
function beginning(text: string): Magic {
  return { offset: 0, bytes: [...Buffer.from(text, 'latin1')] };
}

/** Skips empty lines and a byte order mark before the first line of a text. */
function contentOf(head: Uint8Array): Buffer {
  let start = 0;
  while (start < MAX_BLANKS && BLANKS.includes(head[start]!)) start++;
  return Buffer.from(head.buffer, head.byteOffset + start, Math.min(head.length, HEAD_BYTES) - start);
}
const MAX_BLANKS = 256;
