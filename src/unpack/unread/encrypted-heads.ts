/**
 * Further checks on the first bytes of an encrypted file whose mark alone would not suffice, being short or also the beginning of
 * a text about the format. Each check gets up to 64 KiB; fewer only when the file ends.
 */

/*  Header of four lines:  ANDROID BACKUP   version   1 when compressed   AES-256, or none
 *  and then, of encrypted ones, salts, rounds and a key in hex (BackupPasswordManager of Android)   */
export function isAndroidBackup(head: Buffer): boolean {
  return /^ANDROID BACKUP\n[1-9]\d?\n[01]\nAES-256\n[0-9A-F]{64}/.test(head.toString('latin1', 0, 128));
}

/** Ansible Vault 1.1 and 1.2: the version, the cipher, from 1.2 on a label; then hex in lines of 80. */
export function isAnsibleVault(head: Buffer): boolean {
  return /^\$ANSIBLE_VAULT;1\.\d;AES\d{0,3}(?:;[^\r\n]{1,100})?\r?\n[0-9a-f]{40}/.test(head.toString('latin1', 0, 256));
}

/** 4967d63b-2e29-4ad8-8399-f6a339e3d001, which both kinds of volumes have. */
const BITLOCKER_GUID = Buffer.from('3bd66749292ed84a8399f6a339e3d001', 'hex');

/**
 * A volume of BitLocker (libbde):  0  3  a jump   3  8  OEM name   510  2  55 aa. Windows 7 and later write the identifier of the
 * format at 160, and at 424 of BitLocker To Go, which begins as FAT32 does; Vista writes none.
 */
export function isBitLocker(head: Buffer): boolean {
  if (head.length < 512 || head[510] !== 0x55 || head[511] !== 0xaa) return false;
  return head.toString('latin1', 3, 11) === '-FVE-FS-' || head.subarray(424, 440).equals(BITLOCKER_GUID);
}

/**
 * A lower file of eCryptfs (fs/ecryptfs/crypto.c of Linux), big-endian:  0  8  bytes of the file   8  4  any number   12  4  that number,
 * exclusive or with a constant   16  4  version and flags   20  4  bytes of a part of the header = 4,096
 */
export function isEcryptfs(head: Buffer): boolean {
  const [MARK, PART_BYTES] = [0x3c81b7f5, 4096];
  if (head.length < PART_BYTES || head.readUInt32BE(20) !== PART_BYTES) return false;
  return (head.readUInt32BE(8) ^ head.readUInt32BE(12)) === MARK;
}

/**
 * MySQL (sql/rpl_log_encryption.cc): another mark than that of a log, version 1, and a header of 512 bytes. MariaDB (sql/log_event.h): the mark
 * of a log, an event that tells of its format, and one that says that all behind it is encrypted, little-endian, each:  4  1  kind   9  4  bytes
 */
export function isEncryptedLog(head: Buffer): boolean {
  const [MARIADB, FIRST_AT, KIND_AT, BYTES_AT, START_ENCRYPTION, MYSQL_BYTES] = [0xfe, 4, 4, 9, 164, 512];
  if (head[0] !== MARIADB) return head.length >= MYSQL_BYTES;
  if (head.length < FIRST_AT + BYTES_AT + 4) return false;
  return head[FIRST_AT + head.readUInt32LE(FIRST_AT + BYTES_AT) + KIND_AT] === START_ENCRYPTION;
}

/** A database since H2 1.4:  0  10  mark  10  8  salt. Else:  0  16  mark  16  16  salt, in whose place the mark stands where nothing is encrypted. */
export function isEncryptedByH2(head: Buffer): boolean {
  const [DATABASE_BYTES, MARK_BYTES, FILE_BYTES] = [18, 16, 48];
  if (head[0] === 0x48) return head.length > DATABASE_BYTES;
  return head.length >= FILE_BYTES && !head.subarray(MARK_BYTES, 2 * MARK_BYTES).equals(head.subarray(0, MARK_BYTES));
}

/**
 * Properties that Derby writes for a database (`service.properties`, StorageFactoryService of apache/derby): some thirty, in no fixed
 * order.
 */
export function isEncryptedDerby(head: Buffer): boolean {
  const properties = head.subarray(0, DERBY_BYTES);
  return DERBY.every((property) => properties.includes(property));
}
const DERBY_BYTES = 8 << 10;
const DERBY = ['\nderby.serviceProtocol=org.apache.derby.database.Database', '\ndataEncryption=true'];

const ENVELOPED = ['060b2a864886f70d0109100117', '06092a864886f70d010703', '06092a864886f70d010706'];
const PEM_LINE = /^-----BEGIN (?:CMS|PKCS7)-----\r?\n/;
/** A sequence with a length of up to four bytes, and the longest of the identifiers. */
const CMS_BYTES = 32;

