// Generated from src by `npm run build`. Do not edit: the next build overwrites it.
import { createRequire as keysieveCreateRequire } from 'node:module';
const require = keysieveCreateRequire(import.meta.url);
import {
  bitsPerCharacter,
  latin1,
  secretFingerprint,
  sha256Hex,
  textAnchor
} from "./shared-11.js";

// src/bytes/members.ts
var ALL = Buffer.from(Uint8Array.from({ length: 256 }, (_, byte) => byte)).toString("latin1");
var known = /* @__PURE__ */ new Map();
function membersOf(pattern) {
  const name = String(pattern);
  let members = known.get(name);
  if (members === void 0) {
    members = new Uint8Array(256);
    for (const { index } of ALL.matchAll(new RegExp(pattern, `g${pattern.flags}`))) members[index] = 1;
    known.set(name, members);
  }
  return members;
}

// src/detect/text/byte-runs.ts
var DECIMAL_DIGITS = membersOf(/[0-9]/);
var HEX_DIGITS = membersOf(/[0-9A-Fa-f]/);
var BASE32_DIGITS = membersOf(/[A-Z2-7]/);
var BASE58_DIGITS = membersOf(/[1-9A-HJ-NP-Za-km-z]/);
var BASE64_DIGITS = membersOf(/[A-Za-z0-9+/]/);
var BASE64URL_DIGITS = membersOf(/[A-Za-z0-9_-]/);
function isInRun(window, at, members, least) {
  if (members[window[at] ?? 0] !== 1) return false;
  let start = at;
  while (start > 0 && at - start < least && members[window[start - 1]] === 1) start--;
  let end = at + 1;
  while (end < window.length && end - start < least && members[window[end]] === 1) end++;
  return end - start >= least;
}
function endOfRun(window, start, most, members) {
  const limit = Math.min(window.length, start + most);
  let end = start;
  while (end < limit && members[window[end]] === 1) end++;
  return end;
}
var ROW_BYTES = 64;
function standsInRow(window, at) {
  const [first, second, third, fourth] = [window[at], window[at + 1], window[at + 2], window[at + 3]];
  const end = Math.min(at + 4 + ROW_BYTES, window.length - 3);
  let count = 0;
  for (let next = at + 4; next < end; next++) {
    if (window[next] !== first || window[next + 1] !== second) continue;
    if (window[next + 2] === third && window[next + 3] === fourth && ++count === 2) return true;
  }
  return false;
}

// src/detect/text/mangled-name.ts
var MANGLED_NAME = String.raw`_{1,2}(?:Z[0-9A-Z]|RI?N[A-Za-z])[\w.$]*$`;

// src/detect/text/counted.ts
var NO_TEXT = /[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\xff]/;
var IS_NO_TEXT = membersOf(NO_TEXT);
var NEAR_BYTES = 16;
var MANGLED = new RegExp(`${NO_TEXT.source}(?:__imp_)?${MANGLED_NAME}`);
function mayBeCounted(window, at) {
  for (let before = Math.max(0, at - NEAR_BYTES); before < at; before++) {
    if (IS_NO_TEXT[window[before]] === 1) return true;
  }
  return false;
}
function countedEnds(text, { start, end }, edges) {
  const before = text.slice(Math.max(0, start - NEAR_BYTES), start);
  if (!NO_TEXT.test(before) || MANGLED.test(before)) return [];
  const byte = before.charCodeAt(before.length - 1);
  const isWhole2 = countsIn(byte).includes(end - start);
  const mayBeShorter = edges.before?.test(before.slice(-1)) === true;
  const lengths = [...wideCounts(before), ...listpackCounts(text, start), ...mayBeShorter ? [byte, byte / 2] : []];
  const shorter = lengths.filter((each) => each >= MIN_BYTES && Number.isInteger(each)).map((each) => start + each);
  return [...isWhole2 ? [end] : [], ...shorter.filter((each) => each <= end)];
}
var [MIN_BYTES, MIN_VALUE_BYTES] = [16, 12];
function countsIn(byte, least = MIN_BYTES) {
  return [
    byte,
    // Protocol Buffers, MessagePack, pickle, marshal, a class of Java
    byte / 2,
    // zigzag: Avro, Kafka
    (byte - 3) / 2,
    // varlena of PostgreSQL, whose length includes the byte
    (byte - 1) / 2,
    // compiled Ruby
    byte - 1,
    // Lua 5.3
    byte - 5,
    // marshal of Ruby, LuaJIT
    byte >= 96 ? byte - 96 : byte - 64,
    // CBOR: text, bytes
    byte - 63,
    // Smile
    byte - 160,
    // MessagePack: up to 31
    kryoCount(byte)
  ].filter((bytes) => bytes >= least && Number.isInteger(bytes));
}
function kryoCount(byte) {
  return byte < 192 ? byte - 129 : 0;
}
function wideCounts(before) {
  const short = /[\0\x10]([\0-\xff])$|([\0-\xff])\0\0\0$/.exec(before);
  const long = /([\x01-\x0f])([\0-\xff])$/.exec(before);
  const little = /([\0-\xff])([\x01-\x0f])\0\0$/.exec(before);
  return [
    ...short ? [(short[1] ?? short[2]).charCodeAt(0)] : [],
    ...long ? [long[1].charCodeAt(0) << 8 | long[2].charCodeAt(0)] : [],
    ...little ? [little[2].charCodeAt(0) << 8 | little[1].charCodeAt(0)] : []
  ];
}
function listpackCounts(text, start) {
  const byte = text.charCodeAt(start - 1);
  const head = text.charCodeAt(start - 2) === 224 ? { bytes: 2, count: byte } : { bytes: 1, count: byte - 128 };
  return text.charCodeAt(start + head.count) === head.count + head.bytes ? [head.count] : [];
}
var BETWEEN_BYTES = 12;
var TIGHT_BYTES = 5;
var PRINTS = membersOf(/[!-~]/);
var MIN_NAME_BYTES = 3;
var QUOTE = 34;
var TAG_BYTES = 4;
function countedPair(window, start, at) {
  if (!isTagNear(window, at) || isFirstOfTuple(window, start)) return void 0;
  const bsonEnd = endInBson(window, start, at);
  if (bsonEnd !== void 0) return { nameEnd: at, start: at + 1 + BSON_LENGTH_BYTES, end: bsonEnd };
  const limit = Math.min(at + BETWEEN_BYTES, window.length - 1);
  for (let next = at + 1; next <= limit; next++) {
    const end = PRINTS[window[next]] === 1 ? endOfCounted(window, next) : void 0;
    if (end === void 0 || isOfClass(window, next) || isApart(window, at, next)) continue;
    const nameEnd = endOfName(window, start, at, { start: next, end });
    if (nameEnd === void 0) return void 0;
    if (hasWideLength(window, next) && next - WIDE_BYTES < nameEnd) continue;
    return { nameEnd, ...behindTag(window, { start: next, end }) };
  }
  return void 0;
}
function behindTag(window, counted) {
  if (isAtTag(window, counted.end)) return counted;
  const start = counted.start + 1;
  const end = endOfCounted(window, start);
  return end !== void 0 && end > counted.end && isAtTag(window, end) ? { start, end } : counted;
}
function isAtTag(window, end) {
  return end + 1 >= window.length || isTagNear(window, end);
}
function adjoiningPair(window, start, within) {
  const count = window[start - 1] ?? 0;
  if (IS_NO_TEXT[count] !== 1) return void 0;
  for (const { unit, tagBytes } of ADJOINING) {
    const nameEnd = start + count / unit;
    if (nameEnd < within + MIN_NAME_BYTES || tagBytes > 0 && !isTagBehind(window, start, nameEnd)) continue;
    const valueAt = nameEnd + tagBytes + 1;
    const length = window[valueAt - 1] ?? 0;
    const end = valueAt + length / unit;
    if (IS_NO_TEXT[length] === 1 || end - valueAt < MIN_VALUE_BYTES || !Number.isInteger(end)) continue;
    if (isWhole(window, valueAt, end)) return { nameEnd, start: valueAt, end };
  }
  return void 0;
}
var ADJOINING = [
  { unit: 1, tagBytes: 0 },
  { unit: 2, tagBytes: 0 },
  { unit: 1, tagBytes: 1 }
];
function isTagBehind(window, start, nameEnd) {
  const [before, behind2] = [window[start - 2], window[nameEnd]];
  return behind2 === before || behind2 - 8 === before;
}
function isWhole(window, start, end) {
  return end <= window.length && isAtTag(window, end) && window.subarray(start, end).every((byte) => PRINTS[byte] === 1);
}
var BSON_TEXT = 2;
var BSON_LENGTH_BYTES = 4;
function endInBson(window, start, at) {
  if (window[start - 1] !== BSON_TEXT || window[at] !== 0) return void 0;
  const valueAt = at + 1 + BSON_LENGTH_BYTES;
  const end = valueAt + window[at + 1] - 1;
  if (!hasWideLength(window, valueAt) || end - valueAt < MIN_VALUE_BYTES || window[end] !== 0) return void 0;
  return window.subarray(valueAt, end).every((byte) => PRINTS[byte] === 1) ? end : void 0;
}
function endOfCounted(window, start) {
  const varint = varintBefore(window, start);
  const counts = varint > 0 ? [varint, varint >> 1] : countsBefore(window, start, MIN_VALUE_BYTES);
  const isText = (end) => end <= window.length && window.subarray(start, end).every((byte) => PRINTS[byte] === 1);
  const isAtEnd = (end) => end <= window.length && end + 1 >= window.length;
  const isLikely = (bytes, index) => {
    const end = start + bytes;
    if (varint > 0) return isAtTag(window, end);
    if (counts.length === 1 && (isTagNear(window, end) || isAtEnd(end))) return true;
    if (end === window.length && window[start - 1] >= 176) return true;
    return index === 0 && PRINTS[bytes] !== 1 || IS_NO_TEXT[window[end] ?? 32] === 1;
  };
  const count = counts.find((bytes, index) => isLikely(bytes, index) && isText(start + bytes));
  return count === void 0 ? void 0 : start + count;
}
function countsBefore(window, start, least) {
  if (start < 1) return [];
  const isWide = hasWideLength(window, start);
  const byte = window[start - (isWide ? 4 : 1)];
  if (PRINTS[byte] === 1 && window[start - 2] === QUOTE) return [byte - 5].filter((bytes) => bytes >= least);
  const hasOneMeaning = isWide || PRINTS[byte] === 1 && PRINTS[window[start - 2] ?? 0] !== 1;
  if (hasOneMeaning) return [byte].filter((bytes) => bytes >= least);
  return PRINTS[byte] === 1 ? [] : countsIn(byte, least);
}
function varintBefore(window, start) {
  const [low, high] = [window[start - 2] ?? 0, window[start - 1]];
  return low >= 128 && high > 0 && high <= MAX_HIGH_BITS ? low & 127 | high << 7 : 0;
}
var MAX_HIGH_BITS = 4;
var WIDE_BYTES = 4;
function hasWideLength(window, start) {
  return start >= 4 && [1, 2, 3].every((bytes) => window[start - bytes] === 0);
}
function isTagNear(window, at) {
  const end = Math.min(at + TAG_BYTES, window.length);
  for (let next = at; next < end; next++) if (IS_NO_TEXT[window[next]] === 1) return true;
  return false;
}
function endOfName(window, start, at, value) {
  const counts = countsBefore(window, start, 1);
  const isKryo = value.end - value.start === kryoCount(window[value.start - 1]);
  const isCount = (bytes) => counts.includes(bytes) && (isKryo || bytes !== kryoCount(window[start - 1]));
  return [at, at - 1, at - 2, at - 3].find((end) => isCount(end - start));
}
function isApart(window, at, start) {
  return start - at > TIGHT_BYTES && !hasWideLength(window, start) && window[start - 2] !== QUOTE;
}
function isFirstOfTuple(window, start) {
  return TUPLES.includes(window[start - 4] ?? 0) && SHORT_TEXTS.includes(window[start - 2]);
}
var TUPLES = [41, 169];
var SHORT_TEXTS = [122, 250, 90, 218];
function isOfClass(window, start) {
  return window[start - 3] === 1 && window[start - 2] === 0;
}

