import { describe, expect, it } from 'vitest';
import { decodeBase64, decodeBase64Text, decodeBase64UrlJson } from '../../../src/detect/text/base64.ts';

const hex = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString('hex');
const url = (text: string) => Buffer.from(text).toString('base64url');

describe('decodeBase64', () => {
  // RFC 4648 section 10, and both alphabets' own characters.
  it.each([
    ['', 'standard', ''],
    ['Zg==', 'standard', '66'],
    ['Zg', 'standard', '66'],
    ['Zm9v', 'standard', '666f6f'],
    ['Zm9vYmE=', 'standard', '666f6f6261'],
    ['+/+/', 'standard', 'fbffbf'],
    ['-_-_', 'url', 'fbffbf'],
    ['Zm9vYg', 'url', '666f6f62'],
  ] as const)('reads %j (%s) as %j', (text, alphabet, bytes) => {
    expect(hex(decodeBase64(text, alphabet))).toBe(bytes);
  });

  it.each([
    ['Z', 'standard'],
    ['Zm9vY', 'standard'],
    ['Zg=', 'standard'],
    ['Zm9v=', 'standard'],
    ['Zm9v====', 'standard'],
    ['Zm 9v', 'standard'],
    ['Zm9v\n', 'standard'],
    ['-_-_', 'standard'],
    ['+/+/', 'url'],
    ['Z=g=', 'url'],
  ] as const)('refuses %j (%s)', (text, alphabet) => {
    expect(decodeBase64(text, alphabet)).toBeUndefined();
  });
});

describe('what the bytes hold', () => {
  it('is text only when it is UTF-8', () => {
    expect(decodeBase64Text(Buffer.from('Schlüssel').toString('base64'), 'standard')).toBe('Schlüssel');
    expect(decodeBase64Text('/w==', 'standard')).toBeUndefined();
  });

  it('is an object of JSON, or nothing', () => {
    expect(decodeBase64UrlJson(url('{"a":1}'))).toEqual({ a: 1 });
    for (const text of ['[1]', '"a"', '1', 'null', '', '{', '{"a":}', '['.repeat(5000)]) {
      expect(decodeBase64UrlJson(url(text)), text).toBeUndefined();
    }
  });
});
