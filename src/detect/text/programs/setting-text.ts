/** Text in the place of a setting's value that is none: text for users, and source code, which is most of what is read as a setting. */
import { asksForValue, looksMadeUp } from '../placeholder.ts';
import { isDrawn, isDrawnLetters, isIssued, isOfWords } from '../value-kind.ts';
import { isHashInBase64 } from './hash-in-base64.ts';
import { NAMES_SECRET } from './setting-name.ts';
import type { Setting } from './setting-pieces.ts';

/**
 * Paths, addresses, references, hashes of crypt(3) with shell escapes (`\$5\$salt\$…` of coturn) or after a user name (htpasswd),
 * hashes of GRUB, also where a guide wraps them (`grub.pbkdf2.sha512.10000.C4E0…`), digests with their algorithm or a version
 * (`1.3-…` of OpenStack's objects), types in the notation of Sphinx (`~azure.core.Credential`) and of protobuf in Go
 * (`bytes,2,opt,name=password`), arguments after a text that ends with the name (``log(`password:`,e)``, `print("pwd=",getenv("PWD"))`), what a bundler declares behind a text (`t="&password=",n=e4,r="&user="`), calls behind a string of PHP that ends (`password='".addcslashes($F,`), tags of a field in Go (`json:"password"`), keys of other rules; references to keys kept elsewhere: `pkcs11:object=…` (RFC 7512),
 * `awskms:key-id=…`.
 */
