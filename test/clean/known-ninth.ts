/** What was looked at in the ninth sets, and in the fifth when 84 rules had been added, as known.ts has it of the others. */
import type { Known } from './known.ts';

export const KNOWN_IN_NINTH: readonly Known[] = [
  {
    rules: /^(?:circleci-api-token|encrypted-json-web-token|json-web-token)$/,
    path: /^golang-github-go-enry-go-license-detector-dev_[^!]*!.*\/dataset\.zip!.*\/README\.md$/,
    reason: 'true key: of a badge or an example in a README, published with it',
  },
  {
    rules: /^private-key-(?:base64|pem)$/,
    path: /^(?:erlang-examples|ruby-grpc)_[^!]*!.*\/(?:examples|testdata)\//,
    reason: 'true key: of the tests or examples of the package',
  },
  {
    rules: /^(?:http-basic-header|password-hash)$/,
    path: /^(?:apache2-doc|git-annex|puppet-module-puppetlabs-stdlib)_/,
    reason: 'true key: example of a document or of a setting, in the form of a true one',
  },
  {
    rules: /^encrypted-json-web-token$/,
    path: /^golang-github-go-jose-go-jose\.v3-dev_[^!]*!.*_test\.go$/,
    reason: 'true key: of the tests of the library',
  },
  {
    rules: /^(?:generic-secret|jenkins-api-token|password-hash|private-key-paserk)$/,
    path: /^(?:freedombox|pcp-testsuite|python3-flask|rust-src)_[^!]*!.*(?:\/tests?\/|\/testsuite\/|\/cargo-test-support\/|_test\.go$)/,
    reason: 'true key: of the tests or examples of the package',
  },
  {
    rules: /^generic-password$/,
    path: /^glibc-source_.*\/tst-sgetsgent\.c$/,
    reason: 'true key: of the tests or examples of the package',
  },
  {
    rules: /^(?:aws-access-key-id|dns-tsig-key|generic-secret|json-web-token|password-hash|sentry-dsn)$/,
    path: /^(?:emacspeak|gitleaks|kea-doc|python3-sentry-sdk|ssg-nondebian)_/,
    reason: 'true key: example of a document or of a setting, in the form of a true one',
  },
  {
    rules: /^(?:django-secret-key|generic-secret|tumblr-consumer-secret)$/,
    path: /^(?:biglybt|libjs-dojo-dojox|omnidb-common)_/,
    reason: 'true key: that the package ships for everyone, with which it goes to services',
  },
  {
    rules: /^password-hash$/,
    path: /^zabbix-server-mysql_[^!]*!.*\/data\.sql\.gz!/,
    reason: 'true key: of the first users, with passwords that the manual names',
  },
  {
    rules: /^private-key-base64$/,
    path: /^(?:docker-buildx|lxd-tools)_[^!]*!.*\/(?:docker-buildx|lxc-to-lxd)$/,
    reason: 'true key: of the tests of crypto/tls in Go, in the program',
  },
  {
    rules: /^private-key-base64$/,
    path: /^chromium-common_[^!]*!.*\/resources\.pak!/,
    reason: 'true key: of an extension in the program, whose manifest has the private half in place of the public one',
  },
  {
    rules: /^generic-secret$/,
    path: /node_modules\/speakeasy\/README\.md$/,
    reason: 'true key: example of a document or of a setting, in the form of a true one',
  },
  {
    rules: /^command-line-password$/,
    path: /knex\/scripts\/docker-compose\.yml$/,
    reason: 'true key: of the tests or examples of the package',
  },
  {
    rules: /^(?:posthog-project-key|sentry-dsn)$/,
    path: /@n8n\/config\/dist\/|@sentry\/profiling-node\/README\.md$/,
    reason: 'true key: public, to which a program or its documents send reports',
  },
  {
    rules: /^aws-access-key-id$/,
    path: /^rust-src_[^!]*!.*\/(?:github-actions\/jobs|workflows\/ci)\.yml$/,
    reason: 'true key: id of an access key, without its secret',
  },
];
