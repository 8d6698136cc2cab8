/** What was looked at in the tenth sets, as known.ts has it of the others. */
import type { Known } from './known.ts';

export const KNOWN_IN_TENTH: readonly Known[] = [
  {
    rules: /^(?:json-web-token|private-key-pem)$/,
    path: /^bazel-bootstrap-data_[^!]*!.*\.jar!\/(?:com\/google\/api\/client\/testing|io\/netty\/handler\/ssl)\//,
    reason: 'true key: of the tests of a library for Java, and of Netty for everyone, as the fact testKey says',
  },
  {
    rules: /^key-store-java$/,
    path: /^bazel-bootstrap-data_[^!]*!.*\/bazel_debug\.keystore$/,
    reason: 'true key: with which everybody signs what is only tried out',
  },
  {
    rules: /^(?:generic-secret|key-store-base64|password-hash|private-key-(?:base64|der|hex|pem))$/,
    path: /^golang-(?:github|sslmate)-[^!]*!.*(?:_test\.go(?:$|!)|\/testdata\/)/,
    reason: 'true key: of the tests of a library for Go',
  },
  {
    rules: /^(?:encoded-key|private-key-openpgp(?:-armour)?)$/,
    path: /^libpgpainless-core-java_[^!]*!.*-tests\.jar!/,
    reason: 'true key: of the tests of a library for Java',
  },
  {
    rules: /^private-key-pem$/,
    path: /^(?:libpython3\.13-testsuite|pypy3-lib-testsuite|python3-django-saml2)_[^!]*!.*\/(?:test\/certdata|djangosaml2\/tests)\//,
    reason: 'true key: of the tests of the package',
  },
  {
    rules: /^generic-secret$/,
    path: /^python3-cloudkitty_[^!]*!.*\/tests\//,
    reason: 'true key: of the tests of the package',
  },
  {
    rules: /^private-key-der$/,
    path: /^linux-image-[^!]*-dbg_[^!]*!.*\/vmlinux-/,
    reason: 'true key: with which the kernel tests its own RSA',
  },
  {
    rules: /^generic-secret$/,
    path: /^pychess_[^!]*!.*\/chesspastebin\.py$/,
    reason: 'true key: with which the program goes to a server, the same for everyone',
  },
  {
    rules: /^password-hash$/,
    path: /^debian-reference-fr_/,
    reason: 'true key: example of a document or of a setting, in the form of a true one',
  },
  {
    rules: /^(?:private-key-(?:base64|openpgp-armour|pem|putty))$/,
    path: /@root\/asn1\/README\.md|(?:crypto-browserify|node-gyp|pgp-utils|public-encrypt|spdy|ssh2)\/test\/|http-signature\/http_signing\.md|sfdx-faye\/examples\//,
    reason: 'true key: of the tests or examples of the package',
  },
  {
    rules: /^private-key-(?:base64|der|gcrypt|pem)$/,
    path: /@cdxgen\/cdxgen-plugins-bin|@sparticuz\/chromium\/bin\/|ssh2\/lib\/protocol\/constants\.js|appium-adb\/keys\/testkey\.pk8|appium-uiautomator2-server\/apks\//,
    reason: 'true key: of the program for everyone, as the fact testKey says',
  },
  {
    rules: /^bip39-recovery-phrase$/,
    path: /@iota\/sdk\/(?:examples|tests)\//,
    reason: 'true key: of the tests or examples of the package',
  },
  {
    rules:
      /^(?:generic-secret|code-climate-api-token|codacy-api-token|codecov-upload-token|coveralls-repository-token|sauce-labs-access-key)$/,
    path: /\/\.coveralls\.yml$|\/xml-js\/package\.json$|\/numeral\/karma-ci\.conf\.js$/,
    reason: 'true key: with which tests sign in at services, published with the package',
  },
  {
    rules: /^(?:google-api-key|generic-secret|sentry-dsn)$/,
    path: /@excalidraw\/excalidraw\/|youtubei\.js\/|venom-bot\/|iobroker\.admin\/|cdktf-cli|iobroker\.js-controller/,
    reason: 'true key: with which the program goes to servers, the same for everyone',
  },
  {
    rules: /^(?:generic-(?:password|secret)|http-session-cookie|password-hash|url-password)$/,
    path: /(?:@directus\/specs|@iobroker\/webserver|@phc\/format|ethereum-cryptography|gotrue-js|node-forge|oidc-token-hash|openid-client|sfdx-faye|steam-user)\/.*(?:openapi\.json|readme\.md|README\.md|authentication\.haml)$/,
    reason: 'true key: example of a document or of a setting, in the form of a true one',
  },
  {
    rules: /^generic-password$/,
    path: /^keystone-[^!]*!.*\/test\/type\.js$/,
    reason: 'true key: of the tests of the package',
  },
  {
    rules: /^aws-access-key-id$/,
    path: /ffmpeg-static\/install\.js$/,
    reason: 'true key: id of an access key, without its secret',
  },
];
