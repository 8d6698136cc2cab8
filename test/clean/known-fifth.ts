/** What was looked at in the fifth set, as known.ts has it of the others. */
import type { Known } from './known.ts';

export const KNOWN_IN_FIFTH: readonly Known[] = [
  {
    rules:
      /^(?:junos-secret|lorawan-key|generic-password|ipsec-connection-key|otpauth-seed|private-key-printed|ledger-private-key|sql-password)$/,
    path: /^(?:ansible_|awscli_|python3-(?:nova|passlib)_|linux-source-|mariadb-test-data_|node_modules\/(?:node-rsa|@mysten\/sui|@aptos-labs\/ts-sdk)\/)/,
    reason: 'true key: of the tests, examples or documents of the package',
  },
  {
    rules: /^(?:gossip-encryption-key|command-line-password|wifi-password|generic-secret)$/,
    path: /^(?:restic_[^!]*!\/data\.tar\.xz!\/data!\/usr\/share\/doc|buildah_|wpasupplicant_|python3-acme_)/,
    reason: 'true key: example of a document or a test, in the form of a true one',
  },
  {
    rules:
      /^(?:private-key-|key-store-|kerberos-|dnssec-private-key|cosign-private-key|password-hash|generic-password|hetzner-cloud-api-token|ovhcloud-application-secret|scaleway-api-key)/,
    path: /^golang-.*-dev_/,
    reason: 'true key: of the tests of a library for Go',
  },
  {
    rules: /^(?:private-key-|key-store-)/,
    path: /^librust-.*-dev_/,
    reason: 'true key: of the tests of a library for Rust',
  },
  {
    rules: /^(?:private-key-|bitcoin-private-key|generic-password|generic-secret|json-web-token|key-store-)/,
    path: /^(?:fpc-source-[^_]*|libio-socket-ssl-perl|libnet-dns-sec-perl|node-mqtt|prometheus-alertmanager|python3-(?:aiohttp|barbican|bitcoinlib|certbot|designate|ecdsa|heat|ironic|ldap|manila|openstackclient|tornado)|swi-prolog-doc)_/,
    reason: 'true key: of the tests or examples of the package',
  },
  {
    rules:
      /^(?:bip39-recovery-phrase|clojars-deploy-token|curl-user-password|dns-tsig-key|generic-password|generic-secret|google-api-key|http-authorization-token|json-web-token|mysql-command-password|private-key-)/,
    path: /^(?:acl2-doc|bacula-common|icinga2-doc|knot-doc|leiningen|lemonldap-ng-doc|libboost1\.88-doc|lxd|nsd|python-cryptography-doc|python3-(?:miio|msrestazure|redis|requests-oauthlib|swiftclient)|r-cran-curl|r-cran-rtweet|slurm-wlm-doc|swift-doc|texlive-pictures-doc|wpasupplicant)_/,
    reason: 'true key: example of a document or a comment, in the form of a true one',
  },
  {
    rules: /^(?:password-hash|generic-password)$/,
    path: /^(?:crystal|fail2ban|gosa|hashid|john|postfixadmin|swi-prolog-doc)_/,
    reason: 'true key: hash of a test, a comment or a document; severity low',
  },
  {
    rules: /^(?:private-key-|generic-secret|google-api-key|google-oauth-client-secret)/,
    path: /^(?:0ad-data-common|adminer|bettercap|calibre|digikam-data|duplicity|ettercap-common|fail2ban|knot|linux-image-[^_]*|lxd|r-cran-gargle|r-cran-rtweet|vagrant|victoria-metrics)_/,
    reason: 'true key: of the program for everyone',
  },
  {
    rules:
      /^(?:private-key-|key-store-|bitcoin-private-key|ethereum-private-key|generic-secret|json-web-token|password-hash)/,
    path: /\/(?:@clerk\/backend|@phc\/format|angular-jwt|autocannon|bitcore-mnemonic\/test|credential-status|did-jwt|did-jwt-vc|github|jks-js|keypair|messaging-api-line|messaging-api-viber|oauth-1\.0a)\/|node_modules\/(?:http-signature|ssh2)\//,
    reason: 'true key: of the tests of the package',
  },
  {
    rules:
      /^(?:http-basic-header|codecov-upload-token|ethereum-private-key|generic-secret|generic-password|json-web-token|password-hash|key-store-|private-key-)/,
    path: /^(?:apn|bigcommerce-stencil-cli|codecov|did-jwt|digitalocean|duckdb-duckdb-wasm|expo|generator-jhipster|grunt-contrib-connect|gun|keycloak-connect|meteor-node-stubs|mongoose-encryption|mountebank|oauth|passport-azure-ad|password-hash|pomelo|pyodide|release-it|ruby|satellizer|socketcluster-server|viber-bot|web-push)-\d/,
    reason: 'true key: of the tests or templates of the package',
  },
  {
    rules:
      /^(?:bip39-recovery-phrase|generic-secret|http-authorization-token|http-basic-header|json-web-token|private-key-|google-api-key|vault-service-token|flickr-api-key)/,
    path: /\/(?:@poppinss\/utils|@octokit\/openapi-types|bitcore-mnemonic|hapi-auth-jwt2|midtrans-client)\/|^(?:binance-api-node|dojox|foundation-sites|modelcontextprotocol-inspector|n8n|otpauth|react-native-firebase-app|restify|symbol-sdk|taxjar|tencentcloud-sdk-nodejs|truffle|unleash-client)-\d/,
    reason: 'true key: example of a document or a comment, in the form of a true one',
  },
  {
    rules:
      /^(?:alchemy-|infura-endpoint|code-climate-api-token|coveralls-repository-token|codecov-upload-token|generic-secret|google-api-key|google-oauth-client-secret|mapbox-public-token|sentry-dsn|age-identity)/,
    path: /\/(?:@forge\/cli|@google\/gemini-cli|@heroku-cli\/command|heroku|hull\.js|realm|xml-js)\/|^(?:age-encryption|chainlink-contracts|ganache|magic-sdk-admin|mediapipe-tasks-vision|nativescript|sanity|shopify-cli|truffle|vercel|wechaty)-\d/,
    reason: 'true key: that the package ships for everyone, with which it goes to services',
  },
  {
    rules: /^kubernetes-secret$/,
    path: /^generator-jhipster-.*\/consul\.yml\.ejs$/,
    reason: 'true key: gossip key of a template, which all clusters that are made from it have',
  },
];
