import { describe, expect, it } from 'vitest';
import { isPlaceholder } from '../../../src/detect/text/placeholder.ts';
import { ALPHANUMERIC, BASE64URL, HEX } from '../../../src/detect/text/random-text.ts';
import { seededRandom } from '../../support/seeded-random.ts';

describe('what stands where a secret belongs', () => {
  it.each([
    'xxxxxxxxxxxxxxxxxxxx',
    'XXXXX',
    'abcxxxxxxxxdef',
    '********',
    'aBcD************',
    'prefix...',
    Buffer.from('abc…', 'utf8').toString('latin1'),
    '______________',
    'K7MDENGbPxRfiCYEXAMPLEKEY',
    'your-api-key-here-please',
    'REPLACE_WITH_YOUR_KEY',
    'changeme',
    'password',
    'Passw0rd1',
    `\${TOKEN}`,
    '$TOKEN',
    '%TOKEN%',
    '%-.120s',
    '$(cat token)',
    '{{ secrets.token }}',
    '<%= token %>',
    '<token>',
    '&lt;token&gt;',
    '#ENV{oubli}',
    '#ENV*{#GET{name}}',
    '{password}',
    '_DBC_DBPASS_',
    'KEYSTONE_DBPASS',
    'RABBIT_PASS',
    '[REDACTED]',
    'abcdefghijklmnop',
    'tokenABCDEFGHtoken',
    '0123456789abcdef',
    '9876543210fedcba',
    '67890123',
    'xyzabcdefg',
    'a1b2c3d4e5f6g7h8',
    '01234567-89ab-cdef-0123-456789abcdef',
    '00000000-0000-0000-0000-000000000000',
    'abcabcabcabcabc',
    'deadbeefdeadbeefdeadbeefdeadbeef',
    '1234abcd-1234-abcd-1234-adcd1234adcd',
    '1234567890123456789012345',
    'aabbaabbabababba',
    '5f3c91d27be4test08ad6c9e2f41',
    'sdfsdfsdfljlbjkljlkjsdfoiwje',
  ])('knows %j', (text) => {
    expect(isPlaceholder(text)).toBe(true);
  });

  it.each([
    'correct horse battery',
    'Tr0ub4dor&3',
    'hunter22',
    'a%b$c{d}e',
    'abcdefg',
    '12345',
    'https://u:p@h/',
    'a1b2c3%3d%3d',
  ])('leaves %j to the rule', (text) => {
    expect(isPlaceholder(text)).toBe(false);
  });

  it.each([
    ['hex', HEX, 40, 2],
    ['decimal', '0123456789', 32, 2],
    ['base-62', ALPHANUMERIC, 36, 0],
    ['base64url', BASE64URL, 90, 1],
  ])('takes at most a few in 20,000 random %s texts for one', (_name, alphabet, length, most) => {
    const random = seededRandom(1);
    const taken = Array.from({ length: 20_000 }, () => random.text(length, alphabet)).filter(isPlaceholder);
    expect(taken.length).toBeLessThanOrEqual(most);
  });
});
