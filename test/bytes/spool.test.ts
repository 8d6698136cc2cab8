import { readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, describe, expect, test } from 'vitest';
import { PrivateTempFile } from '../../src/bytes/private-temp-file.ts';
import { Spool } from '../../src/bytes/spool.ts';
import { AccessError, FormatError } from '../../src/model/errors.ts';
import { seededRandom } from '../support/seeded-random.ts';

const parts = ['one, ', '', 'two, ', 'three'].map((text) => Buffer.from(text));
const whole = Buffer.concat(parts);
/** What os.tmpdir() reads, on any system. */
const VARIABLES = ['TMPDIR', 'TEMP', 'TMP'];
const before = VARIABLES.map((name) => process.env[name]);

afterEach(() => {
  for (const [index, name] of VARIABLES.entries()) {
    if (before[index] === undefined) delete process.env[name];
    else process.env[name] = before[index];
  }
});

describe('a spool', () => {
  test.each([0, 4, 5, 10, whole.length - 1, whole.length, 1000])(
    'of %i bytes of memory gives back what was written',
    (memoryBytes) => {
      const spool = new Spool(memoryBytes);
      for (const part of parts) spool.write(part);
      const source = spool.source();
      expect([spool.size, source.size]).toEqual([whole.length, whole.length]);
      expect(Buffer.from(source.read(0, source.size)).equals(whole)).toBe(true);
      expect(Buffer.from(source.read(5, 3)).toString()).toBe('two');
      expect(spool.source()).toBe(source);
      spool.close();
    },
  );

  test('of chunks of all sizes gives them back in their order, whatever becomes of small ones', () => {
    const random = seededRandom(5);
    const chunks = Array.from({ length: 300 }, () => random.bytes(random.int(random.int(2) === 0 ? 20 : 9000)));
    const expected = Buffer.concat(chunks);
    const spool = new Spool();
    for (const chunk of chunks) {
      spool.write(chunk);
      if (chunk.length < 20) chunk.fill(0);
    }
    expect(expected.equals(spool.source().read(0, spool.size))).toBe(true);
    spool.close();
  });

  test('that nothing was written to is empty', () => {
    expect(new Spool().source().size).toBe(0);
  });

  test('can be closed at any time, and twice', () => {
    const unread = new Spool(0);
    unread.write(whole);
    unread.close();
    unread.close();
    expect(() => unread.source().read(0, 1)).toThrow(FormatError);
    new Spool().close();
  });

  test('keeps what it had when there is no room for more', () => {
    for (const name of VARIABLES) process.env[name] = '/nonexistent';
    const spool = new Spool(10);
    spool.write(Buffer.from('kept'));
    expect(() => spool.write(Buffer.alloc(100))).toThrow(AccessError);
    expect(() => spool.write(Buffer.alloc(100))).toThrow(/nonexistent: ENOENT; let (?:TMPDIR|TEMP) name a folder/);
    expect(Buffer.from(spool.source().read(0, spool.source().size)).toString()).toBe('kept');
    spool.close();
  });
});

describe('a private temp file', () => {
  test('in which zeros are holes gives back what was written, wherever it is read', () => {
    const random = seededRandom(1);
    const file = new PrivateTempFile('own');
    const chunks = Array.from({ length: 60 }, (_, index) =>
      Buffer.alloc(random.int(300_000), [0, 0, 0, 'data'][index === 0 ? 0 : random.int(4)]),
    );
    for (const chunk of chunks) file.append(chunk);
    const written = Buffer.concat(chunks);
    const source = file.source();
    expect(source.size).toBe(written.length);
    const target = Buffer.alloc(100_000, 'other');
    for (let round = 0; round < 500; round++) {
      const offset = random.int(written.length - target.length);
      const length = random.int(target.length);
      expect(Buffer.from(source.read(offset, length)).equals(written.subarray(offset, offset + length))).toBe(true);
      source.readInto(target, offset);
      expect(target.equals(written.subarray(offset, offset + target.length))).toBe(true);
    }
    file.remove();
  });

  test('knows where its holes end', () => {
    const file = new PrivateTempFile('own');
    for (const chunk of [Buffer.from('data'), Buffer.alloc(100_000), Buffer.alloc(100_000), Buffer.from('data')])
      file.append(chunk);
    const source = file.source();
    expect([0, 3, 4, 150_000, 200_003, 200_004, 200_009].map((offset) => source.holeEnd(offset))).toEqual([
      undefined,
      undefined,
      200_004,
      200_004,
      200_004,
      undefined,
      undefined,
    ]);
    file.remove();
  });

  test('that is shared can be opened by its path, is for its owner only, and is gone when removed', () => {
    const file = new PrivateTempFile('shared');
    file.append(whole);
    if (process.platform !== 'win32') expect(statSync(file.path).mode & 0o777).toBe(0o600);
    expect(readFileSync(file.path).equals(whole)).toBe(true);
    const names = () => readdirSync(tmpdir()).filter((name) => file.path.endsWith(name));
    if (process.platform === 'linux') expect(names()).toEqual([]);
    file.remove();
    expect(names()).toEqual([]);
  });

  test('without a name has none while it is used', () => {
    const file = new PrivateTempFile('own');
    const names = () => readdirSync(tmpdir()).filter((name) => file.path.endsWith(name));
    if (process.platform !== 'win32') expect(names()).toEqual([]);
    file.append(whole);
    expect(file.source().size).toBe(whole.length);
    file.remove();
  });
});
