/**
 * Keys that services keep: cosign, kubectl, Tink (tink-go), wg, age's plugins and its library for JavaScript, found with
 * the public half that those programs print. Needs Debian's cosign, kubernetes-client, golang-go with
 * golang-github-tink-crypto-tink-go-dev, golang-filippo-age-dev and golang-golang-x-crypto-dev, wireguard-tools; and npm.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tinkKeysetBinary } from '../../src/detect/binary/tink-keyset-binary.ts';
import { detectors } from '../../src/detect/catalog.ts';
import { ageIdentity } from '../../src/detect/text/keys/age-identity.ts';
import { cosignKey } from '../../src/detect/text/keys/cosign-key.ts';
import { kubernetesKey } from '../../src/detect/text/keys/kubernetes-key.ts';
import { tinkKeyset } from '../../src/detect/text/keys/tink-keyset.ts';
import { wireguardKey } from '../../src/detect/text/keys/wireguard-key.ts';
import { spkiSha256OfBytes, spkiSha256OfJwk, workshop } from '../support/foreign-program.ts';
import { inspectAll } from '../support/inspect-all.ts';

const { folder, install, script, run, write, file } = workshop();
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('cosign', () => {
  run('cosign', ['generate-key-pair'], { env: { COSIGN_PASSWORD: 'open sesame' } });

  test('a key, in a file and in a string of JSON', () => {
    const text = file('cosign.key').toString();
    const expected = { facts: { encrypted: true, kdf: 'scrypt' } };
    expect(inspectAll(cosignKey, file('cosign.key'))).toMatchObject([{ ...expected, length: text.trim().length }]);
    expect(inspectAll(cosignKey, Buffer.from(JSON.stringify({ key: text })))).toMatchObject([expected]);
    expect(inspectAll(cosignKey, file('cosign.pub'))).toEqual([]);
  });
});

describe.each([
  ['rsa', ['rsa:2048']],
  ['ec', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256']],
  ['ed25519', ['ed25519']],
])('kubectl, a key of %s', (name, algorithm) => {
  run('openssl', [
    ...['req', '-x509', '-nodes', '-newkey', ...algorithm, '-subj', `/CN=${name}`],
    ...['-keyout', `${name}.key`, '-out', `${name}.crt`],
  ]);
  const spkiSha256 = sha256(run('openssl', ['pkey', '-in', `${name}.key`, '-pubout', '-outform', 'DER']));
  const expected = [{ confidence: name === 'ed25519' ? 'high' : 'proven', facts: { spkiSha256 } }];

  test('embedded in a kubeconfig', () => {
    const config = ['--kubeconfig', `${name}.conf`];
    const pair = [`--client-certificate=${name}.crt`, `--client-key=${name}.key`, '--embed-certs=true'];
    run('kubectl', ['config', 'set-credentials', 'admin', ...pair, ...config]);
    expect(inspectAll(kubernetesKey, file(`${name}.conf`))).toMatchObject(expected);
    const json = run('kubectl', ['config', 'view', '--raw', '-o', 'json', ...config]);
    expect(inspectAll(kubernetesKey, json)).toMatchObject(expected);
  });

  test.each(['yaml', 'json'])('in a secret, %s', (format) => {
    const pair = [`--cert=${name}.crt`, `--key=${name}.key`, '--dry-run=client', '-o', format];
    expect(inspectAll(kubernetesKey, run('kubectl', ['create', 'secret', 'tls', 'web', ...pair]))).toMatchObject(
      expected,
    );
  });

  test('in a secret of ssh', () => {
    const args = [
      'create',
      'secret',
      'generic',
      'git',
      '--type=kubernetes.io/ssh-auth',
      '--dry-run=client',
      '-o',
      'yaml',
    ];
    const text = run('kubectl', [...args, `--from-file=ssh-privatekey=${name}.key`]);
    expect(inspectAll(kubernetesKey, text)).toMatchObject(expected);
  });
});

/** Runs a program of Go with the libraries of Debian, of which one has no folder for the version in its import path. */
function go(name: string, source: string): Buffer {
  const libraries = '/usr/share/gocode';
  const versioned = join(folder, 'go/src/github.com/tink-crypto/tink-go/v2');
  if (!existsSync(versioned)) {
    mkdirSync(dirname(versioned), { recursive: true });
    symlinkSync(`${libraries}/src/github.com/tink-crypto/tink-go`, versioned);
  }
  const env = { GO111MODULE: 'off', GOFLAGS: '', GOPATH: `${join(folder, 'go')}:${libraries}` };
  return run('go', ['run', write(`${name}.go`, source)], { env });
}

