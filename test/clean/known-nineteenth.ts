/** What was looked at in the nineteenth sets, as known.ts has it of the others. */
import type { Known } from './known.ts';

export const KNOWN_IN_NINETEENTH: readonly Known[] = [
  {
    rules: /^private-key-printed$/,
    path: /^cityofzion-neon-core-/,
    reason: 'true key: of the documents of a wallet, with its public key behind it',
  },
  {
    rules: /^(?:bip39-recovery-phrase|private-key-jwk|generic-secret)$/,
    path: /^(?:cosmology-ast|polkadot-labs-hdkd-helpers|transmute-x25519-key-pair)-/,
    reason: 'true key: of the tests or documents of a wallet',
  },
  {
    rules: /^generic-secret$/,
    path: /\.coveralls\.yml$/,
    reason: 'true key: with which tests sign in at services, published with the package',
  },
  {
    rules: /^(?:generic-password|generic-secret)$/,
    path: /^(?:next-drupal|node-upload-images|shopware-nuxt-module)-/,
    reason: 'true key: that the package ships for everyone, with which it goes to services',
  },
  {
    rules: /^sentry-dsn$/,
    path: /^commercetools-docs-gatsby-theme-docs-/,
    reason: 'true key: of the program for everyone',
  },
  {
    rules:
      /^(?:encrypted-json-web-token|google-api-key|json-web-token|key-store-java|private-key-der|private-key-pem)$/,
    path: /^(?:appium-chromium-driver|node-webtokens|react-google-maps|react-native-flip|sd-jwt-decode|style-dictionary)-/,
    reason: 'true key: of the tests, examples or documents of the package',
  },
  {
    rules: /^(?:encrypted-json-web-token|json-web-token|private-key-base64|private-key-pem)$/,
    path: /^(?:golang-github-dvsekhvalnov-jose2go-dev|lib32go23|dicomscope|erlang-mochiweb)_/,
    reason: 'true key: of the tests or examples of the package',
  },
];