// src/detect/text/ends-before.ts
var ENDS_BEFORE = /(?:\\[abefnrtv0]|\\x[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|%[0-9A-Fa-f]{2}|(?:\x1b|\\u001[Bb]|\\x1[Bb]|\\033|\\e)\[[0-9;:?]{0,24}[A-HJKhlm])$/;
function endsBefore(text) {
  return ENDS_BEFORE.test(text);
}
var [PERCENT, BACKSLASH] = [37, 92];
var FINAL = membersOf(/[A-HJKhlm]/);
var BEFORE_FINAL = membersOf(/[[0-9;:?]/);
function mayEndBefore(window, at) {
  const before = window[at - 2] ?? 0;
  if (FINAL[window[at - 1] ?? 0] === 1 && BEFORE_FINAL[before] === 1) return true;
  if (window[at - 3] === PERCENT) return true;
  return before === BACKSLASH || window[at - 4] === BACKSLASH || window[at - 6] === BACKSLASH;
}

// src/detect/text/placeholder.ts
var INSTRUCTIONS = /placeholder|redacted|changeme|change[_-]me|replace[_-]?me|replace[_-]?with|insert[_-]|notreal|not[ _-](?:a|my)[ _-]real|not[ _-]?the[ _-]?real|your[_-]?(?:api|access|auth|secret|token|key|pass)/i;
var SAMPLES = /^[0-9a-f]{6,}(?:fake|test)[0-9a-f]{6,}$|example|(?:some|fake|dummy|test)[_-]?(?:api|access|auth|secret|token|key|pass)|^fake|^dummy|qwerty|asdfgh|zxcvbn|1qaz?2ws|1q2w3e|deadbeefdeadbeef|lorem|secretsecret|[xX]{5}|([a-z]{3})\1\1/i;
var TEMPLATES = /^\{(?:[A-Za-z_]+|[0-9])\}$|^\{\$[A-Za-z_][\w.:-]*\}$|^_[A-Z]+(?:_[A-Z]+)*_$|^[A-Z]+_(?:[A-Z]+_)?(?:DB)?PASS$|^your(?:[_-][a-z]+){1,5}$|\$\{|\$\(|\{\{|<%|%\(|%(?:[sdqv@]|-?[.0-9]{1,6}s)(?![A-Za-z0-9])|^0x%0?[0-9]{0,2}l{0,2}[xX]$|@@\w+@@|^\$[A-Za-z_]|^%\w+%$|^!\w+!$|^@\w+@$|^__\w+__$|^_(?:[a-z]+_)*(?:pass|password|passwd|secret|token|key)_$|^XXX_\w+_XXX[0-9]?$|^(?:FUZ[0-9]?Z|FILE[0-9]|COMBO[0-9]{2})$|^#(?:[A-Z_]{1,24}\*{0,2})?\{|^(?:<|&lt;)[^<>]*(?:>|&gt;)$|^\[[^[\]]*\]$/;
var MASKS = /\*{3}|\.{3}|\xe2\x80[\xa6\xa2]|[_#-]{5}/;
var LONG_MASKS = /\*{6}|\.{3}|\xe2\x80[\xa6\xa2]|[_#-]{8}/;
var LONG_TEXT = 128;
var WHOLE_WORDS = /^(?:password|passwd|passw0rd|pass|passphrase|secret|token|apikey|key|user|username|admin|test|testing|none|null|nil|undefined|true|false|empty|dummy|fake|foo|bar|foobar|changeit|value|string|hidden|masked)[0-9]{0,3}$/i;
function isPlaceholder(text) {
  return WHOLE_WORDS.test(text) || isStandIn(text);
}
function isStandIn(text) {
  return isFiller(text) || followsPattern(text);
}
function isNoValue(text) {
  return WHOLE_WORDS.test(text) || asksForValue(text);
}
function isFiller(text) {
  return asksForValue(text) || isSample(text);
}
function asksForValue(text) {
  const masks = text.length > LONG_TEXT ? LONG_MASKS : MASKS;
  return INSTRUCTIONS.test(text) || TEMPLATES.test(text) || masks.test(text);
}
function isReference(text) {
  return REFERENCES.test(text);
}
var REFERENCES = /^@?(?:env|file|fd|stdin|keychain|keyring|vault|ssm|arn|secretsmanager|awssm|azkv|gcpsm|ref\+\w{1,20}):|^[A-Za-z][\w+.-]{1,30}:\/\/|^@Microsoft\.KeyVault\(|^\{REF:[A-Z]@/i;
function isSample(text) {
  if (SAMPLES.test(text) || longestRun(text, 1, 0) >= 7 || isOfFewDigits(text)) return true;
  return text.length >= 16 && bitsPerCharacter(text) < 2;
}
function isOfFewDigits(text) {
  if (text.length < 32) return false;
  const digits = text.toLowerCase().replaceAll("-", "");
  return /^[0-9]*[a-f][0-9a-f]*$/.test(digits) && digits.length >= 32 && new Set(digits).size <= 8;
}
function looksMadeUp(text) {
  const lower = text.toLowerCase();
  return isSample(text) || followsPattern(lower) || repeatsOneUnitUpToChecksum(lower);
}
function repeatsOneUnitUpToChecksum(text) {
  const unit = text.length < 24 ? -1 : text.indexOf(text.slice(0, 4), 1);
  return unit > 0 && unit <= 12 && text.startsWith(text.slice(unit, -8).replace(/_$/, ""));
}
function countsFive(text) {
  return /abcde|bcdef|12345|23456|34567|45678|56789|54321|fedcb/i.test(text);
}
function followsPattern(text) {
  return countsUp(text) || countsBytes(text) || repeatsOneUnit(text);
}
var RUN = 8;
function countsUp(text) {
  const dense = text.replace(/[-_]/g, "");
  if (dense.length < RUN) return false;
  return longestRun(dense, 1, 1) >= RUN || longestRun(dense, 1, -1) >= RUN || longestRun(dense, 2, 1) >= RUN;
}
function countsBytes(text) {
  return text.length >= 2 * RUN && /^(?:[0-9A-Fa-f]{2})+$/.test(text) && bytesCountUp(Buffer.from(text, "hex"));
}
function bytesCountUp(bytes) {
  let run = 1;
  return bytes.some((byte, at) => {
    run = at > 0 && byte === bytes[at - 1] + 1 ? run + 1 : 1;
    return run >= RUN;
  });
}
function longestRun(text, distance, step) {
  let longest = 0;
  let run = distance;
  for (let at = distance; at < text.length; at++) {
    const earlier = text.charCodeAt(at - distance);
    const later = text.charCodeAt(at);
    const holds = step === 0 ? earlier === later : step > 0 ? follows(earlier, later) : follows(later, earlier);
    run = holds ? run + 1 : distance;
    longest = Math.max(longest, run);
  }
  return longest;
}
var [ZERO, NINE, UPPER_A, UPPER_Z, LOWER_A, LOWER_Z] = Array.from("09AZaz", (sign) => sign.charCodeAt(0));
function follows(one, next) {
  if (one === NINE) return next === ZERO || next === LOWER_A || next === UPPER_A;
  if (one === LOWER_Z || one === UPPER_Z) return next === LOWER_A || next === UPPER_A || next === ZERO;
  return next - one === 1 && isLetterOrDigit(one) && isLetterOrDigit(next);
}
function isLetterOrDigit(code) {
  const lower = code | 32;
  return code >= ZERO && code <= NINE || lower >= LOWER_A && lower <= LOWER_Z;
}
function repeatsOneUnit(text) {
  for (let unit = 1; unit <= Math.min(text.length / 2, 32); unit++) {
    if (text.startsWith(text.slice(unit))) return true;
  }
  return false;
}

// src/detect/text/published.ts
var PUBLISHED = /* @__PURE__ */ new Set([
  // The password of the Secrets in the documents of Kubernetes, in the clear and in base64.
  "13fe7a38a57c46053ee3a4716358619ff37ebc5674976f1a09fc189be5a3e5dd",
  "a7b580d711ef2807c7f11d881a1e7ff8a68c7e7d4e7c14e217bc9c522e3678ba",
  // jwt.io: the payloads of the sample tokens, so that they are recognised under every algorithm and key.
  "3373cfa8cfd3d25622125d01af103fd4727b8d44648999185b68346ab5f4d59d",
  "25be1edd45a3a982faa1861a20949eb23625d150d1926403060937ade7f2a1de",
  "9cad21446b79d6b1604a6f3e50d15769c94a1b6ed0f3f49ebf871f7ecca7fdb8",
  // The payload of the first one without its name.
  "657cab5b19284ce588d48e9f0e4fdc21a68de97752f10c409656bd9910b950de",
  // The payload of the token in PyJWT's README.
  "60c7b360c63758918173e2f9c36036da504edbae122a616a53747b4ab042e1f1",
  // Basic headers of RFC 6749 (sections 2.3.1 and 4.1.3), RFC 7617 (section 2) and the encyclopedia's article on them.
  "ca7459e2b26776de081b9a07e40227fd6cff232a1e3233ff6b6aa6d036ca9981",
  "584b27d64ebc1b3341f7fc9a9c3f1a54422e9a1ca3079fd5531d9f489219f8d0",
  "cf4d418ed3de92d71f767db5391d5a2dacd40e1ce49e75d1137e2ecf4982d844",
  "73f71af093fdf1541b2c376f03436d71d1209d8a181f87d36e53a44b87ac4c4f",
  // The one of RFC 7617 in lower case and without its space, as Go's own tests have it.
  "ad62d48d8b069026a2a0d0291f857a77e1975edf610aa3502e8bc71bd96f513a",
  // Tokens of RFC 5849 (sections 3.1 and 1.2), and their secrets.
  "2ff8b0fb93aca981c78f1e94355c298c23435461f1072ef4674848e620371787",
  "bb9b1163338b2a51495834ad5c65420443d6327381cf0f94ebf92b117f209d72",
  "649e1f5c769e718ba10d1a702a36499a731441d960b06da91c4c97786bf84595",
  // Tokens of RFC 6749 (section 5.1), and the one-time-password secret in Google's key URI format.
  "6c96130f130ab0d6d158397e24d2bcc1c9a5e73ae081f6e983f1c7b545d24a4c",
  "00cf4c781dc37003f7c7dd7d4c9a6ef1e0f4c62d9a291aa8bc398774e3fefd32",
  "8be5d113c0871ce1a122d68a7dff940ab7b09ad8dfcfd9a85aa5c1acc026279e",
  // The seed of the first account of the XRP Ledger, of the words `masterpassphrase` (rippled's documents).
  "97380bed40c76b624c97982ed49a1962550d74dfa990a5075f8824feedadc95b",
  // The id of Mina's own token, which every transfer of MINA names.
  "4336be9fd441e334b33f05904e55e8d76d23360cd85d0cdaac3348b8bf574181",
  // The early secret of TLS 1.3 without a shared key, and what is derived from it (RFC 8446, section 7.1): constants that
  // testssl.sh contains.
  "f82804c405c2b93aba3f0e421b0fa059c12ff1246c8081f9ba52c9394ff20374",
  "08067e92c01413c9b93fb498b847d5c7640cc74c62fd749c89f025b231123fc7",
  "3da74e423427af4ffd00c1abf3319a17e955f40bfc424e9fac90bbfc16e0ebec",
  "a16ed752441c28db783f1825bc9020101742484427729f297dc2dfb69f94829a",
  "6b28d1fd992aae320c9f825a98f7f630dfadaf3cd3ebf1556be48d9cfc1c98f4",
  "5ae7c72a91d6f05857a848842a12c9490560e0b325664ad2e6c5ba15590c50c2",
  // The key of the demonstration organization of Cisco Meraki.
  "d9c3482af2ba6590401884b4e15dea6dc4b08ab69bd1600930d9688e3fb08250",
  // The client secret in the READMEs of Akamai's libraries, the key of CoinMarketCap's sandbox, the token that Mapillary's examples show.
  "e1393800129bebd6b56411867e8154fce98bb21216b0c6b70073dfb0bac8c801",
  "b48f77ee9a006b06e18a64156ba63755dd96b7c4b44cfa599dc52dc91a1dd1e0",
  "bf4897863732910f09db91f265fa7b23c7ee978ba4f4ca0dffec012930b5cafb",
  // The hash that the web toolkit of Prometheus compares with if there is no such user, in each of its exporters.
  "7e5411e1a215425740319ea3c8e22ac5471720e9168a62ebc047bc3bf1e68fe4",
  // Tokens in the documents and comments of Django REST framework, and of the sign-in of X, which libraries of OAuth print.
  "b9904b8ed45bc574ee1851896a4deb1ca049289603297d62ee474707136b6f17",
  "5cc1e9113bbaa7040c4e0fbe80ea6aa743e34add380c596abe5fe584ece883ec",
  "616fe34ce8031621574707fe8236bb2ce153106d0f877eca5fae1d74abd53a6b",
  "0401312bb13f6affe7c22a7f4e5e4336dbff24496fe9765c6e0ef6537f7f0152",
  "7b80ae37db0e5196a5ab749e7f470478b8c19d2e0da4d86806d0abce01280ec9",
  "74878a808fc945f009b72d3b773f9e5323bfd9868d81977780b939d8227495dc",
  "bfaf2b987c05e6d3f1a74ed0f3bc6dd0954c46c8e68fcc75f917afd5b904e683",
  // The token that X's documents sign with, its secret, and that of its consumer (authorizing a request, creating a signature).
  "0e04efa6bc7d2d512fc108c5ba4215c42a7d4674301511c5d18f2e2885d45f35",
  "5aac38e542b76b97b3518c0293214d0b8aa11344e38518437f7dd44da0b521c3",
  "00b3dc640c9c99fcdbdab6f63d785248e4613fbaa65d63c56d97e54f987c3bab",
  // The hash of an administrator's password that Django's documents on backends sign in with.
  "c1b318d59df77a69354dff6d7143c360f3861c46b34fade466f15cbe8ccef3a8",
  // Credentials in AWS's documents of STS and of IAM Identity Center, which each of its clients carries in comments.
  "874a0cf0e19334918a1871f4f3e76da740e5a9c6268b34b564079e4f307266c1",
  "2a9605382ac598cfee02394e2c1a532d119fa02b785e8e33473b6c8d340a5421",
  "4ed454ee7612ec975c7506950434ba25dedada0bdb742165dbdf42f186746caa",
  "647f7143af14706273d54740603644de5cb9abb42a76b7a0d32a48c9261860c5",
  "377c62d1a6b29fe6d44f8e6a7f1f37c047e134a3a93ba09895b5c4b1fd5b46c7",
  "b5040643ab09552e0c16fb1c75de2f6cb6fae6804514acf7165c0ef9ef96538b",
  "208d8b5e900878c443cfb0f8b3250428da6796d818ce8fbd9676af768209d5c8",
  // The payloads of JSON Web Tokens there.
  "584b63a1f9b5f77fc0d781cf9d31daed899d1c5330e30927470f90944414cd49",
  "1ef906f858d4ef59e81d094e093d267d043e3f2dc691f99de9c9a1942e116aa3",
  "69a5dcbfd26fb6c7a07621c58081674a1d65f60ea04012ded6e06a9e57befa7b",
  // What KMS derives in AWS's documents of it.
  "16529b293d4d3f1a6f8fe7ef5ad0ede5a032d3da3e7825c10160a7505a9b5740",
  // The client secret of a service token in Cloudflare's documents of Access.
  "c87b68d5ff9f5c5f8d748b94cf2e948f3f5f3c09ef57c93cba8d630654e154ac",
  // The reference to a message in Cloudflare's documents of Queues.
  "2c080e1d0c7a067bc8491714428472ad561d07096774d5eb7931d666a6185146",
  // The signature in AWS's documents of DataSync, percent-decoded, which every tool of CloudFormation carries.
  "b171a33e8f8a16ec5caa1b0f2c740ab526cf2264602c7af370b64a11b062a5e0",
  // Tokens and the key of a swarm in Docker's documents of its API, its plug-ins and its commands.
  "bb54574a88d7fa3176909df4aacf49fe8c3963ca802e20dc0c2d964f670131f6",
  "441c66009c2ab92078dcfbac9126e9989de3b84152847f47db47c536cd186dc5",
  "e9897976005540a696eae0c401c7156d64cd167940870270f82c1873cbe2e740",
  "184e4f79d6cb70d95d9063b3d83831c41f5f1a09730634bd50de8465de6a24ed",
  "fbc5f7847129b77feba0d8f038e18af159add07e989c590143a85e83e7bf5d2f",
  // Keys in the documents of Mollie's client.
  "8de69d99424cdd82a3739206bf674f55a64204e02ba15d644d6b002e5f68b7ab",
  "9387af38d1038761f0ce6deb8dce56e1826e0faea6e7492e1d94bb7cb21580a2",
  // The key in the help of nuget.exe.
  "23f35e2a9d5f4b77af75b28615b4fbd311a5745865fcfbf151470968356308d4",
  // Default keys in the source of ethers, for users without their own (Ankr, QuickNode, Alchemy); every wallet's bundle has them.
  "bcc1a4dcd108e532a71a863ad227d11c09a23b64950bbd3d39206aeb7387132a",
  "d1d2d26c32c0cf70253c53e0f5f4aa911e9a5e97af8dc1017baf3b5584025887",
  "0dec272a05c648a7a0be94748b3fccaf793a000895d28dca8dd43ce69250df06",
  // Search-only keys: of the npm registry's index in every release of Yarn, and of Algolia's demos.
  "2f21fd9c81678e396751af8b2472e2bd209ff5ce38da144052fb6c024485982f",
  "f7e7896182dcde5db5a8b852a505f0487035ca8a1618d5591e6bb8f18523f581",
  // The token of Bundler's manual, with and without the user that follows it.
  "826192f089140c597df810c838ef4cf6528535441e3f7f9f79c85de7f37340aa",
  "1368d9197c6c260caa3e973703b7d4fa64680444c257bccf01ca65101fb1d5ec",
  // Keys and tokens of Docker's description of its API.
  "9ec0be036c22f06fc32c70cf32aac22a57d0970de0b7072381f49af5b81d11c2",
  "8fa8115a160936ecf2aa4f35c9d4e8503b8cbaac38dfa895458c036f99491b09",
  "a7331a07f97f46866678585fbb14ed674ab88c4fe7000b2efe4c5ac37a896189",
  "33a6d3750d9a769b1c15ed2c4c2aa19f88fd673de6f98ca5327fb78639770e8d",
  "b5b17ca1d65733bbbdf82a5ca9164a549f0b077846125f397658b468c4292e16",
  // Public key tokens of Microsoft in .NET (ECMA-335, II.6.3): a SHA-1 of the key, which is in every program.
  "5c892fbb69e60a4d878947d96b65172d8c67643a23b59d3ee87a1169e3e05548",
  "676e1a939d4008bb71a7291f1e751730e9befc65baf35261d58055b773983293",
  "6f47031ddf7c7c4e8e811c496aa92d785b5a3753d592d069d581aab03b32e1fc",
  "5a3bcf0a6739f791504d185e40c99df151c1e137c3833c3e2fb9490d8b77b1c0",
  "48a4b893bd940071d7ba5066dfe6f0e972baaeca064d3a96926eed3c5a1998c8",
  "e37b13b435af4e0a61a166db0df11c403e9b4fad69c5f6a7dda83c3217ff0b13",
  "51394fcf4b7d04a901585638b4d79f9bbd0973595184a89b97d6bda90ec1fa26",
  // Keys of AES in FIPS 197 and SP 800-38A (128, 192 and 256 bits) and in its GCM, and of Zigbee's trust center, in lower-case
  // hex.
  "2ef2503d964e9668092e6878d3c390ca7909bbbffabd781857115e3be4bb3e5a",
  "c12ce25303a023aa1317614428c0ac8ef707c5a370d7c766353c66df5d2cb46f",
  "837e8e636d452b6133d5a5c56de1eb57c08a94bbe632804fa621a49014c5c034",
  "57c065fb036e9fcdbdfcf5a08882af40cd3e1b1340c165ce34952242c72f5d97",
  "e07a1c500e3b072107e09a884d9fdede0372eacae51af8d7809fb20e4d396359",
  // NT hashes of the words of text/programs/digest-of-word.ts (MD4, which OpenSSL no longer has).
  "a63df9fb2c62f771258d432cc67f8f17c1fb6435d44ab85a13c16a55656ad187",
  "008e519089aab1f79ab83365780551d86ad852cd803a61b295de10602c900081",
  "b399be28a5a361f4b8b28bc777ca3bf480f2f15486d155392cae2440967bc86d",
  "87d0283fce1e3295507c019a3871ae85fca9f775cc06de7db467605bc5c932d4",
  "af17c284a9fe3737088845d581533ff24e1058ffc76556cd21007388a3cae8ac",
  "eb3b5071203617542c3c28b57fe52333e03b1bf7d482c9b716b183fbac908eea",
  "171f8698edd52b2bfb0aefac363a8448b4478e10a2279d41b97f1db9e1e729cc",
  "5dab27fd329ad05aa5a9d1000c4c496b4829288801e52d68455e709bf1a741bf",
  "3a55de3b46ff61522d012d30f8a72b295c09ba502dbcdd0805e0bea05b88a210",
  "3233d428c02ffd9b66a73db1f451a352b4d0dc24b0b3e45e3beede0ef10e679e",
  "4292fd36d38d7d2ae21c37be12a5e9a510043b74e6fa10eb8e2a111bd50780e3",
  "9cb811353e65cb14252fb5986c65f058384d931b749382236fb2dd63ba96d467",
  "b81dd94cda0b0305dfc14f5f86ce2fea9d8933ee8974135e9a7b12d2fec3a9e8",
  "ec9a4831036e722eb27b940f51a2fd522de9f33b9d36add30a7b4f66f6e57b61",
  "3d7a4e853e7dbf994a2f5f149b6d26108552e60d9e103ef25bf351ac144596e0",
  "f49f1ac8374c4378c06b5f5c2fb7dd6fd32091e707675971c7a2586cfe626274",
  "00fd61e3a2adaa93a5972d6315cc5c5968a4b72c5b71ae2ae233d0601d129378",
  "c16c86d26de6ec070c1856ea12b843bb19e995ecd66721ed1722b77ae860f6cd",
  "473ec875f0c06fd5da1f1f5feee31022f00fb1b15d13ed9ad66d00e65fb184e2",
  "6312d0006df08119ddd4337d8440adeb73356c7813ee34b62586aa2fae4efa83",
  "692e7abcef170253de1bb6c78d550b2a4be271ee7de1025845c4d29c2d792b63",
  "de8c6100e784c031f355439aad88ca0ec1b8b6606a787d3c4be578633e61b140",
  "dd3bcdbe2f2e670dfe4de79c1c732d4a91661fcd2cc491bd94a4ac6fd4565112",
  "4233c6778f2c67886e359be4782050568ffcf1cb4f8a73e06f491d6432a43e86",
  "3649aca25f6e5d93e69d377b0acc56870db65abf0ae64d517138ed9e70c97ae2",
  "3e81bca0b1dfaf1fdaead4785fc7f57466eb859432f5ec0d4311f67c63575bf6",
  "2c9167f96be4ed9b613fa8abaacd4be016fb6c4cad88bb21ccf7006b023a1d77",
  "122a8fdd3b4795161a8b49e21055449194fea7c3523d38873ff01ba3585bd781",
  "edf8cdba17a49957c34090d5f890221b8f3e8db3d2453dcabb0c66199b5fe526",
  "84e73d2b4da2ce408bb773f2c82689d530952fef85e3a7c1db5d81b3836feb49",
  "82d0fb3c549add4f2a48a7d9b1bbaef73ce0b95cd6e1ca44e24f0e66f7944791",
  // Seeds that Google's key URI format and documents of libraries print.
  "d3873980f248ddebc47bf71eaa6da93abeea8f66b2f41f57839c906edd3a6d1d",
  "179cc3b5b6753c46e90b61a55441368aa92a724e6a570088e7def059518ca9bb",
  "e86e98ccf006ec097c0527008d30ba108c31b8917389e441bc9f5c021d4dafbd",
  "6ab8b5e7d7ae41f8f461c83fe062e42aafebc8e0a292160288eafc294a3ba505",
  // The volume key in the FAQ of cryptsetup, in lower-case hex.
  "d7a009eb0fb105bf8beed6854e783776d69e7a09601d56d9f8015193e0cab005",
  // Recovery keys in the tests of systemd.
  "1d3dacae2b147b9a1f94688a53deb5b87b6cf5ca46489651e429c670eb9f4ca6",
  "1d086cd3f8fb5a26d7203c4cccfc80bcab32ec034b264ddf8cfcd107f1c5b3c5",
  "b953b9265d095d585866ce405a4cc2cafadec9e2ea651e8ee17cde01ff9d08a3",
  // The personal recovery key in fdesetup(8).
  "5f5b78619e3d42db382adaf2aa8141133b3a181a037c0f9a3fde3e45c17d27d0",
  // The account key of Azurite, the emulator of Azure Storage.
  "0011cc25eb4320717494d2703e8cba85743e71b500283c21c8b88147992f9059",
  // Keys of the accounts that Hardhat and Anvil print when they start (20), and Ganache with `--deterministic` (10), in hex.
  "bc1a50966c9e6486bc4ebf880b51611a2a97fcb8e7a6976e9b81a9e3e8ca0e3c",
  "8335c55334821eefd4334369ff9c04a8594f161013cf9d87f58802d87297837e",
  "b26ab6529d20ebebb4192256f202984754f785481c64b1a1aed58cac93b3617e",
  "64034b44c579b335ab5e85debbfe72789e970138cc8d296799c3833a2a8525fb",
  "4d3e46eec8244d1d106f866ee48994f6176705298aee1b8426b2ad2529eb454b",
  "0aedba9d586f34f95cf1f0d54926f62e8a078ce2ca593be73ab27a87d3ff9c5d",
  "28e543d3753fc9d14c658ebef20b76a3b5f8e7d78667baf27832ceb3bea01bdf",
  "f070994a8599478580678f2b9482c5f02bb3de0647281e8efae183669425808a",
  "38e69fdd19aefeb4adf56312f10e62c30274997835173c7006308323ad7db506",
  "967f21586cdf1248a862f2cfb330099701c942c2c7a7537c54f7ec48f8556505",
  "0b33e0132123e78d42dd12a0fbbbacd19827d35ca88e0ad4ba83a47a65ba0487",
  "84bc109b3d59b0173a76fc3d831360a6e5063b3d4c82793a97de992947a0e3a8",
  "85bde548053aab4b5a6c78473d5eb2addaa5824299ad009bf06775e3ce923010",
  "f1513114f60e5e95732b840669fe83956d8a944d23e6c76f953e7edcf2491901",
  "5330d388af894c9e1a181a06a3ce44d61fd8602165d979942be4641f4002762f",
  "a2e06155cb1a424f972c3abfaddc9cea4820c4aec722d2378903fe28dd8fc40c",
  "4a67d7a0d8a16d6d954cef19eb5afdbdd82cc0e907a571f376ef0a0981a2a9d4",
  "b08bdfde9930d9202809530dcbe193c53fd0dc6928f2010d2ffca74df95ead36",
  "cf1fc66f853151a4c6666909c8f1f80e1d855ecffefbcb65a709aae544de5588",
  "100546a8b020a55aa09b2d34b50de9a3fc45a70b261aec6a989bb2d9321af583",
  "578592185588730b9d10b87e2274706a8301a179cdb60fb4263c788e7e679503",
  "30e55f5463e22af009a1b785a4d723190c4522bfa2696c2ab85fd12cedca708d",
  "70b801afae94d2e653c9612d0ebbba1f52f0d6fca900a0c0f0aa0f3e500e41e9",
  "0bc9fde2b028e3b067e45059c84dbcf43b573344d84f1f259dd912427e76f83f",
  "f51c2c795f782308c7dcfa92a59cf89c9b21758b3cc8ace822bb78ffbb0f861f",
  "6dea34b661141091338390067dc6fe04c911ed6b939f7dce3faa8b6e68e755f0",
  "faeb1dab5a326eef752d42930ec4bf5305724d2b0ddfb06ba9e89b1a36449207",
  "196fbadca8b7eea62510a490b7e8131ec83cfe1dc33ace8660333d139ebb9c1d",
  "ecd5e9d0b08a8a9fd1c35bcd303b3cceea1c8b85ee33d4255849cd3fcd37e0b4",
  "3fd5610ee03a3503edceff018e3fb550d9f2c074609535d5af84cf4a87edfcdb",
  // Those of Truffle (10), and one that Besu and others have for tests.
  "f24167accb5d690f3426da43061b7028d1e3b44e9a6e3651b741cbdd38fad0a0",
  "07f935b61d37e0e50369eb1f6767a9d259f5b3d5a870a98e4e1d26f75e98a452",
  "e4f1734df0250d547add02b71d673170708b44b4abf2883906e1f54cf5bb86f8",
  "7d1b5fc238610328f01371ec9c078deb07f4c4db48fecefe1df8384de7f5cf55",
  "33f532fd39fa0d77b2255c300529a2c851954db88acd238b1c947c142707444c",
  "728383dec632311291f24ce02a3688cd93217398778c2622b46c967e29ea5162",
  "664b73b16aa577481e905f3f2fd5bdd3662a3078568b268c390d2010e3c131f7",
  "e4639de7f01667f6bb13a507e02446c89f8cd845c4f57fd09688af8ddae4ccf9",
  "98a38f6dad3f47affd7110b65b627ac61967faaa20d50cffaaaf4df2c31a4604",
  "c15f3d9dfdc983890ac1b6f44e06f6edaaa4915e9698b43871679ef8599f4a22",
  "4cfb016765dfcecae98a61017422f912fa8086b3a6409440856bb1702c7acd48",
  // Keys in the documents of web3.js (web3-eth-accounts 1 and 4).
  "95e82a7ebb036b3c3b3c14120ed7ce5f356ac69348bf38a71e8e117c1ef8c7e0",
  "f99bd6efa39fb972f6473c3483397737323cce378e79a298dbbcaa1a23a38a02",
  "62b63bc4ca11f81caea87cbe0cfc2d6077c6d90c9ce83ac1fe1915b9023ca6ae",
  // Keys of gossip that the documents of Consul and Nomad print, in hex.
  "26e88aa8906b648ffdfc5e14317ee661ebf20c827c96dcb8b2f32c9c40ecef8c",
  "b57a27bc1b258991facccb3eb18cc19f61886b9c7b88b27ed8513e9529884f1a",
  "aa646dd1f9a6ec445e51fa0614a0deec8c77460bedc797b4702792e2c4cb36fd",
  "e1e5f9945d75a5f1ca006563bf2b3550313e9ac362c3c2921e813225c1272f32",
  // The first key of Ed25519 in RFC 8032 (7.1), in hex, as RFC 8463 (A.1) prints it for DKIM in base64, and RFC 8037 (A.1) in base64url.
  "099da475a54aacbacabde231639eed7b00b0a9359cddd2598004bd8b8ad23237",
  "057cb6c356c82a53658f7b4b9da6905f5b7c604496f53c24f603f7567c7dab4a",
  "190edf59d5736c3b3ea6bb36d57f5eb415a9b79f3201b381b8f3cb089135981f",
  // The API key in the webhook URLs of Google Chat: all of them have this one.
  "74170575123fcbfc8a830f337f5f67000e6f0933c6e39c30b727d2d8155b2dcd",
  // The key that Azurite signs delegations with, for everyone.
  "7ff7fa8ab717f254e027f72b587dcc1db5ff3bed6f9e09b31fa3541223e49202",
  // The key of the genesis of Avalanche's local network (ewoq).
  "d5004673115810e82292d801ccaefe1ba69328427c96a0e54bd1f62bd9900bf9",
  // The salt that CakePHP 2 comes with, and the one of its tests.
  "b2fc7396f13e72e85db76905eb428e5612ab20b86e9d3e1dc0ee638eb63e730b",
  "21099dd2be2904ca22cfd3de9e48716209899eab4b09e560fe37d957d15d7e79",
  // Keys and salts in WordPress's own comment on wp_salt(), which each of its releases has.
  "4b769966d13255de701945d4de968fa9153c0700300c95a087bad0e2bb15bb92",
  "8f8f9d06a40fbfb896187d725e72f87f42076c8ce4dd7cd11b4ca40017c6973b",
  "6a5eb905e55eb7b220bb1c40e27311809038eff1f3af346d493d56b9b769d4ea",
  "85b202a179e10732448aab564be0d7f8c809c3c018064f69da5412dc4522e73c",
  "108741b452893a93239814ae59f27ac062c3aa499f3c36e87c126f4112f4ca16",
  "5b225527d22f46b2bdb55277a0be2b0123266d738f2a7afd53fecbd74bfea9cf",
  "3ff075ae6f33ec23234bdf9ae36fe19abe75a3eb84ccb4826c40582ee0fd5650",
  "775f6ca2c96d4d2adf433242065c7d323592e3911e41158b0c6d3aeb77c3442e",
  // The raw key in the manual of SQLCipher.
  "58c68c6ca6e644be69a6912f83ed91def6109f3a456f4dcc4b20c7bb31d01af2"
]);
function isPublished(text) {
  return PUBLISHED.has(sha256Hex(text));
}

// src/detect/text/rule.ts
var inAnyCase = (...texts) => texts.map((text) => ({ text, ignoreCase: true }));
var MAX_RULE_BYTES = 16 << 10;
var TOKEN_EDGES = { before: /[A-Za-z0-9_]/, after: /[A-Za-z0-9_-]/ };

// src/detect/text/wrapped-token.ts
var MIN_LINE_BYTES = 60;
var MAX_BREAK_BYTES = 384;
var MAX_INDENT_BYTES = 42;
var MAX_BREAKS = 16;
var MAX_MARKUP_BYTES = 128;
var [LF, CR, SPACE, QUOTE2, DIGIT_TWO] = [10, 13, 32, 34, 50];
var WORD = membersOf(/[A-Za-z0-9_+/=.-]/);
var MARKUP = /(?:\x1b\[[\d;:]{0,24}[mK]|<\/?(?:wbr|t?span|mark|em|strong|b|i|u|s|a|code|font|tt|kbd|samp|var|ins|del)(?:\s[^<>]{0,100})?\/?>|&(?:shy|ZeroWidthSpace|#173|#8203|#8288|#x(?:ad|200b|2060));|\xc2\xad|\xe2\x80\x8b|\xe2\x81\xa0)+/iy;
var MARKS = membersOf(/[\x1b<&\xc2\xe2"]/);
var PART_OF_DOCKER = /","stream":"std(?:out|err)",(?:"attrs":\{[^{}\n]{0,80}\},)?"time":"[^"\n]{1,40}"\}\n\{"log":"/y;
var LEAD_OF_CRI = /20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,18}(?:Z|[+-][0-9]{2}:[0-9]{2}) std(?:out|err) [FP] /y;
var MAX_LEAD_BYTES = 64;
var MAX_PART_BYTES = 256;
function behindBreak(window, at) {
  if (at === 0 || WORD[window[at - 1]] === 0) return -1;
  const next = MARKS[window[at] ?? 0] === 1 ? behindMarkup(window, at) : behindLineEnd(window, at);
  return next >= 0 && WORD[window[next] ?? 0] === 1 ? next : -1;
}
function behindMarkup(window, at) {
  return window[at] === QUOTE2 ? behind(PART_OF_DOCKER, window, at, MAX_PART_BYTES) : behind(MARKUP, window, at, MAX_MARKUP_BYTES);
}
function behind(pattern, window, at, most) {
  pattern.lastIndex = 0;
  const found = pattern.exec(latin1(window, at, Math.min(window.length, at + most)));
  return found === null ? -1 : at + found[0].length;
}
function behindLineEnd(window, at) {
  const isBreak = window[at] === LF || window[at] === CR && window[at + 1] === LF;
  if (!isBreak || at < MIN_LINE_BYTES) return -1;
  for (let before = at - 1; before >= at - MIN_LINE_BYTES; before--) if (window[before] === LF) return -1;
  const start = window[at] === CR ? at + 2 : at + 1;
  if (window[start] === DIGIT_TWO) {
    const part = behind(LEAD_OF_CRI, window, start, MAX_LEAD_BYTES);
    if (part >= 0) return part;
  }
  let next = start;
  while (next < at + MAX_INDENT_BYTES && window[next] === SPACE) next++;
  return next;
}
function anchorsOfBroken(prefixes) {
  const words = new Set(prefixes.flatMap((prefix) => /^[A-Za-z][A-Za-z0-9]{3,}(?=-)/.exec(prefix) ?? []));
  return [...words].flatMap((word) => [`${word}<span`, `${word}\x1B[`]);
}
function unwrapped(window, at, { from, end }) {
  const breaks = breaksOf(window, at, end);
  const [first] = breaks;
  if (first === void 0) return void 0;
  const moved = ({ also, ...match }) => {
    let [start2, last] = [match.offset, match.offset + match.length];
    for (const { at: cut, next } of breaks) {
      if (start2 >= cut) start2 += next - cut;
      if (last > cut) last += next - cut;
    }
    return { ...match, offset: start2, length: last - start2, ...also && { also: also.map(moved) } };
  };
  const inWindow = (match) => match.offset < first.at && match.offset + match.length > first.at ? moved(match) : void 0;
  let [text, start, removed] = ["", from, 0];
  for (const { at: cut, next } of breaks) {
    text += latin1(window, start, cut);
    [start, removed] = [next, removed + next - cut];
  }
  return { text: text + latin1(window, start, Math.min(window.length, end + removed)), inWindow };
}
function breaksOf(window, at, end) {
  const breaks = [];
  let left = MAX_BREAK_BYTES;
  for (let cut = at; breaks.length < MAX_BREAKS; ) {
    const limit = Math.min(window.length, end + MAX_BREAK_BYTES - left);
    while (cut < limit && window[cut] > SPACE && MARKS[window[cut]] === 0) cut++;
    const isLineEnd = cut < limit && MARKS[window[cut]] === 0;
    if (cut === limit || isLineEnd && breaks.length > 0) break;
    const next = behindBreak(window, cut);
    left -= next - cut;
    if (next < 0 || left < 0) break;
    breaks.push({ at: cut, next });
    if (isLineEnd) break;
    cut = next;
  }
  return breaks;
}

// src/detect/text/rule-detector.ts
var EDGE_BYTES = 32;
var SHORT_EDGE_BYTES = 16;
function ruleDetector(rule) {
  const glance = glanceOf(rule);
  let anchors;
  return {
    id: rule.id,
    title: rule.title,
    severity: rule.severity,
    confidence: rule.confidence,
    advice: rule.advice,
    ...rule.form && { form: rule.form },
    ...rule.isFallback && { isFallback: true },
    trigger: {
      get anchors() {
        anchors ??= anchorsOf(rule).map(toAnchor);
        return anchors;
      },
      ...{ bytesBefore: bytesBeforeOf(rule), reads: rule.reads ?? "text" }
    },
    maxMatchBytes: rule.maxMatchBytes + bytesAfter(rule) + MAX_BREAK_BYTES,
    ...glance !== void 0 && { glance },
    inspect: inspection(rule, glance)
  };
}
function anchorsOf(rule) {
  return beginsWithPrefix(rule) ? [...rule.anchors, ...anchorsOfBroken(literalsOf(rule))] : rule.anchors;
}
function beginsWithPrefix({ bytesBefore = 0, pattern, judgesPlaceholders }) {
  return bytesBefore === 0 && judgesPlaceholders === void 0 && pattern.source.startsWith("(?<prefix>");
}
function bytesBeforeOf(rule) {
  return Math.max((rule.bytesBefore ?? 0) + marginOf(rule), MIN_LINE_BYTES);
}
function marginOf({ contextBytes = 0, bytesBefore = 0 }) {
  return Math.max(contextBytes, bytesBefore === 0 ? EDGE_BYTES : SHORT_EDGE_BYTES);
}
function bytesAfter({ contextBytes = 0 }) {
  return Math.max(contextBytes, 1);
}
function glanceOf(rule) {
  if (rule.bytesBefore) return rule.glance;
  const edge = rule.checksum === void 0 ? (rule.edges ?? TOKEN_EDGES).before : void 0;
  let isBefore;
  let looksForRow;
  return (bytes, at) => {
    if (edge !== void 0 && at > 0) {
      isBefore ??= membersOf(edge);
      if (isBefore[bytes[at - 1]] === 1 && !mayEndBefore(bytes, at) && !mayBeCounted(bytes, at)) return false;
    }
    if (rule.glance?.(bytes, at) === false) return false;
    looksForRow ??= literalsOf(rule).length > 0 && rule.pattern.source.startsWith("(?<prefix>");
    return !(looksForRow && standsInRow(bytes, at));
  };
}
function inspection(rule, glance) {
  const { bytesBefore = 0, edges = TOKEN_EDGES } = rule;
  const find = finder(rule, bytesBefore);
  let literals;
  const read = remembered((text, at) => {
    const most = find(text, at);
    const counted = most && findCounted(find, text, at, most, edges);
    const found = counted ?? most;
    if (found === void 0) return void 0;
    literals ??= bytesBefore === 0 ? literalsOf(rule) : [];
    const { candidate } = found;
    if (isFlood(candidate.body, literals)) return void 0;
    const checksum = rule.checksum?.(candidate) ?? "none";
    if (checksum !== "valid" && counted === void 0 && goesOn(text, candidate, edges)) return void 0;
    if (isNoSecret(rule, found)) return void 0;
    const assessment = rule.check ? rule.check(candidate) : {};
    if (!assessment || isOnList(candidate, assessment)) return void 0;
    const also = assessment.also?.map((other) => toMatch(rule, found, checksum, other));
    const match = toMatch(rule, found, checksum, assessment);
    return also === void 0 ? match : { ...match, also };
  });
  return (window, at) => {
    if (glance?.(window, at) === false) return void 0;
    const earliest = rule.earliestStart?.(window, at) ?? at - bytesBefore;
    const from = Math.max(0, earliest - marginOf(rule));
    const latestEnd = rule.latestEnd ? rule.latestEnd(window, at) : at + rule.maxMatchBytes;
    if (latestEnd === void 0) return void 0;
    const end = Math.min(window.length, latestEnd + bytesAfter(rule));
    const match = read(latin1(window, from, end), at - from, from);
    if (match !== void 0 || rule.judgesPlaceholders === true) return match;
    const line = unwrapped(window, at, { from, end });
    const wrapped = line && read(line.text, at - from, from);
    return wrapped && line.inWindow(wrapped);
  };
}
function remembered(read) {
  let last;
  return (text, at, from) => {
    if (last?.text !== text || last.at !== at) last = { text, at, match: read(text, at) };
    return last.match && movedBy(last.match, from);
  };
}
function movedBy(match, bytes) {
  const { offset, also } = match;
  return {
    ...match,
    offset: offset + bytes,
    ...also !== void 0 && { also: also.map((other) => ({ ...other, offset: other.offset + bytes })) }
  };
}
function literalsOf({ anchors }) {
  return anchors.filter((anchor) => typeof anchor === "string").filter(({ length }) => length >= 4);
}
function finder(rule, bytesBefore) {
  let compiled;
  return (text, at) => {
    compiled ??= new RegExp(rule.pattern.source, `${rule.pattern.flags}d${bytesBefore === 0 ? "y" : "g"}`);
    const regex = compiled;
    regex.lastIndex = Math.max(0, at - bytesBefore);
    for (let match = regex.exec(text); match !== null && match.index <= at; match = regex.exec(text)) {
      if (regex.lastIndex > at) return toFound(text, match);
      if (match[0] === "") break;
    }
    return void 0;
  };
}
function toFound(window, match) {
  const start = match.index;
  const end = start + match[0].length;
  const groups = match.groups ?? {};
  const secret = groups.secret ?? match[0];
  const [secretStart, secretEnd] = groups.secret !== void 0 && match.indices?.groups?.secret || [start, end];
  return {
    candidate: { window, start, end, secret, body: groups.body ?? secret, groups },
    place: { start: secretStart, end: secretEnd }
  };
}
function isFlood(body, anchors) {
  return anchors.some((anchor) => 3 * anchor.length <= body.length && body.split(anchor, 4).length === 4);
}
function isNoSecret(rule, { candidate }) {
  const { body } = candidate;
  const { judgesPlaceholders = false, admitsStandIns = false } = rule;
  return !judgesPlaceholders && (admitsStandIns ? isNoValue(body) : isPlaceholder(body)) || isTooEven(rule, body) && !(admitsStandIns && !isOfZeros(candidate));
}
function isOnList({ window, secret, body }, { place }) {
  if (isPublished(secret) || body !== secret && isPublished(body)) return true;
  return place !== void 0 && isPublished(window.slice(place.start, place.end));
}
function isTooEven({ minBitsPerCharacter }, body) {
  return minBitsPerCharacter !== void 0 && bitsPerCharacter(body) < minBitsPerCharacter;
}
function isOfZeros({ body, groups: { prefix = "" } }) {
  return body.includes("AAAAAAA") && !/[^A-Za-z0-9]/.test(prefix);
}
function toMatch(rule, found, checksum, assessment) {
  const { window, secret, body, groups } = found.candidate;
  const isStandIn2 = rule.admitsStandIns === true && (looksMadeUp(body) || isTooEven(rule, body));
  const place = assessment.place ?? found.place;
  const identity = assessment.identity ?? (assessment.place ? window.slice(place.start, place.end) : secret);
  const guessable = assessment.guessable ?? rule.guessable ?? false;
  const read = assessment.checksum ?? checksum;
  const confidence = isStandIn2 ? "low" : assessment.confidence ?? (read === "invalid" ? "low" : void 0);
  return {
    offset: place.start,
    length: place.end - place.start,
    fingerprint: secretFingerprint(
      identity,
      assessment.named === void 0 ? guessable : `${rule.id} ${assessment.named}`
    ),
    preview: `${groups.prefix ?? ""}\u2026`,
    facts: {
      ...{ provider: rule.provider, checksum: read },
      ...isStandIn2 && { looksLikePlaceholder: true },
      ...assessment.facts
    },
    ...assessment.title !== void 0 && { title: assessment.title },
    ...assessment.severity !== void 0 && { severity: assessment.severity },
    ...confidence !== void 0 && { confidence }
  };
}
function findCounted(find, text, at, most, edges) {
  const { start, end } = most.candidate;
  const isDelimited = most.place.start === start + 1 && most.place.end === end;
  const counts = countedEnds(text, isDelimited ? most.place : most.candidate, edges);
  for (const counted of counts) {
    const found = counted === end ? most : find(text.slice(0, counted), at);
    if (found?.candidate.start === start && found.candidate.end === counted) return found;
  }
  return void 0;
}
function goesOn(text, { start, end }, edges) {
  return goesOnBefore(text, start, edges) || edges.after?.test(text.charAt(end)) === true;
}
function goesOnBefore(text, start, edges) {
  if (start === 0 || !edges.before?.test(text.charAt(start - 1))) return false;
  return !endsBefore(text.slice(Math.max(0, start - EDGE_BYTES), start));
}
function toAnchor(anchor) {
  return typeof anchor === "string" ? textAnchor(anchor) : textAnchor(anchor.text, { ignoreCase: true });
}

export {
  isPlaceholder,
  isNoValue,
  asksForValue,
  isReference,
  looksMadeUp,
  countsFive,
  bytesCountUp,
  membersOf,
  inAnyCase,
  TOKEN_EDGES,
  behindBreak,
  endsBefore,
  mayEndBefore,
  isPublished,
  DECIMAL_DIGITS,
  HEX_DIGITS,
  BASE32_DIGITS,
  BASE58_DIGITS,
  BASE64_DIGITS,
  BASE64URL_DIGITS,
  isInRun,
  endOfRun,
  standsInRow,
  MANGLED_NAME,
  countedPair,
  adjoiningPair,
  isTagNear,
  ruleDetector
};
