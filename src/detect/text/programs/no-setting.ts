/**
 * Excludes text that is not a setting of a secret, though a word says so and something follows: part of a text, a name with
 * another meaning.
 */
import { isAmongTexts } from './among-texts.ts';
import { type NamedSetting, textBefore } from './named-setting.ts';
import { isNoName, isPass, isSetter, NAMES_SECRET, namesSecret } from './setting-name.ts';
import { isKeyOfStore } from './setting-stores.ts';
import { isProgramText } from './setting-text.ts';

export function isNoSetting(named: NamedSetting): boolean {
  const { window, word, head, name, setting } = named;
  if (
    ODD_PWD.test(word) ||
    isOddPw(named) ||
    isOfPixels(named) ||
    isOfBase85(named) ||
    isAmongTexts(named) ||
    isOfStyles(named) ||
    isOfTests(named) ||
    isOfGo(named) ||
    isOfGcc(named) ||
    isTypeOfAws(named) ||
    isSignedRequest(named) ||
    isPart(named) ||
    isItself(named) ||
    (isPassAlone(named) && !isPass(head, word))
  )
    return true;
  const called = setting.form === 'called' ? name.replace(SET, '') : name;
  if (!namesSecret(called) || isNoName(name) || isProgramText(setting, window)) return true;
  if (setting.form === 'called' && called === name && !isSetter(name) && !isDeclared(named)) return true;
  return setting.form === 'counted' && !isOfPair(named);
}

/** `keyPassword.set("value")` of Gradle. */
const SET = /\.set$/;

/** `std::string password("value")`, `QString token("value")`. */
function isDeclared(named: NamedSetting): boolean {
  return /[sS]tring $/.test(textBefore(named).slice(-8));
}

/** `pWd`, `PWd`: it occurs by chance in base64, in base85 of PostScript and in pixels; nobody writes it that way. */
const ODD_PWD = /^(?!PWD$|[Pp]wd$)[Pp][Ww][Dd]$/;

/** `Pw:` in strings of arbitrary characters, such as compressed tables of programs; `en-PW`, `"cca2":"PW"`: Palau. */
function isOddPw(named: NamedSetting): boolean {
  const { word, head, before } = named;
  if (word.length > 2) return false;
  if (isCutByBracket(named)) return true;
  return head === '' ? word !== 'pw' || !/^[\s"'{(,;&?]?$/.test(before) : !/[_.]$/.test(head);
}

/** `px<px;pw:pw:ow:nv:ku;it:gs:`: a slope of colours, where each channel is about what it was in the pixel before. */
function isOfPixels({ window, word, start, setting }: NamedSetting): boolean {
  if (word.length > 3) return false;
  const end = setting.start + setting.value.length;
  const text = window.slice(Math.max(0, start - BEFORE_PIXELS), end);
  if (text.length >= MIN_PIXELS && CHANNELS.some((channels) => isSlope(text, channels))) return true;
  const before = TO_BLANK.exec(window.slice(Math.max(0, start - AROUND_CLOUD), start))![0];
  return isCloud(before + window.slice(start, end) + FROM_BLANK.exec(window.slice(end, end + AROUND_CLOUD))![0]);
}
const BEFORE_PIXELS = 12;
/** Two random letters or digits are this close once in seven times, and so nine tenths of 20 pairs never are. */
const MAX_STEP = 4;
const MIN_PIXELS = 24;
/** Of grey, RGB and RGBA. */
const CHANNELS = [1, 3, 4];

function isSlope(text: string, channels: number): boolean {
  let steps = 0;
  for (let at = channels; at < text.length; at++)
    if (Math.abs(text.charCodeAt(at) - text.charCodeAt(at - channels)) <= MAX_STEP) steps++;
  return steps >= 0.9 * (text.length - channels);
}

/**
 * `ZZZI:SPWD=5BDB?DIN=I=ZZFKaWWKPK?)1?`, clouds in grey: steps are small on average, and go through the signs between digits, capitals and
 * small letters. Two random printable characters are 31 apart on average.
 */
function isCloud(text: string): boolean {
  let sum = 0;
  for (let at = 1; at < text.length; at++) sum += Math.abs(text.charCodeAt(at) - text.charCodeAt(at - 1));
  return sum <= MAX_MEAN_STEP * (text.length - 1) && (text.match(BETWEEN)?.length ?? 0) >= MIN_BETWEEN;
}
const MAX_MEAN_STEP = 12;
const BETWEEN = /[:;<>?@[\\\]^`|~]/g;
const MIN_BETWEEN = 3;
const AROUND_CLOUD = 24;
const [TO_BLANK, FROM_BLANK] = [/[^\s"']*$/, /^[^\s"']*/];

/**
 * `tG,UPWD=0js+S%uk`, in the base85 of PostScript (Red Book, 3.13.3), from `!` to `u`, in lines that may begin with `%`. What stands
 * before the name has no letter from `v` to `y` and no brace, and one character in five is a sign that joins no words.
 */
function isOfBase85({ window, word, start, setting: { form } }: NamedSetting): boolean {
  if (word.length > 3 || form !== 'bare') return false;
  const before = window.slice(Math.max(0, start - 2 * AROUND_BASE85), start).replace(/\r?\n%?/g, '');
  const [text] = BASE85_BEFORE.exec(before) ?? [];
  if (text === undefined || ![/[0-9]/, /[A-Z].*[A-Z].*[A-Z]/, /[a-u].*[a-u].*[a-u]/].every((kind) => kind.test(text)))
    return false;
  return new Set(text.match(/[!"#$%'()*+<>@[\\\]^`]/g)).size >= MIN_SIGNS;
}
const AROUND_BASE85 = 40;
const BASE85_BEFORE = /[!-uz]{40}$/;
/** Kinds of them: one in 50 such pieces of base85 has fewer. */
const MIN_SIGNS = 4;

