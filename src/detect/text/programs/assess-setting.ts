/** What a setting is, whose name says that a secret follows: `generic-password`, `generic-secret`. */

import { membersOf } from '../byte-runs.ts';
import { looksMadeUp } from '../placeholder.ts';
import { isPublished } from '../published.ts';
import type { Assessment, Candidate } from '../rule.ts';
import { isDrawn, isGuessable } from '../value-kind.ts';
import { hasUserBefore, isChosenPassword, isChosenSecret } from './chosen-value.ts';
import type { Setting } from './setting-forms.ts';
import { isNoName, isOfCommand, isOwner, isPass, isSetter, NAMES_SECRET, namesSecret } from './setting-name.ts';
import { isProgramText } from './setting-text.ts';
import { readSetting } from './setting-value.ts';
import { isForShow } from './shown-value.ts';

/** `fingerprint token:3c46…`, as this program's own reports have it. */
const SAID_PUBLIC = /\bfingerprint[ \t]{1,8}token$/;

/** Beside the token of a challenge of ACME (RFC 8555, 8.3 and 8.4; RFC 8737), which its server asks for where everyone may look. */
const ACME_CHALLENGE = /["'`](?:dns|http|tls-alpn|tls-sni)-0[12]["'`]|["']type["']: ?["']dns["'],\s{0,20}["']value["']/;
/** 32 bytes in the base32 of Zooko: what one encrypts with for a server of rspamd, whose own half is a `privkey`. */
const RSPAMD_KEY = /^[ybndrfg8ejkmcpqxot1uwisza345h769]{51}[yo]$/;

/** No secret, though a name says so. */
function isForEveryone(name: string, value: string, window: string): boolean {
  if (/^encryption_key$/i.test(name)) return RSPAMD_KEY.test(value);
  // `"_…_deserialize_private_key_inplace","_vscf_ed25519_new"`: what a program in WebAssembly exports.
  if (/^_[a-z]{2,}(?:_[a-z0-9]+)+$/.test(value) && /^_/.test(name)) return true;
  return /^token$/i.test(name) && ACME_CHALLENGE.test(window);
}

interface Manner {
  /** Whether what a person chose is told too, with low confidence. */
  readonly allowsChosen: boolean;
}

export function assessSetting(
  { window, start, end, groups }: Candidate,
  { allowsChosen }: Manner,
): Assessment | undefined {
  if (NAMES_SECRET.test(groups.tail!)) return undefined; // the later word asks for itself
  const { head, before } = namesBefore(window, start);
  const word = window.slice(start, end - groups.tail!.length);
  const isOfPass = word.toLowerCase() === 'pass';
  const setting = readSetting(window, end);
  const name = `${head}${window.slice(start, setting?.nameEnd ?? end)}`;
  if (setting === undefined || isPart(before, window.slice(end, end + 2)) || (isOfPass && !isPass(head, word)))
    return undefined;
  if (!namesSecret(name) || isNoName(name) || isProgramText(setting, window)) return undefined;
  const { value, form, start: from } = setting;
  if (isForEveryone(name, value, window)) return undefined;
  if (/^[0-9a-f]{32,}$/.test(value) && SAID_PUBLIC.test(window.slice(0, end))) return undefined;
  if (form === 'called' && !isSetter(name)) return undefined;
  if (form === 'counted' && !isOfPair(name, word, value)) return undefined;
  const place = { start: from, end: from + value.length };
  if (/^0x[0-9a-fA-F]{64}$/.test(value)) return assessAccountKey(name, value, place);
  const isUuid = UUID.test(value);
  const chosen = { window, start, end, head, setting };
  // `boardingPass`, and a hash in `{"pass": …}`
  const isOfNobody = isOfPass && !isOwner(head) && !hasUserBefore(chosen);
  if (value.length >= 16 && isDrawn(value) && !isUuid) {
    if (isPublished(value) || isAddress(name, value) || PUBLISHABLE.test(value)) return undefined;
    const isTold =
      (LOOSE_FORMS.has(form) && !isOfCommand(name, window.slice(0, start - head.length))) ||
      isOfNobody ||
      BRACKETS.test(value) ||
      looksMadeUp(value) ||
      isForShow(value) ||
      /[?&]/.test(before) ||
      DOCUMENT.test(window) ||
      (form === 'bare' && QUERY_GOES_ON.test(window.slice(place.end, place.end + 48))) ||
      (form === 'argument' && !head.startsWith('--') && isOneOfPair(window.slice(0, start - head.length)));
    const named = isTold ? ({ confidence: 'low', named: name.toLowerCase() } as const) : {};
    return { guessable: isGuessable(value), place, facts: { name }, ...named };
  }
  if (form === 'spaced' || form === 'counted' || isOfNobody) return undefined;
  const isChosen = isUuid ? isDrawnUuid(value) : allowsChosen ? isChosenPassword(chosen) : isChosenSecret(chosen);
  return isChosen ? { confidence: 'low', named: name.toLowerCase(), place, facts: { name } } : undefined;
}

/** No commitment to a key, and no code that has one. */
const NAMES_ACCOUNT = /priv(?:ate)?[_.-]?key(?:[_.-]?[0-9]{1,3}|ToAccount)?$/i;

/** Of an account of Ethereum and the like, where a hash is written so too. Proved ones are the find of `ethereum-private-key`. */
function assessAccountKey(
  name: string,
  value: string,
  place: NonNullable<Assessment['place']>,
): Assessment | undefined {
  const digits = value.slice(2).toLowerCase();
  if (!NAMES_ACCOUNT.test(name) || !isDrawn(digits) || looksMadeUp(digits) || isPublished(digits)) return undefined;
  return { place, facts: { name } };
}

/** Of a path, or of a value: "/src/password.ts": "…", "token:…", "Password:", arn:aws:secretsmanager:…:secret:… */
function isPart(before: string, behind: string): boolean {
  if (/["']/.test(before) && behind === `:${before}`) return true;
  return before === '/' || (/["':]/.test(before) && /^:[^\s"']/.test(behind));
}

/**
 * What the name has before its word, and the character before that: `&` of a query may be written `\u0026`, of which the backslash is
 * missing where a query that was decoded begins so.
 */
function namesBefore(window: string, start: number): { readonly head: string; readonly before: string } {
  let from = start;
  while (from > 0 && start - from < MOST_HEAD && isOfName(window.charCodeAt(from - 1))) from--;
  const head = window.slice(from, start);
  const before = window.charAt(start - head.length - 1);
  return head.startsWith('u0026') ? { head: head.slice(5), before: '&' } : { head, before };
}

const MOST_HEAD = 40;
const OF_NAME = membersOf(/[A-Za-z0-9_.-]/);
const isOfName = (code: number): boolean => OF_NAME[code] === 1;

/** Of a form or of a URL. */
const QUERY_GOES_ON = /^&(?:amp;)?[\w.-]{1,40}=/;

/**
 * Two strings with lengths: not where the word came up by chance (`pWd` in tables of John the Ripper), and not two names in a list, which
 * begin alike (atoms of Erlang).
 */
function isOfPair(name: string, word: string, value: string): boolean {
  if (!NAMES_SECRET.test(name) || !IN_ONE_CASE.test(word) || IDENTIFIER.test(value)) return false;
  return name.slice(0, ALIKE).toLowerCase() !== value.slice(0, ALIKE).toLowerCase();
}
const IN_ONE_CASE = /^(?:[A-Z_.-]+|_?[A-Z]?[a-z]+(?:[_.-]?[A-Z]?[a-z]+)?)$/;
const ALIKE = 4;
/** `Curve_Edwards25519` of Haskell's interfaces, `d2i_RSAPublicKey_bio` and `d2i_DSA_PUBKEY_fp` of OpenSSL in WebAssembly, `GRPCConnPoolSize` of Go. */
const IDENTIFIER = /(?:^|_)[A-Za-z][a-z]{2,24}(?:_|$)|^(?:d2i|i2d)_|^[A-Z]{0,8}(?:[A-Z][a-z]{2,24}){2,8}$/;

/** `("password", "8a9d…")` and `("a long password", "f8.S…")`, which no function is called with: in tests, what a word is turned into. */
function isOneOfPair(before: string): boolean {
  return /(?:^|[^\w$\s]|\s)[([]\s?["'](?:[^"'\n]{1,40} )?$/.test(before.slice(-48));
}

/** Without a sign between name and value, or in a sentence. */
const LOOSE_FORMS: ReadonlySet<Setting['form']> = new Set(['spaced', 'beside', 'told']);
/** Of passwords, and of patterns and grammars. */
const BRACKETS = /[()[\]{}<>;,`'"]/;

/** Around an example, documents say that it is one. */
const DOCUMENT = /\bexamples?\b(?!\.)|EXAMPLE(?!\.)|\bdummy\b|\bsample\b/i;

/**
 * Of a device, where Apple's servers send what its owner is told, 32 bytes; of a frame and what is loaded in it, in traces of Chromium
 * (base::UnguessableToken), 16 bytes.
 */
function isAddress(name: string, value: string): boolean {
  if (/^(?:embedding|navigation)_token$/.test(name)) return /^[0-9A-F]{32}$/.test(value);
  return /device[_-]?token$/i.test(name) && /^[0-9a-f]{64}$/i.test(value);
}

/** What web pages show: keys of Stripe and Clerk, Mapbox, PostHog. */
const PUBLISHABLE = /^(?:pk_(?:live|test)_|pk\.eyJ|phc_)/;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function isDrawnUuid(value: string): boolean {
  return value[14] === '4' && isDrawn(value.replaceAll('-', ''));
}
