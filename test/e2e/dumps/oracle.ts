/**
 * What of a secret is in a dump, found by searching for the secret itself: the harness made it and may know it. A key counts
 * as whole when what is there suffices to have the key, whatever form it is in. Independent of src.
 */
import { aesForms } from './aes-forms.ts';
import { type Image, type Needle as ImageNeedle, placesOf } from './image.ts';
import { numberForms, PHP_DIGITS, PHP_ELEMENT } from './number-forms.ts';
import { type AesKey, type AsymmetricKey, pkcs8Pem, type Secret } from './truth.ts';

export interface Sighting {
  /** Which number, schedule or text. */
  readonly what: string;
  readonly form: string;
  /** In the file. */
  readonly offsets: readonly number[];
}

export interface Presence {
  readonly secret: Secret;
  readonly whole: boolean;
  /** What is there proves whose key it is: of EC and Ed25519 that takes the public half, which a file of PKCS#8 need not have. */
  readonly provable: boolean;
  readonly sightings: readonly Sighting[];
}

/** @returns for each of the secrets what is there, in one pass over the image */
export function look(image: Image, secrets: readonly Secret[]): Presence[] {
  const needles = secrets.flatMap((secret) => needlesOf(secret).map((needle) => ({ secret, ...needle })));
  const places = placesOf(image.bytes, needles);
  const sightings = needles.map(({ secret, what, form }, index) => {
    return { secret, what, form, offsets: places[index]!.map((at) => image.offsetOf(at)) };
  });
  return secrets.map((secret) => {
    const own = sightings.filter((sighting) => sighting.secret === secret && sighting.offsets.length > 0);
    const seen = new Set(own.map(({ what }) => what));
    return {
      secret,
      sightings: own.map(({ what, form, offsets }) => ({ what, form, offsets })),
      whole: isWhole(secret, seen),
      provable: secret.family === 'rsa' || secret.family === 'ml-dsa' || seen.has('x'),
    };
  });
}

interface Needle extends ImageNeedle {
  readonly what: string;
  readonly form: string;
}

function needlesOf(secret: Secret): Needle[] {
  switch (secret.family) {
    case 'aes':
      return aesNeedles(secret);
    case 'text':
      return (['latin1', 'utf16le'] as const).map((encoding) => {
        return { what: 'text', form: encoding, bytes: Buffer.from(secret.text, encoding) };
      });
    case 'ml-dsa':
      return [{ what: 'expanded', form: 'raw', bytes: secret.numbers.expanded! }];
    default:
      return [...numberNeedles(secret), ...pemNeedles(secret)];
  }
}

/** RSA: two of n, p, q, or n with d (e is 65537). EC: d. Ed25519: the seed. ML-KEM: d. ML-DSA: the expanded key. AES: a schedule; a bare key shows nothing. */
function isWhole({ family }: Secret, seen: ReadonlySet<string>): boolean {
  if (family === 'rsa')
    return (seen.has('n') && ['p', 'q', 'd'].some((name) => seen.has(name))) || (seen.has('p') && seen.has('q'));
  if (family === 'aes') return seen.has('schedule');
  if (family === 'text') return seen.has('text');
  if (family === 'ml-dsa') return seen.has('expanded');
  return seen.has('d');
}

function numberNeedles({ family, numbers }: AsymmetricKey): Needle[] {
  return Object.entries(numbers).flatMap(([what, number]) =>
    [...numberForms(number)].flatMap(([form, bytes]) => {
      if (form === PHP_DIGITS) return [{ what, form, bytes, meaning: PHP_ELEMENT }];
      if (family !== 'ed25519' && family !== 'ml-kem') return [{ what, form, bytes }];
      // The bytes of a seed have no order; the other spellings would say the same thing twice.
      if (form === 'big-endian') return [{ what, form: 'raw', bytes }];
      return /^(hex|HEX|base64url)/.test(form) ? [{ what, form, bytes }] : [];
    }),
  );
}

function aesNeedles({ key }: AesKey): Needle[] {
  const schedules = [...aesForms(key)].map(([form, bytes]) => ({ what: 'schedule', form, bytes }));
  return [...schedules, { what: 'bare key', form: 'raw', bytes: key }];
}

const LINE_CHARACTERS = 64;
const LINE_ENDS = new Map([
  ['PEM', '\n'],
  ['PEM, escaped', '\\n'],
  ['PEM, escaped twice', '\\\\n'],
  ['PEM, CRLF', '\r\n'],
  ['base64 in one line', ''],
]);

/** Which numbers stand whole in PEM text, however much of its beginning and end is missing. */
function pemNeedles(key: AsymmetricKey): Needle[] {
  const bodies = [pkcs8Pem(key), ...olderPem(key)].map((pem) =>
    pem
      .replace(/-----[^-]+-----/g, '')
      .trim()
      .split('\n'),
  );
  return bodies.flatMap((lines) =>
    [...LINE_ENDS].flatMap(([form, end]) =>
      (['latin1', 'utf16le'] as const).flatMap((encoding) => {
        const label = encoding === 'latin1' ? form : `${form}, UTF-16`;
        return lineNeedles(key, lines, { end, encoding, label });
      }),
    ),
  );
}

interface Spelling {
  readonly end: string;
  readonly encoding: 'latin1' | 'utf16le';
  readonly label: string;
}

function lineNeedles(key: AsymmetricKey, lines: readonly string[], spelling: Spelling): Needle[] {
  const der = Buffer.from(lines.join(''), 'base64');
  const needles: Needle[] = [];
  const text = lines.join(spelling.end);
  const position = (character: number) => character + Math.floor(character / LINE_CHARACTERS) * spelling.end.length;
  for (const [what, number] of Object.entries(key.numbers)) {
    const at = der.indexOf(number);
    if (at < 0) continue;
    // Only the characters that carry the number, since what is before and behind it may be lost.
    const first = Math.floor((at * 4) / 3);
    const last = Math.ceil(((at + number.length) * 4) / 3) - 1;
    const isInOneLine = Math.floor(first / LINE_CHARACTERS) === Math.floor(last / LINE_CHARACTERS);
    if (isInOneLine && spelling.end !== '\n') continue;
    const bytes = Buffer.from(text.slice(position(first), position(last) + 1), spelling.encoding);
    needles.push({ what, form: spelling.label, bytes });
  }
  return needles;
}

/** The forms of before PKCS#8, where the kind of key has one. */
function olderPem({ family, object }: AsymmetricKey): string[] {
  if (family === 'rsa') return [object.export({ type: 'pkcs1', format: 'pem' }).toString()];
  if (family === 'ec') return [object.export({ type: 'sec1', format: 'pem' }).toString()];
  return [];
}
