/**
 * Forms in which programs store a password reversibly with a key or constant of their own, so that anyone can recover it. `open…`
 * returns the password, or undefined if it is none. `seal…` is for examples.
 */
import { createCipheriv, createDecipheriv, createHash, type Decipheriv, pbkdf2Sync } from 'node:crypto';
import { spend } from '../../effort-account.ts';
import { decodeBase64 } from '../base64.ts';
import type { RandomText } from '../random-text.ts';

/** CVS's scrambling (its src/scramble.c): the replacement of each character from 32 to 126; it is its own inverse. */
const CVS_SIGNS = 'rx5O`mHlF@LCtJDWo4Kw1"RQ_ApVvnzi)9S+.f(Y&g-2*{[#}76B|~;/\\GsNXkj8$yuhedEIc?^]\'%=0:q Z,b<3!a>MTPU';

export function openCvs(text: string): string | undefined {
  return printable(text.replace(/[ -~]/g, (sign) => CVS_SIGNS[sign.charCodeAt(0) - 32] ?? '\x7f'));
}

/** `{xor}` of WebSphere: base64 of bytes XOR 0x5f, an underscore. */
export function openXor(text: string): string | undefined {
  const bytes = decodeBase64(text, 'standard');
  return bytes && printable(Buffer.from(bytes.map((byte) => byte ^ 0x5f)).toString('latin1'));
}

export function sealXor(password: string): string {
  return Buffer.from(Buffer.from(password).map((byte) => byte ^ 0x5f)).toString('base64');
}

/** VNC (its vncauth.c): DES with 23, 82, 107, 6, 35, 78, 88, 7, whose bits DES takes in reverse. */
const VNC_KEY = Buffer.from([0xe8, 0x4a, 0xd6, 0x60, 0xc4, 0x72, 0x1a, 0xe0]);
/** OpenSSL 3 has only triple DES; with the same key three times it is DES. */
const VNC_KEYS = Buffer.concat([VNC_KEY, VNC_KEY, VNC_KEY]);

export function openVnc(text: string): string | undefined {
  const cipher = createDecipheriv('des-ede3-ecb', VNC_KEYS, null).setAutoPadding(false);
  const password = cipher.update(Buffer.from(text.replaceAll(',', ''), 'hex')).toString('latin1');
  return printable(password.replace(/\0+$/, ''));
}

export function sealVnc(password: string): string {
  const cipher = createCipheriv('des-ede3-ecb', VNC_KEYS, null).setAutoPadding(false);
  const bytes = cipher.update(Buffer.from(password.slice(0, 8).padEnd(8, '\0'), 'latin1'));
  return bytes.toString('hex').replace(/..(?=.)/g, '$&,');
}

/** SecureCRT without a passphrase: AES-256-CBC with SHA-256 of nothing; inside are a length, the password and its SHA-256. */
const NO_PASSPHRASE = createHash('sha256').digest();

export function openSecureCrt(text: string): string | undefined {
  const bytes = Buffer.from(text, 'hex');
  if (bytes.length % 16 !== 0) return undefined;
  const cipher = createDecipheriv('aes-256-cbc', NO_PASSPHRASE, Buffer.alloc(16)).setAutoPadding(false);
  const plain = cipher.update(bytes);
  const length = plain.readUInt32LE(0);
  if (length > plain.length - 36) return undefined;
  const password = plain.subarray(4, 4 + length);
  const sum = createHash('sha256').update(password).digest();
  return sum.equals(plain.subarray(4 + length, 36 + length)) ? password.toString('utf8') : undefined;
}

export function sealSecureCrt(password: string): string {
  const bytes = Buffer.from(password);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  const plain = Buffer.concat([length, bytes, createHash('sha256').update(bytes).digest()]);
  const padded = Buffer.concat([plain, Buffer.alloc(-plain.length & 15)]);
  const cipher = createCipheriv('aes-256-cbc', NO_PASSPHRASE, Buffer.alloc(16)).setAutoPadding(false);
  return cipher.update(padded).toString('hex');
}

/** mRemoteNG without a master password: AES-256-GCM with a key derived from `mR3m` by PBKDF2; the salt is authenticated too. */
const mRemoteKey = (salt: Uint8Array, iterations: number) => pbkdf2Sync('mR3m', salt, iterations, 32, 'sha1');

/** Of 11,000 iterations. */
const M_REMOTE_US = 4000;

