/**
 * Names of settings: whether one names a secret, or something about one (`passwordField`, `token_type`, `secretArn`), or only
 * looks like it (`publicKeyToken`, `nextPageToken`).
 */
import { isDrawn } from '../value-kind.ts';
import { PASSWORD_WORDS, patternOf, SECRET_WORDS } from './secret-words.ts';
import { tokenLevel } from './token-names.ts';

/**
 * How far a name is read on either side of its word. Names in programs and settings are shorter; longer text is a run of data that
 * contains the word by chance.
 */
export const MAX_NAME_BYTES = 48;

export const NAMES_SECRET = new RegExp(patternOf([...PASSWORD_WORDS, ...SECRET_WORDS]), 'i');

/** Names that end this way are about a secret. */
const ABOUT =
  words(`id ids name names typ type types url uri urls path paths file files filename dir folder hash hashed hasher hashers field fields label labels text hint
hints policy length len min max size count prefix suffix format regex regexp pattern rule rules class classname style styles icon input
inputs placeholder error errors message messages msg title description desc address addr arn ref reference kind alg algorithm method
endpoint expires expiry expiration ttl age lifetime mode header headers param params parameter env var variable manager provider store
storage service handler callback validator validation template selector version column table index idx pos position offset start end list
map set reset forgot change strength required enable enabled disable disabled visible hidden toggle show hide confirmation prompt link button form page
screen view module package plugin component helper util utils factory builder parser lexer scanner reader writer generator signature issuer
audience scope scopes grant flow strategy model schema entity dto request response event action state status result info data options config
settings test tests spec example doc docs color colour prop props attribute attr func fn function cmd command usage limit bytes kid locale
source sources dist used updated created create update delete remove save submit cancel success email domain username user charset encryption verifier
uuid guid iv program programs txid transaction transactions transfer logo sig scheme cipher el element incorrect reveal redirect sender at on last eight keyword keywords operator punctuation comment symbol
server servers time timestamp date padding
alias aliases encoding apps applications
question questions changes symbols identifier literal whitespace number string boolean null undefined
found missing expired invalid mismatch failed failure
startswith istartswith endswith iendswith contains icontains iexact isnull`);
/** A secret itself, not something about it: attributes of a version of a secret, in Terraform and in answers of AWS. */
const IS_SECRET = /secret[_-]?(?:string|data|text|value)$/i;
/** Names that contain such a word have public values, or values of another kind. */
const PUBLIC =
  words(`hash hashed checksum integrity etag digest sha sha1 sha256 sha512 md5 crc fingerprint thumbprint public publishable csrf xsrf nonce
next page continuation cursor pagination cancel cancellation sync abort design css syntax lex lexer tokenizer contract erc20 nft mint coin
idempotency stop eos bos unk pad mask algorithm unsigned`);
/** A .NET assembly's name: `PublicKeyToken=b77a…`. */
const ASSEMBLY = /publickeytoken/i;
/**
 * Source files, listed with their digest in a manifest of a build or a cache of vitest: `"access-token.ts": "41d55f…"`; in CBOR,
 * the `p` of `capi-private-key.ts` may count the rest, which leaves `i-private-key.ts`. And objects, beside each symbol of an archive
 * of GHC: `PrivateKey.p_o`.
 */
const SOURCE_FILE = /[a-z]\.(?:[cm]?[jt]s|[jt]sx|vue|svelte|go|py|rb|rs|java|kt|php|s?css|less|(?:dyn_|p_)?o)$/i;
/** The working directory of a shell. MongoDB, and other programs with short names, have a password as `pwd`. */
const FOLDER = /^(?:(?:OLD)?PWD|oldpwd)$/;
/** Names with `pwd`, `passwd`, `token` or `key` in them that are not secret, one per line. */
const OTHER_NAME = new RegExp(
  [
    // NOPASSWD, a tag of sudoers.
    '^nopasswd$',
    // ice-pwd of SDP (RFC 8839, section 5.4): drawn for one call, and useless for others.
    '(?:^|[^A-Za-z])ice[_-]?pwd$',
    // master-key-ed25519 of Tor's relay descriptors (dir-spec, section 2.1.1): a public key, in the directory once per relay.
    '^master-key-ed25519$',
    // encryptedHmacKey of password-protected Office documents ([MS-OFFCRYPTO], section 2.3.4.14).
    '^encryptedHmacKey$',
    // A message, an SQLSTATE code (ERRCODE_INVALID_PASSWORD = "28P01"), or a value that a test expects to be refused.
    '(?:^|[^A-Za-z])(?:invalid|wrong|incorrect)[_.-]?(?:[a-z]+[_.-])?passw(?:or)?d$',
    // An error of UniCourt's API, by its name: InvalidPacerUserIdOrPassword.
    '(?:^|[^A-Za-z])invalid[a-z]*orpassword$',
    // $skipToken of OData, by which the next page of a list is asked for; a URL may have %24 for the sign.
    '^(?:24)?skiptoken$',
    // Results of checks of mail, with how much they count: `SPF_PASS=-0.001` of SpamAssassin.
    '(?:^|_)(?:SPF|DKIM|DMARC|ARC)(?:_[A-Z]+)?_PASS$',
    // Whose token it is, in an answer of STS of AWS.
    '^SubjectFromWebIdentityToken$',
    // Names of records that SES has the owner of a domain publish in DNS; locks and idempotency tokens of AWS (FMS, EFS).
    'dkim[_-]?tokens?$',
    '(?:^|[^A-Za-z])(?:policy[_-]?update|creation)[_-]?token$',
    // imToken is a wallet.
    '^imtoken$',
    // The emoji :flag_pw: (Palau).
    '^flag[_-]pw$',
    // The ciphertext of a password, as Nova gives it to Horizon.
    '(?:^|[^A-Za-z])enc_password$',
    // secret-id-part of a hidden service of Tor (rend-spec-v2, section 1.3): a hash, in the directory.
    '^secret-id-part$',
    // SSLPassPhraseDialog of Apache: how it asks for one, in each default configuration.
    '^SSLPassPhraseDialog$',
    // Of travellers, players and visitors; filters; steps of a renderer and of a compiler: BOARDING_PASS = ["PDF_417", "AZTEC"].
    '(?:^|[_.-])(?:boarding|season|battle|(?:low|high|band|all)|(?:render|shadow|depth|blur|shader)|(?:first|second|multi|single))[_-]pass$',
    // AllowedAPKSigningKeys of F-Droid's metadata: digests of the certificates of an app.
    'AllowedAPKSigningKeys$',
  ].join('|'),
  'i',
);
/** `FLOW_PASSWORD_REQUIRED_V2` */
const VERSION = /^v[0-9]{1,3}$/;

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}

