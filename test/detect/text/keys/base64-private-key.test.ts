import { describe, expect, test } from 'vitest';
import { base64PrivateKey } from '../../../../src/detect/text/keys/base64-private-key.ts';
import { armour } from '../../../builders/pem.ts';
import { factsOf, testKey } from '../../../samples/keys.ts';
import * as file from '../../../samples/private-key-base64.ts';
import { expectSamples } from '../../../support/expect-samples.ts';
import { inspectAll } from '../../../support/inspect-all.ts';

describe('private-key-base64', () => {
  expectSamples(base64PrivateKey, file);

  const LEADS: readonly (readonly [string, (line: number) => string])[] = [
    ['-', () => '-'],
    ['+', () => '+'],
    ['of a merge', () => '++'],
    ['of a list', () => '- '],
    ['of set -x', () => '+ echo '],
    ['of a listing', (line) => `${String(line).padStart(6)}\t`],
    ['of syslog', (line) => `Jan  2 03:04:05 host app[${1200 + line}]: `],
    ['of a container', (line) => `2026-01-02T03:04:0${line}Z stdout F `],
  ];

  test.each(LEADS)('a key that nothing proves is the one that it is, with %s in front of each line', (_, lead) => {
    for (const name of ['X448', 'Ed448', 'rsa-2048']) {
      const { privateKey } = testKey(name);
      const pem = armour('PRIVATE KEY', privateKey.export({ format: 'der', type: 'pkcs8' })).trim();
      const lines = pem.split('\n').map((line, index) => lead(index % 10) + line);
      for (const each of [lines, lines.slice(0, -1)]) {
        const found = inspectAll(base64PrivateKey, Buffer.from(`${each.join('\n')}\n`));
        const keys = new Set(found.map(({ facts }) => facts.spkiSha256));
        expect([...keys], name).toEqual([factsOf(privateKey).spkiSha256]);
      }
    }
  });

  test('of keys side by side each is found, and a flood of beginnings holds none', () => {
    const keys = ['Ed25519', 'P-256', 'Ed25519'].map((name) =>
      testKey(name).privateKey.export({ format: 'der', type: 'pkcs8' }),
    );
    const found = inspectAll(base64PrivateKey, Buffer.from(`x: ${Buffer.concat(keys).toString('base64')}`));
    expect(new Set(found.map(({ facts }) => facts.kind))).toEqual(new Set(['ed25519', 'ec']));
    const rsa = testKey('rsa-2048').privateKey.export({ format: 'der', type: 'pkcs1' });
    const beginning = rsa.subarray(0, 48).toString('base64');
    expect(inspectAll(base64PrivateKey, Buffer.from(`${beginning}\n`.repeat(200)))).toEqual([]);
  });

  test('digits that are left over behind such a key say that it is another one', () => {
    const body = testKey('X448').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
    const found = (between: string) =>
      inspectAll(base64PrivateKey, Buffer.from(`x: ${body.slice(0, 64)}\n${between}${body.slice(64)}\n`));
    expect(found('')).toHaveLength(1);
    expect(found('17 ')).toEqual([]);
  });
});
