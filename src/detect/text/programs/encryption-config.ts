/**
 * Keys that encrypt what a server stores, in the server's own configuration:
 *   Kubernetes   EncryptionConfiguration, the first key of `aescbc`, `aesgcm` or `secretbox`
 *   HashiCorp    stanza `kms "aead"` of Boundary (go-kms-wrapping)
 *   xmlsec       `HMACKeyValue`, `AESKeyValue` and `DESKeyValue` of a key store
 *   Ory          the newest of `secrets` of Hydra and Kratos, below `system`, `cookie` and so on
 */
import { ALPHANUMERIC } from '../random-text.ts';
import type { Rule } from '../rule.ts';
import { isDrawn, isOfWords } from '../value-kind.ts';
import { assessKeyBytes } from './symmetric-key.ts';

const COMMON = {
  severity: 'high',
  confidence: 'high',
  edges: { after: /[A-Za-z0-9+/=]/ },
} as const satisfies Partial<Rule>;
/** 16, 24 or 32 bytes. */
const BASE64 = '(?:[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{32}|[A-Za-z0-9+/]{22}==)';
const assessBase64 = (secret: string) => assessKeyBytes(Buffer.from(secret, 'base64'));

export const encryptionConfigRules: readonly Rule[] = [
  {
    ...COMMON,
    id: 'kubernetes-encryption-key',
    title: 'Key that encrypts the secrets of a Kubernetes cluster',
    provider: 'Kubernetes',
    severity: 'critical',
    advice:
      'Put another key first in the EncryptionConfiguration of every API server, write all secrets anew (`kubectl get secrets -A -o json | kubectl replace -f -`), then take this one out.',
    anchors: ['aescbc', 'aesgcm', 'secretbox'].flatMap((provider) => [
      `${provider}:`,
      `${provider}"`,
      `${provider}\\"`,
    ]),
    // YAML, or JSON of any layout, also in a string.
    pattern: new RegExp(
      [
        String.raw`(?:aescbc|aesgcm|secretbox)(?::\s{1,40}keys:\s{1,40}-\s{1,8}(?:name:\s{0,4}[^\s#]{1,64}\s{1,40})?secret:\s{0,4}["']?`,
        String.raw`|\\?":\s{0,4}\{\s{0,40}\\?"keys\\?":\s{0,4}\[\s{0,40}\{\s{0,40}(?:\\?"name\\?":\s{0,4}\\?"[^"\\]{1,64}\\?",\s{0,40})?\\?"secret\\?":\s{0,4}\\?")`,
        `(?<secret>${BASE64})`,
      ].join(''),
    ),
    maxMatchBytes: 440,
    check: ({ secret }) => assessBase64(secret),
    examples: (random) =>
      [32, 16, 24].flatMap((bytes) => {
        const secret = Buffer.from(random.bytes(bytes)).toString('base64');
        const object = JSON.stringify({ aescbc: { keys: [{ name: 'key1', secret }] } });
        return [
          `    providers:\n      - aescbc:\n          keys:\n            - name: key1\n              secret: ${secret}\n`,
          object,
          JSON.stringify(object),
        ].map((text) => ({ text, secret, hidden: [secret], facts: { bits: 8 * bytes } }));
      }),
    lookAlikes: (random) => [
      `aescbc:\n  keys:\n    - name: key1\n      secret: ${'A'.repeat(43)}=\n`,
      'aescbc:\n  keys:\n    - name: key1\n      secret: <BASE 64 ENCODED SECRET>\n',
      `secretbox:\n  other:\n    - secret: ${Buffer.from(random.bytes(32)).toString('base64')}\n`,
    ],
  },
  {
    ...COMMON,
    id: 'kms-aead-key',
    title: 'Key of a `kms "aead"` stanza',
    provider: 'HashiCorp',
    advice:
      'Rotate the keys that it wraps under a stanza with another key, from a key management service if there is one.',
    anchors: ['kms "aead"'],
    pattern: new RegExp(
      String.raw`kms "aead"[ \t]{0,4}\{[^{}]{0,300}?\bkey[ \t]{0,20}=[ \t]{0,4}"(?<secret>${BASE64})"`,
    ),
    maxMatchBytes: 420,
    edges: {},
    check: ({ secret }) => assessBase64(secret),
    examples: (random) => {
      const secret = Buffer.from(random.bytes(32)).toString('base64');
      const text = `kms "aead" {\n  purpose = "root"\n  aead_type = "aes-gcm"\n  key = "${secret}"\n  key_id = "global_root"\n}\n`;
      return [{ text, secret, hidden: [secret], facts: { bits: 256 } }];
    },
    lookAlikes: (random) => [
      'kms "aead" {\n  purpose = "root"\n  key = "env://BOUNDARY_ROOT_KEY"\n}\n',
      `kms "aead" {\n  purpose = "root"\n}\nkey = "${Buffer.from(random.bytes(32)).toString('base64')}"\n`,
    ],
  },
  {
    ...COMMON,
    id: 'xmlsec-symmetric-key',
    title: 'Symmetric key in a key store of xmlsec',
    provider: 'xmlsec',
    advice:
      'Make another with `xmlsec1 keys --gen-key`, and replace it at everybody who checks or reads messages with it.',
    anchors: ['HMACKeyValue', 'AESKeyValue', 'DESKeyValue'],
    pattern:
      /(?:HMAC|AES|DES)KeyValue(?: [^<>]{0,120})?>\s{0,20}(?<secret>[A-Za-z0-9+/][A-Za-z0-9+/\s]{9,400}[A-Za-z0-9+/]={0,2})\s{0,20}<\//,
    maxMatchBytes: 640,
    edges: {},
    check: ({ secret }) => assessBase64(secret),
    examples: (random) =>
      ['HMAC', 'AES', 'DES'].map((name, index) => {
        const secret = Buffer.from(random.bytes([32, 16, 24][index]!)).toString('base64');
        const text = `<${name}KeyValue xmlns="http://www.aleksey.com/xmlsec/2002">\n${secret}\n</${name}KeyValue>\n`;
        return { text, secret, hidden: [secret] };
      }),
    lookAlikes: () => [
      '<HMACKeyValue xmlns="http://www.aleksey.com/xmlsec/2002"/>',
      `<AESKeyValue>${'A'.repeat(22)}==</AESKeyValue>`,
      'xmlSecNodeHMACKeyValue',
    ],
  },
  {
    ...COMMON,
    id: 'ory-secret',
    title: 'Secret of Ory Hydra or Kratos',
    provider: 'Ory',
    advice: 'Put another one first in the list: what was made with this one stays valid until it is taken out.',
    anchors: ['secrets:'],
    pattern:
      /secrets:\s{1,20}(?:#[^\n]{0,100}\s{1,20})?(?:system|cookie|cipher|default|pagination):\s{1,40}-[ \t]{1,8}["']?(?<secret>[^\s"'#{}$<>]{16,128})/,
    maxMatchBytes: 340,
    edges: {},
    check: ({ secret }) => (isDrawn(secret) && !isOfWords(secret) ? {} : undefined),
    examples: (random) => {
      const secret = random.text(32, ALPHANUMERIC);
      return ['system', 'cookie', 'cipher'].map((name) => ({
        ...{ text: `secrets:\n  ${name}:\n    - ${secret}\n`, secret, hidden: [secret] },
      }));
    },
    lookAlikes: (random) => [
      'secrets:\n  system:\n    - youReallyNeedToChangeThis\n',
      'secrets:\n  system:\n    - $SECRETS_SYSTEM_OF_HYDRA\n',
      `secrets:\n  mounts:\n    - ${random.text(32, ALPHANUMERIC)}\n`,
    ],
  },
];
