/** What was looked at in the thirteenth sets, as known.ts has it of the others. */
import type { Known } from './known.ts';

export const KNOWN_IN_THIRTEENTH: readonly Known[] = [
  {
    rules: /^json-web-token$/,
    path: /^netlify-[^!]*!.*\/(?:functions-invoke|functions\/server)\.js$/,
    reason: 'true key: with which the program signs in to its own server for development',
  },
  {
    rules: /^(?:google-api-key|sentry-dsn)$/,
    path: /^(?:react-native-debugger-frontend|web3auth-modal)-/,
    reason: 'true key: with which the page asks for statistics or reports its errors, published with it',
  },
  {
    rules: /^generic-secret$/,
    path: /^google-clasp-[^!]*!.*\/auth\/oauth_client\.js$/,
    reason: 'true key: of an application that is installed, published with it',
  },
  {
    rules: /^generic-secret$/,
    path: /^ui5-cli-[^!]*!.*\/\.coveralls\.yml$/,
    reason: 'true key: repo_token of Coveralls, published with the package',
  },
  {
    rules: /^private-key-pem$/,
    path: /^(?:appium-uiautomator2-server-.*\/classes\.dex|ui5-cli-.*\/test\/fixtures\.js)$/,
    reason: 'true key: of the tests of a library, or of a server for tests that brings it along',
  },
  {
    rules: /^(?:bitcoin-private-key|generic-secret)$/,
    path: /^okxweb3-coin-bitcoin-/,
    reason: 'true key: example of a document, or with which a library for wallets tries itself',
  },
  {
    rules:
      /^(?:encoded-key|json-web-token|key-store-pkcs12|nkey-seed|password-hash|private-key-(?:base64|der|hex|openpgp-armour|pem|printed|raw))$/,
    path: /^(?:golang-[^!]*!.*(?:_test(?:_import)?\.go|\/fixtures\/|\/_fixture\/|\/testdata\/|\/testutils\/|\/testonly\/|\/internal\/test\/)|(?:libgdata-tests|libsoup2\.4-tests|python3-breezy\.tests|swi-prolog-test)_)/,
    reason: 'true key: of the tests of the package',
  },
  {
    rules: /^(?:django-secret-key|generic-secret|google-service-account)$/,
    path: /^(?:golang-google-cloud-dev|python3-(?:debusine-server|django-horizon|globus-sdk))_/,
    reason: 'true key: of the tests of the package, or a default that asks to be replaced',
  },
  {
    rules: /^(?:generic-secret|google-access-token)$/,
    path: /^libgdata-tests_[^!]*!.*\/traces\//,
    reason: 'true key: of an account for tests, in the traffic that they play back',
  },
  {
    rules: /^(?:dns-tsig-key|generic-secret|password-hash|private-key-paserk)$/,
    path: /^(?:cargo-doc|crystal-doc|debusine-doc|designate-doc|python-aodhclient-doc|python3-folium)_/,
    reason: 'true key: example of a document',
  },
  {
    rules: /^(?:bip39-recovery-phrase|generic-secret|password-hash|private-key-(?:pem|raw))$/,
    path: /^python3-autobahn_/,
    reason: 'true key: of the tests of the package, or of an example in its comments',
  },
  {
    rules: /^(?:generic-secret|private-key-pem)$/,
    path: /^(?:davix-tests|ganeti-testsuite)_/,
    reason: 'true key: of the tests of the package',
  },
  {
    rules: /^private-key-pem$/,
    path: /^(?:python3-(?:distributed|django-horizon|foolscap)|qt6-webengine-examples)_/,
    reason: 'true key: of the tests or examples of the package',
  },
  {
    rules: /^aws-access-key-id$/,
    path: /^golang-github-getkin-kin-openapi-dev_/,
    reason: 'true key: id of a key, in an address that was signed in 2017, of a description of an API',
  },
  {
    rules: /^password-hash$/,
    path: /^grub-xen-dbg_/,
    reason: 'true key: with which GRUB tests its commands; severity low',
  },
];
