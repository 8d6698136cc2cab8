/**
 * How a name is joined to its value in code, settings, logs and commands: `NAME_API_KEY=value`, `"nameApiKey": "value"`, `name:\n  api_key: value`,
 * `--name-token value`, `<name.key>value</`, `?name_key=value`, `- name: NAME_KEY\n  value: value`,
 * `https://api.name.com/v1?api_key=value`. The name is followed by the rest of its identifier, then at most seven words, each
 * after punctuation, then punctuation and the value.
 */

const WORD = '[A-Za-z0-9_]{1,24}';
/** Printable ASCII except letters, digits and `_`; blanks; their escapes in JSON, URLs and HTML. */
const BETWEEN = String.raw`(?:[\t\r\n !-/:-@[-^\x60{-~]|%[2-5][0-9A-Fa-f]|\\u00[0-9a-f]{2}|&(?:quot|gt|#3[49]);){1,24}`;

/** A part of a pattern, to follow a name; groups `rest`, `words` and `between`. */
export const ASSIGNMENT = `(?<rest>[A-Za-z0-9_]{0,24})(?<words>(?:${BETWEEN}${WORD}){0,7}?)(?<between>${BETWEEN})`;
/** Longest text that it matches: each character of BETWEEN may be escaped as six. */
export const ASSIGNMENT_BYTES = 24 + 7 * (6 * 24 + 24) + 6 * 24;
/** No name and its value are farther apart than that, whatever is between them. */
export const NEAR_BYTES = 100;

/**
 * How clearly the words say that the value is a key:
 *   `named`   they end in a word for a key: `_API_KEY=`, `ClientSecret: "`
 *   `hinted`  the last identifier contains one: `secretKeyForTests`, or it precedes the name: `key_name=`
 *   `alone`   there are none: `datadog = `
 */
export type Naming = 'named' | 'hinted' | 'alone';

const KEY_WORD =
  /^(?:[a-z]*(?:key|token|secret)|pass(?:word|wd|phrase)?|pwd|auth|creds?|credentials?|bearer|oauth|pat|api|access|private|sk|licen[cs]e)s?\d{0,2}$/;
/** Words that may follow a word for a key without changing its meaning. */
const SUFFIX =
  /^(?:value|val|v?\d{1,2}|prod|production|stag(?:e|ing)|dev|test|live|sandbox|default|env|main|admin|ro|rw|read|write|string|str|text|header|is|io|com|net|org|cloud|for|the|const|let|var|new|old|quot|gt|x|basic|eu|us)$/;
/** Words for a key that is not secret, or for something about a key. */
const NO_SECRET =
  /^(?:public|publishable|pub|cache|primary|foreign|partition|sort|row|map|object|hash|idempotency|routing|storage|i18n|locale|translation|message|event|keyboard|hot|ssh|etag|digest|sha\d{0,3}|md5|checksum|integrity|fingerprint|commit|revision|csrf|xsrf|nonce|ids?|url|uri|file|path|name|type|ref|arn|len|length|size|index|idx)(?:key|token)?$/;
const NO_KEY_WORD = /^(?:mon|tur|don|joc|hoc|whis|hot|pub|public|cache|primary|foreign)key$/;
const HIDDEN_KEY_WORD = /(?:key|token|secret|access)[a-z]{0,12}$/;
const WRITTEN_OTHERWISE = /%[2-5][0-9A-Fa-f]|\\u00[0-9a-f]{2}|&(?:quot|gt|#3[49]);/g;
const IS_HOST = /^\.[a-z]/;
const BEFORE = /(?:key|token|secret|password|auth)s?[_.:\-[('" ]{1,3}$/i;

/**
 * @param before the text before the name
 * @returns undefined if the words say that the value is something else
 */
export function namingOf(before: string, rest: string, words: string): Naming | undefined {
  const identifiers = `${rest} ${words}`
    .replace(WRITTEN_OTHERWISE, ' ')
    .split(/[^A-Za-z0-9_]+/)
    .map(partsOf);
  const parts = identifiers.flat();
  while (parts.length > 0 && SUFFIX.test(parts.at(-1)!)) parts.pop();
  const last = parts.at(-1);
  if (last === undefined) return BEFORE.test(before) ? 'hinted' : IS_HOST.test(words) ? undefined : 'alone';
  if (NO_SECRET.test(last) || NO_KEY_WORD.test(last) || NO_SECRET.test(parts.at(-2) ?? '')) return undefined;
  if (KEY_WORD.test(last)) return 'named';
  const identifier = identifiers.findLast((each) => each.some((part) => !SUFFIX.test(part))) ?? [];
  return identifier.some((part) => KEY_WORD.test(part) || HIDDEN_KEY_WORD.test(part)) ? 'hinted' : undefined;
}

/** Words of an identifier, in lower case: `clientSecret_2` is `client`, `secret`, `2`. */
function partsOf(identifier: string): string[] {
  const spaced = identifier.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/_/g, ' ');
  return spaced.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}