/** Every template that has a key of its own kind; the public half of the private ones in the words of the library. */
const TINK = `
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"os"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/daead"
	"github.com/tink-crypto/tink-go/v2/hybrid"
	"github.com/tink-crypto/tink-go/v2/insecurecleartextkeyset"
	"github.com/tink-crypto/tink-go/v2/jwt"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/mac"
	"github.com/tink-crypto/tink-go/v2/prf"
	tinkpb "github.com/tink-crypto/tink-go/v2/proto/tink_go_proto"
	"github.com/tink-crypto/tink-go/v2/signature"
)

func main() {
	templates := map[string]*tinkpb.KeyTemplate{
		"Ed25519": signature.ED25519KeyTemplate(), "ECDSA P-256": signature.ECDSAP256KeyTemplate(),
		"ECDSA P-384": signature.ECDSAP384SHA384KeyTemplate(), "ECDSA P-521": signature.ECDSAP521KeyTemplate(),
		"RSA PSS": signature.RSA_SSA_PSS_3072_SHA256_32_F4_Key_Template(),
		"RSA": signature.RSA_SSA_PKCS1_4096_SHA512_F4_Key_Template(),
		"HPKE X25519": hybrid.DHKEM_X25519_HKDF_SHA256_HKDF_SHA256_AES_256_GCM_Key_Template(),
		"HPKE P-256": hybrid.DHKEM_P256_HKDF_SHA256_HKDF_SHA256_AES_128_GCM_Key_Template(),
		"ECIES": hybrid.ECIESHKDFAES128GCMKeyTemplate(), "JWT ES256": jwt.ES256Template(), "JWT ES512": jwt.ES512Template(),
		"JWT RS256": jwt.RS256_2048_F4_Key_Template(), "JWT PS256": jwt.PS256_2048_F4_Key_Template(),
		"JWT HS256": jwt.HS256Template(),
		"AES-GCM": aead.AES256GCMKeyTemplate(), "XChaCha20": aead.XChaCha20Poly1305KeyTemplate(),
		"AES-CTR-HMAC": aead.AES128CTRHMACSHA256KeyTemplate(), "AES-SIV": daead.AESSIVKeyTemplate(),
		"HMAC": mac.HMACSHA256Tag256KeyTemplate(), "PRF": prf.HMACSHA256PRFKeyTemplate(),
	}
	master, _ := keyset.NewHandle(aead.AES256GCMKeyTemplate())
	cipher, _ := aead.New(master)
	made := []map[string]string{}
	for name, template := range templates {
		handle, err := keyset.NewHandle(template)
		if err != nil {
			panic(name + err.Error())
		}
		var secret, binary, public, locked bytes.Buffer
		if insecurecleartextkeyset.Write(handle, keyset.NewJSONWriter(&secret)) != nil ||
			insecurecleartextkeyset.Write(handle, keyset.NewBinaryWriter(&binary)) != nil ||
			handle.Write(keyset.NewJSONWriter(&locked), cipher) != nil {
			panic(name)
		}
		if half, err := handle.Public(); err == nil {
			half.WriteWithNoSecrets(keyset.NewJSONWriter(&public))
		}
		made = append(made, map[string]string{"name": name, "keyset": secret.String(), "binary": base64.StdEncoding.EncodeToString(binary.Bytes()),
			"publicKeyset": public.String(), "locked": locked.String()})
	}
	json.NewEncoder(os.Stdout).Encode(made)
}
`;

