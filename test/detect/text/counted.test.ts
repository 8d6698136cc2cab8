import { describe, expect, it } from 'vitest';
import { countedPair } from '../../../src/detect/text/counted.ts';
import { prefixedToken } from '../../../src/detect/text/prefixed-token.ts';
import { genericSecretRules } from '../../../src/detect/text/programs/generic-secret.ts';
import { ruleDetector } from '../../../src/detect/text/rule-detector.ts';
import { alphanumeric } from '../../../src/detect/text/token-parts.ts';
import { inspectAll } from '../../support/inspect-all.ts';

const NAME = 'DB_PASSWORD';
/** 22 characters, as a generator draws them; made so that no file holds them. */
const VALUE = Buffer.from(Array.from({ length: 16 }, (_, at) => (at * 89 + 37) % 251)).toString('base64url');
const detector = ruleDetector(genericSecretRules.find(({ id }) => id === 'generic-password')!);

function found(text: string): readonly string[] {
  const bytes = Buffer.from(text, 'latin1');
  return inspectAll(detector, bytes).map(({ offset, length }) => text.slice(offset, offset + length));
}

/** Each with another pair behind it. */
const WRITTEN: readonly [string, (name: string, value: string) => string][] = [
  ['Java Flight Recorder', (name, value) => `\x03\x0b${name}\x03\x16${value}\x03\x05`],
  ['pprof', (name, value) => `2\x0b${name}2\x16${value}2\x09`],
  ['Protocol Buffers', (name, value) => `\x0a\x0b${name}\x12\x16${value}\x0a`],
  ['pickle, protocol 2', (name, value) => `X\x0b\0\0\0${name}q\x03X\x16\0\0\0${value}q\x04`],
  ['pickle, protocol 4', (name, value) => `\x8c\x0b${name}\x94\x8c\x16${value}\x94`],
  ['pickle, with many values', (name, value) => `X\x0b\0\0\0${name}q!X\x16\0\0\0${value}q"X`],
  ['pickle, with more', (name, value) => `X\x0b\0\0\0${name}qAX\x16\0\0\0${value}qBX`],
  ['pprof, before a long name', (name, value) => `2\x0b${name}2\x16${value}2$/usr/src`],
  ['marshal of Python', (name, value) => `\xda\x0b${name}z\x16${value}z\x0d`],
  ['marshal of Ruby', (name, value) => `I"\x10${name}\x06:\x06ETI"\x1b${value}\x06;\0T`],
  ['MessagePack', (name, value) => `\xab${name}\xb6${value}\xa3`],
  ['Kryo, in histories of Gradle', (name, value) => `\x8c${name}\x03\x97${value}\x8b`],
  ['Java, as it writes objects', (name, value) => `t\0\x0b${name}t\0\x16${value}t\0`],
  ['Erlang', (name, value) => `m\0\0\0\x0b${name}m\0\0\0\x16${value}m\0\0`],
];

