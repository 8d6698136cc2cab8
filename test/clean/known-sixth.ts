/** What was looked at in the sixth set, as known.ts has it of the others. */
import type { Known } from './known.ts';

export const KNOWN_IN_SIXTH: readonly Known[] = [
  {
    rules: /^private-key-(?:pem|der)$/,
    path: /^(?:dolphin-emu|godot3)_/,
    reason: 'true key: test keys of Mbed TLS, as the fact testKey says of those that are not encrypted',
  },
  {
    rules:
      /^(?:bip39-recovery-phrase|ethereum-private-key|generic-secret|key-store-pkcs12|private-key-(?:base64|pem))$/,
    path: /^(?:caver-js|node-saml|o1js|ursa)-[^!]*!.*\/(?:tests?|test-vectors|safe-contracts)\/|^php-tcpdf_|^libxmlsec1-dev_/,
    reason: 'true key: of the tests or examples of the package',
  },
  {
    rules:
      /^(?:bip39-recovery-phrase|bitcoin-private-key|ethereum-private-key|generic-secret|ledger-private-key|netrc-password|password-hash|paystack-test-key)$/,
    path: /^(?:caver-js|emurgo-cardano-serialization-lib-nodejs|flutterwave-node-v3-[^!]*!\/data!\/package\/documentation|micro-eth-signer|paystack|pulumi-aws|electrum_|libghc-cryptonite-doc_|ruby-octokit_)/,
    reason: 'true key: example of a document or a comment, in the form of a true one',
  },
  {
    rules: /^google-access-token$/,
    path: /^golang-github-coreos-go-oidc-dev_/,
    reason: 'true key: of the tests of the package',
  },
  {
    rules: /^(?:generic-secret|tmdb-api-key)$/,
    path: /^(?:flutterwave-node-v3-[^!]*!\/data!\/package\/utils|iyzipay|kodi-data_)/,
    reason: 'true key: that the package ships for everyone, with which it goes to services',
  },
];
