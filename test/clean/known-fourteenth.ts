/** What was looked at in the fourteenth sets, as known.ts has it of the others. */
import type { Known } from './known.ts';

export const KNOWN_IN_FOURTEENTH: readonly Known[] = [
  {
    rules: /^(?:bip39-recovery-phrase|bitcoin-private-key|ethereum-private-key|generic-(?:password|secret))$/,
    path: /^(?:aave-core-v3|aptos|bitcore-wallet-client)-/,
    reason: 'true key: of the tests of a wallet',
  },
  {
    rules: /^(?:key-store-pkcs12|password-hash|private-key-pem)$/,
    path: /^(?:browser-sync|expo-updates|live-server|miniflare|mosca)-/,
    reason: 'true key: of the tests of the package, or of a server for development',
  },
  {
    rules: /^(?:amplitude-api-key|sentry-dsn)$/,
    path: /^(?:clerk-clerk-js|daily-co-daily-js|sentry-browser)-/,
    reason: 'true key: with which the page asks for statistics or reports its errors, published with it',
  },
  {
    rules: /^(?:command-line-password|private-key-base64)$/,
    path: /^ngrok-/,
    reason: 'true key: example in the help of the program; and the testing key of crypto/tls of Go',
  },
  {
    rules: /^(?:generic-password|json-web-token)$/,
    path: /^(?:livekit-server-sdk-.*\.test\.ts|mosca-.*\/examples\/|serverless-dashboard-plugin-.*\/test\/)/,
    reason: 'true key: of the tests or examples of the package',
  },
  {
    rules: /^generic-secret$/,
    path: /^plyr-[^!]*!.*\/\.env$/,
    reason: 'true key: a .env file packed by mistake, of the bucket from which the player is served',
  },
  {
    rules: /^(?:generic-secret|json-web-token|password-hash|private-key-(?:der|pem))$/,
    path: /^(?:golang-k8s-apimachinery-dev|golang-github-google-go-containerregistry-dev|grub-emu-dbg|libgoogle-http-client-java|librust-sqlx-dev|rsyncrypto)_/,
    reason: 'true key: of the tests of the package',
  },
  {
    rules: /^(?:dns-tsig-key|password-hash|private-key-pem)$/,
    path: /^(?:cdist-doc|isc-dhcp-server|libasio-doc|python-m2crypto-doc)_/,
    reason: 'true key: example of a document',
  },
  {
    rules: /^private-key-(?:der|gcrypt|pem)$/,
    path: /^(?:godot3-server|gpgv-static|libgcrypt-mingw-w64-dev|libgcrypt20-dev|linux-image-[^_]*)_/,
    reason: 'true key: with which a library tries itself when it starts',
  },
  {
    rules:
      /^(?:bip39-recovery-phrase|bitcoin-private-key|ethereum-private-key|generic-(?:password|secret)|json-web-token|ledger-private-key)$/,
    path: /^node_modules\/.*\/(?:README\.md|ox\/_|cardano_serialization_lib|p2pkh-utils|[^/]*\.test\.tsx?$|[^/]*\.spec\.ts$|test\/|tests\/|__tests__\/|index\.umd\.js|xrpl\/(?:src|build)\/)/,
    reason: 'true key: of the tests of the package, or of an example in its documents',
  },
  {
    rules: /^(?:duo-secret-key|generic-(?:password|secret))$/,
    path: /^node_modules\/(?:@pulumi\/vault|[^!]*\/examples|forge-light|dotenv-flow)\//,
    reason: 'true key: of an example in the documents of the package',
  },
  {
    rules: /^(?:bip39-recovery-phrase)$/,
    path: /^node_modules\/(?:.*\/)?(?:ox|viem|@reown|@walletconnect|@wagmi|porto)\//,
    reason: 'true key: of an example in the comments of a library for wallets',
  },
  {
    rules: /^(?:amplitude-api-key|infura-endpoint|sentry-dsn|stripe-test-key|generic-secret|http-authorization-token)$/,
    path: /^node_modules\/(?:.*\/)?(?:@base-org\/account|@coinbase\/wallet-sdk|x402|@metamask\/(?:bitcoin|solana)-wallet-snap|@hcaptcha\/loader|@workos-inc\/node|@dynamic-labs-wallet\/core|vite-plugin-mkcert)\//,
    reason:
      'true key: with which the package asks for statistics, reports its errors or calls its own service, published with it',
  },
  {
    rules: /^generic-secret$/,
    path: /^node_modules\/.*\/\.coveralls\.yml$/,
    reason: 'true key: repo_token of Coveralls, published with the package',
  },
  {
    rules: /^aws-access-key-id$/,
    path: /^node_modules\/@solana\/spl-token-registry\//,
    reason: 'true key: id of a key, in an address that was signed in 2021',
  },
  {
    rules: /^private-key-(?:base64|der|hex|jwk|pem|pkcs8|putty|openssh)$/,
    path: /^node_modules\/.*(?:\/tests?\/|\/__tests__\/|\/fixtures?\/|\/examples?\/|README\.md|\.test\.[jt]s|\.spec\.[jt]s)/,
    reason: 'true key: of the tests of the package, or of an example in its documents',
  },
  {
    rules: /^(?:ledger-private-key|private-key-pem)$/,
    path: /^node_modules\/(?:@pulumi\/vault|http-signature|mock-jwks|xrpl)\//,
    reason: 'true key: of an example in the documents of the package, or with which it imitates a server',
  },
  {
    rules: /^private-key-pem$/,
    path: /^node_modules\/ssh2(?:-streams)?\/lib\//,
    reason: 'true key: with which a library tries itself when it starts',
  },
];
