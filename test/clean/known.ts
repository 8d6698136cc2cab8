/** Findings on clean packages that were looked at by eye: what they are. */
export interface Known {
  /** Ids of rules. */
  readonly rules: RegExp;
  /** Of the path below the folder of the packages. */
  readonly path: RegExp;
  /** `true key`: of test data or documents, and printed there on purpose. Anything else is a false alarm, told as it is. */
  readonly reason: string;
}

export const KNOWN: readonly Known[] = [
  {
    rules: /^private-key-|^generic-secret$/,
    path: /@octokit\/(?:openapi-types|plugin-enterprise-rest)\//,
    reason: 'true key: example of the GitHub API, a client secret, a webhook secret and the private key of an app',
  },
  {
    rules: /^json-web-token$/,
    path: /aws-sdk\/.*examples\.json$|@aws-sdk\/client-sso-oidc\//,
    reason:
      'true key: example of the AWS API, ID tokens that ended in 2018 and 2020; their signatures were not checked',
  },
  {
    rules: /^generic-secret$/,
    path: /aws-sdk\/apis\/(?:kms|sso-oidc)-.*examples\.json$/,
    reason: 'true key: example of the AWS API, a secret that KMS derives and a token of a session that is over',
  },
  {
    rules: /^generic-secret$/,
    path: /\.coveralls\.yml$/,
    reason: 'true key: repo_token of Coveralls, published with the package',
  },
  {
    rules: /^generic-password$/,
    path: /node-forge\/README\.md$/,
    reason: 'true key: seed of an example for Ed25519',
  },
  {
    rules: /^password-hash$/,
    path: /bcrypt(?:js)?\/|@hono\/|openssl_.*man1\/openssl-passwd/,
    reason: 'true key: hash of a test or of a manual page; severity low',
  },
  {
    rules: /^private-key-/,
    path: /openssl_.*\/usr\/bin\/openssl$/,
    reason: 'true key: test keys of `openssl speed`, as the fact testKey says',
  },
  {
    rules: /^private-key-/,
    path: /docker\.io_.*\/usr\/sbin\/dockerd$/,
    reason: "true key: test key of Go's httptest, as the fact testKey says",
  },
  {
    rules: /^generic-password$/,
    path: /golang-.*linux_amd64\/doc$/,
    reason: 'false alarm: words of a Go program that lie next to one another, one of which is PWD=',
  },
  {
    rules: /^wireguard-private-key$/,
    path: /systemd_.*systemd\.netdev/,
    reason: 'true key: example of a manual page',
  },
  {
    rules: /^azure-shared-access-signature$/,
    path: /datasync|aws-cdk-lib\/\.jsii\.gz/,
    reason: 'true key: example of the AWS API, a signature of storage that ended in 2023',
  },
  {
    rules: /^chromatic-project-token$/,
    path: /@storybook\/icons\/package\.json$/,
    reason: 'true key: project token of a service for screenshots, in a script',
  },
  {
    rules: /^posthog-project-key$/,
    path: /prisma\/build\//,
    reason: 'true key: where the program reports to; it can only write',
  },
  {
    rules: /^private-key-|^key-store-/,
    path: /@parse\/node-apn\/test\/|jsrsasign\/test\/|oauth\/tests\/|ssh2\/test\//,
    reason: 'true key: of the tests of the package',
  },
  {
    rules: /^generic-secret$/,
    path: /oauth\/examples\/express-gdata\/server\.js$/,
    reason: 'true key: of an example of the package, the secret of its sessions',
  },
  {
    rules: /^private-key-pem$/,
    path: /ssh2\/lib\/protocol\/constants\.js$/,
    reason: 'true key: with it the package tries whether Node signs with Ed25519',
  },
  {
    rules: /^private-key-/,
    path: /http-signature\/http_signing\.md$|web-push\/README\.md$/,
    reason: 'true key: example of a document',
  },
  {
    rules: /^private-key-jwk$/,
    path: /oidc-provider\/lib\/consts\/dev_keystore\.js$/,
    reason: 'true key: what the server signs with until it is given another one',
  },
  {
    rules: /^ethereum-private-key$/,
    path: /web3(?:-eth-accounts)?\//,
    reason: 'true key: example in comments',
  },
  {
    rules: /^alchemy-key$|^generic-secret$/,
    path: /node_modules\/ethers\/|web3-rpc-providers\/|web3\/dist\//,
    reason: 'true key: project keys of nodes that the package ships for everyone',
  },
  {
    rules: /^google-api-key$/,
    path: /@mui\/material\/docs\//,
    reason: 'true key: of the demo of its documents',
  },
  {
    rules: /^generic-secret$/,
    path: /(?:@noble\/curves|ethereum-cryptography|oidc-token-hash|openid-client|otpauth)\/README\.md$/,
    reason: 'true key: example of a document',
  },
  {
    rules: /^generic-secret$/,
    path: /\.yarn\/releases\/yarn-.*\.cjs$/,
    reason: 'true key: of a public search, which can only read',
  },
  {
    rules: /^password-hash$/,
    path: /parse-server\/lib\/password\.js$/,
    reason: 'true key: hash of a comment; severity low',
  },
  {
    rules: /^sentry-dsn$/,
    path: /node_modules\/(?:@sentry\/bundler-plugins|sentry)\//,
    reason: 'true key: where the program reports to; it can only write',
  },
  {
    rules: /^private-key-/,
    path: /golang-.*-src_.*\/src\//,
    reason: 'true key: of the tests of Go',
  },
  {
    rules: /^generic-secret$/,
    path: /golang-.*-src_.*\/(?:ecdh_test\.go|rfc9180-vectors\.json)$/,
    reason: 'true key: vectors of NIST and of RFCs',
  },
  {
    rules: /^aws-access-key$|^generic-secret$/,
    path: /golang-.*-src_.*\/hello-world-core\.gz/,
    reason: 'true key: in the environment of the process that the core is of',
  },
  {
    rules: /^private-key-pem$|^password-hash$|^ansible-vault$/,
    path: /ansible(?:-core)?_/,
    reason: 'true key: of a test or of a document',
  },
  {
    rules: /^(?:scaleway-secret-key|hetzner-cloud-api-token|datadog-api-key|jenkins-api-token)$/,
    path: /ansible_/,
    reason: 'true key: example of a document, in the form of a true one',
  },
  {
    rules: /^generic-password$/,
    path: /ansible_.*\/eos_ospfv3\.py$/,
    reason: 'true key: encrypted password of an example',
  },
  {
    rules: /^generic-(?:password|secret)$/,
    path: /ansible_.*\/(?:user\.yml|(?:na_ontap_snmp|na_ontap_user|cyberark_account)\.py)$/,
    reason: 'false alarm: a password that someone made up for an example',
  },
  {
    rules: /^generic-secret$/,
    path: /ansible_/,
    reason: 'true key: example of a document, in the form of a true one',
  },
  {
    rules: /^generic-secret$/,
    path: /awscli_.*\/(?:associate-virtual-interface|update-partner-account|(?:delete|update)-api-key|confirm-subscription)\.rst$/,
    reason: 'true key: example of the AWS CLI',
  },
  {
    rules: /^aws-access-key-id$|^twilio-account-sid$/,
    path: /awscli_.*\/examples\//,
    reason: 'true key: an id, in an example; severity low',
  },
  {
    rules: /^ipsec-shared-secret$/,
    path: /strongswan-starter_.*\/ipsec\.secrets\.5\.gz!/,
    reason: 'true key: example of a manual, in the form of a true one',
  },
  {
    rules: /^http-session-cookie$|^generic-password$/,
    path: /nmap-common_/,
    reason: 'true key: what servers answered, in a document',
  },
  {
    rules: /^private-key-|^key-store-|^generic-secret$/,
    path: /cryptography-vectors_|couchbase-cxx-cache\/boringssl\//,
    reason: 'true key: vectors that implementations are tested with',
  },
  {
    rules: /^private-key-/,
    path: /libssl-doc_.*\/demos\/|openvpn_.*\/examples\/|keystone-doc_.*\/examples\//,
    reason: 'true key: of an example, to try it with',
  },
  {
    rules: /^private-key-|^generic-secret$/,
    path: /python3-(?:nova|twisted|keystone)_.*\/tests?\//,
    reason: 'true key: of the tests of the package',
  },
  {
    rules: /^private-key-|^json-web-token$/,
    path: /(?:eckles|rasha)\/(?:fixtures\/|README)|(?:njwt|passport-jwt|node-oauth1|rsa-pem-from-mod-exp|secure-keys|proxy-agent)\/test\//,
    reason: 'true key: of the tests of the package',
  },
  {
    rules: /^generic-secret$/,
    path: /(?:hubspot|pusher)\/tests?\//,
    reason: 'true key: of the tests of the package',
  },
  {
    rules: /^(?:private-key-pem|bitcoin-private-key|openvpn-static-key|json-web-token)$/,
    path: /(?:php-doc|postfix-doc|openvpn|python3-electrum|python3-jwt|ruby-jwt|zabbix-frontend-php)_|(?:bip32|njwt)\/README\.md$/,
    reason: 'true key: example of a document',
  },
  {
    rules: /^bip39-recovery-phrase$/,
    path: /@cosmjs\/.*\.md$/,
    reason: 'true key: of the tests of the package, in its documents',
  },
  {
    rules: /^password-hash$/,
    path: /(?:dovecot-core|freeradius-config|git-doc|hashcat-data|icingaweb2|php-doc|prometheus|python3-nova|slapd|sqlmap)_|@phc\/format\/|node-red(?:-admin)?\//,
    reason: 'true key: hash of a test, a comment or a document; severity low',
  },
  {
    rules: /^password-hash$/,
    path: /(?:ldap-account-manager|zabbix-server-pgsql)_/,
    reason: 'true key: hash of the password that the program has until it is given another one; severity low',
  },
  {
    rules: /^generic-password$/,
    path: /ldap-account-manager_.*\.sample\.conf/,
    reason: 'true key: drawn for a sample of the configuration, and the same in every installation',
  },
  {
    rules: /^private-key-pem$/,
    path: /dovecot-core_.*\/libdovecot\.so/,
    reason: 'true key: of a certificate that the library has for its tests',
  },
  {
    rules: /^private-key-/,
    path: /rabbitmq-server_.*\/jose-/,
    reason: 'true key: with it the library tries what Erlang can do',
  },
  {
    rules: /^private-key-base64$/,
    path: /prometheus_.*\/usr\/bin\/prometheus$/,
    reason: "true key: test key of Go's httptest, as the fact testKey says",
  },
  {
    rules: /^private-key-pem$/,
    path: /snyk\/dist\//,
    reason: 'true key: with it ssh2 tries whether Node signs with Ed25519',
  },
  {
    rules: /^google-api-key$|^json-web-token$/,
    path: /firefox-esr_.*\/omni\.ja|@?cesium\/|@videojs\/http-streaming\/scripts\//,
    reason: 'true key: that the package ships for everyone, or of its demo',
  },
  {
    rules: /^sentry-dsn$/,
    path: /node_modules\/snyk\//,
    reason: 'true key: where the program reports to; it can only write',
  },
  {
    rules: /^generic-secret$/,
    path: /sqlmap_.*\/settings\.py$/,
    reason: 'true key: token of GitHub with which the program reports errors, hidden from scanners',
  },
  {
    rules: /^(?:sauce-labs-access-key|code-climate-api-token|circleci-project-token)$/,
    path: /\.travis\.yml$|twilio-video\/README\.md$/,
    reason: 'true key: of a service that builds or tests the package, published with it',
  },
  {
    rules: /^azure-shared-access-signature$/,
    path: /oci-goldengate\/|python3-botocore_/,
    reason: 'true key: example of an API, a signature of storage that ended',
  },
  {
    rules: /^(?:square-application-id|generic-secret|generic-password|zoho-oauth-token)$/,
    path: /node_modules\/square\/|(?:keystone-doc|nova-doc|zabbix-frontend-php)_/,
    reason: 'true key: example of a document, in the form of a true one',
  },
];
