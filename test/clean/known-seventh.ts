/** What was looked at in the seventh set, as known.ts has it of the others. */
import type { Known } from './known.ts';

export const KNOWN_IN_SEVENTH: readonly Known[] = [
  {
    rules:
      /^(?:bitcoin-private-key|encoded-key|generic-password|generic-secret|password-hash|private-key-(?:openpgp|openpgp-armour|pem|raw))$/,
    path: /^(?:bitgo-sdk-core|ethr-did|lightsparkdev-lightspark-sdk|ln-service|mangopay2-nodejs-sdk|public-encrypt|thirdweb|wildduck)-\d[^!]*!\/data!\/package\/(?:.*\/)?(?:tests?|__tests__|examples|src\/wallets)\//,
    reason: 'true key: of the tests or examples of the package',
  },
  {
    rules: /^(?:generic-secret|keycloak-client-secret|password-hash|private-key-pem)$/,
    path: /^(?:checkout-sdk-node|loopback4-authentication|pulumi-cloudflare|waves-ts-lib-crypto|wildduck)-\d[^!]*!\/data!\/package\/(?:.*\.(?:md|d\.ts)|config\/apigeneration\.json)$/,
    reason: 'true key: example of a document or a comment, in the form of a true one',
  },
  {
    rules:
      /^(?:alchemy-endpoint|amplitude-api-key|bip39-recovery-phrase|bitcoin-private-key|ethereum-private-key|generic-secret|google-api-key|json-web-token|mapbox-public-token|posthog-project-key|private-key-base64|private-key-pem|sentry-dsn)$/,
    path: /^(?:bitgo-\d|chrome-devtools-mcp-|ledgerhq-live-common-[^!]*!\/data!\/package\/lib-es\/(?:featureFlags|platform)\/|mapshaper-|promptfoo-|sql-language-server-|thirdweb-[^!]*!\/data!\/package\/dist\/scripts\/|wildduck-[^!]*!\/data!\/package\/(?:certs|imap-core)\/)/,
    reason: 'true key: that the package ships for everyone',
  },
  {
    rules: /^json-web-token$/,
    path: /^nocodb-\d/,
    reason: 'true key: example in the description of an API, which ended in 2023',
  },
  {
    rules: /^generic-secret$/,
    path: /^ledgerhq-live-common-.*\/__snapshots__\//,
    reason: 'false alarm: the asset of a chain and the hash of a transaction, behind the contract of a token',
  },
  {
    rules:
      /^(?:encoded-key|generic-secret|google-api-key|nkey-seed|password-hash|private-key-(?:der|pem)|scaleway-secret-key|tink-keyset(?:-binary)?|url-password)$/,
    path: /^(?:androguard|golang-github-(?:digitalocean-godo|nats-io-jwt|nats-io-nkeys|scaleway-scaleway-sdk-go|tink-crypto-tink-go|xanzy-go-gitlab)-dev|libapacheds-java|librust-argon2-dev|mailman3)_/,
    reason: 'true key: of the tests or samples of the package',
  },
  {
    rules: /^(?:generic-password|generic-secret|password-hash|private-key-(?:base64|pem)|wireguard-private-key)$/,
    path: /^(?:cloud-init|coturn|debian-handbook|debian-reference-ja|fritzing-data|inspircd|libphobos2-ldc-shared-dev|manpages-de)_/,
    reason: 'true key: example of a document or a comment, in the form of a true one',
  },
  {
    rules: /^(?:generic-password|generic-secret|http-authorization-token|private-key-pem|url-password)$/,
    path: /^(?:python3-(?:ceilometer|datalad|keystoneauth1|keystonemiddleware|mistral|openstacksdk|softlayer|watcher)|r-cran-rsconnect|ruby-(?:fog-openstack|httpclient|rbnacl))_/,
    reason: 'true key: of the tests or samples of the package',
  },
  {
    rules: /^(?:curl-user-password|generic-secret|private-key-(?:base64|pem))$/,
    path: /^(?:opendkim|python-flask-doc|python3-flask-security|ruby-sshkey|weechat-doc)_/,
    reason: 'true key: example of a document or a comment, in the form of a true one',
  },
  {
    rules: /^(?:json-web-token|private-key-pem)$/,
    path: /^(?:python3-skimage|qemu-efi-aarch64|sqlitebrowser|testssl\.sh)_/,
    reason: 'true key: that the package ships for everyone',
  },
];
