/** What was looked at in the fourth set, as known.ts has it of the others. */
import type { Known } from './known.ts';

export const KNOWN_IN_FOURTH: readonly Known[] = [
  {
    rules: /^generic-secret$/,
    path: /golang-golang-x-crypto-dev_.*\/acme_test\.go$/,
    reason: 'false alarm: token of a challenge, which the server of ACME asks for where everyone may look',
  },
  {
    rules: /^docker-config-auth$/,
    path: /golang-github-containers-image-dev_.*\/testdata\//,
    reason: 'false alarm: name of a host with a colon in it, where user and password belong',
  },
  {
    rules:
      /^(?:private-key-|key-store-|encoded-key|age-identity|google-service-account|json-web-token|tls-key-log|azure-shared-access-signature|http-session-cookie|aws-access-key-id|password-hash|generic-secret)/,
    path: /^golang-.*-dev_/,
    reason: 'true key: of the tests of a library for Go',
  },
  {
    rules: /^(?:private-key-|key-store-|encoded-key|json-web-token|generic-secret)/,
    path: /^librust-.*-dev_/,
    reason: 'true key: of the tests of a library for Rust',
  },
  {
    rules: /^password-hash$/,
    path: /^python3-(?:passlib|pycryptodome)_/,
    reason: 'true key: hash of a test or a comment; severity low',
  },
  {
    rules: /^generic-password$/,
    path: /^(?:python3-passlib_.*\/test_|python3-cinder_.*\/fakes\.py$|zoneminder_.*\/ModelWriteTest\.php$)/,
    reason: 'true key: hash of a test, or what encrypts its password',
  },
  {
    rules: /^generic-secret$/,
    path: /^python3-moto_.*\/ses\/responses\.py$/,
    reason: 'false alarm: token that stands in DNS, where everyone may look',
  },
  {
    rules: /^(?:private-key-|generic-secret$|stripe-test-key$)/,
    path: /^python3-(?:cinder|django-allauth|magnum|moto|neutron|octavia|pycryptodome|stripe)_/,
    reason: 'true key: of the tests of the package',
  },
  {
    rules: /^(?:kerberos-hash|password-hash|json-web-token)$/,
    path: /^hashcat_.*\/modules\//,
    reason: 'true key: with it the program tries whether it guesses its word',
  },
  {
    rules: /^password-hash$/,
    path: /^(?:freeradius|grub-efi-amd64-bin|mariadb-test-data|roundcube-plugins|zoneminder)_/,
    reason: 'true key: hash of a test, a comment or a document; severity low',
  },
  {
    rules: /^private-key-/,
    path: /^(?:libcrypto\+\+-utils|libwolfssl-dev|mariadb-test-data|samba-testsuite|libcryptx-perl|libcrypt-jwt-perl|r-cran-openssl)_/,
    reason: 'true key: of the tests of the package, or of its manual',
  },
  {
    rules: /^key-store-pkcs12$/,
    path: /^(?:libcryptx-perl|r-cran-openssl)_/,
    reason: 'true key: of the tests of the package',
  },
  {
    rules: /^private-key-/,
    path: /^(?:age|docker-compose|gh|gnutls-bin|libgnutls28-dev|linux-image-[^_]*|linux-source-[^_]*|mono-devel|rclone|chromium)_/,
    reason: 'true key: of the program for everyone, as the fact testKey says',
  },
  {
    rules: /^age-identity$/,
    path: /^age_.*\/age-keygen$/,
    reason: 'true key: example in the help of the program, as the fact testKey says',
  },
  {
    rules: /^private-key-/,
    path: /^(?:erlang-jose|libjose4j-java|libnetty-java)_/,
    reason: 'true key: with it the library tries what the machine can do',
  },
  {
    rules: /^private-key-/,
    path: /^(?:ceph-common_.*\/id_rsa_drop\.ceph\.com|libmojolicious-perl_.*\/resources\/server\.key|ovmf_.*snakeoil\.key)$/,
    reason: 'true key: that the package ships for everyone',
  },
  {
    rules: /^(?:private-key-|json-web-token$)/,
    path: /^(?:libboost1\.83-doc|libnet-ssleay-perl|node-jose|postfix|ruby-aws-sdk-core|zoneminder)_/,
    reason: 'true key: example of a document',
  },
  {
    rules: /^(?:json-web-token|posthog-project-key|sentry-dsn|generic-secret)$/,
    path: /^thunderbird_.*\/omni\.ja!/,
    reason: 'true key: with which the program goes to servers, the same for everyone',
  },
  {
    rules: /^(?:google-api-key|generic-secret)$/,
    path: /^chromium_.*\/chromium\.d\/apikeys$/,
    reason: 'true key: with which the program goes to servers, the same for everyone',
  },
  {
    rules: /^(?:wireguard-|generic-secret$)/,
    path: /^wireguard-tools_/,
    reason: 'true key: example of a manual',
  },
  {
    rules: /^(?:aws-access-key|aws-secret-access-key|generic-password|generic-secret|http-authorization-token)$/,
    path: /^(?:ceph-common|prosody-modules|rclone|restic)_.*\/(?:man|doc)\//,
    reason: 'true key: example of a document, in the form of a true one',
  },
  {
    rules: /^(?:generic-secret|linkedin-client-secret-without-prefix|vimeo-access-token)$/,
    path: /^r-cran-httr_.*\/(?:demo|tests)\//,
    reason: 'true key: of an application that the package shows its use with',
  },
  {
    rules: /^(?:connection-string-password|generic-secret)$/,
    path: /^mariadb-test-data_/,
    reason: 'true key: of the tests of the package',
  },
  {
    rules: /^url-password$/,
    path: /^zoneminder_.*\/ConfigData\.pm$/,
    reason: 'true key: where the program reports to, the same for everyone',
  },
  {
    rules: /^http-basic-header$/,
    path: /^zoneminder_.*\/HttpSocketTest\.php$/,
    reason: 'true key: of the tests of the package',
  },
  {
    rules: /^url-password$/,
    path: /\/(?:sails\/docs|skipper)\//,
    reason: 'false alarm: a password that someone made up for an example',
  },
  {
    rules: /^(?:netlify-access-token|generic-secret)$/,
    path: /\/autocomplete\.js\/\.envrc$/,
    reason: 'true key: of who wrote the package, published with it',
  },
  {
    rules: /^(?:generic-password|generic-secret|private-key-)/,
    path: /\/(?:pem-jwk|plivo|sails|saml2-js|stompit)\/.*test/,
    reason: 'true key: of the tests of the package',
  },
  {
    rules: /^(?:generic-secret|json-web-token|password-hash|private-key-|stripe-test-key|bip39-recovery-phrase)/,
    path: /\/(?:ox|sails-generate|selfsigned|sparkpost\/examples|spotify-web-api-node|supertokens-node|telnyx|vk-io)\//,
    reason: 'true key: example in a comment, a document or a template, in the form of a true one',
  },
  {
    rules: /^(?:generic-password|generic-secret|google-api-key|posthog-project-key|private-key-|supabase-|netlify-)/,
    path: /\/(?:@react-native\/debugger-frontend|@supabase\/cli-[^/]*|miniflare|smtp-server\/dist|uglify-js\/tmp|wrangler)\//,
    reason: 'true key: that the package ships for everyone',
  },
  {
    rules:
      /^(?:bip39-recovery-phrase|bitcoin-private-key|ethereum-private-key|wireguard-private-key|generic-secret|json-web-token|private-key-|password-hash)/,
    path: /\/(?:@fastify\/jwt|@ledgerhq\/hw-app-eth|@stablelib\/ed25519|@usebruno\/(?:lang|requests)|amazon-cognito-identity-js|bitcore-lib|bsv|crypto-browserify|fido2-lib|hpagent|livekit-client|messagebird|node-gyp|oauth-1\.0a|public-encrypt|spdy|universal-github-app-jwt|wns)\/.*(?:tests?|__tests__|testdata|test-tokens)[/.]|\/oauth1-.*\.spec\.ts$/,
    reason: 'true key: of the tests of the package',
  },
  {
    rules:
      /^(?:bip39-recovery-phrase|bitcoin-private-key|ethereum-private-key|generic-secret|generic-password|json-web-token|http-authorization-token|bugsnag-access-token)$/,
    path: /\/(?:@mollie\/api-client|@scure\/starknet|@bugsnag\/safe-json-stringify|bitcore-lib\/docs|bolt11|eosjs|eth-crypto|fast-jwt|forge-light|formstream|hdkey|micro-eth-signer|oauth-1\.0a)\/[^/]*\.md$/,
    reason: 'true key: example of a document',
  },
  {
    rules:
      /^(?:bip39-recovery-phrase|json-web-token|private-key-pem|private-key-jwk|onepassword-secret-key|shopify-access-token|shopify-app-secret|stripe-test-key|generic-secret)$/,
    path: /\/(?:@faker-js\/faker|@secretlint\/secretlint-rule-preset-recommend|@workos-inc\/node|asana|cloudflare|danger\/distribution\/platforms|micro-eth-signer)\//,
    reason: 'true key: example in a comment or a message, in the form of a true one',
  },
  {
    rules: /^(?:alchemy-endpoint|generic-secret|json-web-token|password-hash)$/,
    path: /\/ccxt\//,
    reason: 'true key: in the answer of an exchange that a comment shows',
  },
  {
    rules: /^(?:bugsnag-access-token|generic-secret)$/,
    path: /\/@bugsnag\/core\/lib\/test\//,
    reason: 'true key: of the tests of the package',
  },
  {
    rules: /^(?:code-climate-api-token|private-key-base64|generic-secret)$/,
    path: /\/@apify\/ps-tree\/package\.json$|\/(?:casper-js-sdk|messagebird)\/\.github\/workflows\//,
    reason: 'true key: of a service that builds or tests the package, published with it',
  },
  {
    rules: /^(?:generic-secret|github-oauth-client-secret|sentry-dsn|json-web-token)$/,
    path: /\/(?:@netlify\/functions-dev|artillery|danger\/distribution\/commands|firebase-tools|hardhat|insomnia-send-request|lighthouse|netlify-cli|nightwatch|juicer)\//,
    reason: 'true key: with which the program goes to servers, the same for everyone',
  },
  {
    rules: /^generic-secret$/,
    path: /\/@asyncapi\/studio\/build\//,
    reason: 'true key: with which Next.js signs and encrypts what this build hands out, published with it',
  },
  {
    rules: /^private-key-pem$/,
    path: /\/super-simple-web-server\/certs\//,
    reason: 'true key: that the package ships for everyone',
  },
  {
    rules: /^private-key-base64$/,
    path: /\/@netlify\/local-functions-proxy[^/]*\/bin\//,
    reason: 'true key: of the program for everyone, as the fact testKey says',
  },
  {
    rules: /^secret-file$/,
    path: /\/supertokens-node\/(?:api|release)Password$/,
    reason: 'true key: password of a service that the package ships',
  },
];
