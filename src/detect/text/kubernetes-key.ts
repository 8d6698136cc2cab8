/**
 * Private keys as base64 of PEM in kubeconfig (`client-key-data`) and in the data of Kubernetes secrets (`tls.key`,
 * `ca.key`, `ssh-privatekey`), in YAML and JSON. What the PEM holds is read by pem-armour.ts and proof/read-key-bytes.ts.
 */
import { keyMatch } from '../proof/key-match.ts';
import { readKeyBytes } from '../proof/read-key-bytes.ts';
import { decodeBase64 } from './base64.ts';
import { keyTextDetector } from './key-text.ts';
import { readArmour } from './pem-armour.ts';

/** PEM of RSA-4096 takes 3.3 KB, in base64 4.4 KB; RSA-16384 four times that. */
const MAX_BYTES = 24 * 1024;
const MEMBER =
  /(client-key-data|tls\.key|ca\.key|ssh-privatekey)\\?["']?\s?:\s{0,4}\\?["']?(LS0t[A-Za-z0-9+/]{80,}={0,2})/y;

export const kubernetesKey = keyTextDetector({
  id: 'kubernetes-private-key',
  title: 'Private key in a kubeconfig or Kubernetes secret',
  anchors: ['client-key-data', 'tls.key', 'ca.key', 'ssh-privatekey'],
  maxMatchBytes: MAX_BYTES,
  read(text, at) {
    MEMBER.lastIndex = at;
    const [whole, name, base64] = MEMBER.exec(text) ?? [];
    const pem = base64 === undefined ? undefined : decodeBase64(base64, 'standard');
    const armour = pem && readArmour(pem, 0, MAX_BYTES);
    const key = armour && readKeyBytes(armour.body);
    if (whole === undefined || key === undefined) return undefined;
    return keyMatch(key, { offset: at, length: whole.length, form: 'kubernetes', preview: `${name}: LS0t…` });
  },
});
