/**
 * Assesses a value that a machine drew, for a setting that names a secret: as sure as the rule, but low if doubtful, since such
 * values occur in documents, tests and programs too.
 */
import { looksMadeUp } from '../placeholder.ts';
import { isPublished } from '../published.ts';
import type { Assessment } from '../rule.ts';
import { isGuessable, isIssued, isOfWords } from '../value-kind.ts';
import { isChainAddress, isPublicKeyInBase58 } from './chain-address.ts';
import { isPassOfNobody } from './chosen-value.ts';
import { factsOf, lowByName, type NamedSetting, placeOf, textBefore } from './named-setting.ts';
import { isOfCommand, namesLesser } from './setting-name.ts';
import type { Setting } from './setting-pieces.ts';
import { isForShow } from './shown-value.ts';

/** Shorter ones may be concatenated words. */
const MIN_DRAWN_BYTES = 16;

export function isDrawnValue(value: string): boolean {
  return value.length >= MIN_DRAWN_BYTES && isIssued(value);
}

/**
 * Whether a value of hundreds of characters is random. Most such values are not secrets but encode something, in which the share
 * of bytes above 127 is not a half.
 */
export function isLongDrawn(value: string): boolean {
  if ([ENCODED, ENCRYPTED, JUDGED].some((begin) => begin.test(value)) || !isIssued(value) || isOfWords(value))
    return false;
  const bytes = Buffer.from(value, /^[0-9a-f]+$/i.test(value) ? 'hex' : 'base64url');
  const high = bytes.reduce((count, byte) => count + (byte >> 7), 0) / bytes.length;
  return Math.abs(high - 1 / 2) < MAX_OFF_HALF;
}
/** Of 129 random bytes, 2 in 1,000 are farther off. */
const MAX_OFF_HALF = 0.14;
/**
 * Values with rules of their own, which report or exclude them: session tokens of AWS, reported with the key next to them, and
 * JSON Web Tokens.
 */
const JUDGED = /^(?:IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz|FQoDYXdz|eyJ[\w-]{8,}\.eyJ)/;
/** DER, pictures, sounds, fonts, documents, programs and compressed files, which are opened or scanned as what they are. */
const ENCODED =
  /^(?:MI[G-K]|308[12]|iVBOR|R0lGOD|\/9j\/|UklGR|T2dnUw|SUQz|d09G[MR]|AAEAAAA|T1RUTw|JVBERi|AGFzbQ|f0VMR|TV[opqr]QAA|UEsDB|H4sI|eJ[wxy0-9]|KLUv|QlpoO|\/Td6WF|N3q8r)/;
/**
 * Encrypted for a cluster (SealedSecret of Bitnami: begins with the length of a key of 512 bytes), by `openssl enc`, OpenPGP
 * (`encrypted_secret` of Terraform), age, DPAPI and ConvertFrom-SecureString with a key: reading it takes another secret, which
 * has a finding of its own.
 */
const ENCRYPTED =
  /^(?:Ag[A-D]|U2FsdGVkX1|h(?:Q[EI]MA|F4D)|wc[BF]MA|YWdlLWVuY3J5cHRpb24|AQAAANCMnd8B|01000000d08c9ddf|76492d1116743f04|01000000D08C9DDF)/;

export function assessDrawn(named: NamedSetting): Assessment | undefined {
  const { name, setting } = named;
  const { value } = setting;
  if (
    isPublished(value) ||
    isAddress(name, value) ||
    isOfSolana(named) ||
    isContract(named) ||
    isOfDomain(named) ||
    PUBLISHABLE.test(value)
  )
    return undefined;
  const low = isDoubtful(named) ? lowByName(named) : {};
  return { guessable: isGuessable(value), place: placeOf(setting), facts: factsOf(named), ...low };
}

/** Whether it may still be no secret, by its form, by itself, or by its surroundings. */
function isDoubtful(named: NamedSetting): boolean {
  const { value } = named.setting;
  return (
    (!isInStatement(named) && (isLoose(named) || isOneOfPair(named))) ||
    isPassOfNobody(named) ||
    namesLesser(named.name) ||
    BRACKETS.test(value) ||
    looksMadeUp(value) ||
    isForShow(value) ||
    DOCUMENT.test(named.window) ||
    isOfIndex(named) ||
    isOfQuery(named) ||
    FOR_EXAMPLE.test(textBefore(named).slice(-16)) ||
    isStoredHash(named)
  );
}

