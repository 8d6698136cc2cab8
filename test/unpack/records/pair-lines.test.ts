import { describe, expect, test, vi } from 'vitest';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { PageLines } from '../../../src/unpack/records/page-lines.ts';
import { pairLines, settingOf } from '../../../src/unpack/records/pair-lines.ts';
import { scanBytes } from '../../support/scan-bytes.ts';

function line(key: string, value: string): string | undefined {
  const made = settingOf(Buffer.from(key, 'latin1'), Buffer.from(value, 'latin1'));
  return made && Buffer.from(made).toString('latin1');
}

describe('a key and its value', () => {
  test.each([
    ['db_password', 'word', 'db_password=word\n'],
    ['mail.password', 'a+b/c==', 'mail.password=a+b/c==\n'],
    ['name\0', 'word\0', 'name=word\n'],
    ['cfg:name', 'word', 'cfg:name=word\n'],
    ['/etc/app/name', 'word', '/etc/app/name\nname=word\n'],
    ['a b', 'word', 'a b\nb=word\n'],
    ['\x01\xffname', 'word', '\x01\xffname\nname=word\n'],
    ['name', 'with,comma', 'name="with,comma"\n'],
    ['name', 'with"quote', `name='with"quote'\n`],
    ['name', `it's`, `name="it's"\n`],
    ['name', '=word', 'name="=word"\n'],
    ['name', 'word.', 'name="word."\n'],
    ['name', 'x'.repeat(1024), `name=${'x'.repeat(1024)}\n`],
    ['a-key-as-long-as', 'word', 'a-key-as-long-as\na-key-as-long-as=word\n'],
    ['net', 'psk=word', 'net=psk=word\npsk=word\n'],
    ['net', 'psk:word', 'net=psk:word\npsk:word\n'],
    ['net', 'psk="a;b"', `net='psk="a;b"'\npsk="a;b"\n`],
    ['net', 'http://host', 'net=http://host\n'],
  ])('are one line where they are a name and a word: %j, %j', (key, value, expected) => {
    expect(line(key, value)).toBe(expected);
  });

  test.each([
    ['', 'word'],
    ['\0', 'word'],
    ['name', ''],
    ['name', 'two'],
    ['name', 'two words'],
    ['name', 'first\nsecond'],
    ['name', 'w\xf6rd'],
    ['name', 'word\0\0'],
    ['name', `both'"`],
    ['name', 'x'.repeat(1025)],
    ['n'.repeat(257), 'word'],
    ['path/', 'word'],
    ['n\xe4\xe4', 'word'],
  ])('are none where the one is no name or the other no word: %j, %j', (key, value) => {
    expect(line(key, value)).toBeUndefined();
  });

  const lines = (key: string, value: string, gap = '') => {
    const source = new MemorySource(Buffer.from(`before${key}${gap}${value}behind`, 'latin1'));
    const place = { keyAt: 6, keyBytes: key.length, valueAt: 6 + key.length + gap.length, valueBytes: value.length };
    return Buffer.concat([...pairLines(source, place)]).toString('latin1');
  };

  test('come out of a file with what is theirs', () => {
    expect(lines('name', 'word', 'other')).toBe('name=word\n');
    expect(lines('name', 'two words')).toBe('name\ntwo words\n');
    expect(lines('name', '')).toBe('name\n');
    expect(lines('', 'word')).toBe('word\n');
    expect(lines('', '')).toBe('');
    expect(lines('name', 'first\nmiddle\nlast')).toBe('name\nfirst\nlast\n');
    expect(lines('k'.repeat(100_000), 'v'.repeat(70_000)).length).toBe(2 * (65_536 + 1) + 2 * (65_536 + 1));
  });

  test('of a page that is full of the shortest have room', () => {
    for (const key of ['ab', 'a/b', 'a/bc', '/b', 'a', 'abc/b', `${'p'.repeat(40)}/${'n'.repeat(200)}`])
      for (const value of ['word', '(w)1', 'a=;b', 'long(er)word']) {
        const count = Math.floor(512 / (key.length + value.length));
        const made = new PageLines(512);
        const bytes = Buffer.from(key + value);
        for (let pair = 0; pair < count; pair++)
          made.addPair(bytes, { keyAt: 0, valueAt: key.length, end: bytes.length });
        expect(Buffer.from(made.take()).toString()).toBe((line(key, value) ?? '').repeat(count));
        // More of them than a page can have are left out.
        for (let pair = 0; pair < 1000; pair++)
          made.addPair(bytes, { keyAt: 0, valueAt: key.length, end: bytes.length });
        expect(made.take().length).toBeLessThanOrEqual(512 * 3);
      }
  });

  test('a token is found that is the key of a value, and a setting that is the value of a key', async () => {
    const token = ['whsec', 'kJ8sQz3vX0pLm5nT7rWyB2cD4fGh6aEu'].join('_');
    const psk = ['kV9', 'trombone', 'Hx77', 'abz'].join('');
    const bytes = Buffer.from(`${line(token, 'user1')}${line('ldap', `LDAP_BIND_PASSWORD=${psk}`)}`);
    const { findings } = await scanBytes({ pairs: bytes });
    expect(findings.map(({ rule }) => rule).toSorted()).toEqual(['generic-password', 'stripe-webhook-secret']);
  });

  test('of a page that ends before are left out', () => {
    const made = new PageLines(512);
    made.addPair(Buffer.from('namesword'), { keyAt: 0, valueAt: 5, end: 10 });
    expect(made.take().length).toBe(0);
  });
});

test('for the end of its line a value is looked through, and not all that stands behind it', () => {
  const page = Buffer.alloc(64 << 10, 'a word without an end ');
  let looked = 0;
  const indexOf = Uint8Array.prototype.indexOf;
  const spies = [Uint8Array.prototype, Buffer.prototype].map((prototype) =>
    vi.spyOn(prototype, 'indexOf').mockImplementation(function (this: Uint8Array, value: unknown, from: unknown = 0) {
      looked += this.length - Number(from);
      return indexOf.call(this, value as number, Number(from));
    } as never),
  );
  const lines = new PageLines(page.length);
  for (let at = 0; at + 16 <= page.length; at += 16) lines.add(page, at, at + 16);
  for (const spy of spies) spy.mockRestore();
  expect(looked).toBe(page.length);
});
