/** What was looked at in the fifteenth sets, as known.ts has it of the others. */
import type { Known } from './known.ts';

export const KNOWN_IN_FIFTEENTH: readonly Known[] = [
  {
    rules: /^(?:google-api-key|flickr-api-key|ipstack-api-key|generic-secret)$/,
    path: /^(?:inboxsdk-core-|gamedig-|clementine_|meteo-qt_)/,
    reason: 'true key: of the program for everyone',
  },
  {
    rules: /^private-key-pem$/,
    path: /^kinesis-local-/,
    reason: 'true key: of a server for development, for everyone',
  },
  {
    rules: /^(?:bitcoin-private-key|generic-secret|private-key-(?:jwk|raw))$/,
    path: /^(?:arbundles|bitgo-beta-sdk-coin-baby)-/,
    reason: 'true key: of the tests of a wallet',
  },
  {
    rules: /^(?:key-store-pkcs12|private-key-(?:der|hex|pem))$/,
    path: /^(?:grpc-1|ursa-optional-)/,
    reason: 'true key: of the tests of the package, or of BoringSSL in it',
  },
  {
    rules: /^private-key-(?:base64|hex|pem)$/,
    path: /^golang-(?:opentelemetry-otel|refraction-networking-utls)-dev_/,
    reason: 'true key: of the tests of a library for Go',
  },
  {
    rules: /^(?:generic-secret|http-session-cookie|key-store-base64)$/,
    path: /^virtuoso-vad-demo_/,
    reason: 'true key: example of a document, in the form of a true one',
  },
  {
    rules: /^generic-secret$/,
    path: /^tucnak_/,
    reason: 'true key: in the answer of a server, which the program reads in its tests',
  },
  {
    rules: /^password-hash$/,
    path: /^debian-edu-doc-es_/,
    reason: 'true key: hash of a test, a comment or a document; severity low',
  },
];
