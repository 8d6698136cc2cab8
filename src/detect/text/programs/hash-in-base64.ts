/** Hashes of passwords in base64, which have no sign that rules about hashes look for, or have it only once decoded. */

/** Of SHA-1, SHA-256 and SHA-512, and of MD5, with padding or without. */
const DIGEST = /^(?:[\w+/-]{27}=?|[\w+/-]{43}=?|[\w+/-]{86}(?:==)?)$/;
const MD5 = /^[\w+/-]{22}(?:==)?$/;
/** A column next to the one of passwords, which are hashes then. */
const SALT_COLUMN = /(?:^|[a-z _-])salt$/i;

/**
 * Whether all are as long as a digest. MD5 counts only if there are more, since 16 random bytes are also a password. A digest is not
 * told from what `openssl rand -base64 32` draws, so such a value is doubtful, not none.
 */
export function areDigests(values: readonly string[]): boolean {
  if (values.length === 0) return false;
  return values.every((value) => DIGEST.test(value)) || (values.length > 1 && values.every((value) => MD5.test(value)));
}

export function hasSalts(columns: readonly string[]): boolean {
  return columns.some((column) => SALT_COLUMN.test(column));
}

/**
 * `userPassword:: e1NTSEF9…`, as LDIF (RFC 2849) writes what LDAP servers have, `{SSHA}…`; or ASP.NET Core's Identity (PasswordHasher, version 3): 1, the
 * kind of HMAC, the iterations, and 16 as the length of the salt, four bytes each.
 */
export function isHashInBase64(value: string): boolean {
  if (/^AQAAAA[AEI]A[\w+/]{4}AAAAE/.test(value)) return true;
  return /^e[0-3]/.test(value) && /^\{[A-Za-z0-9-]{2,16}\}/.test(atHead(value));
}

const atHead = (value: string) => Buffer.from(value.slice(0, 24), 'base64').toString('latin1');