describe('a password behind its name, with nothing but lengths between', () => {
  it.each(WRITTEN)('is found as %s writes it', (_, write) => {
    expect(VALUE).toHaveLength(22);
    expect(found(`\x01${write(NAME, VALUE)}`)).toEqual([VALUE]);
  });

  it.each(WRITTEN)('is none with a length that is wrong, as %s has it', (_, write) => {
    expect(found(`\x01${write(`${NAME}ABCDEFGHIJ`, VALUE)}`)).toEqual([]);
    expect(found(`\x01${write(NAME, `${VALUE.slice(0, 10)} ${VALUE.slice(11)}`)}`)).toEqual([]);
  });

  /** Shorter than a token, with the sign at its end that a policy asks for. */
  const SHORT = `${VALUE.slice(0, 13)}!`;
  const LESS = VALUE.length - SHORT.length;
  const writeShort = (write: (name: string, value: string) => string, short: string) =>
    write(NAME, '@').replace(
      /([\x16\x1b\x97\xb6])(\0{0,3})@/,
      (_, length: string, zeros: string) => `${String.fromCharCode(length.charCodeAt(0) - LESS)}${zeros}${short}`,
    );

  it.each(WRITTEN)('is found with 14 characters, as %s writes it', (_, write) => {
    expect(found(`\x01${writeShort(write, SHORT)}`)).toEqual([SHORT]);
    expect(found(`\x01${writeShort(write, 'Summer+Rainbow')}`)).toEqual([]);
    expect(found(`\x01${writeShort(write, 'Base64Encoding')}`)).toEqual([]);
    expect(found(`\x01${writeShort(write, `${SHORT.slice(0, 10)} ${SHORT.slice(11)}`)}`)).toEqual([]);
  });

  it('is none beside its name in a class of Java, or with words in it', () => {
    expect(found(`\x01\0\x0b${NAME}\x01\0\x16${VALUE}\x01\0`)).toEqual([]);
    expect(found(`\x03\x0b${NAME}\x03\x16the password of a user\x03`)).toEqual([]);
    expect(found(`\x03\x0b${NAME}\x03\x16configurationPasswords\x03`)).toEqual([]);
    expect(found(`\x03\x0b${NAME}\x03\x16${VALUE.slice(0, 18)}\x03`)).toEqual([]);
    expect(found(`\x03\x0bDB_passWORD\x03\x16${VALUE}\x03`)).toEqual([]);
    expect(found(`\x03\x0b${NAME}\x03\x16DB_p${VALUE.slice(4)}\x03`)).toEqual([]);
    expect(found(`\x03\x10${NAME}_HASH\x03\x16${VALUE}\x03`)).toEqual([]);
  });

  it('is found when its length prints, and at the end of all', () => {
    const long = `${VALUE}${VALUE.slice(0, 14)}`;
    expect(found(`\x01X\x0b\0\0\0${NAME}q\x03X$\0\0\0${long}q\x04`)).toEqual([long]);
    expect(found(`\x01t\0\x0b${NAME}t\0$${long}t\0`)).toEqual([long]);
    expect(found(`\x01t\0\x0b${NAME}t\0$${long}x`)).toEqual([long]);
    expect(found(`\x01I"\x10${NAME}\x06:\x06ETI")${long}\x06;\0T`)).toEqual([long]);
    expect(found(`\x01\xab${NAME}\xb6${VALUE}`)).toEqual([VALUE]);
    expect(found(`\x01t\0\x07db_passt\0\x16${VALUE}t\0`)).toEqual([]); // what follows in the text could be part of the name
    expect(found(`\x01\xa7db_pass\xb6${VALUE}\xa3`)).toEqual([VALUE]);
  });

  const LONG = `${VALUE}.${VALUE.toLowerCase()}`.repeat(6);
  it.each([32, 40, 48, 64, 100, 127])('is all that %i counts, and not what the tag before that seems to', (bytes) => {
    const [value, length] = [LONG.slice(0, bytes), String.fromCharCode(bytes)];
    expect(found(`\x01\x0a\x0b${NAME}\x12${length}${value}\x0a\x04`)).toEqual([value]);
    expect(found(`\x01\x0a\x0b${NAME}\x12${length}${value}`)).toEqual([value]);
  });

  it('is found when two bytes hold its length', () => {
    const value = LONG.slice(0, 128); // as `openssl rand -hex 64` has it
    expect(found(`\x01\x0a\x0b${NAME}\x12\x80\x01${value}\x0a\x04`)).toEqual([value]);
    expect(found(`\x01\x16${NAME}\x80\x02${value}\x0a\x04`)).toEqual([value]); // zigzag
    expect(found(`\x01\x0a\x0b${NAME}\x12\x81\x01${value}\x0a\x04`)).toEqual([]);
    expect(found(`\x01\xab${NAME}\xda\x01\x2c${LONG.slice(0, 256)}${LONG.slice(0, 44)}`)).toEqual([]);
  });

  it.each([16, 32, 36, 40, 57, 64, 70, 110])(
    'is found behind a length of %i alone, which may seem to be of the name',
    (bytes) => {
      const [value, length] = [LONG.slice(0, bytes), String.fromCharCode(bytes)];
      expect(found(`\x01\x0b${NAME}${length}${value}\x04`)).toEqual([value]);
      expect(found(`\x01\x0b${NAME}${length}${value}`)).toEqual([value]);
      expect(found(`\x01\x16${NAME}${String.fromCharCode(2 * bytes)}${value}\x04`)).toEqual([value]);
      if (bytes !== 32) expect(found(`\x01\x0a${NAME}${length}${value}\x04`)).toEqual([]); // a blank is a sign of another form
    },
  );

  it.each([36, 40, 64, 70, 100])('is found behind a tag and a length of %i, which both print', (bytes) => {
    const [value, length] = [LONG.slice(0, bytes), String.fromCharCode(bytes)];
    expect(found(`\x01B\x0b${NAME}J${length}${value}\x0a`)).toEqual([value]);
    expect(found(`\x012\x0b${NAME}2${length}${value}2\x08`)).toEqual([value]);
    expect(found(`\x01B\x0b${NAME}K${length}${value}\x0a`)).toEqual([]);
  });

  it('is found behind a length of four bytes, of which the name has none', () => {
    const value = LONG.slice(0, 70); // 44 00 00 00 are the last letter of the name and three zeros
    expect(found(`\x01\0\0\0\x0b${NAME}\0\0\0F${value}\0\0\0\x04`)).toEqual([value]);
  });

  it('is none in text, where blanks could be lengths', () => {
    const commit = VALUE.padEnd(32, VALUE.toLowerCase());
    expect(found(`\t* Clear for CLEAR_PASSPHRASE.\n\n\t+ commit ${commit}8a\n`)).toEqual([]);
    expect(found(`an old_passwd\n\n ${commit}8a\n`)).toEqual([]);
  });

  it('is none behind another constant, or behind the first one of a tuple, of compiled Python', () => {
    expect(found(`\x01\xda\x0b${NAME}\xe9@\0\0\0\xda\x16${VALUE}\xe9`)).toEqual([]);
    expect(found(`\x01)\x05\xda\x0b${NAME}\xda\x16${VALUE}\xe9`)).toEqual([]);
    expect(found(`\x01{\xda\x0b${NAME}\xda\x16${VALUE}0`)).toEqual([VALUE]);
  });

  it('is found in BSON, where a NUL ends the name, and only as a text that ends where its length says', () => {
    const element = `\x02${NAME}\0\x17\0\0\0${VALUE}\0`;
    expect(found(`\x2a\0\0\0${element}\0`)).toEqual([VALUE]);
    expect(found(`\x2a\0\0\0${element}\x02mail\0`)).toEqual([VALUE]);
    const long = VALUE.repeat(3).slice(0, 64);
    expect(found(`\x60\0\0\0\x02${NAME}\0${String.fromCharCode(65)}\0\0\0${long}\0\0`)).toEqual([long]);
    expect(found(element.replace('\x02', '\x05'))).toEqual([]);
    expect(found(element.replace('\x17', '\x16'))).toEqual([]);
    expect(found(element.replace('\x17\0', '\x17\x01'))).toEqual([]);
    expect(found(element.replace(VALUE.slice(4, 5), ' '))).toEqual([]);
    expect(found(element.replace(VALUE, SHORT).replace('\x17', '\x0f'))).toEqual([SHORT]);
    expect(found(element.replace(VALUE, SHORT).replace('\x17', '\x10'))).toEqual([]);
    expect(found(element.replace(VALUE, SHORT.slice(0, 11)).replace('\x17', '\x0c'))).toEqual([]);
    const whole = Buffer.from(element, 'latin1');
    expect(countedPair(whole, 1, 12)).toEqual({ nameEnd: 12, start: 17, end: 39 });
    for (let length = 12; length < whole.length; length++)
      expect(countedPair(whole.subarray(0, length), 1, 12)).toBeUndefined();
  });

  it('is looked for nowhere beyond the bytes', () => {
    const whole = Buffer.from(`\x03\x0b${NAME}\x03\x16${VALUE}\0`, 'latin1');
    expect(countedPair(whole, 2, 13)).toEqual({ nameEnd: 13, start: 15, end: 37 });
    for (let length = 0; length < whole.length - 1; length++)
      expect(countedPair(whole.subarray(0, length), 2, Math.min(13, length))).toBeUndefined();
  });
});

describe('a token of more than 255 characters', () => {
  const token = `acme_${Array.from({ length: 300 }, (_, at) => 'k7Qz2mXw9Rb4'[(at * at + 3 * at) % 12]).join('')}`;
  const long = ruleDetector(
    prefixedToken({
      ...{ id: 'acme-token', title: 'Token', provider: 'Acme', severity: 'high', advice: 'Revoke it.' },
      ...{ prefixes: ['acme_'], body: [alphanumeric(300)] },
    }),
  );

  it.each([
    ['a class of Java', `\x0c\0\x05\0\x06\x01\x01\x31${token}\x01\0\x04Code`],
    ['bytecode of Python', `\xe9\x01\0\0\0a\x31\x01\0\0${token}z\x04text`],
  ])('ends where its length says, in %s', (_, text) => {
    expect(token).toHaveLength(0x131);
    expect(inspectAll(long, Buffer.from(text, 'latin1')).map(({ length }) => length)).toEqual([0x131]);
  });

  it('is none where another length stands before it', () => {
    expect(inspectAll(long, Buffer.from(`\x0c\0\x05\0\x06\x01\x01\x32${token}\x01\0\x04Code`, 'latin1'))).toEqual([]);
  });
});
