/** What was looked at in the eighth set, and in the fourth when 79 rules had been added, as known.ts has it of the others. */
import type { Known } from './known.ts';

export const KNOWN_IN_EIGHTH: readonly Known[] = [
  {
    rules:
      /^(?:aws-(?:access-key-id|session-token)|generic-secret|http-(?:authorization-token|basic-header|session-cookie)|key-store-pkcs12|private-key-pem)$/,
    path: /^(?:golang-github-ansible-receptor-dev|praw-doc|r-cran-taxize|ruby-amqp|ruby-fauxhai)_[^!]*!.*\/(?:cassettes|certificates|examples|fixtures|keys)\//,
    reason: 'true key: of the tests or examples of the package',
  },
  {
    rules:
      /^(?:command-line-password|connection-string-password|django-secret-key|generic-(?:password|secret)|http-authorization-token|json-web-token|jupyter-server-token|password-hash|private-key-pem|reddit-client-secret|x-consumer-secret)$/,
    path: /^(?:barbican|libghc-(?:crypton|jwt)|praw|python-(?:authlib|django-(?:allauth|oauth-toolkit)|djangorestframework-simplejwt|flask-security|gitlab|gnocchiclient|jupyter-server|jwt|requests-oauthlib|swiftclient)|yaz)-doc_|^syncthing_[^!]*!.*\/man\//,
    reason: 'true key: example of a document, in the form of a true one',
  },
  {
    rules: /^generic-secret$/,
    path: /^(?:node-wikibase-edit|python3-libnmap)_/,
    reason: 'true key: example in a comment, in the form of a true one',
  },
  {
    rules: /^private-key-base64$/,
    path: /^glab_[^!]*!.*\/usr\/bin\/glab$/,
    reason: 'true key: of the tests of crypto/tls in Go, in the program',
  },
  {
    rules: /^loggly-customer-token$/,
    path: /uglify-js\/tmp\/app\.js$/,
    reason: 'true key: of a program that uglify-js was tried with, and published',
  },
  {
    rules: /^(?:openvpn-static-key|url-password)$/,
    path: /^python3-proton-vpn-api-core_/,
    reason: 'true key: that the package ships for everyone, with which it goes to services',
  },
];
