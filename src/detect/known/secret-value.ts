/** Which values of a job are searched for, and which parts of them. */
import { bitsPerCharacter } from '../text/entropy.ts';

const MIN_CHARACTERS = 8;
/** Only the beginning of a longer value is searched for; GitHub allows up to 48 KB. */
const MAX_CHARACTERS = 8192;

/** The form in which a value is searched for: without surrounding white space from a file or a form, and with `\n` alone. */
export function trimmedValue(value: string): string {
  return value.replaceAll('\r\n', '\n').trim().slice(0, MAX_CHARACTERS);
}

/**
 * Why a value is not searched for, or undefined if it is: it would occur everywhere, and users switch off a gate that fails for
 * `production`.
 * @param value trimmed
 */
export function whyNotSearched(value: string): string | undefined {
  const { length } = [...value];
  if (length === 0) return 'it is empty';
  if (length < MIN_CHARACTERS) return `it has fewer than ${MIN_CHARACTERS} characters`;
  if (new Set(value).size < 4) return 'it has fewer than 4 different characters';
  if (/^[\d\s.:,/+-]+$/.test(value) && value.replaceAll(/\D/g, '').length < MIN_DIGITS)
    return `it is a number, date or address of fewer than ${MIN_DIGITS} digits`;
  if (length < MIN_CHARACTERS_OF_WORDS && isPlainWords(value))
    return `it is words of fewer than ${MIN_CHARACTERS_OF_WORDS} characters`;
  return undefined;
}

/** Dates, ports and IPv4 addresses have fewer. */
const MIN_DIGITS = 13;
const MIN_CHARACTERS_OF_WORDS = 16;

/** `production`, `us-east-1`, `ubuntu-24.04`, `My app`: words of letters and short numbers. */
function isPlainWords(value: string): boolean {
  return value.split(/[\s._:/@,-]+/).every((word) => /^(?:\p{Lu}?\p{Ll}*|\p{Lu}+|\d{1,4})$/u.test(word));
}

/** A part of a value that reveals the whole. */
export interface SecretPart {
  readonly text: string;
  readonly part: 'first half' | 'last half' | 'line' | 'member';
}

const MIN_HALF_CHARACTERS = 16;
/** For a value with more lines or members, this many are taken, evenly spread. */
const MAX_LINES = 64;

/**
 * Halves, lines of a multi-line value, and members of a JSON value. Only those that look random: the beginning of a connection
 * string and the lines of a service account say whose secret it is, and occur in public files too.
 */
export function partsOf(value: string): readonly SecretPart[] {
  const characters = [...value];
  const half = Math.floor(characters.length / 2);
  const halves: SecretPart[] = [
    { text: characters.slice(0, characters.length - half).join(''), part: 'first half' },
    { text: characters.slice(half).join(''), part: 'last half' },
  ];
  return [
    ...halves.filter(({ text }) => half >= MIN_HALF_CHARACTERS && hasRandomRun(text)),
    ...spread(secretLines(value), MAX_LINES).map((text): SecretPart => ({ text, part: 'line' })),
    ...spread(secretMembers(value), MAX_LINES).map((text): SecretPart => ({ text, part: 'member' })),
  ];
}

/** Public data: certificates and public keys, in PEM and in base64 of it. */
const PUBLIC_BLOCKS = /-----BEGIN [A-Z0-9 ]*(?:CERTIFICATE|PUBLIC KEY|PARAMETERS)-----[^-]*-----END [^\n]*/g;
const PUBLIC_BASE64 = /LS0tLS1CRUdJTiB(?:DRVJU|QVUJM|UUlVT)/;

function secretLines(value: string): readonly string[] {
  if (!value.includes('\n')) return [];
  const lines = value.replaceAll(PUBLIC_BLOCKS, '').split('\n');
  // The first line of a PEM key says which kind it is, and for some kinds nothing else.
  const own = lines.filter((_, index) => !lines[index - 1]?.startsWith('-----BEGIN'));
  return own.map((line) => line.trim()).filter((line) => hasRandomRun(line) && !PUBLIC_BASE64.test(line));
}

/**
 * Texts in a value that is a JSON object or list, as cloud providers hand out credentials: a step that writes one of them into a
 * file omits the rest. Keys are recognised by their numbers instead.
 */
function secretMembers(value: string): readonly string[] {
  const texts = /^[[{]/.test(value) ? textsIn(parsedJson(value)) : [];
  return texts.filter((text) => text !== value && hasRandomRun(text) && !/^-----BEGIN |^LS0tLS1CRUdJTi/.test(text));
}

/** Names of a key or an account, such as `private_key_id` and `clientId`, occur in public files too. */
const PUBLIC_NAME = /(?:id|ur[il]|endpoint|email|thumbprint|fingerprint)$/i;

/** No credentials are nested that deep. */
const MAX_DEPTH = 16;

function textsIn(value: unknown, depth = 0): readonly string[] {
  if (typeof value === 'string') return [value.trim()];
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return [];
  return Object.entries(value).flatMap(([name, inner]) => (PUBLIC_NAME.test(name) ? [] : textsIn(inner, depth + 1)));
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * 16 letters and digits in a row that no word and no name has: two digits among letters, or alternating small letters, capitals
 * and digits. Of 20 random characters of base62, 1 in 70 has neither.
 */
function hasRandomRun(text: string): boolean {
  return (text.match(/[A-Za-z0-9]{16,}/g) ?? []).some((run) => {
    const digits = (run.match(/\d/g) ?? []).length;
    const turns = (run.match(/[a-z](?=[A-Z0-9])|[A-Z](?=[a-z0-9])|\d(?=[A-Za-z])/g) ?? []).length;
    const isMixed = (digits >= 2 && /[A-Za-z]/.test(run)) || turns >= TURNS_PER_CHARACTER * run.length;
    return isMixed && bitsPerCharacter(run) >= 3;
  });
}

/** Random text of base62 has 0.6; names such as `oauth2ClientSecretKey` have 0.35. */
const TURNS_PER_CHARACTER = 0.4;

function spread<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, index) => items[Math.floor((index * items.length) / most)]!);
}
