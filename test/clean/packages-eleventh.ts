/**
 * The eleventh set: SDKs of clouds and shops, sites, signing in, identities, wallets and chains, models, maps, what builds and drives, servers of queues.
 */
export const NPM_ELEVENTH = `
@actual-app/api @auth0/nextjs-auth0 @aws-sdk/client-bedrock-runtime @aws-sdk/client-quicksight @azure/arm-datafactory
@backstage/cli @backstage/plugin-catalog-backend @carbon/react @commercetools/platform-sdk @contentstack/cli
@deepgram/sdk @digitalbazaar/ed25519-verification-key-2020 @expo/cli @firebase/rules-unit-testing
@google-cloud/dialogflow-cx @google-cloud/talent @googlemaps/google-maps-services-js @hpke/core @mapbox/mapbox-sdk
@nestjs/swagger @nuxt/devtools @onesignal/node-onesignal @opentok/client @rainbow-me/rainbowkit @sanity/client
@sap/approuter @schematics/angular @semantic-release/gitlab @sitecore-jss/sitecore-jss @spectrum-web-components/bundle
@sphereon/ssi-sdk-ext.key-manager @subql/cli @swagger-api/apidom-reference @uppy/companion @vercel/sdk
@walletconnect/web3wallet @wordpress/scripts @zilliz/milvus2-sdk-node actual aedes
`;

/** Of the same kinds, as npm packs them. */
export const NPM_ELEVENTH_PACKED = `
@builder.io/qwik @cloudflare/puppeteer @ethersphere/bee-js @grpc/grpc-js @matterlabs/hardhat-zksync
@virgilsecurity/e3kit-node apify apollo-server-express avalanche azurite baileys bigchaindb-driver bootstrap-vue
cardano-crypto.js cloudinary cose-js create-react-app cypress-cucumber-preprocessor datatables.net devcert dialogflow
docusign-esign ep_etherpad-lite fabric-ca-client fints frida ghost-cli gitbook-cli hpke-js iobroker iota.lib.js ipfs
ipfs-core jsonld kafka-node keycloak-admin ldap-authentication mailgun-js minecraft-protocol mineflayer mlkem
mongo-express nanocurrency-web nexmo node-hid node-webcrypto-ossl nodegit oauth2orize office-addin-dev-certs
openzeppelin-solidity orbit-db parcel-bundler pdfmake peerjs pouchdb-server prismjs protobufjs puppeteer-extra
quickblox react-admin redbird ripple-lib selenium-standalone semantic-ui-react signalk-server sonarqube-scanner
spectaql statsd strapi survey-core tabulator-tables telegram tink-crypto tuyapi uppy vscode-languageserver webtorrent
whatsapp x509.js yjs zeebe-node zigbee-herdsman-converters zwave-js
`;

/**
 * Sections of which least was scanned: electronics, radio, translations, other systems and their machines, sound, video, Lisp, OCaml, Haskell,
 * TeX, kernels, fonts, games, science, R; and what signs, keeps keys or speaks TLS in other sections, with test data and documents.
 */
export const DEBIAN_ELEVENTH = `
ada-reference-manual-2012 altos amazon-ecr-credential-helper android-boringssl aptly arduino
asterisk-core-sounds-ru-wav belenios-tool binutils-gold-s390x-linux-gnu-dbg cabal-install cargo-outdated ceph-fuse-dbg
cinnamon-l10n clamav coq-serapi cosign cppreference-doc-en-qch cqrlog crawl-tiles-data csoundqt-examples darktable
dataset-fashion-mnist debian-edu-doc-de debian-installer-13-netboot-armhf debian-keyring dict-de-en docker-registry
dosbox-x electric elpa-lsp-mode filezilla firebird4.0-server-core fish fonts-lxgw-wenkai fonts-mathjax fossil
fpga-icestorm-chipdb fretsonfire-songs-sectoid fritzing furnace gambas3-examples gasic-examples gcl gdk-pixbuf-tests
geogebra git-cinnabar gitsign gnss-sdr gnucash goiardi golang-github-go-git-go-git-fixtures-dev
golang-gitlab-gitlab-org-gitaly-dev golang-golang-x-vuln-dev grisbi-common hercules imx-code-signing-tool incus-extra
inn2 jabref jmeter jnifti-demos josm-l10n jupyterhub khelpcenter-data kicad kicad-doc-de klayout kmymoney kodi-bin
krita latexml lazarus-src-4.0 libapache2-mod-auth-openidc libapacheds-kerberos-codec-java libcoq-unimath
libeliom-ocaml-dev libghc-aws-dev libghc-futhark-dev libghc-x509-validation-dev libgradle-plugins-java libhyperscan5
libjt400-java liblemonldap-ng-portal-perl libmirage-crypto-ocaml libmongodb-java libmonosgen-2.0-dev libonnx-testdata
librust-bmap-parser-dev librust-wycheproof-dev libsbml5-perl libstd-rust-dev libtdjson1.8.38 libx509-ocaml
linux-image-6.12.117+deb13-cloud-amd64-unsigned liquidsoap locales-all lua-luaossl manpages-dev mariadb-plugin-s3
mediathekview meli miniflux mit-scheme mkdocs-material monero-tests mono-utils nncp node-qs obs-studio ocsigenserver
openafs-modules-source opencryptoki openjdk-21-jdk openjdk-21-jre-zero openjfx-source openlp openocd opensnitch
openssh-tests openssl-provider-fips osslsigncode oxigraph pan pandoc passenger pat pgmodeler php8.4-dev php8.4-phpdbg
privacybrowser privatebin-cli prometheus-mongodb-exporter prusa-slicer puppetdb pycode-browser
python-keystoneauth1-doc python-ldap-doc python-pysaml2-doc python3-astroquery python3-breezy python3-m2crypto
python3-openid qemu-system-misc qt6-quick3d-examples r-bioc-go.db r-cran-rcmdr r-cran-surveillance racket-common
rakudo rekor roundcube-plugins-extra rpki-client ruby-rbpdf-font satdump-data sbcl scribus-data sdcc
selinux-policy-default sequoia-keystore-server sigstore-go slurm-wlm-basic-plugins smb4k swi-prolog-core tcllib
tegaki-zinnia-japanese texlive-music trustedqsl user-mode-linux virtiofsd virtuoso-vad-rdfmappers vlc-l10n wfview
whatweb wsjtx xfce4-dev-tools xlog-data yosys yt-dlp yubioath-desktop zlint zsh-common
`;
