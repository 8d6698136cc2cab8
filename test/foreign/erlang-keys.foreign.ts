/** Keys of RFC 8410 as public_key of Erlang writes them, with the public half that it gives. Needs Debian's erlang-public-key. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { derPrivateKey } from '../../src/detect/binary/der-private-key.ts';
import { pemPrivateKey } from '../../src/detect/text/keys/pem-private-key.ts';
import { bits, oid, sequence } from '../builders/der.ts';
import { inspectAll } from '../support/inspect-all.ts';

const folder = mkdtempSync(join(tmpdir(), 'keysieve-foreign-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string) => readFileSync(join(folder, name));

test.each([
  ['ed25519', '2b6570'],
  ['ed448', '2b6571'],
  ['x25519', '2b656e'],
  ['x448', '2b656f'],
])('%s: a record ECPrivateKey, and PEM of it', (name, identifier) => {
  const program = `
    Key = public_key:generate_key({namedCurve, ${name}}),
    ok = file:write_file("der", public_key:der_encode('ECPrivateKey', Key)),
    ok = file:write_file("pem", public_key:pem_encode([public_key:pem_entry_encode('ECPrivateKey', Key)])),
    ok = file:write_file("public", element(5, Key)),
    halt().`;
  execFileSync('erl', ['-noinput', '-eval', program], { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder });
  const spki = sequence(sequence(oid(identifier)), bits(file('public')));
  const facts = { kind: name, spkiSha256: createHash('sha256').update(spki).digest('hex') };
  const found = { offset: 0, confidence: 'proven', facts };
  expect(inspectAll(derPrivateKey, file('der'))).toMatchObject([{ ...found, length: file('der').length }]);
  expect(inspectAll(pemPrivateKey, file('pem'))).toMatchObject([found]);
});
