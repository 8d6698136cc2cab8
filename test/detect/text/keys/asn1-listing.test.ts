import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { latin1 } from '../../../../src/detect/latin1.ts';
import { readAsn1Listing } from '../../../../src/detect/text/keys/asn1-listing.ts';
import { printedPrivateKey } from '../../../../src/detect/text/keys/printed-private-key.ts';
import { NO_MEMORY } from '../../../../src/model/memory.ts';
import { asn1Listing } from '../../../builders/asn1-listing.ts';
import { integer, octets, oid, sequence } from '../../../builders/der.ts';
import { testKey } from '../../../samples/keys.ts';

vi.mock('../../../../src/detect/latin1.ts', async (original) => {
  const actual = await original<typeof import('../../../../src/detect/latin1.ts')>();
  return { ...actual, latin1: vi.fn(actual.latin1) };
});

const copies = vi.mocked(latin1);
const derOf = (name: string, type: 'pkcs1' | 'pkcs8') => testKey(name).privateKey.export({ format: 'der', type });
const rows = asn1Listing(derOf('rsa-1024', 'pkcs1'));
const inspect = (text: string) =>
  printedPrivateKey.inspect(Buffer.from(text), text.indexOf(VERSION), NO_MEMORY)?.facts.spkiSha256;
const VERSION = 'INTEGER           :00';

describe('a listing', () => {
  test('is what was listed, whatever stands before its rows', () => {
    for (const before of ['', '2026-01-31T12:34:56.1234567Z ', ' '.repeat(300)]) {
      const text = rows.join(`\r\n${before}`).trim();
      expect(readAsn1Listing(text)).toEqual({ der: derOf('rsa-1024', 'pkcs1'), end: text.length });
    }
  });

  test('may stand in another one, with a blank for each level (-i)', () => {
    const text = rows.map((row) => row.replace(/(prim|cons): /, `$1: ${' '.repeat(20)}`)).join('\n');
    expect(inspect(text)).toBe(testKey('rsa-1024').facts.spkiSha256);
  });

  test('names what keys are of as OpenSSL does', () => {
    const pss = generateKeyPairSync('rsa-pss', { modulusLength: 1024 }).privateKey.export({
      format: 'der',
      type: 'pkcs8',
    });
    const framed = (algorithm: Buffer, bytes: number) =>
      sequence(integer(0), sequence(algorithm), octets(Buffer.alloc(bytes, 'a key')));
    const others = [
      // Seed and expanded key, the longest there is.
      framed(oid('608648016503040313'), 4938),
      framed(oid('60864801650304031f'), 128),
      framed(Buffer.concat([oid('2a8648ce3d0201'), oid('2b81040010')]), 40),
    ];
    for (const der of [derOf('brainpoolP256r1', 'pkcs8'), derOf('Ed25519', 'pkcs8'), pss, ...others])
      expect(readAsn1Listing(asn1Listing(der).join('\n').trim())?.der).toEqual(der);
  });

  test('has strings as -dump lists them, sixteen bytes a line', () => {
    const der = derOf('rsa-1024', 'pkcs8');
    const [string = '', ...before] = asn1Listing(der).toReversed();
    const bytes = Buffer.from(string.split(']:')[1]!, 'hex');
    const lines = Array.from({ length: Math.ceil(bytes.length / 16) }, (_, line) => {
      const hex = bytes.toString('hex', 16 * line, 16 * line + 16).match(/../g)!;
      const offset = (16 * line).toString(16).padStart(4, '0');
      return `${' '.repeat(120)}${offset} - ${hex.slice(0, 8).join(' ')}-${hex.slice(8).join(' ')}   ${'.'.repeat(16)}`;
    });
    const text = [...before.toReversed(), string.split('[HEX')[0], ...lines].join('\n').trim();
    expect(readAsn1Listing(text)?.der).toEqual(der);
  });

  test('ends where the next row is far: a flood of its anchor would read 40 KiB at each', () => {
    const [first = '', ...others] = rows.map((row) => row.trim());
    const far = `${first}\n${others.slice(0, 3).join('\n')}\n${' '.repeat(1000)}${others.slice(3).join('\n')}`;
    expect(readAsn1Listing(far)?.end).toBe(`${first}\n${others.slice(0, 3).join('\n')}`.length);
    expect(readAsn1Listing(` ${first}`)).toBe(undefined);
  });

  test.each([
    ['no row of a version', `  0:d=0  hl=2 l=   1 cons: SEQUENCE ${VERSION}`],
    ['no structure', `  0:d=0  hl=2 l=   1 cons: xSEQUENCE\n  2:d=1  hl=2 l=   1 prim: ${VERSION}`],
    ['another structure', `  0:d=0  hl=2 l=   1 cons: SET\n  2:d=1  hl=2 l=   1 prim: ${VERSION}`],
  ])('with %s is told by a glance', (_, text) => {
    const window = Buffer.from(text.padEnd(4096));
    copies.mockClear();
    expect(printedPrivateKey.inspect(window, text.indexOf(VERSION), NO_MEMORY)).toBe(undefined);
    for (const [, from = 0, to = window.length] of copies.mock.calls) expect(to - from).toBeLessThan(1000);
  });
});