/**
 * A test that passed: `--- PASS: TestA/seed#0 (0.00s)` of `go test -v`, with `===` of gotestsum; `PASS: ld-elf/orphan-10` above or below
 * another result, as DejaGnu ("Summary log file" of its manual) and Automake ("Scripts-based Testsuites") print them.
 */
function isOfTests({ window, start, head, word, setting }: NamedSetting): boolean {
  if (word !== 'PASS' || !/^X?$/.test(head)) return false;
  const before = window.slice(Math.max(0, start - AROUND_RESULT), start - head.length);
  return (
    GO_BEFORE.test(before) ||
    RESULT_BEFORE.test(before) ||
    RESULT_BEHIND.test(window.slice(setting.start, setting.start + AROUND_RESULT))
  );
}
const AROUND_RESULT = 200;
const GO_BEFORE = /(?:---|===) $/;
const RESULT = '(?:X?PASS|X?FAIL|SKIP|KFAIL|KPASS|ERROR|UNRESOLVED|UNSUPPORTED|UNTESTED): ';
const RESULT_BEFORE = new RegExp(String.raw`(?:^|\n)${RESULT}[^\n]{1,160}\n$`);
const RESULT_BEHIND = new RegExp(String.raw`^[^\n]{1,160}\n${RESULT}`);

/**
 * `a.locals={footer:"fZZkojywXJiqfZHzkOcV",password:"jvbH7gctoZvJjCy3Ha_h",mfa:"pdYIemyU6r9Z9mCILy4Y"}`: classes of CSS with their hashes, as
 * css-loader writes them, with an underscore before a digit. So are three neighbours, none of which is named like a credential.
 */
