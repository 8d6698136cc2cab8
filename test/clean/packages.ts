/** Packages of one client. */
export interface Corpus {
  readonly name: string;
  /** Below the folder that the run works in. */
  readonly folder: string;
  readonly client: 'npm' | 'Debian';
  readonly packages: readonly string[];
}

/** What is clean: published, in use by everyone, looked at by many. By name, as the clients of npm and Debian know it. */
const NPM = `
react react-dom next vue nuxt svelte @angular/core @angular/compiler @angular/cli preact solid-js lit
lodash underscore ramda rxjs moment dayjs date-fns luxon uuid nanoid immer zod ajv yup
typescript @babel/core @babel/preset-env @swc/core esbuild webpack rollup vite parcel terser postcss sass less tailwindcss
eslint prettier stylelint jest mocha vitest jasmine karma chai sinon cypress @playwright/test
express koa fastify @nestjs/core @hapi/hapi socket.io ws axios node-fetch got superagent undici cors helmet passport
jsonwebtoken bcrypt bcryptjs crypto-js node-forge elliptic openpgp jose tweetnacl
aws-sdk @aws-sdk/client-s3 googleapis firebase firebase-admin @azure/storage-blob stripe twilio @sendgrid/mail
mongodb mongoose mysql2 pg redis ioredis sequelize typeorm knex prisma amqplib kafkajs nodemailer mqtt
three d3 chart.js jquery bootstrap electron-store storybook graphql @apollo/client @apollo/server
npm yarn pnpm lerna nx commander yargs chalk inquirer dotenv cheerio jsdom
`;

const DEBIAN = `
openssl libssl3t64 git python3.13 libpython3.13-stdlib nodejs npm perl-base perl-modules-5.40 gcc-14 g++-14 cpp-14 libc6-dev
chromium-l10n curl libcurl4t64 openssh-client openssh-server gnupg nginx apache2-bin postgresql-17 mariadb-server redis-server
php8.4-cli ruby3.3 golang-1.24-go rustc docker.io systemd linux-headers-amd64 vim-runtime openjdk-21-jdk-headless
openjdk-21-jre-headless
`;

/** Held out: no rule was made with these at hand. What they taught at the first look stands in FIRST_LOOKS of results.ts. */
const NPM_HELD_OUT = `
async bluebird request body-parser morgan winston pino log4js joi class-validator sharp pdfkit exceljs xlsx selenium-webdriver
webdriverio mobx @reduxjs/toolkit react-router-dom @mui/material antd ember-source handlebars marked highlight.js monaco-editor leaflet
gulp grunt serverless aws-cdk-lib ethers web3 @solana/web3.js @slack/web-api discord.js openai langchain @google-cloud/storage
@azure/identity auth0 next-auth oidc-provider samlify ssh2 node-rsa jsrsasign @sentry/node dd-trace parse-server
`;

/** Some of them are made of tests and examples (golang-1.24-src, ansible), which is where passwords are made up. */
const DEBIAN_HELD_OUT = `
postgresql-client-17 php8.4-common libruby3.3 golang-1.24-src libreoffice-common thunderbird-l10n-de rust-doc apache2-data containerd
kubernetes-client ansible ansible-core openjdk-21-source wordpress python3-django samba wireshark-common nmap-common emacs-common
mediawiki roundcube-core awscli
`;

