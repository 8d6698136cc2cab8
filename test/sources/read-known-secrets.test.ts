import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UsageError } from '../../src/model/errors.ts';
import type { SecretSource } from '../../src/model/known-secrets.ts';
import { readKnownSecrets } from '../../src/sources/read-known-secrets.ts';

let base: string;
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'keysieve-secrets-'));
  writeFileSync(join(base, 'all.json'), JSON.stringify({ A: 'one', B: 'two' }));
  writeFileSync(join(base, 'bad.json'), '{"A": hunter2hunter2}');
});
afterAll(() => rmSync(base, { recursive: true }));

const environment = { TOKEN: 'value of it', EMPTY: '' };
const read = (sources: readonly SecretSource[], syntax: 'arguments' | 'lines' = 'lines') =>
  readKnownSecrets(sources, { base, syntax, environment });

describe('secrets of the job', () => {
  test('come from the environment, from files and from an object', () => {
    expect(
      read([{ variable: 'TOKEN' }, { variable: 'EMPTY' }, { file: 'all.json' }, { json: '{"C":"three"}' }]),
    ).toEqual([
      { name: 'TOKEN', value: 'value of it' },
      { name: 'EMPTY', value: '' },
      { name: 'A', value: 'one' },
      { name: 'B', value: 'two' },
      { name: 'C', value: 'three' },
    ]);
  });

  test.each([
    [
      'a variable that is not set',
      { variable: 'hunter2hunter2' },
      'that are set, found none of the name that is number 1',
    ],
    ['a file that is not there', { file: 'none.json' }, 'known-secrets: none.json: cannot be read (ENOENT)'],
    ['text that is no JSON', { json: '{"A": hunter2hunter2}' }, 'found text that is no JSON'],
    ['a file that is no JSON', { file: 'bad.json' }, 'known-secrets: bad.json: expected a JSON object'],
    [
      'a value that is no text',
      { json: '{"hunter2hunter2": {}}' },
      'expected a text for each name, found something else at',
    ],
    ['a value that is no object', { file: '../package.json/x' }, 'cannot be read'],
  ])('%s is an error of usage that quotes no value', (_, source, message) => {
    expect(() => read([source])).toThrow(UsageError);
    expect(() => read([source])).toThrow(message);
    expect(() => read([source])).not.toThrow('hunter');
  });

  test('values on a command line, which other processes can read, are refused', () => {
    expect(() => read([{ json: '{"A":"hunter2hunter2"}' }], 'arguments')).toThrow('values must not be on it');
    expect(read([{ variable: 'TOKEN' }], 'arguments')).toHaveLength(1);
  });
});
