/**
 * Blobs of Windows' bcrypt and advapi32 as Wine's own implementation of them writes them, found with the public half that it
 * exports beside them. Needs Debian's wine and gcc-mingw-w64-x86-64. Wine has no P-521, no private DSA blobs and another
 * DPAPI than Windows.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { capiPrivateKey } from '../../src/detect/binary/capi-private-key.ts';
import { cngPrivateKey } from '../../src/detect/binary/cng-private-key.ts';
import { spkiSha256OfJwk, spkiSha256OfPoint, workshop } from '../support/foreign-program.ts';
import { inspectAll } from '../support/inspect-all.ts';

const { folder, run, write, file } = workshop();

const ALGORITHMS = [
  ...[1024, 2048, 4096].map((bits) => ['RSA', bits, 'RSA'] as const),
  ...[256, 384].flatMap((bits) => [[`ECDSA_P${bits}`, bits, 'ECC'] as const, [`ECDH_P${bits}`, bits, 'ECC'] as const]),
];
const PROGRAM = `
#include <windows.h>
#include <bcrypt.h>
#include <stdio.h>
#include <stdlib.h>
#include <wincrypt.h>
static UCHAR blob[20000];
static void check(BOOL good, const char *what) {
	if (!good) { fprintf(stderr, "failed: %s\\n", what); exit(1); }
}
static void put(const char *name, const char *kind, DWORD length) {
	char path[99];
	sprintf(path, "%s.%s", name, kind);
	FILE *file = fopen(path, "wb");
	check(fwrite(blob, 1, length, file) == length && fclose(file) == 0, path);
}
static void export(BCRYPT_KEY_HANDLE key, const char *name, const char *kind, LPCWSTR type) {
	DWORD length = 0;
	check(BCryptExportKey(key, 0, type, blob, sizeof blob, &length, 0) == 0, name);
	put(name, kind, length);
}
static void cng(LPCWSTR algorithm, ULONG bits, const char *name, LPCWSTR secret, LPCWSTR full, LPCWSTR public) {
	BCRYPT_ALG_HANDLE provider;
	BCRYPT_KEY_HANDLE key;
	check(BCryptOpenAlgorithmProvider(&provider, algorithm, NULL, 0) == 0, name);
	check(BCryptGenerateKeyPair(provider, &key, bits, 0) == 0 && BCryptFinalizeKeyPair(key, 0) == 0, name);
	export(key, name, "private", secret);
	if (full) export(key, name, "full", full);
	export(key, name, "public", public);
}
static void capi(ALG_ID purpose, DWORD bits, const char *name) {
	HCRYPTPROV provider;
	HCRYPTKEY key;
	DWORD length = sizeof blob;
	check(CryptAcquireContextA(&provider, name, NULL, PROV_RSA_FULL, CRYPT_NEWKEYSET), name);
	check(CryptGenKey(provider, purpose, (bits << 16) | CRYPT_EXPORTABLE, &key), name);
	check(CryptExportKey(key, 0, PRIVATEKEYBLOB, 0, blob, &length), name);
	put(name, "private", length);
	length = sizeof blob;
	check(CryptExportKey(key, 0, PUBLICKEYBLOB, 0, blob, &length), name);
	put(name, "public", length);
}
int main(void) {
${ALGORITHMS.map(
  ([name, bits, kind]) =>
    `	cng(L"${name}", ${bits}, "${name}-${bits}", L"${kind}PRIVATEBLOB", ${kind === 'RSA' ? 'L"RSAFULLPRIVATEBLOB"' : 'NULL'}, L"${kind}PUBLICBLOB");`,
).join('\n')}
	capi(AT_KEYEXCHANGE, 2048, "exchange");
	capi(AT_SIGNATURE, 1024, "signature");
	return 0;
}
`;
write('keys.c', PROGRAM);
run('x86_64-w64-mingw32-gcc', ['-o', 'keys.exe', 'keys.c', '-lbcrypt', '-ladvapi32']);
const quietly = { WINEDEBUG: '-all', DISPLAY: '', WINEDLLOVERRIDES: 'mscoree,mshtml=' };
run('wine', ['keys.exe'], { env: { ...quietly, WINEPREFIX: join(folder, 'prefix') } });

/** bcrypt.h: magic, size, X, Y; or magic, bits, sizes of e, n, p and q, then e and n. */
function spkiSha256(blob: Buffer): string {
  if (!blob.toString('latin1').startsWith('RSA1')) {
    const point = Buffer.concat([Buffer.of(4), blob.subarray(8)]);
    return spkiSha256OfPoint(point.length === 65 ? 'P-256' : 'P-384', point);
  }
  const n = 24 + blob.readUInt32LE(8);
  const [e, modulus] = [blob.subarray(24, n), blob.subarray(n)].map((bytes) => bytes.toString('base64url'));
  return spkiSha256OfJwk({ kty: 'RSA', e: e!, n: modulus! });
}

test.each(ALGORITHMS)('BCryptExportKey: %s %i', (name, bits, kind) => {
  const publicBlob = file(`${name}-${bits}.public`);
  for (const form of kind === 'RSA' ? ['private', 'full'] : ['private']) {
    const blob = file(`${name}-${bits}.${form}`);
    expect(inspectAll(cngPrivateKey, blob)).toMatchObject([
      { offset: 0, length: blob.length, confidence: 'proven', facts: { spkiSha256: spkiSha256(publicBlob) } },
    ]);
  }
  expect(inspectAll(cngPrivateKey, publicBlob)).toEqual([]);
});

test.each(['exchange', 'signature'])('CryptExportKey: RSA for %s', (name) => {
  const blob = file(`${name}.private`);
  const printed = run('openssl', ['rsa', '-inform', 'MSBLOB', '-in', `${name}.private`, '-pubout', '-outform', 'DER']);
  expect(inspectAll(capiPrivateKey, blob)).toMatchObject([
    { offset: 0, length: blob.length, facts: { spkiSha256: createHash('sha256').update(printed).digest('hex') } },
  ]);
  expect(inspectAll(capiPrivateKey, file(`${name}.public`))).toEqual([]);
});