/** The third set: fetched once the rules were made with the other two at hand. Its first look is in FIRST_LOOKS too. */
const NPM_THIRD = `
@fortawesome/fontawesome-free tinymce ckeditor5 quill video.js pdfjs-dist mapbox-gl cesium plotly.js-dist echarts
ag-grid-community handsontable @babylonjs/core pixi.js phaser @tensorflow/tfjs onnxruntime-web node-gyp puppeteer
playwright-core snyk semantic-release @octokit/webhooks node-red @aws-sdk/client-ec2 @aws-sdk/client-dynamodb
@aws-sdk/client-iam @aws-sdk/client-secrets-manager @azure/keyvault-secrets @azure/cosmos @azure/service-bus
@azure/event-hubs @google-cloud/pubsub @google-cloud/bigquery @google-cloud/firestore ibm-cloud-sdk-core oci-sdk twilio-video
pubnub ably pusher pusher-js algoliasearch instantsearch.js meilisearch @elastic/elasticsearch contentful newrelic
@datadog/browser-rum @opentelemetry/sdk-node @opentelemetry/auto-instrumentations-node bullmq agenda passport-saml
passport-google-oauth20 passport-jwt keycloak-js node-jose @peculiar/x509 pkijs asn1.js libsodium-wrappers argon2 snarkjs
bitcoinjs-lib bip39 bip32 near-api-js @cosmjs/stargate xrpl fabric-network @azure/msal-browser @okta/okta-auth-js
@okta/okta-sdk-nodejs swagger-ui-dist redoc @stoplight/spectral-cli newman postman-collection jsforce hubspot
@hubspot/api-client xero-node intuit-oauth square braintree @paypal/paypal-server-sdk plaid razorpay @adyen/api-library
mailgun.js @mailchimp/mailchimp_marketing postmark @line/bot-sdk telegraf node-telegram-bot-api botbuilder whatsapp-web.js
matrix-js-sdk @anthropic-ai/sdk @google/generative-ai cohere-ai @huggingface/transformers cordova ionic pouchdb rxdb
neo4j-driver cassandra-driver couchbase oracledb mssql tedious snowflake-sdk @clickhouse/client pm2 verdaccio
`;

/** Libraries and servers of cloud, mail, VPN and finance, what attacks them, and documents of them all. */
const DEBIAN_THIRD = `
firefox-esr ghc llvm-19 llvm-19-doc libllvm19 blender-data libreoffice-core libreoffice-help-de libreoffice-l10n-fr
qemu-system-x86 qemu-system-data openjdk-25-source openjdk-21-doc openjdk-21-demo erlang-base erlang-doc elixir r-base-core
octave-doc perl-doc php-doc nodejs-doc libssl-doc libgcrypt20-doc git-doc manpages-fr gnome-user-docs linux-doc-6.12
python3-botocore python3-boto3 python3-cryptography python3-cryptography-vectors python3-azure python3-googleapi
python3-google-auth python3-authlib python3-jwt python3-pysaml2 python3-paramiko python3-twisted python3-ldap3 python3-nova
nova-doc python3-keystone keystone-doc openstack-dashboard pypy3-lib ansible-lint puppet-agent freeradius-config
strongswan-starter libcharon-extra-plugins openvpn dovecot-core exim4-base exim4-doc-html postfix-doc bind9-doc krb5-doc
gnutls-doc libnss3-tools tor i2pd monero python3-electrum john-data hashcat-data sqlmap prometheus etcd-server
rabbitmq-server mosquitto zabbix-server-pgsql zabbix-frontend-php zabbix-agent2 icingaweb2 nagios4-cgi cacti matomo redmine
phpmyadmin dokuwiki ldap-account-manager slapd nextcloud-desktop keepassxc-full seahorse tomcat10-docs libtomcat10-java
libbcprov-java libshiro-java libmono-corlib4.5-dll ruby-aws-sdk-s3 ruby-jwt suricata libclamav12 lynis
`;

