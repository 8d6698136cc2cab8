/**
 * Keys that programs carry on purpose are known as such, wherever the programs stand: libgcrypt's, GnuTLS's, age-keygen's
 * own, that of Go's httptest in cosign, and that of the manual of wg. Needs Debian's libgcrypt20, libgnutls30t64, gnutls-bin, age, cosign,
 * golang-go and wireguard-tools with its manual. (openssl's: der-kinds.foreign.ts.)
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { gcryptPrivateKey } from '../../src/detect/binary/gcrypt-private-key.ts';
import type { Detector } from '../../src/detect/detector.ts';
import { ageIdentity } from '../../src/detect/text/keys/age-identity.ts';
import { base64PrivateKey } from '../../src/detect/text/keys/base64-private-key.ts';
import { pemPrivateKey } from '../../src/detect/text/keys/pem-private-key.ts';
import { wireguardKey } from '../../src/detect/text/keys/wireguard-key.ts';
import { inspectAll } from '../support/inspect-all.ts';

/** The file of a package whose path ends so. */
function fileOf(name: string, end: string): Buffer {
  const paths = execFileSync('dpkg', ['-L', name]).toString().split('\n');
  return readFileSync(paths.find((path) => path.endsWith(end))!);
}

const GCRYPT_KEYS = ['RFC 6979', 'RFC 8032', 'RFC 8032', 'libgcrypt self-test', 'libgcrypt self-test'];

const PROGRAMS: readonly (readonly [string, string, Detector, readonly string[]])[] = [
  ['libgcrypt20', '.so.20', gcryptPrivateKey, GCRYPT_KEYS],
  ['gnutls-bin', '/gnutls-cli', pemPrivateKey, Array.from({ length: 4 }, () => 'GnuTLS benchmark')],
  ['libgnutls30t64', '.so.30', pemPrivateKey, Array.from({ length: 12 }, () => 'GnuTLS self-test')],
  ['age', '/age-keygen', ageIdentity, ['age-keygen example']],
];

test.each(PROGRAMS)('%s %s', (name, end, detector, sources) => {
  const found = inspectAll(detector, fileOf(name, end));
  expect(found.map(({ facts }) => facts.testKey).sort()).toEqual([...sources].sort());
  expect(found.every(({ severity }) => severity === 'low')).toBe(true);
});

test('cosign, a program that links httptest', () => {
  const program = fileOf('cosign', '/cosign');
  const label = program.indexOf(`-----BEGIN ${'RSA TESTING KEY'}-----`);
  const found = inspectAll(base64PrivateKey, program.subarray(label - 1000, label + 4000));
  expect(found).toMatchObject([{ severity: 'low', facts: { testKey: 'Go httptest' } }]);
});

test('the manual of wg', () => {
  const found = inspectAll(wireguardKey, gunzipSync(fileOf('wireguard-tools', '/wg.8.gz')));
  expect(found).toMatchObject([{ severity: 'low', facts: { testKey: 'manual of wg' } }]);
});