/** In a row that SQL inserts into a table, after a name in the same row; a hexadecimal password is a hash of one. */
function isInStatement(named: NamedSetting): boolean {
  if (/pass|pwd/i.test(named.word) && /^[0-9a-f]{32,128}$/i.test(named.setting.value)) return false;
  return STATEMENT.test(textBefore(named));
}
const STATEMENT = /\b(?:values|VALUES)\s{0,24}\([^;]*$|\bFROM stdin;/;

/** Without a sign between name and value, or in a sentence. */
function isLoose(named: NamedSetting): boolean {
  const { form } = named.setting;
  return LOOSE_FORMS.has(form) && !isOfCommand(named.name, textBefore(named)) && !isDirective(named);
}
const LOOSE_FORMS: ReadonlySet<Setting['form']> = new Set(['spaced', 'beside', 'quoted-in-prose', 'bare-in-prose']);

/**
 * Languages in which a blank is the sign: `auth_pass value` and `AuthLDAPBindPassword "value"` in a line of their own,
 * `SetEnv NAME value`, `fastcgi_param NAME "value";`, `{:user "app" :password "value"}` of Clojure, `(setq name "value")` of Lisp.
 * A token in a line of its own may be one of a grammar.
 */
function isDirective(named: NamedSetting): boolean {
  const { window, name, setting } = named;
  if (setting.form !== 'spaced' && setting.form !== 'beside') return false;
  const before = textBefore(named);
  if (/[\s{(,]:$|\((?:setq|setf|define|def|defvar|defconst|defcustom)[ \t]{1,4}$/.test(before))
    return setting.form === 'beside';
  const end = setting.start + setting.value.length;
  return (
    !/^(?:token|secret|key)s?$/i.test(name) && LINE_BEFORE.test(before) && LINE_ENDS.test(window.slice(end, end + 8))
  );
}
const LINE_BEFORE =
  /(?:^|\n)[ \t]{0,40}(?:(?:SetEnv|set|(?:fastcgi|uwsgi|scgi)_param|(?:proxy|grpc)_set_header|add_header)[ \t]{1,8}\$?)?$/i;
const LINE_ENDS = /^["']?[ \t]{0,4};?[ \t]{0,2}(?:\r?\n|$)/;

/** A parameter of a form or of a URL. */
function isOfQuery({ window, before, setting: { form, value, start } }: NamedSetting): boolean {
  const end = start + value.length;
  const isIn = /[?&]/.test(before) || (form === 'bare' && QUERY_GOES_ON.test(window.slice(end, end + 48)));
  return (
    isIn &&
    !GRANT_BEFORE.test(window.slice(Math.max(0, start - 200), start)) &&
    !GRANT_BEHIND.test(window.slice(end, end + 200))
  );
}
/** OAuth (RFC 6749, sections 4.3.2 and 4.4.2): a form that is only sent to log in. */
const GRANT_BEFORE = /grant_type=(?:password|client_credentials)&[^\s"'`<>]{0,160}$/;
const GRANT_BEHIND = /^&(?:amp;)?[^\s"'`<>]{0,160}\bgrant_type=(?:password|client_credentials)(?![\w-])/;
const QUERY_GOES_ON = /^&(?:amp;)?[\w.-]{1,40}=/;

/**
 * `("password", "8a9d…")` and `("a long password", "f8.S…")` in a call without a function name, or of a function that asserts: in
 * tests, a word and its digest. Or any two arguments of which the first is a text of several words, such as the name of a coin and
 * its number: `f("xrp:wrapt", "Test Wrapped Token", "01135790…")`.
 */
function isOneOfPair(named: NamedSetting): boolean {
  if (named.setting.form !== 'argument' || named.head.startsWith('--')) return false;
  if (!/^["'`]?[ \t]{0,8},/.test(named.window.slice(named.end, named.end + 12))) return false;
  const before = textBefore(named).slice(-48);
  return ASSERTED_BEFORE.test(before) || WORDS_BEFORE.test(before);
}
const ASSERTED_BEFORE =
  /(?:^|[^\w$\s]|\s|\b(?:ASSERT|assert|EXPECT|expect|CHECK|check)\w{0,24})[([]\s?["'](?:[^"'\n]{1,40} )?$/;
const WORDS_BEFORE = /,\s{0,8}["'][^"'\n]{1,40} $/;

/** Brackets of passwords, and of patterns and grammars. */
const BRACKETS = /[()[\]{}<>;,`'"]/;

/** Words with which documents mark an example. */
const DOCUMENT = /\bexamples?\b(?!\.)|EXAMPLE(?!\.)|\bdummy\b|\bsample\b/i;

/** `UPDATE "user" SET password = '$2y…' WHERE password = 'f0af18…'`: what a database keeps of a password is a hash, if it is hexadecimal. */
function isStoredHash(named: NamedSetting): boolean {
  const { name, setting } = named;
  return /pass|pwd/i.test(name) && HASH_IN_HEX.test(setting.value) && COMPARED.test(textBefore(named).slice(-40));
}
const HASH_IN_HEX = /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$/i;
const COMPARED = /\b(?:WHERE|AND|OR|SET)\s{1,8}(?:["'`]?\w{1,24}["'`]?\.)?["'`]?$/i;

/** `(e.g. PETSTORE_APIKEY='kjhasd…')` in a comment that swagger-codegen writes. */
const FOR_EXAMPLE = /\be\.\s?g\.,? (?:export )?$/;

/**
 * `{ appId: "N8EO…", apiKey: "e977…", indexName: "docs" }`: with what a page searches an index of Algolia, which its visitors all have
 * (DocSearch's documents: "it is safe to commit it"). Programs that fill an index have such settings too, with a key that writes.
 */
function isOfIndex({ window, name, setting: { value } }: NamedSetting): boolean {
  return (
    /^(?:search_?)?api_?key$/i.test(name) &&
    /^[0-9a-f]{32}$/.test(value) &&
    INDEX.test(window) &&
    APPLICATION.test(window)
  );
}
const INDEX = /\bindex_?[nN]ame["']?\s?[:=]/;
const APPLICATION = /\b(?:app|application)_?I[dD]["']?\s?[:=]\s?["'][0-9A-Z]{10}["']/;

/**
 * Addresses: of a payee; of a device, where Apple's servers send notifications, 32 bytes; of a frame and what is loaded in it, in
 * traces of Chromium (base::UnguessableToken), 16 bytes. Also the MAC of a preference of Chromium (HMAC-SHA256; `protection.macs`
 * in Preferences of each profile).
 */
function isAddress(name: string, value: string): boolean {
  if (/^(?:embedding|navigation)_token$/.test(name)) return /^[0-9A-F]{32}$/.test(value);
  if (name === 'policy_recovery_token') return /^[0-9A-F]{64}$/.test(value);
  return (/device[_-]?token$/i.test(name) && /^[0-9a-f]{64}$/i.test(value)) || isChainAddress(value);
}

/**
 * A coin, the program that takes coins to another chain (`token_bridge` of Wormhole), or the last block that a transaction knows
 * (`lifetimeToken`), where the name of a chain stands around it: 32 bytes in Base58.
 */
function isOfSolana({ window, name, setting: { value } }: NamedSetting): boolean {
  return (
    /(?:token|mint)(?:_?bridge)?$/i.test(name) &&
    /solana|\bspl(?:Associated)?Token|\b(?:spl|mint|base58|lamports|blockhash|programAddress\w*|staticAccounts)\b/i.test(
      window,
    ) &&
    isPublicKeyInBase58(value)
  );
}

/** `NeoToken = "ef4073a0…"` of Neo, among other contracts: the hash of its script, 20 bytes in hex as theirs. */
function isContract({ window, name, setting: { value } }: NamedSetting): boolean {
  return /[a-z]Token$/.test(name) && /^(?:0x)?[0-9a-f]{40}$/.test(value) && CONTRACT.test(window);
}
const CONTRACT = /[a-z]Contract(?:\\?["'])?\]?\s?[:=]\s?\\?["'](?:0x)?[0-9a-f]{40}\\?["']/;

/**
 * What the owner of a domain publishes in DNS to prove that it is theirs: `domainValidationToken` of Google and Azure,
 * `verification_token` of Amazon SES and `validation_token` of Azure's Front Door, which only their surroundings tell from others.
 */
function isOfDomain({ window, name }: NamedSetting): boolean {
  if (!/(?:verification|validation)_?token$/i.test(name)) return false;
  return /domain|dns/i.test(name) || DOMAIN.test(window);
}
const DOMAIN = /\bTXT\b|_dnsauth\b|amazonses|aws_ses_|azurerm_(?:cdn_|static_)|VerificationStatus|verify[_-]?domain/i;

/**
 * Keys that web pages show: of Stripe and Clerk, Mapbox, PostHog, and those of Microsoft's Aria, with which programs report their use.
 * What proves a site to Google, in DNS or in the page. Values encrypted by a key in the key container of a machine: a SIMPLEBLOB of
 * CryptoAPI with an AES key in it, of which each applicationhost.config of IIS has two; or by a service that discloses its keys to nobody:
 * KMS of AWS (versions 1 and 2) and of Google, Transit of Vault. And session tokens of AWS, which have rules of their own.
 */
const PUBLISHABLE =
  /^(?:pk_(?:live|test)_|pk\.eyJ|phc_|google-site-verification=|AQIAA[A-Za-z0-9+/]{2}mAAAApAAA|AQ[EI]CAH[A-Za-z0-9+/]{50}|CiQA[A-Za-z0-9+/]{50}|IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz|FQoDYXdz|vault:v[0-9]{1,4}:)|^[0-9a-f]{32}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-[0-9]{4}$/;