/** The fourth set: other corners than the first three, fetched once the rules were made with these at hand. Its first look is in FIRST_LOOKS. */
const NPM_FOURTH = `
@actions/artifact @alicloud/pop-core @amcharts/amcharts5 @apidevtools/swagger-parser @aptos-labs/ts-sdk @asyncapi/cli
@aws-sdk/client-cognito-identity-provider @aws-sdk/client-kms @aws-sdk/client-rds @aws-sdk/client-sagemaker
@azure/app-configuration @azure/arm-network @azure/communication-email @azure/functions @azure/msal-node
@biomejs/biome @chakra-ui/react @cloudflare/workers-types @cucumber/cucumber @faker-js/faker @fastify/jwt
@feathersjs/feathers @fluentui/react @fullcalendar/core @getbrevo/brevo @gitbeaker/rest @google-cloud/aiplatform
@google-cloud/secret-manager @google-cloud/spanner @google-cloud/vision @google/genai @graphql-codegen/cli @hapi/iron
@hashgraph/sdk @infobip-api/sdk @kubernetes/client-node @ledgerhq/hw-app-eth @libsql/client @linear/sdk @linode/api-v4
@mantine/core @metamask/eth-sig-util @microsoft/microsoft-graph-client @mikro-orm/core @mollie/api-client @mysten/sui
@noble/ciphers @noble/post-quantum @node-saml/passport-saml @notionhq/client @octokit/auth-app @octokit/rest
@opensearch-project/opensearch @openzeppelin/contracts @ory/client @pact-foundation/pact @paypal/checkout-server-sdk
@peculiar/webcrypto @pinecone-database/pinecone @pulumi/gcp @rspack/core @sap/cds
@secretlint/secretlint-rule-preset-recommend @shopify/shopify-api @simplewebauthn/server @slack/bolt
@stablelib/ed25519 @supabase/supabase-js @tiptap/core @ton/ton @usebruno/cli @vonage/server-sdk @workos-inc/node
ace-builds acme-client airtable algosdk ali-oss amazon-cognito-identity-js anyproxy appium arangojs artillery asana
assemblyscript astro ava aws-amplify azure-devops-node-api backstopjs bcrypt-pbkdf better-auth bitbucket bitcore-lib
bolt11 bookshelf box-node-sdk browserify bsv bulma casper-js-sdk ccxt cdk8s cdktf chargebee chromadb cloudflare
codeceptjs codemirror coffeescript cos-nodejs-sdk-v5 crawlee danger devextreme dexie do-wrapper dockerode dropbox
dwolla-v2 element-plus elm emailjs eosjs eth-crypto ethereumjs-wallet express-jwt facebook-nodejs-business-sdk
fido2-lib firebase-tools flow-bin framework7 google-ads-api grant gremlin hardhat hdkey hexo highcharts hls.js
homebridge http-mitm-proxy httpyac imap influx insomnia-inso intercom-client iron-session jira.js jshint
json-schema-faker jssip jwk-to-pem jwks-rsa kendo-ui-core kerberos ldapjs level lexical libsodium-wrappers-sumo
lighthouse livekit-client lokijs mailparser messagebird mockttp moleculer monday-sdk-js mongodb-memory-server msw nats
netlify-cli nightwatch nock node-appwrite node-mailjet node-opcua node-pushnotifications node-quickbooks node-ssh
node-zendesk oauth2-server objection ol openapi-typescript orval otplib oxlint paseto pem pem-jwk plivo postgraphile
primeng probot pulsar-client qiniu quasar qunit react-native recurly rescript resend retire rhea rolldown sails
saml2-js secretlint selfsigned semantic-ui shaka-player shopify-api-node simple-oauth2 sjcl smtp-server snoowrap
sparkpost speakeasy spotify-web-api-node sql.js ssh-config sshpk stellar-sdk stompit supabase supertokens-node
swagger-client tap telnyx tencentcloud-sdk-nodejs-cvm testcafe tmi.js total.js tronweb tsup twitter-api-v2 typesense
uglify-js unbuild vega viem vk-io vuepress vuetify waterline weaviate-client whistle wrangler xml-crypto
xml-encryption xmldsigjs xo
`;

/**
 * A kernel and its source, firmware, libraries of Go, Rust, Ruby, PHP, Java, Python, Perl, Haskell, R and Erlang, which bring their tests
 * along, games, fonts, browsers, servers and documents of them.
 */
