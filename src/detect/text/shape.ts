/**
 * The shape of a value without a mark of its own: an alphabet and a length, or several of these in a row. A shape is a part of a
 * pattern and makes its own examples, so the two cannot disagree.
 */
import { ALPHANUMERIC, BASE64, BASE64URL, DIGITS, HEX, LOWER, type RandomText, UPPER } from './random-text.ts';

export interface Shape {
  /** A part of a linear pattern; letters are in the case in which they are issued. */
  readonly source: string;
  /** Length of the shortest and the longest value. */
  readonly least: number;
  readonly most: number;
  /** Matches each character that a value may have. */
  readonly characters: RegExp;
  make(random: RandomText): string;
}

/** From `least` to `most` characters; with one argument, exactly that many. */
type Run = (least: number, most?: number) => Shape;

/** Hex digits, all in one case. */
export const hex: Run = (least, most = least) => ({
  source: `(?:[0-9a-f]{${counts(least, most)}}|[0-9A-F]{${counts(least, most)}})`,
  ...{ least, most, characters: /[0-9a-fA-F]/ },
  make: (random) => random.text(least, HEX),
});
export const digits = run('0-9', DIGITS);
export const lowerCase = run('a-z0-9', DIGITS + LOWER);
export const upperCase = run('A-Z0-9', DIGITS + UPPER);
export const alphanumeric = run('A-Za-z0-9', ALPHANUMERIC);
export const base64 = run('A-Za-z0-9+/', BASE64);
export const base64url = run('A-Za-z0-9_-', BASE64URL);
/** The unreserved characters of RFC 3986. */
export const unreserved = run('A-Za-z0-9_.~-', `${BASE64URL}.~`);
/** Letters, digits, `+`, `-` and `_`. */
export const plusDigits = run('A-Za-z0-9+_-', BASE64URL);

/** Concatenates shapes and literals. */
export function inRow(...parts: readonly (Shape | string)[]): Shape {
  const shapes = parts.map((part) => (typeof part === 'string' ? literal(part) : part));
  return {
    source: shapes.map(({ source }) => source).join(''),
    least: shapes.reduce((sum, { least }) => sum + least, 0),
    most: shapes.reduce((sum, { most }) => sum + most, 0),
    characters: anyOf(shapes),
    make: (random) => shapes.map((shape) => shape.make(random)).join(''),
  };
}

/** One of several shapes; a shape must come before those that are its prefixes. */
export function oneOf(...choices: readonly (Shape | string)[]): Shape {
  const shapes = choices.map((choice) => inRow(choice));
  return {
    source: `(?:${shapes.map(({ source }) => source).join('|')})`,
    least: Math.min(...shapes.map(({ least }) => least)),
    most: Math.max(...shapes.map(({ most }) => most)),
    characters: anyOf(shapes),
    make: (random) => random.pick(shapes).make(random),
  };
}

/** Parts that may be absent. */
export function optional(...parts: readonly (Shape | string)[]): Shape {
  const shape = inRow(...parts);
  return {
    ...shape,
    source: `(?:${shape.source})?`,
    least: 0,
    make: (random) => random.pick([shape.make(random), '']),
  };
}

/** RFC 9562 section 4, in either case. */
export const uuid: Shape = inRow(hex(8), '-', hex(4), '-', hex(4), '-', hex(4), '-', hex(12));

/** UUIDs of services that use all letters and digits in place of hex. */
export const letteredUuid: Shape = inRow(
  ...[alphanumeric(8), '-', alphanumeric(4), '-', alphanumeric(4), '-', alphanumeric(4), '-', alphanumeric(12)],
);

/** Two or three pieces of base64url joined by dots: JSON Web Tokens (RFC 7515) and what looks like them. */
export const dottedToken: Shape = inRow(
  ...[base64url(16, 1500), '.', base64url(16, 3000), optional('.', base64url(16, 700))],
);

function run(characters: string, alphabet: string): Run {
  return (least, most = least) => ({
    source: `[${characters}]{${counts(least, most)}}`,
    ...{ least, most, characters: new RegExp(`[${characters}]`) },
    make: (random) => random.text(least, alphabet),
  });
}

function literal(text: string): Shape {
  const source = text.replace(/[^A-Za-z0-9_-]/g, '\\$&');
  const characters = new RegExp(`[${text.replace(/[^A-Za-z0-9]/g, '\\$&')}]`);
  return { source, least: text.length, most: text.length, characters, make: () => text };
}

function counts(least: number, most: number): string {
  return least === most ? `${least}` : `${least},${most}`;
}

function anyOf(shapes: readonly Shape[]): RegExp {
  return new RegExp([...new Set(shapes.map(({ characters }) => characters.source))].join('|'));
}