export function openMRemote(text: string): string | undefined {
  const bytes = decodeBase64(text, 'standard');
  if (bytes === undefined || bytes.length < 49) return undefined;
  spend(M_REMOTE_US);
  for (const iterations of [1000, 10_000]) {
    const salt = bytes.subarray(0, 16);
    const cipher = createDecipheriv('aes-256-gcm', mRemoteKey(salt, iterations), bytes.subarray(16, 32));
    cipher.setAAD(salt).setAuthTag(bytes.subarray(-16));
    try {
      return Buffer.concat([cipher.update(bytes.subarray(32, -16)), cipher.final()]).toString('utf8');
    } catch {
      // Another number of rounds, or a password of the owner.
    }
  }
  return undefined;
}

export function sealMRemote(password: string, random: RandomText): string {
  const [salt, nonce] = [random.bytes(16), random.bytes(16)];
  const cipher = createCipheriv('aes-256-gcm', mRemoteKey(salt, 1000), nonce).setAAD(salt);
  const sealed = [cipher.update(password, 'utf8'), cipher.final()];
  return Buffer.concat([salt, nonce, ...sealed, cipher.getAuthTag()]).toString('base64');
}

/** WinSCP: each byte inverted and XOR 0xa3; a flag, a version, a length, how many bytes to skip, and user, host and password. */
export function openWinScp(text: string): { readonly whole: string } | undefined {
  const bytes = Buffer.from(text, 'hex').map((byte) => ~byte ^ 0xa3);
  const isLong = bytes[1] === 2;
  const length = isLong ? bytes[2]! * 256 + bytes[3]! : bytes[2]!;
  const at = isLong ? 4 : 3;
  const from = at + 1 + bytes[at]!;
  if (bytes[0] !== 0xff || !(length >= 3 && from + length <= bytes.length)) return undefined;
  return { whole: Buffer.from(bytes.subarray(from, from + length)).toString('utf8') };
}

export function sealWinScp(whole: string): string {
  const plain = Buffer.concat([Buffer.from([0xff, 0, whole.length, 2, 1, 2]), Buffer.from(whole)]);
  return Buffer.from(plain.map((byte) => ~byte ^ 0xa3))
    .toString('hex')
    .toUpperCase();
}

/** rclone (its fs/config/obscure): AES-256-CTR with a key in its sources, after an IV. */
const RCLONE_KEY = Buffer.from(
  ['9c935b48730a554d 6bfd7c63c886a92b', 'd390198eb8128afb f4de162b8b95f638'].join('').replaceAll(' ', ''),
  'hex',
);

export function openRclone(text: string): string | undefined {
  const bytes = decodeBase64(text, 'url');
  if (bytes === undefined || bytes.length < 19) return undefined;
  const cipher = createDecipheriv('aes-256-ctr', RCLONE_KEY, bytes.subarray(0, 16));
  return printable(cipher.update(bytes.subarray(16)).toString('latin1'));
}

export function sealRclone(password: string, random: RandomText): string {
  const iv = random.bytes(16);
  const cipher = createCipheriv('aes-256-ctr', RCLONE_KEY, iv);
  return Buffer.concat([iv, cipher.update(password, 'utf8')]).toString('base64url');
}

/** Navicat 12 and later, in its exports: AES-128-CBC with a fixed key and IV. */
const NAVICAT = { key: Buffer.from('libcckeylibcckey'), iv: Buffer.from('libcciv libcciv ') };

export function openNavicat(text: string): string | undefined {
  const cipher = createDecipheriv('aes-128-cbc', NAVICAT.key, NAVICAT.iv);
  return printable(finished(cipher, Buffer.from(text, 'hex'))?.toString('utf8') ?? '');
}

export function sealNavicat(password: string): string {
  const cipher = createCipheriv('aes-128-cbc', NAVICAT.key, NAVICAT.iv);
  return Buffer.concat([cipher.update(password, 'utf8'), cipher.final()])
    .toString('hex')
    .toUpperCase();
}

/** HeidiSQL: a digit at the end is added to each byte. */
export function openHeidiSql(text: string): string | undefined {
  const shift = Number(text.at(-1));
  const bytes = Buffer.from(text.slice(0, -1), 'hex').map((byte) => byte - shift);
  return printable(Buffer.from(bytes).toString('latin1'));
}

export function sealHeidiSql(password: string, random: RandomText): string {
  const shift = Number(random.pick([...'123456789']));
  const bytes = Buffer.from(password, 'latin1').map((byte) => byte + shift);
  return `${Buffer.from(bytes).toString('hex').toUpperCase()}${shift}`;
}

/** TeamViewer up to 14 (CVE-2019-18988): UTF-16 in AES-128-CBC, with a key and an IV that are the beginning of a CryptoAPI blob. */
const TEAM_VIEWER = {
  key: Buffer.from(['0602000000a40000', '5253413100040000'].join(''), 'hex'),
  iv: Buffer.from(['0100010067244f43', '6e6762f25ea8d704'].join(''), 'hex'),
};

