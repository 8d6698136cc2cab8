/**
 * Recognises files that show that their neighbours, which look like noise in name and content, are encrypted: keys and settings of
 * backup repositories and of encrypted folders. Each check gets up to 64 KiB; fewer only when the file ends.
 */

/** Checks for text that contains all of these, in any order. */
const isAllIn =
  (...words: readonly string[]) =>
  (head: Buffer): boolean =>
    words.every((word) => head.includes(word));

/** keys/… of a repository, in one line (restic/internal/repository/key.go). */
export const isResticKey = isAllIn('"kdf":"scrypt"', '"salt":"', '"data":"');

/** kopia.repository.f (kopia/repo/format/format_blob.go) */
export const isKopiaFormat = isAllIn('"keyAlgo"', '"encryptedBlockFormat"');

/** gocryptfs.conf, and gocryptfs.reverse.conf (gocryptfs/internal/configfile) */
export const isGocryptfsSettings = isAllIn('"Creator"', '"gocryptfs', '"EncryptedKey"', '"ScryptObject"');

/** .encfs6.xml (encfs/FileUtils.cpp) */
export const isEncfsSettings = isAllIn('<boost_serialization', '<creator>EncFS ', '<encodedKeyData>');

/** masterkey.cryptomator (cryptomator/cryptolib, MasterkeyFile) */
export const isCryptomatorKey = isAllIn('"scryptSalt"', '"primaryMasterKey"', '"hmacMasterKey"');
