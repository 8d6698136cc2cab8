/**
 * Further checks on the first bytes of a stream in the compound file of a password-protected Office document. Each check gets up to 64 KiB;
 * fewer only when the stream ends. One stream of each document is enough; the encrypted streams beside it have no mark.
 */

/*  EncryptionInfo, a stream of the compound file that an encrypted .docx is; MS-OFFCRYPTO, little-endian
 *  2.3.4.5, standard:  0  2  version 2 to 4   2  2  2   4  4  flags   8  4  size of the header   12  4  the same flags   20  4  cipher
 *  2.3.4.10, agile:    0  2  4                2  2  4   4  4  0x40    8  .  XML                                                     */
export function isOfficeEncryption(head: Buffer): boolean {
  if (head.length < 32) return false;
  const [major, minor, flags] = [head.readUInt16LE(0), head.readUInt16LE(2), head.readUInt32LE(4)];
  if (major === 4 && minor === 4 && flags === 0x40)
    return head.toString('latin1', 8, 13) === '<?xml' && head.includes('schemas.microsoft.com/office/2006/encryption');
  if (major < 2 || major > 4 || minor !== 2 || flags !== head.readUInt32LE(12)) return false;
  // AES-128, 192, 256, RC4
  return [0x660e, 0x660f, 0x6610, 0x6801].includes(head.readUInt32LE(20));
}

/*  WordDocument of Word 97 to 2003 ([MS-DOC] 2.5.2), and with other numbers of Word 6 and 95; little-endian
 *  0  2  a5ec, a5dc   2  2  version   10  2  flags   12  2  version for those who read it; the table beside it (1Table) is encrypted as well  */
export function isEncryptedWord(head: Buffer): boolean {
  const [MIN_BYTES, ENCRYPTED] = [64, 0x0100];
  if (head.length < MIN_BYTES || (head.readUInt16LE(10) & ENCRYPTED) === 0) return false;
  const versions = head.readUInt16LE(0) === 0xa5ec ? WORD_97 : WORD_6;
  return versions.includes(head.readUInt16LE(2)) && versions.includes(head.readUInt16LE(12));
}
/** nFib and nFibBack; Word 97 and all later versions write bf as the second. */
const WORD_97 = [0xbf, 0xc0, 0xc1, 0xc2, 0xd9, 0x101, 0x10c, 0x112];
const WORD_6 = [0x65, 0x66, 0x67, 0x68, 0x69];

/**
 * The first page of an Access database: the bytes from 24 on are masked with RC4 under the key c7da396b. The four bytes at 62 are the key
 * of all other pages, where zero means that nothing is encrypted; NO_KEY is a masked zero. A password alone encrypts nothing.
 */
export function isEncryptedAccess(head: Buffer): boolean {
  const [KEY_AT, PAGE_BYTES, NO_KEY] = [62, 2048, 0xfb8abc4e];
  return head.length >= PAGE_BYTES && head.readUInt32BE(KEY_AT) !== NO_KEY;
}
