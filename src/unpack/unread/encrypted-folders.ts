/**
 * Files that say that what lies beside them is encrypted, in names and files that look like noise: the keys and settings of repositories
 * of backup programs and of encrypted folders. All get up to 64 KiB, of which there are fewer only when the file ends.
 */

/** Text within which a program has all these, in this order or another. */
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
