/**
 * Keys of FIDO tokens (`sk-`), which ssh-keygen writes with a token that is none: a provider (sk-api.h of OpenSSH) of a few
 * lines of C, whose public keys are those of node:crypto. Needs ssh-keygen with its ssh-sk-helper, and cc.
 */
import { createHash, generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { opensshPrivateKey } from '../../src/detect/binary/openssh-private-key.ts';
import { pemPrivateKey } from '../../src/detect/text/keys/pem-private-key.ts';
import { workshop } from '../support/foreign-program.ts';
import { inspectAll } from '../support/inspect-all.ts';

const { folder, run, write, file } = workshop();

const ed25519 = generateKeyPairSync('ed25519').publicKey.export({ format: 'der', type: 'spki' });
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'der', type: 'spki' });
const bytesOfC = (bytes: Uint8Array) => [...bytes].join(',');

/** Version 10 of the interface: what enrolling gives back, and the two calls that ssh-keygen makes. */
const PROVIDER = `
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
struct part { uint8_t *bytes; size_t length; };
struct sk_enroll_response {
	uint8_t flags;
	struct part public_key, key_handle, signature, attestation_cert, authdata;
};
static const uint8_t ed25519[] = { ${bytesOfC(ed25519.subarray(-32))} };
static const uint8_t p256[] = { ${bytesOfC(p256.subarray(-65))} };
static struct part copy(const void *from, size_t length) {
	struct part made = { malloc(length), length };
	memcpy(made.bytes, from, length);
	return made;
}
uint32_t sk_api_version(void) { return 0x000a0000; }
int sk_enroll(uint32_t alg, const uint8_t *challenge, size_t challenge_len, const char *application, uint8_t flags,
    const char *pin, void **options, struct sk_enroll_response **response) {
	struct sk_enroll_response *made = calloc(1, sizeof *made);
	made->flags = flags;
	made->public_key = alg == 1 ? copy(ed25519, sizeof ed25519) : copy(p256, sizeof p256);
	made->key_handle = copy("a handle that a token would know", 32);
	made->signature = copy("signature", 9);
	made->attestation_cert = copy("certificate", 11);
	made->authdata = copy("data", 4);
	*response = made;
	return 0;
}
int sk_sign() { return -1; }
int sk_load_resident_keys() { return -1; }
`;
write('provider.c', PROVIDER);
run('cc', ['-shared', '-fPIC', '-w', '-o', 'provider.so', 'provider.c']);

describe.each([
  ['ed25519-sk', ed25519],
  ['ecdsa-sk', p256],
] as const)('ssh-keygen -t %s', (type, spki) => {
  const spkiSha256 = createHash('sha256').update(spki).digest('hex');

  test.each([
    ['in the clear', ''],
    ['encrypted', 'open sesame'],
  ])('%s: a handle, low, with the fingerprint that it prints', (name, passphrase) => {
    const path = `${type}-${name.replaceAll(' ', '-')}`;
    const provider = join(folder, 'provider.so');
    run('ssh-keygen', ['-q', '-t', type, '-w', provider, '-f', path, '-N', passphrase, '-C', 'someone@host']);
    const sshFingerprint = run('ssh-keygen', ['-lf', path]).toString().split(' ')[1]!;
    const expected = { severity: 'low', facts: { spkiSha256, sshFingerprint, token: 'fido' } };
    expect(inspectAll(pemPrivateKey, file(path))).toMatchObject([expected]);
    const body = Buffer.from(
      file(path)
        .toString()
        .replace(/-----[^-]+-----/g, ''),
      'base64',
    );
    expect(inspectAll(opensshPrivateKey, body)).toMatchObject([{ ...expected, offset: 0, length: body.length }]);
  });
});
