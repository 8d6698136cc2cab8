/**
 * Private keys as base64 of PEM in kubeconfig (`client-key-data`) and in the data of Kubernetes secrets (`tls.key`, `ca.key`,
 * `ssh-privatekey`), in YAML and JSON. The PEM is read by pem-armour.ts and structures/read-key-bytes.ts.
 */

import { keyMatch } from '../../proof/key-match.ts';
import { KEY_HOLDS } from '../../proof/proof-text.ts';
import { decodeBase64 } from '../base64.ts';
import { BASE64_DIGITS } from '../byte-runs.ts';
import { armouredKey } from './armoured-key.ts';
import { keyTextDetector } from './key-text.ts';
import { readArmour } from './pem-armour.ts';

/** PEM of RSA-4096 takes 3.3 KB, in base64 4.4 KB; RSA-16384 four times that. */
const MAX_BYTES = 24 * 1024;
const MEMBER =
  /(client-key-data|tls\.key|ca\.key|ssh-privatekey)\\?["']?\s?:\s{0,4}\\?["']?(LS0t[A-Za-z0-9+/]{80,}={0,2})/y;

export const kubernetesKey = keyTextDetector({
  id: 'kubernetes-private-key',
  form: { specification: 'kubeconfig, Secret of type kubernetes.io/tls', proof: KEY_HOLDS },
  title: 'Private key in a kubeconfig or Kubernetes secret',
  anchors: ['client-key-data', 'tls.key', 'ca.key', 'ssh-privatekey'],
  maxMatchBytes: MAX_BYTES,
  glance: promisesValue,
  read(text, at) {
    MEMBER.lastIndex = at;
    const [whole, name, base64] = MEMBER.exec(text) ?? [];
    const pem = base64 === undefined ? undefined : decodeBase64(base64, 'standard');
    const armour = pem && readArmour(pem, 0, MAX_BYTES);
    const key = armour && armouredKey(armour);
    if (whole === undefined || key === undefined) return undefined;
    return keyMatch(key, { offset: at, length: whole.length, form: 'kubernetes', preview: `${name}: LS0t…` });
  },
});

/** Whether base64 of a dash is, or may still be, within the distance that `MEMBER` allows between a name and its value. */
function promisesValue(window: Uint8Array, at: number): boolean {
  // End of the name: tls.key and ca.key have a dot, client-key-data ends in a, ssh-privatekey in y.
  let position = at + (window[at + 3] === DOT ? 7 : window[at + 2] === DOT ? 6 : window[at] === 0x63 ? 15 : 14);
  for (const end = position + MAX_BETWEEN; position < end; position++) {
    if (window[position] === 0x4c) return window[position + 1] === 0x53 && window[position + 2] === 0x30;
    if (BASE64_DIGITS[window[position] ?? 0] === 1) return false;
  }
  return false;
}
const DOT = 0x2e;
/** Backslash, quote, space, colon, four spaces, backslash, quote. */
const MAX_BETWEEN = 11;
