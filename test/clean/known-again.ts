/** What was looked at when all sets were scanned again on 2026-11-28, 2026-11-30, 2026-12-01 and 2026-12-02, as known.ts has it of what came before. */
import type { Known } from './known.ts';

export const KNOWN_AGAIN: readonly Known[] = [
  {
    rules: /^command-line-password$/,
    path: /aws-sdk\/buildspec\.yml$/,
    reason: 'true key: a token of Codecov, published with the package',
  },
  {
    rules: /^command-line-password$/,
    path: /\bngrok\b/,
    reason: 'true key: example of an authtoken, in the help of the program',
  },
  {
    rules: /^ledger-private-key$/,
    path: /node_modules\/(?:ripple-address-codec|xrpl)\//,
    reason: 'true key: seed of an example in documents, and in maps of sources with their comments',
  },
  {
    rules: /^openssl-enc-key$/,
    path: /sjcl\/test\/ctr_vectors\.js$/,
    reason: 'true key: of the test vectors of a cipher',
  },
  {
    rules: /^sql-inserted-secret$/,
    path: /@supabase\/cli-/,
    reason: 'true key: secret of JWTs of the stack on the own machine, the same for all',
  },
  {
    rules: /^signing-call-key$/,
    path: /whistle\/bin\/util\.js$/,
    reason: 'true key: constant key of an HMAC',
  },
  {
    rules: /^unleash-token$/,
    path: /^unleash-client-.*\/examples\//,
    reason: 'true key: of a server for examples',
  },
  {
    rules: /^restic-master-key$/,
    path: /^restic_.*\/usr\/share\/doc\//,
    reason: 'true key: example of a master key of restic',
  },
  {
    rules: /^generic-secret$/,
    path: /@ethereumjs\/tx\/README\.md$|^truffle-hdwallet-provider-.*\/README\.md$|@pulumi\/gcp\/transcoder\/job\.|sails\/docs\/|\/kube_config_test\.py$/,
    reason: 'true key: example of a document, or of a test',
  },
  {
    rules: /^generic-password$/,
    path: /^python3-novaclient_[^!]*!.*\/tests\//,
    reason: 'true key: what encrypts the password of a test',
  },
  {
    rules: /^generic-secret$/,
    path: /^(?:cinder-doc|ruby-gitlab|ruby-kubeclient)_[^!]*!.*\/usr\/share\/doc\//,
    reason: 'true key: example of a document, in the form of a true one',
  },
  {
    rules: /^connect-call-password$/,
    path: /node_modules\/aws-cdk-lib\//,
    reason: 'true key: example of a document, in the form of a true one',
  },
  {
    rules: /^ceph-key$|^generic-secret$/,
    path: /^ceph-common_[^!]*!.*\/man\/man8\/mount\.ceph\.|^ruby-aws-sdk-core_[^!]*!.*\/aws-sdk-ssooidc\/client\.rb$/,
    reason: 'true key: example of a manual, in the form of a true one',
  },
  {
    rules: /^consul-acl-token$|^generic-secret$/,
    path: /^ansible_[^!]*!.*\/consul_(?:kv|acl_bootstrap)\.py$|^awscli_[^!]*!.*\/examples\/kms\//,
    reason: 'true key: example of a document, in the form of a true one',
  },
  {
    rules: /^generic-secret$/,
    path: /@cesium\/engine\/Source\/Scene\/ArcGisMapService\.js$/,
    reason: 'true key: token of the makers for trying their maps, in every copy of the library',
  },
  {
    rules: /^bitcoin-private-key$/,
    path: /^bip322-js-[^!]*!.*\/README\.md$/,
    reason: 'true key: example of a document',
  },
  {
    rules: /^bitcoin-private-key$/,
    path: /^did-jwt-\d[^!]*!.*\/src\/__tests__\//,
    reason: 'true key: of the tests of the package',
  },
  {
    rules: /^generic-secret$/,
    path: /^python-django-doc_[^!]*!.*\/topics\/http\/sessions\.html$/,
    reason: 'true key: example of a document, in the form of a true one',
  },
  {
    rules: /^password-hash$/,
    path: /^python-flask-doc_/,
    reason: 'true key: example of a document or a comment, in the form of a true one',
  },
  {
    rules: /^generic-(?:secret|password)$/,
    path: /^(?:cinder-doc|powerline-doc|python-getdns-doc)_[^!]*!.*\/usr\/share\/doc\/|^gocryptfs_[^!]*!.*\/man1\/gocryptfs\.1\./,
    reason: 'true key: example of a document, in the form of a true one',
  },
  {
    rules: /^encrypted-json-web-token$/,
    path: /^(?:erlang-jose|golang-github-(?:go-jose|lestrrat-go-jwx|smallstep-certificates)-[^_]*|node-jose)_/,
    reason: 'true key: an encrypted token of the tests or documents of a library',
  },
  {
    rules: /^command-line-password$|^age-identity$/,
    path: /^rclone_[^!]*!.*\/MANUAL\.html$|^age_[^!]*!.*\/man1\/age\./,
    reason: 'true key: example of a document, in the form of a true one',
  },
  {
    rules: /^password-hash$/,
    path: /^caddy_[^!]*!.*\/bin\/caddy!/,
    reason: 'true key: with it the program takes as long for a user who does not exist; severity low',
  },
  {
    rules: /^generic-secret$/,
    path: /^python-openstacksdk-doc_/,
    reason: 'true key: example of a document, in the form of a true one',
  },
];