export function openTeamViewer(text: string): string | undefined {
  const bytes = Buffer.from(text.replace(/[^0-9a-f]/gi, ''), 'hex');
  if (bytes.length === 0 || bytes.length % 16 !== 0) return undefined;
  const cipher = createDecipheriv('aes-128-cbc', TEAM_VIEWER.key, TEAM_VIEWER.iv).setAutoPadding(false);
  return printable(cipher.update(bytes).toString('utf16le').replace(/\0+$/, ''));
}

export function sealTeamViewer(password: string): string {
  const cipher = createCipheriv('aes-128-cbc', TEAM_VIEWER.key, TEAM_VIEWER.iv).setAutoPadding(false);
  const plain = Buffer.from(password, 'utf16le');
  const bytes = cipher.update(Buffer.concat([plain, Buffer.alloc(-plain.length & 15)]));
  return bytes.toString('hex').replace(/..(?=.)/g, '$&,');
}

/** DBeaver, `credentials-config.json`: AES-128-CBC with a key in its sources, after an IV. */
const DBEAVER_KEY = Buffer.from(['babb4a9f774ab853', 'c96c2d653dfe544a'].join(''), 'hex');

export function openDBeaver(bytes: Uint8Array): string | undefined {
  if (bytes.length < 32 || bytes.length % 16 !== 0) return undefined;
  const cipher = createDecipheriv('aes-128-cbc', DBEAVER_KEY, bytes.subarray(0, 16));
  return finished(cipher, bytes.subarray(16))?.toString('utf8');
}

export function sealDBeaver(text: string, random: RandomText): Uint8Array {
  const iv = random.bytes(16);
  const cipher = createCipheriv('aes-128-cbc', DBEAVER_KEY, iv);
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()]);
}

/** MySQL's login paths (`.mylogin.cnf`): four bytes, a key of 20 that is folded to 16, and lines in AES-128-ECB, each behind its length. */
const MY_LOGIN_HEAD = 24;

export function openMyLogin(bytes: Uint8Array): string | undefined {
  const view = Buffer.from(bytes);
  const lines: string[] = [];
  for (let at = MY_LOGIN_HEAD; at + 4 < view.length; ) {
    const length = view.readUInt32LE(at);
    const end = at + 4 + length;
    if (length === 0 || length % 16 !== 0 || end > view.length) return undefined;
    const line = finished(createDecipheriv('aes-128-ecb', myLoginKey(view), null), view.subarray(at + 4, end));
    if (line === undefined) return undefined;
    lines.push(line.toString('utf8'));
    at = end;
  }
  return lines.join('');
}

export function sealMyLogin(lines: readonly string[], random: RandomText): Uint8Array {
  const head = Buffer.concat([Buffer.alloc(4), random.bytes(20)]);
  const sealed = lines.flatMap((line) => {
    const cipher = createCipheriv('aes-128-ecb', myLoginKey(head), null);
    const bytes = Buffer.concat([cipher.update(line, 'utf8'), cipher.final()]);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(bytes.length);
    return [length, bytes];
  });
  return Buffer.concat([head, ...sealed]);
}

function myLoginKey(file: Uint8Array): Uint8Array {
  const key = new Uint8Array(16);
  for (let at = 0; at < 20; at++) key[at % 16]! ^= file[4 + at]!;
  return key;
}

/** Core FTP: AES-128-ECB with a fixed key, filled up with zeros. */
const CORE_FTP_KEY = Buffer.from(['hdfzpysv', 'pzimorhk'].join(''));

export function openCoreFtp(text: string): string | undefined {
  const cipher = createDecipheriv('aes-128-ecb', CORE_FTP_KEY, null).setAutoPadding(false);
  return printable(cipher.update(Buffer.from(text, 'hex')).toString('latin1').replace(/\0+$/, ''));
}

export function sealCoreFtp(password: string): string {
  const plain = Buffer.from(password, 'latin1');
  const cipher = createCipheriv('aes-128-ecb', CORE_FTP_KEY, null).setAutoPadding(false);
  return cipher
    .update(Buffer.concat([plain, Buffer.alloc(-plain.length & 15)]))
    .toString('hex')
    .toUpperCase();
}

/** The plaintext, unless its padding shows that another key was used. */
function finished(cipher: Decipheriv, bytes: Uint8Array): Buffer | undefined {
  try {
    return Buffer.concat([cipher.update(bytes), cipher.final()]);
  } catch {
    return undefined;
  }
}

/** Text of characters on a keyboard: eight random bytes are such text once in 2,000, and longer ones ever more rarely. */
export function printable(text: string): string | undefined {
  return /^[\x20-\x7e]{3,}$/.test(text) ? text : undefined;
}
