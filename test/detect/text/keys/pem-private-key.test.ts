import { describe, expect, test } from 'vitest';
import { pemPrivateKey } from '../../../../src/detect/text/keys/pem-private-key.ts';
import { integer, nothing, octets, oid, sequence } from '../../../builders/der.ts';
import { armour } from '../../../builders/pem.ts';
import { testKey } from '../../../samples/keys.ts';
import * as file from '../../../samples/private-key-pem.ts';
import { hugeRsaNumbers, pkcs1 } from '../../../samples/private-key-places.ts';
import { expectSamples } from '../../../support/expect-samples.ts';
import { inspectAll } from '../../../support/inspect-all.ts';

describe('private-key-pem', () => {
  expectSamples(pemPrivateKey, file);

  const inspectText = (text: string) => inspectAll(pemPrivateKey, Buffer.from(text, 'latin1'));

  test.each([
    [
      'lines of 64 with a deep indent, in a string in a string in a string',
      { lineEnd: '\\\\\\\\r\\\\\\\\n', indent: ' '.repeat(16) },
    ],
    ['lines of 4 in a string', { width: 4, lineEnd: '\\r\\n' }],
  ])('RSA of 16,384 bits with the longest exponent fits into the longest match: %s', (_, style) => {
    const rsa = sequence(oid('2a864886f70d010101'), nothing());
    const text = armour('PRIVATE KEY', sequence(integer(0), rsa, octets(pkcs1(hugeRsaNumbers()))), style);
    expect(inspectText(text)).toMatchObject([{ offset: 0, length: text.length, facts: { bits: 16384 } }]);
    expect(text.length).toBeLessThan(pemPrivateKey.maxMatchBytes);
  });

  const body = testKey('Ed25519').privateKey.export({ format: 'der', type: 'pkcs8' });

  test.each([
    ['PRIVATE KEY', '-----BEGIN PRIVATE KEY-----'],
    ['RSA PRIVATE KEY', '-----BEGIN RSA PRIVATE KEY-----'],
    ['ANY PRIVATE KEY', '-----BEGIN ANY PRIVATE KEY-----'],
    ['X509 HUNTER2 PRIVATE KEY', '-----BEGIN … PRIVATE KEY-----'],
  ])('the label %s shows as %s', (label, preview) => {
    expect(inspectText(armour(label, body))[0]!.preview).toBe(preview);
  });

  test.each([
    ['BEGIN and END do not agree', armour('PRIVATE KEY', body).replace('END PRIVATE', 'END RSA PRIVATE'), 1],
    ['bytes behind the key in the body', armour('PRIVATE KEY', Buffer.concat([body, Buffer.alloc(8)])), 1],
    ['bytes before the key in the body', armour('PRIVATE KEY', Buffer.concat([Buffer.of(0), body])), 0],
    ['padding in the middle', armour('PRIVATE KEY', body).replace(/(?<=\n.{20})/, '='), 1],
    ['a NUL in the body', armour('PRIVATE KEY', body).replace(/(?<=\n.{20})/, '\0'), 0],
    ['a comment in the body', armour('PRIVATE KEY', body).replace(/(?<=\n.{20})/, ' # '), 1],
    ['dashes of the END line missing', armour('PRIVATE KEY', body).slice(0, -1), 0],
    ['a label in small letters', armour('private key', body), 1],
  ])('%s', (_, text, matches) => {
    expect(inspectText(text)).toHaveLength(matches);
  });

  test.each(['&#160;', '&#xA0;', '&nbsp;', '\xc2\xa0'])('%s for each blank, in lines of an SVG', (blank) => {
    const rsa = testKey('rsa-2048').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
    const lines = rsa.trim().replaceAll(' ', blank).split('\n');
    const svg = lines.map((line, at) => `<text x="0" y="${20 * at}" clip-path="url(#line-${at})">${line}</text>\n`);
    expect(inspectText(svg.join(''))).toHaveLength(1);
  });

  test('two blocks, one after the other, are two matches', () => {
    const other = testKey('P-256').privateKey.export({ format: 'pem', type: 'sec1' }).toString();
    expect(inspectText(armour('PRIVATE KEY', body) + other)).toHaveLength(2);
  });
});