/** @param name the whole name: `spring.datasource.password`, `dbPassword`, `DB_PASSWORD` */
export function namesSecret(name: string): boolean {
  if (ASSEMBLY.test(name) || FOLDER.test(name) || OTHER_NAME.test(name) || SOURCE_FILE.test(name)) return false;
  const parts = partsOf(name);
  if (parts.some((part) => PUBLIC.has(part)) || tokenLevel(parts) === 'none') return false;
  return IS_SECRET.test(name) || !ABOUT.has(parts.at(-1) ?? '');
}

function partsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])(?=[A-Z])/g, '$1_')
    .replace(/([A-Z])(?=[A-Z][a-z])/g, '$1_')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((part) => part !== '' && !VERSION.test(part));
}

/**
 * A token that opens little (token-names.ts); or the salt of a password, which is stored next to the hash. `API_TOKEN_SALT` of
 * Strapi is a secret.
 */
export function namesLesser(name: string): boolean {
  const parts = partsOf(name);
  return (parts.at(-1) === 'salt' && parts.some((part) => /^p(?:ass|wd)/.test(part))) || tokenLevel(parts) === 'low';
}

/**
 * `pass`, `smtp.pass`, `dbPass`, `DBPASS`; in `bypass`, `compass` and `nopass` it is part of another word.
 * @param head the part of the name before `word`, which is `pass` in any case
 */
export function isPass(head: string, word: string): boolean {
  return !/[A-Za-z0-9]$/.test(head) || (/[a-z0-9]$/.test(head) && word.startsWith('P')) || isOwner(head);
}

/** Whether it names an owner of a password: a `firstPass` may be anything. */
export function isOwner(head: string): boolean {
  return OWNER.test(head);
}
const OWNER =
  /(?:user|usr|db|database|sql|pg|postgres|mongo|redis|smtp|imap|mail|ftp|ssh|ldap|http|proxy|admin|root|auth|login|account|sudo|wifi|rpc|mqtt|amqp|jenkins|key|store|cert|pfx|zip)[._-]?$/i;

/** `.apiKey("…")`, `setToken("…")`, `PrivateKey("…")`; not `token("…")`, `deleteToken("…")`, nor `SecretKeyFactory.getInstance("…")`. */
export function isSetter(name: string): boolean {
  const called = name.slice(name.lastIndexOf('.') + 1);
  return (
    NAMES_SECRET.test(called) &&
    (SETS.test(called) || (OF_SECRET.test(called) && (called !== name || /^[A-Z]/.test(called))))
  );
}
const SETS = /^(?:[sS]et|[wW]ith|[uU]se|[aA]dd|[pP]ut)[A-Z_]/;
const OF_SECRET =
  /^(?:(?:admin|database|db|ftp|key|keystore|ldap|mail|proxy|root|smtp|ssh|store|truststore|user|wifi)_?passw|access|api|app|auth|bearer|client|encryption|master|passw|private|refresh|secret|session|shared|signing|token)/i;

/**
 * `--token value`, `-Password value` of PowerShell, `#define TOKEN "value"`, `ENV TOKEN value`, `setx TOKEN value`,
 * `setenv TOKEN value`: a space is then a sign like any other.
 */
export function isOfCommand(name: string, before: string): boolean {
  return (
    /^-(?:-[A-Za-z]|[A-Z][a-z])/.test(name) || /(?:# ?define|ENV|setx|setenv|set -[gUx]{1,3})[ \t]{1,4}$/.test(before)
  );
}

/**
 * Whether the word is in it by chance: in columns of tests with random letters, in base64, and in pixels of pictures; or it is an object
 * in the index of a static library, before its functions: `pwdbased.o    wc_PKCS12_PBKDF_ex`.
 */
export function isNoName(name: string): boolean {
  if (/^[a-z]{40,}$|\.o$/.test(name)) return true;
  if (name.length < MIN_DRAWN_NAME || !/^\w+$/.test(name) || ENDS_IN_WORD.test(name)) return false;
  const parts = name.split('_');
  // A composed name has words in one case: `DB_PASSWORD_…`, `my_password_…`.
  return (parts.length === 1 || parts.every(isOfBothCases)) && isDrawn(parts.join(''));
}

function isOfBothCases(part: string): boolean {
  return /[a-z]/.test(part) && /[A-Z]/.test(part.slice(1));
}
const ENDS_IN_WORD = /(?:Password|Passwd|Passphrase|Secret|Token|Key|Credentials?)\d{0,2}$/;
/** Short ones have no words either (`xyzCRMSFTPpwdQA7b2`). */
const MIN_DRAWN_NAME = 28;
