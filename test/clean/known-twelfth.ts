/** What was looked at in the twelfth sets, as known.ts has it of the others. */
import type { Known } from './known.ts';

export const KNOWN_IN_TWELFTH: readonly Known[] = [
  {
    rules: /^private-key-(?:base64|der|gcrypt)$/,
    path: /^(?:lib(?:32|64)?go2[23]-[a-z0-9]+-cross|libwireshark18|linux-image-6\.12\.94\+deb13-cloud-amd64)_/,
    reason: 'true key: of the program, known to everyone, as the fact testKey says',
  },
  {
    rules: /^(?:encoded-key|private-key-openpgp(?:-armour)?)$/,
    path: /^librust-sequoia-(?:cert-store|git|wot)-dev_[^!]*!.*\/(?:tests?|vectors|book|openpgp-policy\.toml)/,
    reason: 'true key: of the test vectors or documents of the library',
  },
  {
    rules: /^private-key-(?:der|pem)$/,
    path: /^librust-(?:ntpd|rustls-0\.21|rusty-paseto|tonic)-dev_/,
    reason: 'true key: of the tests or examples of the library',
  },
  {
    rules:
      /^(?:connect-call-password|discord-webhook|generic-(?:password|secret)|http-authorization-token|json-web-token|nkey-seed|password-hash|private-key-(?:base64|openpgp|pem)|tls-key-log)$/,
    path: /^golang-[^!]*!.*(?:_test\.go|\/test(?:data|s)?\/.*|\/pcapgo\/tests\/.*)(?:$|!)/,
    reason: 'true key: of the tests of the library, or of the libraries that the package brings along',
  },
  {
    rules: /^private-key-(?:base64|pem)$/,
    path: /^golang-[^!]*!.*\/(?:lxd\/shared\/cert\.go|examples?\/|config\/nats_.*|server\/configs\/|internal\/testhelper)/,
    reason: 'true key: of the tests or examples of the library',
  },
  {
    rules: /^(?:generic-secret|http-authorization-token)$/,
    path: /^golang-github-rclone-rclone-dev_[^!]*!.*\/backend\/[a-z]+\/[a-z]+\.go$/,
    reason: 'true key: with which the program goes to servers, hidden with a key that it brings along',
  },
  {
    rules: /^generic-secret$/,
    path: /^(?:bespokesynth|golang-github-smallstep-cli-dev|librust-(?:capstone-sys|octocrab)-dev)_/,
    reason: 'true key: with which the program or its tests go to servers, or of an example in its help',
  },
  {
    rules: /^generic-password$/,
    path: /^librust-zxcvbn-dev_/,
    reason: 'true key: a password of the tests of a meter for passwords',
  },
  {
    rules:
      /^(?:key-store-pkcs12|password-hash|private-key-(?:base64|openpgp|pem|printed)|wireguard-(?:preshared|private)-key)$/,
    path: /^(?:flatpak-tests|libglib2\.0-tests|libsoup-3\.0-tests|ostree-tests|systemd-tests)_/,
    reason: 'true key: of the tests of the package',
  },
  {
    rules: /^private-key-pem$/,
    path: /^(?:fp-units-net-3\.2\.2|ruby-soap4r)_[^!]*!.*\/examples\//,
    reason: 'true key: of an example of the package',
  },
  {
    rules: /^(?:bip39-recovery-phrase|bitcoin-private-key|private-key-printed)$/,
    path: /^btc-vision-bitcoin-[^!]*!.*\/test\//,
    reason: 'true key: of the tests of a library for wallets',
  },
  {
    rules: /^private-key-(?:hex|pem)$|^generic-secret$/,
    path: /^hashgraph-hedera-local-/,
    reason: 'true key: with which a local network of Hedera starts',
  },
  {
    rules: /^(?:generic-secret|json-web-token|nkey-seed|private-key-jwk)$/,
    path: /^stellar-typescript-wallet-sdk-[^!]*!.*\/test\//,
    reason: 'true key: of the tests of a library for wallets',
  },
  {
    rules: /^ledger-private-key$/,
    path: /^xrpl-accountlib-[^!]*!.*\/README\.md$/,
    reason: 'true key: example of a document',
  },
  {
    rules: /^(?:generic-secret|json-web-token)$/,
    path: /^cesium-engine-[^!]*!.*\/Source\/(?:Core\/Ion|Scene\/ArcGisMapService)\.js$/,
    reason: 'true key: with which the library shows maps until it is given another one, published with it',
  },
  {
    rules: /^generic-secret$/,
    path: /^boxyhq-saml-jackson-[^!]*!.*\/controller\/api\.d\.ts$/,
    reason: 'true key: example of an API, in the form of a true one',
  },
  {
    rules: /^private-key-base64$/,
    path: /^compdfkit_pdf_sdk-webviewer-/,
    reason: 'true key: with which the viewer decrypts, published with it',
  },
  {
    rules: /^password-hash$/,
    path: /^bentopdf-pymupdf-wasm-[^!]*!.*\/pyodide\.asm\.wasm$/,
    reason: 'true key: with which crypt of musl tests itself; severity low',
  },
];