describe('Tink', () => {
  interface Made {
    readonly name: string;
    readonly keyset: string;
    /** In base64. */
    readonly binary: string;
    readonly publicKeyset: string;
    readonly locked: string;
  }
  const made: Made[] = JSON.parse(go('tink', TINK).toString());

  test.each(made)('$name', ({ keyset, binary, publicKeyset, locked }) => {
    const confidence = publicKeyset === '' ? 'high' : 'proven';
    const [json, ...more] = inspectAll(tinkKeyset, Buffer.from(keyset));
    expect(json).toMatchObject({ facts: { form: 'tink' } });
    expect(more).toEqual([]);
    expect(json!.confidence ?? tinkKeyset.confidence).toBe(confidence);
    expect(inspectAll(tinkKeysetBinary, Buffer.from(binary, 'base64'))).toMatchObject([
      { fingerprint: json!.fingerprint, facts: json!.facts },
    ]);
    if (publicKeyset !== '') expect(json!.facts.spkiSha256).toBe(spkiSha256(publicKeyset));
    expect(inspectAll(tinkKeyset, Buffer.from(publicKeyset))).toEqual([]);
    expect(inspectAll(tinkKeyset, Buffer.from(locked))).toMatchObject([
      { severity: 'low', facts: { encrypted: true } },
    ]);
  });

  /** The key of a public keyset: 2 of Ed25519, 3 of HPKE, 3 n and 4 e of RSA, else 3 x and 4 y. */
  function spkiSha256(json: string): string {
    const { typeUrl, value } = JSON.parse(json).key[0].keyData;
    const fields = bytesOfFields(Buffer.from(value, 'base64'));
    if (typeUrl.includes('Ed25519')) return spkiSha256OfBytes('Ed25519', fields[2]!);
    if (typeUrl.includes('Rsa')) return spkiSha256OfJwk({ kty: 'RSA', n: url(fields[3]!), e: url(fields[4]!) });
    if (fields[4] === undefined && fields[3]!.length === 32) return spkiSha256OfBytes('X25519', fields[3]!);
    const point = fields[4] === undefined ? fields[3]!.subarray(1) : undefined;
    const [x, y] = point ? [point.subarray(0, 32), point.subarray(32)] : [fields[3]!, fields[4]!];
    const width = [32, 48, 66].find((bytes) => Math.max(x.length, y.length) <= bytes + 1)!;
    const crv = ({ 32: 'P-256', 48: 'P-384', 66: 'P-521' } as const)[width]!;
    return spkiSha256OfJwk({ kty: 'EC', crv, x: url(wide(x, width)), y: url(wide(y, width)) });
  }
  const url = (bytes: Buffer) => bytes.toString('base64url');
  const wide = (bytes: Buffer, width: number) => Buffer.concat([Buffer.alloc(width), bytes]).subarray(-width);

  /** All fields that hold bytes, of a message whose varints are small. */
  function bytesOfFields(message: Buffer): Record<number, Buffer> {
    const found: Record<number, Buffer> = {};
    for (let at = 0; at < message.length; ) {
      const tag = message[at]!;
      const first = message[at + 1]!;
      if (tag % 8 === 0) at += 2;
      else {
        const [start, size] = first < 128 ? [at + 2, first] : [at + 3, first - 128 + 128 * message[at + 2]!];
        found[tag >> 3] = message.subarray(start, start + size);
        at = start + size;
      }
    }
    return found;
  }
});

test('wg: a configuration with its public half beside it', () => {
  const secret = run('wg', ['genkey']).toString().trim();
  const publicKey = run('wg', ['pubkey'], { input: secret }).toString().trim();
  const text = `# PublicKey = ${publicKey}\n[Interface]\nPrivateKey = ${secret}\nListenPort = 51820\n`;
  expect(inspectAll(wireguardKey, Buffer.from(text))).toMatchObject([
    { confidence: 'proven', facts: { spkiSha256: spkiSha256OfBytes('X25519', Buffer.from(publicKey, 'base64')) } },
  ]);
});

test('age: the identity of a plugin', () => {
  const text = go(
    'plugin',
    `
package main

import (
	"crypto/rand"
	"fmt"

	"filippo.io/age/plugin"
)

func main() {
	data := make([]byte, 40)
	rand.Read(data)
	fmt.Println(plugin.EncodeIdentity("yubikey", data))
}
`,
  );
  expect(inspectAll(ageIdentity, text)).toMatchObject([
    { severity: 'low', length: text.length - 1, facts: { form: 'age-plugin' } },
  ]);
});

test.each([
  ['kubectl', 'in a secret'],
  ['gzip', 'compressed, as Helm keeps its releases'],
])('%s: an identity of age-keygen %s', (program) => {
  run('age-keygen', ['-o', `${program}.txt`]);
  const plain = file(`${program}.txt`);
  const secret = ['create', 'secret', 'generic', 'age', `--from-file=${program}.txt`, '--dry-run=client', '-o', 'yaml'];
  const text =
    program === 'kubectl'
      ? run('kubectl', secret)
      : run('base64', ['-w', '0'], { input: run('gzip', [], { input: plain }) });
  const [{ fingerprint } = { fingerprint: '' }] = inspectAll(ageIdentity, plain);
  const encodedKey = detectors.find(({ id }) => id === 'encoded-key')!;
  expect(inspectAll(encodedKey, text)).toMatchObject([{ fingerprint }]);
});

test('age-encryption: X25519 and the hybrid one', () => {
  install('age-encryption@0.3.1');
  const made = script<{ x25519: string; hybrid: string }>(`
    import * as age from 'age-encryption';
    const [x25519, hybrid] = [await age.generateX25519Identity(), await age.generateHybridIdentity()];
    console.log(JSON.stringify({ x25519, hybrid }));`);
  expect(inspectAll(ageIdentity, Buffer.from(made.x25519))).toMatchObject([{ facts: { kind: 'x25519' } }]);
  expect(inspectAll(ageIdentity, Buffer.from(made.hybrid))).toMatchObject([{ facts: { kind: 'hybrid' } }]);
});
