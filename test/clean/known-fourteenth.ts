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
];