function isOfStyles({ window, start, head, setting: { start: from, value } }: NamedSetting): boolean {
  if (!STYLE_VALUE.test(value)) return false;
  const nameAt = start - head.length;
  const before = STYLES_BEFORE.exec(window.slice(Math.max(0, nameAt - AROUND_STYLE), nameAt))?.[0] ?? '';
  const to = from + value.length;
  const behind = STYLES_BEHIND.exec(window.slice(to, to + AROUND_STYLE))?.[0] ?? '';
  const names = [before, behind].flatMap((text) => Array.from(text.matchAll(STYLE), ([, name]) => name!));
  return names.length >= 3 && !names.some((name) => NAMES_SECRET.test(name) || /key|id$/i.test(name));
}
const AROUND_STYLE = 240;
const STYLE_VALUE = /^(?:_[0-9][\w-]{19}|[\w-]{20})$/;
const STYLE = /([\w-]{1,40})["']?:\s?["'`](?:_[0-9][\w-]{19}|[\w-]{20})["'`]/g;
const STYLES_BEFORE = /(?:[\w-]{1,40}["']?:\s?["'`][\w-]{20,21}["'`],\s{0,40}["']?){1,3}$/;
const STYLES_BEHIND = /^["'`](?:,\s{0,40}["']?[\w-]{1,40}["']?:\s?["'`][\w-]{20,21}["'`]){1,3}/;

/**
 * Preceded by a closing bracket that nothing in the line opens, as happens in decompressed damaged streams:
 * `>>Dp b pw=hn1ita//reeByLAOyt>>Dp`.
 */
function isCutByBracket(named: NamedSetting): boolean {
  const { window, setting } = named;
  const bracket = OPENS[window.charAt(setting.start + setting.value.length)];
  if (bracket === undefined || setting.form !== 'bare') return false;
  const before = textBefore(named);
  return before.lastIndexOf(bracket.opens) <= Math.max(before.lastIndexOf(bracket.closes), before.lastIndexOf('\n'));
}
const OPENS: Readonly<Record<string, { readonly opens: string; readonly closes: string }>> = {
  ')': { opens: '(', closes: ')' },
  '>': { opens: '<', closes: '>' },
};

/**
 * `PWD=` of os/exec in the string table of a Go program, whose strings are sorted by length with nothing between them
 * (`openstatsyncfilePWD=PATH.0.0uintgo1.`): after its `PATH`, as in 26 of 33 programs of Debian, or after shorter ones, including
 * formats.
 */
function isOfGo(named: NamedSetting): boolean {
  const { word, name, setting } = named;
  if (word !== 'PWD' || !name.endsWith(word) || setting.form !== 'bare') return false;
  return setting.value.startsWith('PATH') || (textBefore(named).match(VERB)?.length ?? 0) >= MIN_VERBS;
}
/** Verbs of a format: `%s`, `%+v`, `%04x`, `%.1f`. */
const VERB = /%[+#]?[0-9]{0,2}(?:\.[0-9])?[dfqsvx]/g;
const MIN_VERBS = 3;

/** `# DEBUG password => iftmp.1_2`: what a variable is bound to, in each of the hundred dumps of GCC's -fdump-tree-all. */
function isOfGcc(named: NamedSetting): boolean {
  return named.before === ' ' && textBefore(named).endsWith('# DEBUG ');
}

/** `"AWS::ApiGateway::ApiKey": "48205d4ffd7feba3"`: a type of resources of CloudFormation, in tables of schemas. */
function isTypeOfAws(named: NamedSetting): boolean {
  return named.before === ':' && TYPE_OF_AWS.test(textBefore(named).slice(-MAX_TYPE));
}
const TYPE_OF_AWS = /\bAWS::[A-Za-z0-9]{1,40}::$/;
const MAX_TYPE = 50;

/**
 * `Authorization: OBS access_key:signature`: an HMAC-SHA1 of one request, in documents of stores that sign as Amazon S3 did (its REST
 * Authentication, signature version 2): Huawei's OBS, Google's GOOG1, KSS of Kingsoft, OSS of Alibaba, COS of Tencent.
 */
function isSignedRequest(named: NamedSetting): boolean {
  return /^access_?key(?:_?id)?$/i.test(named.name) && SIGNED_REQUEST.test(textBefore(named).slice(-8));
}
const SIGNED_REQUEST = /\b(?:AWS|COS|GOOG1|KSS|OBS|OSS) $/;

/** The word is just `pass`, which means many things besides a password. */
export function isPassAlone({ word }: NamedSetting): boolean {
  return word.toLowerCase() === 'pass';
}

/** `-H"X-Auth-Token:value"`, without a blank. */
const HEADER = /^x-(?:[a-z0-9]{1,16}-){0,3}(?:key|token|secret)$/i;

/** Part of a path, or of a value: "/src/password.ts": "…", "token:…", "Password:", arn:aws:secretsmanager:…:secret:… */
function isPart(named: NamedSetting): boolean {
  const { window, end, name, before } = named;
  const behind = window.slice(end, end + 2);
  if (HEADER.test(name) || isSlashOption(named)) return false;
  if (/["']/.test(before) && behind === `:${before}`) return true;
  if (before === '/') return !isKeyOfStore(named.setting.form, textBefore(named));
  return /["':]/.test(before) && /^:[^\s"']/.test(behind);
}

/**
 * `exports.AddApiKey1720230151480 = AddApiKey1720230151480;`: TypeScript's output for a TypeORM migration, whose class is named
 * after its time. Or the name in another spelling: `"CVPN5000_VPN_PASSWORD": "CVPN5000-VPN-Password"` in dictionaries of RADIUS.
 */
function isItself({ window, end, name, setting: { form, value } }: NamedSetting): boolean {
  if (form === 'bare' && window.slice(Math.max(0, end - value.length), end) === value) return true;
  return /[_-]/.test(value) && plain(value) === plain(name);
}
const plain = (text: string): string => text.replace(/[_.-]/g, '').toLowerCase();

/** ` /password:value`, as in Windows programs. */
export function isSlashOption({ window, end, name, before }: NamedSetting): boolean {
  const [start, behind] = [end - name.length - 1, window.slice(end, end + 2)];
  return (
    before === '/' && /^[A-Za-z]+$/.test(name) && /^[:=][^\s/:=]/.test(behind) && /^\s?$/.test(window.charAt(start - 1))
  );
}

/**
 * Whether two strings with lengths are a name and a value: not if the word occurs by chance (`pWd` in tables of John the Ripper),
 * and not for two names in a list, which begin alike (atoms of Erlang).
 */
function isOfPair({ name, word, setting: { value } }: NamedSetting): boolean {
  if (!NAMES_SECRET.test(name) || !IN_ONE_CASE.test(word) || IDENTIFIER.test(value)) return false;
  if (name.length >= LONG_NAME && value.includes(name.slice(0, LONG_NAME))) return false;
  return name.slice(0, ALIKE).toLowerCase() !== value.slice(0, ALIKE).toLowerCase();
}
/** `APBTARGEXP2PWDATA0`, `EMCUAPBTARGEXP2PWDATA0` in a pickle of apycula: names of wires, one of which contains the other. */
const LONG_NAME = 8;
const IN_ONE_CASE = /^(?:[A-Z_.-]+|_?[A-Z]?[a-z]+(?:[_.-]?[A-Z]?[a-z]+)?)$/;
const ALIKE = 4;
/**
 * `Curve_Edwards25519` of Haskell's interfaces, and packages with their version and a hash, `crypton-x509-store-1.6.9-HbBv6…`;
 * `d2i_RSAPublicKey_bio` and `d2i_DSA_PUBKEY_fp` of OpenSSL in WebAssembly, `GRPCConnPoolSize` of Go.
 */
const IDENTIFIER =
  /^[a-z][a-z0-9-]*-\d+(?:\.\d+)+-[A-Za-z0-9]{20,22}$|(?:^|_)[A-Za-z][a-z]{2,24}(?:_|$)|^(?:d2i|i2d)_|^[A-Z]{0,8}(?:[A-Z][a-z]{2,24}){2,8}$/;