/**
 * ContentInfo (RFC 5652, section 3) in DER, in BER or in PEM, whose content is enveloped (6.1), enveloped and authenticated
 * (RFC 5083) or encrypted data (8).
 *   0  1  30, a sequence   1  1 to 5  its length, 80 when it has none   .  .  identifier   .  1  a0
 */
export function isEnvelopedData(head: Buffer): boolean {
  const line = PEM_LINE.exec(head.toString('latin1', 0, 40))?.[0].length;
  const bytes =
    line === undefined ? head.subarray(0, CMS_BYTES) : Buffer.from(head.toString('latin1', line, line + 44), 'base64');
  if (bytes[0] !== 0x30) return false;
  const length = bytes[1] ?? 0;
  if (length > 0x84) return false;
  const at = length <= 0x80 ? 2 : 2 + (length & 0x7f);
  const hex = bytes.toString('hex', at);
  return ENVELOPED.some((identifier) => hex.startsWith(`${identifier}a0`));
}

/** First header fields of a stored or outgoing mail. */
const MAIL =
  /^(?:From [^\n]{1,200}\n(?:[\w-]+:)|(?:return-path|received|delivered-to|from|to|cc|date|subject|message-id|mime-version|reply-to|sender|content-[a-z-]+|x-[\w-]+|dkim-signature|arc-[a-z-]+|authentication-results|user-agent): ?[^\n])/i;
/** RFC 8551, section 3.3; RFC 3156, section 4. Lines may be folded (RFC 5322, section 2.2.3). */
const ENCRYPTED_TYPE =
  /^content-type:\s*(?:application\/(?:x-)?pkcs7-mime;(?:[^\n]|\n[ \t])*?smime-type="?(?:auth)?enveloped-data|multipart\/encrypted;)/im;

const COLON = 0x3a;
/** `From ` and an address, as in a mailbox, before the first field. */
const MAX_NAME_BYTES = 200;

/** A mail whose whole body is encrypted. */
export function isEncryptedMail(head: Buffer): boolean {
  const first = head.indexOf(COLON);
  if (first < 2 || first > MAX_NAME_BYTES || !MAIL.test(head.toString('latin1', 0, 256))) return false;
  const end = /\r?\n\r?\n/.exec(head.toString('latin1'))?.index;
  return end !== undefined && ENCRYPTED_TYPE.test(head.toString('latin1', 0, end));
}

/** META-INF/manifest.xml stating that files beside it are encrypted: OpenDocument 1.3, part 2, section 4.4. */
export function isOpenDocument(head: Buffer): boolean {
  return head.subarray(0, 1024).includes('<manifest:manifest') && head.includes('<manifest:encryption-data');
}

/** openssl enc:  0  8  Salted__   8  8  salt   16  .  data, and none of it text. Its base64 (`-a`, CryptoJS) is decoded before. */
export function isSalted(head: Buffer): boolean {
  return head.length > 16 && head.subarray(8, 32).some((byte) => byte < 0x20 || byte > 0x7e);
}

/** mcrypt:  0  3  the mark   3  1  flags   4  .  name of the algorithm, and a zero. */
export function isMcrypt(head: Buffer): boolean {
  return /^[a-z][a-z\d-]{1,30}\0/.test(head.toString('latin1', 4, 40));
}

/** VimCrypt~01!, up to 05, followed by bytes that are not text. */
export function isVimCrypt(head: Buffer): boolean {
  return (
    /^VimCrypt~0[1-5]!/.test(head.toString('latin1', 0, 12)) && !/^[\t -~]{20}/.test(head.toString('latin1', 12, 32))
  );
}

/** Base64 without line breaks, and nothing else. */
export function isElectrumWallet(head: Buffer): boolean {
  return head.length > 128 && /^QklFM[A-Za-z0-9+/]{100,}={0,2}\s*$/.test(head.toString('latin1'));
}

const EQUALS = 0x3d;

/**
 * ActiveSupport::EncryptedFile (`credentials.yml.enc`): base64 of the ciphertext, a nonce of 12 bytes and a tag of 16, and nothing
 * else.
 */
export function isRailsCredentials(head: Buffer): boolean {
  // Longer content, 48 KiB of settings, ends beyond the head.
  if (head[head.length - 1] !== EQUALS && head[head.length - 2] !== EQUALS) return false;
  return /^[A-Za-z0-9+/]{4,}={0,2}--[^-]{16}--[^-]{24}\s*$/.test(head.toString('latin1'));
}