const OTHER_VALUE =
  /^(?:~[a-z]\w*\.|(?:bson|json|toml|xml|yaml):\\{0,2}(?:"|$)|grub\.pbkdf2\.|[\w.@-]{1,32}:\$(?:2[abxy]|[156]|apr1)\$|\\{1,3}\$[A-Z][A-Z_]{2,40}$|(?:bytes|varint),\d+,|\d{1,3}\.\d{1,3}-[0-9a-f]{32}$|\),|,[A-Za-z_$][\w$.]{0,40}[(),]|,[A-Za-z_$][\w$]{0,16}=(?:[\w$.]{1,40}[[(,;]|.*=$)|\.[a-z_]\w{1,40}\(|md5[0-9a-f]{32}|\d{4}-\d\d-\d\dT|[.~]{0,2}\/|[A-Za-z]:\\|\w+:\/\/|sha\d{1,3}[-:]|0x(?![0-9a-fA-F]{64}$)[0-9a-fA-F]+$|eyJ|A[KS]IA|SCW[A-Z0-9]{17}$|arn:|urn:|AQAAABAAAA|[a-z][a-z0-9]{2,11}:[a-z-]{2,12}=|\$|\\{1,3}\$[A-Za-z0-9-]{1,16}\\{1,3}\$|#[{/]|--|-(?:J-)?D[a-z]+\.|\{|\[)/;
/** Formats, annotations, references, patterns, and concatenated strings: `'password=' + value + '&user='`. */
const AT_EDGE = /^[*%@&^+]|\+$/;
/**
 * Exceptions: one in ten passwords with signs that programs draw begins or ends this way, and quoted ones may begin like a
 * variable, an option or a path. Values in the notation of crypt(3) are not exceptions: `$6$…`.
 */
const SIGNED_PASSWORD = /^(?!\$[A-Za-z0-9-]{1,16}\$)(?:\$|--?|[*%@&^+/])?[A-Za-z0-9!@#$%^&*_=+~?-]{15,}$/;
/**
 * Templates, patterns, character classes, selectors of CSS, a string of PHP that ends (`'.$roomPass.'`), one character of an icon font (`form-textbox-password: "\U000F07F5"`), the end of a line (`password "\r\n"`), a command of the shell with a variable, a JWT with a word for its signature, markup, calls, host and file names; an anchor in a page, as in the trees of Doxygen,
 * and a line of a source, as in QGIS's map of its classes (`src/core/auth/qgsauthmanager.h#L304`): `[ "std::cregex_token_iterator", "a01639.html#ga2b02…", null ]`; parameters in a page that colours them: `setPassword</span>(const <span`.
 */
const PROGRAM_TEXT =
  /\[type=|\.html#|\.[a-z]{1,4}#L[0-9]|\(\?[:=!]|\[[\^_.-]{0,3}(?:a-z|A-Z|0-9)|^['"]?\s?\.\s?\$|\.signature$|\\u[0-9A-Fa-f]{4}-\\u| ["']\$[A-Za-z_{]|^\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})$|^(?:\\[rnt0])+$|^ \+|\+ $|[$#@%]\{|\$\(|\\[wdsbSWDx(]|<\/?[a-z]|\(\)|=>|::|\{\}|%(?:[sd]|0[1-9]{1,2}x)|\.(?:com|org|net|io|js|ts|json|py|html|css|png|svg|xml|ya?ml|pem|txt|key|inc|php)$|\.(?:com|org|net|io):\d{2,5}$|^\(const$/;
/** Text for users in other scripts, as in Java's tables: `\u30D1\u30B9…`; in HTML: `Contrase&ntilde;a`. */
const ESCAPED_TEXT = /\\u(?!00[0-7])[0-9A-Fa-f]{4}|&[A-Za-z]{1,2}(?:acute|grave|uml|tilde|circ|cedil|ring|slash|lig);/;
/** Members of objects: process.env.PASSWORD1 */
const MEMBER = /^[A-Za-z_$][\w$]*(?:[.:?]+[A-Za-z_$][\w$]*)+$/;
/**
 * After `::`, a function and its anchor in a page, in indexes that Doxygen makes for the help of Qt:
 * `KPasswordDialog::setIcon_a1d421ad…`
 */
const PLACE_OF_MEMBER = /^[A-Za-z_]\w*_a[0-9a-f]{32}/;
/** Names with their package: `aws-cdk-lib.aws_apigatewayv2.ApiKey#fromApiKeyId`, `aws-cdk-lib/aws-route53.CfnKeySigningKey` */
const QUALIFIED_NAME = /^(?:[A-Za-z][\w-]*(?:[.#][A-Za-z][\w-]*){2,8}|@?[a-z][\w-]*\/[a-z][\w-]*\.[A-Z][A-Za-z]*)$/;
const WORDS_JOINED = /[a-z]{3}(?:[_-][a-z]|[A-Z][a-z])[a-z]{2}/;
/** What a bundler re-exports under a short name: `exports.PrivateKeyVariants = _chunkL5DUJTE3js._` */
const MINIFIED = /^[A-Za-z_$][\w$]*\.[\w$]{1,2}$/;
/**
 * What TypeScript re-exports from a module: `exports.generatePrivateKey = bls_lib_1.blsKeyGen`; a variable of obfuscators:
 * `_0x21c44d??_0x4f7951`
 */
const GENERATED = /^[A-Za-z]\w*_\d{1,2}\.[A-Za-z_$][\w$]*$|^_0x[0-9a-f]{4,6}\b/;
/** Constants of C: `AVS_TKN_AFMT_BIT_DEPTH_U32` */
const CONSTANT = /^[A-Z][A-Z0-9]{0,15}(?:_[A-Z0-9]{1,15}){2,12}$/;
/** The name of a variable that holds it: `Password = "AZURE_PASSWORD"` */
const VARIABLE_OF_SECRET = /^[A-Z][A-Z0-9]*_(?:[A-Z0-9]+_){0,4}(?:PASS(?:WORD|WD|PHRASE)?|PWD|SECRET|TOKEN)$/;
/** Names of functions, in three parts or more, the last of which names a secret: `ksmbd_gen_smb30_signingkey` */
const FUNCTION = /^[a-z][a-z0-9]*(?:_[a-z0-9]+){2,}$/;
/** A number in a comparison followed by the branches, in minified code: `e.token===1077936157?F=1:d` */
const CONDITIONAL = /^[0-9]+\?/;
/** Numbers with their type, as Crystal and Rust write them: `1216_u32` */
const TYPED_NUMBER = /^-?[0-9]{1,20}_?[iuf](?:8|16|32|64|128)$/;
/** Pointers, in bindings to libraries of C: `gr_passwd : Char*` */
const POINTER = /^(?:[Cc]har|[Uu]?[Ii]nt(?:8|16|32|64)?|[Vv]oid|[Ww]char)\*{1,2}$/;
/**
 * Versions, behind the name of a package: of Python (PEP 440, `0.1.0.dev1+g12ab34d.d20240101` of setuptools-scm), of Semantic
 * Versioning (`1.0.0-alpha.1+build.5`) and of Debian (`2.2.3.dfsg.1-5+b2`). Only numbers and short words follow the first two numbers.
 */
const VERSION = /^(?:\d:)?v?\d{1,8}(?:\.\d{1,14}){1,5}(?:[a-z]{1,5}\d{1,14})?(?:[.+~_-][a-z0-9]{1,14}){0,8}$/;
/** An element of a page that describes a setting: `password "<I>text</I>"` */
const ELEMENT = /^<([A-Z]{1,8})>[^<>]{0,60}<\/\1>$/;
/** Rules of a validator: `required|string|not_empty` */
const VALIDATION = /^(?:required|nullable|string)\|[a-z]/;

/** Names in small letters, three or more joined by dots: `h5.zdn.vn_zlink3rd` of Zalo's Mini Apps */
const DOTTED_NAME = /^[a-z][a-z0-9_]{0,11}(?:\.[a-z][a-z0-9_]{1,11}){2,5}$/;

/**
 * CSS classes of postcss-modules, with the hash of their file and a line: `awsui_token_dm8gx_dpjap_10` of Cloudscape, in the
 * console of AWS CDK
 */
const SCOPED_CLASS = /^[a-z]*_[a-z]+(?:-[a-z]+)*(?:_[a-z0-9]{5}){1,2}_\d{1,4}$/;

/**
 * A mangled C++ name (Itanium C++ ABI, section 5.1), words after their lengths: in the name section of duckdb-coi.wasm,
 * `_ZTSN6duckdb17DuckDBSecretsDataE` follows `_ZTIN6duckdb17DuckDBSecretsDataE` with a length, as a value follows its name.
 */
const LINKED_NAME = /^_{1,2}Z[A-Z]{0,8}\d{1,3}[A-Za-z_]{2}/;

/** In so long a text, a part of a byte at its end says no more: tokens are several numbers in base64, one behind the other. */
const isOfBytes = ({ length }: string): boolean => length % 4 === 0 || length > 128;

/**
 * Base64 of bytes: one in 16 begins or ends with a sign that paths and concatenations have, but those have words. `eyJ` begins
 * JSON: a part of a JWT.
 */
function isBase64OfBytes(value: string): boolean {
  return /^(?!eyJ)[A-Za-z0-9+/]{22,}={0,2}$/.test(value) && isOfBytes(value) && isDrawn(value) && !isOfWords(value);
}

export function isProgramText(setting: Setting, window: string): boolean {
  const { value, form, start } = setting;
  if (isSignedInQuotes(setting)) return asksForValue(value.slice(1)) || isMadeUp(value);
  if (
    /[^\x20-\x7e]/.test(value) ||
    (/ /.test(value) && form !== 'quoted' && form !== 'quoted-in-prose') ||
    (!isBase64OfBytes(value) && (OTHER_VALUE.test(value) || PROGRAM_TEXT.test(value) || isOfProgramAtEdge(value))) ||
    ESCAPED_TEXT.test(value) ||
    VALIDATION.test(value) ||
    POINTER.test(value) ||
    ELEMENT.test(value) ||
    TYPED_NUMBER.test(value) ||
    SCOPED_CLASS.test(value) ||
    DOTTED_NAME.test(value) ||
    LINKED_NAME.test(value) ||
    isHashInBase64(value) ||
    VERSION.test(value) ||
    VARIABLE_OF_SECRET.test(value) ||
    (PLACE_OF_MEMBER.test(value) && window.startsWith('::', start - 2)) ||
    (QUALIFIED_NAME.test(value) && WORDS_JOINED.test(value)) ||
    asksForValue(value) ||
    isMadeUp(value)
  )
    return true;
  if (form === 'argument' && (/^[A-Za-z]+$/.test(value) || CONSTANT.test(value)))
    return NAMES_SECRET.test(value) || CONSTANT.test(value);
  if (form !== 'bare') return false;
  if (GENERATED.test(value)) return true;
  if (CONSTANT.test(value) || MINIFIED.test(value) || (FUNCTION.test(value) && endsWithSecret(value))) return true;
  if (CONDITIONAL.test(value) || (MEMBER.test(value) && (!isIssued(value) || NAMES_SECRET.test(value)))) return true;
  return isCodeBehind(window.slice(start + value.length, start + value.length + MAX_TAG_BYTES), value);
}

function isOfProgramAtEdge(value: string): boolean {
  return AT_EDGE.test(value) && !isSignedPassword(value);
}

function isSignedPassword(value: string): boolean {
  return SIGNED_PASSWORD.test(value) && isDrawn(value) && KINDS.every((kind) => kind.test(value));
}

/** `"$R7k!pQz…"`, `'--x7…'`: unless the name of a variable or of a template extends to the end. */
function isSignedInQuotes({ value, form }: Setting): boolean {
  if (!IN_QUOTES.has(form) || !/^(?:\$|--|\/|[%@])/.test(value) || !isSignedPassword(value)) return false;
  return !/^%.*%$|^@.*@$|^%[0-9a-zA-Z]{2}%|^\/[A-Za-z0-9_-]*$/.test(value);
}
const IN_QUOTES: ReadonlySet<Setting['form']> = new Set(['quoted', 'beside', 'argument']);

/**
 * A call, a member, a tag. A tag that closes, `<code>password=value</code>`, is as often of a program that a page shows; but text ends
 * there in a paragraph, a cell or what a test printed (JUnit, TRX, NUnit), and whatever closes, a machine drew the value.
 */
function isCodeBehind(behind: string, value: string): boolean {
  return CODE_BEHIND.test(behind) && !ENDS_TEXT.test(behind) && !(CLOSING_TAG.test(behind) && isIssued(value));
}
const MAX_TAG_BYTES = 16;
const CODE_BEHIND = /^(?:[([{.<]|\\\/)/;
const ENDS_TEXT =
  /^<(?:br|\\?\/(?:li|p|td|dd|div|system-(?:out|err)|std(?:out|err)|Std(?:Out|Err)|[mM]essage|failure|error|[oO]utput)>)/;
/** The slash is escaped in JSON of PHP. What is highlighted goes on with a `<span>`. */
const CLOSING_TAG = /^<(?:\\?\/[A-Za-z]|t?span[ >])/;

/** Letters, and characters that join words: without quotes it is a name rather than a value, unless nothing would be named that way. */
export function isBareName({ value, form }: Setting): boolean {
  return (form === 'bare' || form === 'spaced') && /^[A-Za-z_.:/=-]+$/.test(value) && !isDrawnLetters(value);
}

function endsWithSecret(value: string): boolean {
  return NAMES_SECRET.test(value.slice(value.lastIndexOf('_') + 1));
}

const KINDS = [/[0-9]/, /[a-z]/, /[A-Z]/];

/** Text that someone typed; if it is long and has letters of both cases and digits, it has the form of a real one. */
function isMadeUp(value: string): boolean {
  return looksMadeUp(value) && !(value.length >= 20 && KINDS.every((kind) => kind.test(value)));
}
