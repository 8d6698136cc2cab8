/** What was looked at in the tenth sets, as known.ts has it of the others. */
import type { Known } from './known.ts';

export const KNOWN_IN_TENTH: readonly Known[] = [
  {
    rules: /^(?:json-web-token|private-key-pem)$/,
    path: /^bazel-bootstrap-data_[^!]*!.*\.jar!\/(?:com\/google\/api\/client\/testing|io\/netty\/handler\/ssl)\//,
    reason: 'true key: of the tests of a library for Java, and of the self-test of another',
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
];
