/** Keys of Ed25519 as Go keeps and writes them: seed and public half in one, or apart. Needs Debian's golang-go. */
import { createHash, createPublicKey } from 'node:crypto';
import { expect, test } from 'vitest';
import { rawPrivateKey } from '../../src/detect/text/keys/raw-private-key.ts';
import { workshop } from '../support/foreign-program.ts';
import { inspectAll } from '../support/inspect-all.ts';

const { run, file, write, folder } = workshop();

write(
  'keys.go',
  `package main
import ("crypto/ed25519"; "crypto/x509"; "encoding/hex"; "encoding/json"; "encoding/pem"; "fmt"; "os")
func main() {
	public, private, _ := ed25519.GenerateKey(nil)
	der, _ := x509.MarshalPKIXPublicKey(public)
	os.WriteFile("public.pem", pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}), 0600)
	whole, _ := json.Marshal(struct{ PrivateKey ed25519.PrivateKey }{private})
	os.WriteFile("whole", whole, 0600)
	halves, _ := json.MarshalIndent(map[string][]byte{"private_key": private.Seed(), "public_key": public}, "", "  ")
	os.WriteFile("halves", halves, 0600)
	os.WriteFile("hex", []byte(fmt.Sprintf("SIGNING_KEY=%s\\n", hex.EncodeToString(private))), 0600)
}
`,
);
run('go', ['run', 'keys.go'], { env: { GOCACHE: `${folder}/cache`, GOFLAGS: '-mod=mod' } });

test.each(['whole', 'halves', 'hex'])('%s', (name) => {
  const spki = createPublicKey(file('public.pem')).export({ format: 'der', type: 'spki' });
  const spkiSha256 = createHash('sha256').update(spki).digest('hex');
  expect(inspectAll(rawPrivateKey, file(name))).toMatchObject([{ confidence: 'proven', facts: { spkiSha256 } }]);
});
