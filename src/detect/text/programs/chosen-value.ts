/**
 * A value that a person chose, for a setting that names a secret: always low, since it may still be a word of the program. It is
 * told from one by a mixture of letters and digits or signs, a user's name before it, a line of an environment, or a sentence that
 * says so: `the password for user 'postgres' is 'admin'`.
 */
import { isPlaceholder } from '../placeholder.ts';
import { isDrawn, isDrawnBriefly } from '../value-kind.ts';
import type { NamedSetting } from './named-setting.ts';
import { isPassAlone, isSlashOption } from './no-setting.ts';
import { IS_FOREIGN, IS_OF_MANY_MEANINGS } from './secret-words.ts';
import { isOwner, NAMES_SECRET } from './setting-name.ts';

const USER =
  '(?:user(?:name|_?id)?|login|uid|email(?=\\W{1,40}[\\w.+%-]{1,64}@)|usu(?:a|\\xc3\\xa1)rio|utente|utilisateur|identifiant|benutzer(?:name)?|gebruiker(?:snaam)?)';
/** The user of anonymous FTP (RFC 1635), and a label: `Email = "E-mail"` in translations. */
const NO_USER = '(?!["\'`]?(?:anonymous|e-?mail|e-?post)["\'`\\\\;,\\s])';
/** `user = "…"` in one of the previous lines, or `username "…"` and `-User …` directly before. */
const USER_BEFORE = new RegExp(
  String.raw`(?:${USER}\\{0,3}["'\]]{0,2}[ \t]{0,24}(?:=>|:=|={1,3}|:)[ \t]{0,8}\\{0,3}${NO_USER}(?:["'${'`'}][\w.@+\\-]{2,64}(?: [\w.@+\\-]{1,32})?["'${'`'}]|[\w.@+\\-]{2,64})[;,]?[^;{}()]{0,60}|(?:${USER}[ \t]{1,4}["'][\w.@+\\-]{2,64}["']|-user(?:name)?[ \t]{1,4}["']?[\w.@+\\-]{2,64}["']?)[;,]?\s{1,40}-{0,2})$`,
  'i',
);
const ENVIRONMENT = /(?:^|[\s"'])(?:export |set |ENV |# ?)?[A-Z][A-Z0-9_]{0,40}$/;
/** Text before `password` where a page asks for one and a translation follows. */
const ASKS =
  /(?:confirm|new|old|current|repeat|retype|enter|invalid|wrong|reset|forgot|show|hide|your|my|no|the|user|input)[_.-]?$/i;
/** `"enterPassword": "Anna salasanasi"` in translations: what a page says, not what somebody types. */
const IS_LABEL = /(?:confirm|enter|forgot|hide|invalid|repeat|reset|retype|show|wrong)[_.-]?$/i;
/** `confirmPassword: 'different'` in tests of forms, beside the password itself. */
const REPEATS = /(?:confirm|repeat|retype)[_.-]?$/i;
/** A statement about a password in place of one: its state, its type, its name in forms of other languages, a label. */
const SAID_OF_IT =
  /^(?:required|invalid|empty|incorrect|wrong|missing|optional|unset(?:_value)?|weak|strong|correct|valid|expired|null|undefined|none|\(see|\((?:required|optional)\)|blank|hidden|visible|true|false|\??(?:string|boolean)|string_value|text|bytes|function|number|object|passwor[dt]|kennwort|senha|wachtwoord|(?:smtp|imap|ftp|wifi|wlan|admin|user)-(?:passwor[td]|kennwort|wachtwoord)|lozinka|heslo|haslo|clau|clave|contrase\w{1,3}|\w{1,16}\.passw(?:or)?d|\d{1,3}-(?:byte|bit)s?|parol[ae]?|parool|adgangskode|kodeord|passord|salasana|wagwoord|geslo|l\xc3\xb6senord|jelsz\xc3\xb3|contrasinal|\xc5\x9fifre|\w{1,20} (?:password|adgangskode|passord|wachtwoord|passwort)|not .*|too .*|[^0-9]{2,32}:)$/i;
/** `password = login_password` in programs, `password: urlPassword`, `password = rootpw1` and `password = passwordFromFlag`. */
const NAMES_PASSWORD =
  /(?:[_.-][Pp]ass|[a-z]Pass)(?:[Ww]ord|[Ww]d|[Pp]hrase)?$|[_.-]PASS(?:WORD|WD|PHRASE)?$|^[a-z]{3,8}pw[0-9]?$|^pass(?:word|wd|phrase)(?:[A-Z][a-z]{1,16}){1,4}$/;

export function isChosenPassword(chosen: NamedSetting): boolean {
  const { window, start, end, head, setting } = chosen;
  const { value, form } = setting;
  // `password: 'password'` says nothing.
  if (
    /^_?pass(?:word|wd)?$/i.test(value) ||
    SAID_OF_IT.test(value) ||
    saysNameOnly(chosen) ||
    isCounted(chosen) ||
    isNameOfPair(chosen)
  )
    return false;
  if (form === 'quoted-in-prose') return true;
  if (form === 'bare-in-prose') return isDrawn(value);
  // Catalogues of translations have many users and many words of other languages.
  const isForeign = IS_FOREIGN.test(chosen.word);
  const hasUser = !isForeign && hasUserBefore(chosen);
  if (/ /.test(value) && IS_LABEL.test(head)) return false;
  if (REPEATS.test(head) && !isMixture(value)) return false;
  // With a user before it, `secret` is a password, and so is `open sesame`.
  if (hasUser && (form === 'quoted' || form === 'beside'))
    return !/ /.test(value) || /^\S+ \S+$/.test(value) || isPassphrase(chosen);
  if (/ /.test(value)) return isPassphrase(chosen);
  if (isPlaceholder(value)) return false;
  const hasMixture = (isMixture(value) && !(isForeign && value.length < 8)) || isDrawnBriefly(value);
  if (form === 'element' || form === 'listed' || form === 'beside') return hasMixture;
  const isSure = isDrawn(value) || isOfAllKinds(value);
  if (form === 'argument') return hasMixture && (isSure || /^[A-Z_]+$/.test(window.slice(start, end)));
  const isEnvironment = isInEnvironment(chosen);
  if (form === 'bare')
    return isEnvironment || isSure || ((isAlone(chosen) || isOfOption(chosen)) && (hasMixture || hasUser));
  if (form === 'option') return hasMixture && isOfOption(chosen);
  if (hasMixture || isForeign) return hasMixture;
  return (
    /^[a-z]{8,32}$/.test(value) && /[A-Za-z]$/.test(head) && !ASKS.test(head) && !head.toLowerCase().includes(value)
  );
}

/** `boardingPass`, and a hash in `{"pass": …}`, `clave` of a map: no owner of a password is named. */
export function isPassOfNobody(named: NamedSetting): boolean {
  return (isPassAlone(named) || IS_OF_MANY_MEANINGS.test(named.word)) && !isOwner(named.head) && !hasUserBefore(named);
}

/**
 * Several words in quotes, as `DB_PASSWORD="correct Horse 7 battery!"`: in an environment, with all kinds of characters, where a
 * message would have conjunctions or articles. Or groups that a machine drew, `"xK7a pQz9 mN2w Lr4t"`.
 */
function isPassphrase(chosen: NamedSetting): boolean {
  const { window, start, end, setting } = chosen;
  const { value, form } = setting;
  if (form !== 'quoted' || value.length < 14 || isPlaceholder(value) || JOINS.test(value)) return false;
  const groups = value.split(' ');
  if (groups.length > 8 || groups.some((group) => group === '' || group.length > 16)) return false;
  const isDrawnInGroups = groups.every((group) => /[0-9]/.test(group) && /[A-Za-z]/.test(group));
  if (isDrawnInGroups) return isDrawn(groups.join(''));
  const isEnvironment = setting.start === end + 2 && ENVIRONMENT.test(window.slice(Math.max(0, start - 50), end));
  return isEnvironment && [/[a-z]/, /[A-Z]/, /[0-9]/, /[^\w\s.:,;'()/-]/].every((kind) => kind.test(value));
}
const JOINS =
  /\b(?:a|an|and|are|at|be|can|change|characters?|enter|for|from|has|have|if|in|is|least|must|new|no|not|of|on|or|passwor[dt]|please|set|should|that|the|this|to|token|use|was|with|yours?|you)\b/i;

/** Directly before the name. */
function hasUserBefore({ window, start, head }: NamedSetting): boolean {
  return USER_BEFORE.test(window.slice(Math.max(0, start - head.length - 160), start - head.length));
}

/** `MASTER_PASSWORD: "MasterPassword"`, and code that passes a value on, which Rollup may have renamed: `password: password$1`. */
function saysNameOnly(chosen: NamedSetting): boolean {
  const { window, start, end, head, setting } = chosen;
  const plain = (text: string) => text.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
  const value = plain(setting.form === 'bare' ? setting.value.replace(/\$[0-9]{1,2}$/, '') : setting.value);
  if (value !== '' && plain(head + window.slice(start, end)).endsWith(value)) return true;
  return setting.form === 'bare' && NAMES_PASSWORD.test(setting.value) && !isInEnvironment(chosen);
}

/** `"username": "proxy_username", "password": "proxy_password"`: both are called what they are. */
function isNameOfPair({ window, start, setting: { value } }: NamedSetting): boolean {
  const [, stem] = /^([a-z_-]{1,32}[_-])pass(?:word)?$/i.exec(value) ?? [];
  if (stem === undefined) return false;
  const before = window.slice(Math.max(0, start - 160), start);
  return before.includes(`${stem}user`) || before.includes(`${stem}name`);
}

/**
 * A constant that is one more or one less than that of the line before: `ER_PASSWORD_NOT_ALLOWED = 1132` of MySQL, and `-1133` where
 * errors are counted down from zero.
 */
function isCounted({ window, start, setting: { value } }: NamedSetting): boolean {
  if (!/^-?[0-9]{1,10}$/.test(value)) return false;
  const constant = /[=:][ \t]{0,8}(-?[0-9]{1,10})[,;]?[ \t]{0,8}\r?\n[^\n]*$/.exec(
    window.slice(Math.max(0, start - 160), start),
  );
  return constant !== null && Math.abs(Number(constant[1]) - Number(value)) === 1;
}

export function isChosenSecret(chosen: NamedSetting): boolean {
  const { value, form } = chosen.setting;
  if (/ /.test(value) || isPlaceholder(value) || !isMixture(value)) return false;
  if (value.length < 8) return false;
  return form === 'quoted' ? isInEnvironment(chosen) || SIGNS.test(value) : form === 'bare' && isInEnvironment(chosen);
}

/** Signs among letters and digits: frequent in passwords, rare in names, paths and addresses. */
const SIGNS = /[A-Za-z0-9][#!%^*+~]+[A-Za-z0-9]/;

/** Letters of both cases, digits and a sign, as password policies require: no name in a program has all of them. */
function isOfAllKinds(value: string): boolean {
  return value.length >= 10 && SIGNS.test(value) && [/[a-z]/, /[A-Z]/, /[0-9]/].every((kind) => kind.test(value));
}

/** Letters with digits or signs, but not the name of a secret. */
function isMixture(value: string): boolean {
  const hasDigit = /[0-9]/.test(value);
  return /[A-Za-z]/.test(value) && (hasDigit || (/[^\w\s./:-]/.test(value) && !NAMES_SECRET.test(value)));
}

/** `-e "`, `-var="`, `--extra-vars '`, also after other variables: of ansible, terraform, packer. */
const OF_ARGUMENT = /(?:^|\s)-{1,2}(?:e|var|extra-vars|backend-config)[ =]["'](?:[\w.-]{1,40}=[^\s"']{1,40} )?$/;

/** The last thing in its line, in an argument of a command, or a parameter of a URL. */
function isAlone({ window, start, end, head, setting }: NamedSetting): boolean {
  const behind = window.slice(setting.start + setting.value.length);
  if (
    setting.start === end + 1 &&
    /^["'\s]/.test(behind) &&
    OF_ARGUMENT.test(window.slice(Math.max(0, start - head.length - 48), start - head.length))
  )
    return true;
  // `Sommer2024!`: what may end a sentence is no part of a value without quotes, but often the sign that a policy asks for.
  if (/^!{0,3}[ \t]{0,16}(?:#[^\n]*)?(?:\r?\n|$)/.test(behind)) return true;
  return /[?&]$/.test(window.slice(0, start - head.length)) && /^&(?:amp;)?[\w.-]{1,40}=/.test(behind);
}

/**
 * `--db-password=value run`, `-Dx.password=value`, `--password value`, `/password:value`: a blank ends it, or the quotes around
 * the whole.
 */
function isOfOption(named: NamedSetting): boolean {
  const { window, name, before, setting } = named;
  const isOption = (/^-{1,2}[A-Za-z]/.test(name) && isGap(before)) || isSlashOption(named);
  const behind = window.slice(setting.start + setting.value.length);
  return isOption && /^!{0,3}(?:["'\s]|$)/.test(behind) && setting.value.length >= 8;
}

/** Nothing, a blank or a quote: these separate arguments. */
function isGap(character: string): boolean {
  return /^["'\s]?$/.test(character);
}

function isInEnvironment({ window, start, end, setting }: NamedSetting): boolean {
  const behind = window.slice(setting.start + setting.value.length);
  if (window.charAt(end) === ':' && READ_ONLY_BEFORE.test(window.slice(Math.max(0, start - 50), start))) return false;
  if (LABEL.test(setting.value) && LABEL_BEHIND.test(behind)) return false;
  if (window.charAt(end) === ':' && PROSE_BEHIND.test(behind)) return false;
  return setting.start === end + 1 && ENVIRONMENT.test(window.slice(Math.max(0, start - 50), Math.min(start + 4, end)));
}
/** A member of an interface in TypeScript, with its type: `readonly STENCIL_BACK_PASS_DEPTH_PASS:GLenum;`. */
const READ_ONLY_BEFORE = /\breadonly \w{0,40}$/;
/** A label in a catalogue of messages: `UI_KEY_STORE_PASSWORD=Key store password:`. */
const LABEL = /^[A-Z][a-z]+$/;
const LABEL_BEHIND = /^:? [^\n=]{0,60}(?:passwor[dt]|passphrase|kennwort|mot de passe|contrase|senha)/i;
/** The rest of a sentence, also from the middle of a word that has such a letter, in a catalogue of messages: `PASSWD_CHANGES_REMOVED:Konten wurden aus der passwd-Datei entfernt`. */
const PROSE_BEHIND = /^(?:[\x80-\xff][^\s=:#]{0,24})?(?: [^\s=:#]{2,24}){3}/;
