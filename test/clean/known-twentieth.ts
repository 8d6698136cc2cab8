/** What was looked at in the twentieth sets, as known.ts has it of the others. */
import type { Known } from './known.ts';

export const KNOWN_IN_TWENTIETH: readonly Known[] = [
  {
    rules: /^(?:bip39-recovery-phrase|bitcoin-private-key|ledger-private-key|generic-secret)$/,
    path: /^(?:0x-subproviders|1inch-fusion-sdk|bitcoinjs-message|dcspark-cardano-multiplatform-lib-browser)-/,
    reason: 'true key: of the tests or documents of a wallet',
  },
  {
    rules: /^(?:json-web-token|private-key-pem|rails-secret-key-base)$/,
    path: /^ama-sdk-schematics-.*swagger-codegen-cli\.jar/,
    reason: 'true key: in the templates of a generator of servers, which has it for everyone',
  },
  {
    rules: /^password-hash$/,
    path: /^ama-sdk-schematics-.*library\.swf/,
    reason: 'true key: the hash of the password for the debugger of Flash (EnableDebugger2 of SWF)',
  },
  {
    rules: /^(?:generic-(?:password|secret)|password-hash|private-key-pem|shopify-api-secret-key)$/,
    path: /^(?:abtnode-webapp|azure-arm-botservice|hubspot-cms-lib|node-red-contrib-kafka-manager|shamirs-secret-sharing-ts|shopify-token|ssh2-promise|workos-inc-authkit-react-router)-/,
    reason: 'true key: of the tests, examples or documents of the package',
  },
  {
    rules: /^(?:code-climate-api-token|generic-secret)$/,
    path: /\/\.(?:coveralls|travis)\.yml$/,
    reason: 'true key: with which tests sign in at services, published with the package',
  },
  {
    rules: /^generic-secret$/,
    path: /^grouparoo-ui-enterprise-.*prerender-manifest\.json$/,
    reason: 'true key: of the preview of Next.js, published with what was built',
  },
  {
    rules: /^(?:alchemy-endpoint|generic-secret|infura-endpoint|sentry-dsn)$/,
    path: /^(?:ampt-cli|epic-web-workshop-app|goldskycom-cli|iobroker\.|lit-protocol-constants)/,
    reason: 'true key: that the package ships for everyone, with which it goes to services',
  },
  {
    rules: /^private-key-base64$/,
    path: /^arkweid-lefthook-/,
    reason: 'true key: of the tests of a library for Go, in a program',
  },
  {
    rules: /^generic-secret$/,
    path: /^appium-inspector-plugin-/,
    reason: 'letters that somebody typed for the example of a form',
  },
  {
    rules: /^(?:generic-secret|last-fm-api-key)$/,
    path: /^beets_/,
    reason: 'true key: that the program ships for everyone, with which it goes to services',
  },
  {
    rules: /^(?:http-authorization-token|private-key-jwk|sql-inserted-secret)$/,
    path: /^glewlwyd_/,
    reason: 'true key: of the documents, and the hash of the first password',
  },
  {
    rules: /^(?:aws-access-key|aws-access-key-id|aws-session-token)$/,
    path: /^facterdb_/,
    reason: 'true key: expired, in the facts of a machine of EC2 with which tests run',
  },
  {
    rules: /^(?:encrypted-json-web-token|json-web-token|private-key-\w+)$/,
    path: /^(?:golang-gopkg-square-go-jose\.v2-dev|golang-github-google-s2a-go-dev|libfastdds-doc)_/,
    reason: 'true key: of the tests or examples of the package',
  },
  {
    rules: /^password-hash$/,
    path: /^(?:debian-reference-zh-tw|grub-emu|kalkun|libapache2-mod-perl2)_/,
    reason: 'true key: of the documents or tests of the package, or of its first user',
  },
  {
    rules: /^private-key-hex$/,
    path: /^libh2-java_/,
    reason: 'true key: with which every H2 encrypts its connections, as the facts of the finding say',
  },
];