const DEBIAN_FOURTH = `
linux-image-6.12.118+deb13-amd64 linux-source-6.12 firmware-ath9k-htc ovmf u-boot-qemu grub-efi-amd64-bin swtpm
golang-golang-x-crypto-dev golang-github-aws-aws-sdk-go-v2-dev golang-github-azure-azure-sdk-for-go-dev
golang-google-api-dev golang-k8s-client-go-dev golang-k8s-apiserver-dev golang-github-go-jose-go-jose-dev
golang-github-golang-jwt-jwt-v5-dev golang-github-cloudflare-cfssl-dev golang-github-smallstep-certificates-dev
golang-github-protonmail-go-crypto-dev golang-github-lestrrat-go-jwx-dev golang-github-lucas-clemente-quic-go-dev
golang-github-containers-image-dev golang-github-docker-docker-dev golang-github-go-git-go-git-dev
golang-github-xenolf-lego-dev golang-gocloud-dev golang-filippo-age-dev librust-ring-dev librust-rustls-dev
librust-rustls-webpki-dev librust-openssl-dev librust-sequoia-openpgp-dev librust-rsa-dev librust-pkcs8-dev
librust-jsonwebtoken-dev librust-gix-dev librust-pgp-dev librust-web-sys-dev ruby-rails ruby-activesupport
ruby-net-ssh ruby-json-jwt ruby-aws-sdk-core ruby-aws-partitions ruby-fog-aws ruby-google-api-client
php-symfony-security-core php-phpseclib3 php-lcobucci-jwt php-laravel-framework php-twig spip libbcpkix-java
libjetty9-java libspring-web-java libnetty-java libjsch-java libmina-sshd-java libjose4j-java libxml-security-java
liblucene4.10-java groovy scala openjdk-25-jre-headless openjdk-25-doc python3-oauthlib python3-asyncssh
python3-pycryptodome python3-pgpy python3-jwcrypto python3-moto python3-kubernetes python3-libcloud
python3-django-allauth python3-impacket python3-scapy python3-dulwich python3-samba python3-cinder python3-neutron
python3-octavia python3-magnum python3-stripe python3-passlib python3-telethon python3-pandas python3-sympy
python3-scipy python3-notebook python3-matplotlib python3-torch libghc-tls-dev libghc-cryptonite-dev libghc-pandoc-dev
ghc-doc r-cran-openssl r-cran-httr r-cran-ggplot2 r-bioc-biostrings erlang-src erlang-jose ejabberd prosody-modules
libcryptx-perl libmojolicious-perl libnet-ssleay-perl libcrypt-jwt-perl libmail-dkim-perl emacs-el vim-doc
texlive-latex-extra texlive-lang-german postgresql-doc-17 sqlite3-doc cmake-doc qtbase5-doc libboost1.83-doc
gnuradio-doc wireshark-doc mariadb-test mariadb-test-data wesnoth-1.18-data freeciv-data fonts-noto-cjk
qttranslations5-l10n plasma-workspace-data oxygen-icon-theme libqt5webengine-data chromium thunderbird
libwebkit2gtk-4.1-0 postfix freeradius libstrongswan strongswan-swanctl wireguard-tools libreswan stunnel4 haproxy
caddy crowdsec docker-compose podman restic rclone hugo gh ceph-mgr-dashboard ceph-common node-jose node-sshpk
node-undici node-typescript libjs-mathjax samba-testsuite samba-ad-provision krb5-kdc bind9-utils gnutls-bin
libgnutls28-dev libnss3 libwolfssl-dev libbotan-3-dev libcrypto++-utils libssh-doc softhsm2 age sq coq mono-devel
kotlin hashcat aircrack-ng roundcube-plugins zoneminder apksigner
`;

const named = (text: string) => text.trim().split(/\s+/);

export const CORPORA: readonly Corpus[] = [
  { name: 'npm', folder: 'npm', client: 'npm', packages: named(NPM) },
  { name: 'Debian', folder: 'debian', client: 'Debian', packages: named(DEBIAN) },
  { name: 'npm, held out', folder: 'npm-held-out', client: 'npm', packages: named(NPM_HELD_OUT) },
  { name: 'Debian, held out', folder: 'debian-held-out', client: 'Debian', packages: named(DEBIAN_HELD_OUT) },
  { name: 'npm, third', folder: 'npm-third', client: 'npm', packages: named(NPM_THIRD) },
  { name: 'Debian, third', folder: 'debian-third', client: 'Debian', packages: named(DEBIAN_THIRD) },
  { name: 'npm, fourth', folder: 'npm-fourth', client: 'npm', packages: named(NPM_FOURTH) },
  { name: 'Debian, fourth', folder: 'debian-fourth', client: 'Debian', packages: named(DEBIAN_FOURTH) },
];
