/**
 * Of npm what the sets before had least of: extensions of browsers, WebAssembly, models and their runtimes, fonts and icons, games, maps,
 * translations, protobufs, tools of blockchains, test runners, builders of Electron, tools for many packages in one repository.
 */
export const NPM_FIFTEENTH_PACKED = `
@0xsequence/wallet @angular-devkit/schematics-cli @applitools/eyes-playwright @aws-amplify/graphql-index-transformer
@aws-cdk/asset-awscli-v1 @aws-cdk/asset-node-proxy-agent-v6 @babylonjs/gui-editor @babylonjs/havok
@biomejs/wasm-nodejs @bitgo-beta/sdk-coin-baby @bitgo/blake2b-wasm @bytecodealliance/componentize-js
@bytecodealliance/jco @cerbos/grpc @cesium/wasm-splats @changesets/cli @ckeditor/ckeditor5-emoji
@clerk/chrome-extension @cosmostation/extension-client @crxjs/vite-plugin @cspell/dict-aws @cspell/dict-en_us
@cspell/dict-npm @cspell/dict-software-terms @cypress/request @dqbd/tiktoken @dydxprotocol/v4-proto
@electron-forge/template-webpack-typescript @ethereumjs/common @felixrieseberg/electron-forge-maker-nsis
@fontsource-variable/noto-sans-jp @fontsource/roboto @foxglove/schemas @google-cloud/common-grpc
@googlemaps/js-api-loader @hashgraph/proto @hpcc-js/wasm @huggingface/tasks @iconify-json/simple-icons
@iconify/collections @inboxsdk/core @injectivelabs/indexer-proto-ts @jitl/quickjs-wasmfile-debug-sync
@lenml/tokenizers @lerna-lite/cli @loaders.gl/3d-tiles @lobehub/fluent-emoji @maptiler/sdk
@mariozechner/pi-coding-agent @mdi/js @mediapipe/face_mesh @mediapipe/holistic @mediapipe/pose
@microsoft/applicationinsights-web @midscene/web @minecraft/server-gametest @mui/x-data-grid-pro
@napi-rs/whisper-linux-x64-gnu @netlify/binary-info @node-llama-cpp/linux-arm64 @nrwl/workspace @oxc-parser/wasm
@pact-foundation/pact-core @payloadcms/translations @pdf-lib/standard-fonts @percy/cypress @phosphor-icons/react
@pixiv/three-vrm @polkadot/wasm-crypto-wasm @prisma/prisma-fmt-wasm @protobuf-ts/protoc
@react-native-community/cli-platform-android @redwoodjs/cli @remixicon/react @resvg/resvg-wasm @ricky0123/vad-web
@rushstack/heft @salesforce/sf-plugins-core @sanity/vision @sentry-internal/feedback @sentry/cli-linux-i686
@sentry/cli-win32-i686 @shikijs/engine-oniguruma @sinonjs/samsam @sparkjsdev/spark @stacks/transactions @swc/cli
@takram/three-geospatial @tensorflow-models/universal-sentence-encoder @thatopen/fragments
@triton-one/yellowstone-grpc @tronweb3/google-protobuf @truffle/codec @types/firefox-webext-browser
@vscode/tree-sitter-wasm @vue/devtools-electron @wdio/appium-service @zitadel/node ag-charts-locale allure-playwright
apollo-server-testing appium-chromedriver arbundles chromadb-default-embed chrome-types city-timezones
cityjson-threejs-loader draco3d echarts-gl electron-builder-squirrel-windows electron-packager electron-wix-msi
emojilib epsg-index firebase-functions-test flag-icons gamedig ganache-core genshin-db gmail-js grpc har-validator
hardhat-deploy hermes-compiler hunspell-asm insomnia-importers iso-3166-2 jest-playwright-preset kaplay karma-webpack
kinesis-local llama-tokenizer-js material-symbols minecraft-data moment-locales-webpack-plugin monaco-editor-core
monocart-reporter ng-mocks node-datachannel node-mocks-http nsfwjs nx-electron ol-mapbox-style onnx-proto pact planck
plasmo plotly.js-dist-min postman-runtime potree-core prismarine-physics protractor re2-wasm react-native-fast-tflite
ruvector-onnx-embeddings-wasm simple-spellchecker sinon-chrome sqlite-wasm-kysely swagger-ui-react three-globe
threebox-plugin tiny-secp256k1 transliteration ts-proto turbo-linux-arm64 ursa-optional vega-embed wasm-imagemagick
web-ifc-three wxt
`;

/** Drawn by lot, one of a source package, from each kind that Debian has: from debug symbols, test suites and examples to games, firmware and libraries of each language. */
export const DEBIAN_FIFTEENTH = `
advi-examples apertium-srd-ita apt-cacher-ng aptitude-doc-es asterisk-prompt-it-menardi-wav asymptote basket-data
beast-mcmc-examples binutils-dbg binutils-mips64-linux-gnuabin32-dbg blocks-of-the-undead-data bluez botch buildapp
caneda cenon.app-common chess.app claws-mail-pdf-viewer clementine crystal-samples csound-soundfont debian-edu-doc-es
droid-juicer elastix-doc epiphany-data eso-midas-testdata espeak-ng fever fillets-ng-data-cs firebird3.0-utils
firefox-esr-l10n-en-gb gnome-firmware gnumach-image-1.8-xen-amd64-dbg golang-github-cloudflare-sidh-dev
golang-github-hashicorp-hcl-v2-dev golang-github-openshift-imagebuilder-dev golang-github-tealeg-xlsx-dev
golang-github-zeebo-xxh3-dev golang-gonum-v1-plot-dev golang-opentelemetry-otel-dev
golang-refraction-networking-utls-dev gost-crypto-dkms gpsshogi-data grub-coreboot-dbg gspell-1-tests
gtk2hs-buildtools happy ibus-tests icingadb-web installation-guide-armhf k3b-i18n kaffeine kaptive-example
kicad-doc-zh kwin-data latex-cjk-chinese-arphic-bsmi00lp latexmk libblas-test libbusiness-edi-perl
libchecker-framework-java libcommons-io-java libcoq-equations libexiv2-doc libffi-platypus-perl
libghc-lambdabot-core-dev libghc-xmonad-dev libghc-yi-keymap-vim-dev libglazedlists-java libgpars-groovy-java
libgstreamermm-1.0-doc libhipfft0-tests libhiprand1-tests libhipsparse0-tests libiio0-doc libjs-iscroll
libjs-jquery-mobile libjs-leaflet.markercluster liblogback-java libmime-tools-perl libmodule-build-perl
libmono-system-xml4.0-cil libopm-common-doc libppx-expect-ocaml libqxmpp-doc librdf-trine-perl libreoffice-help-hu
librocfft0-tests librust-color-spantrace-dev librust-hyper-0.14-dev librust-jpeg-decoder-dev librust-khronos-api-dev
librust-palette-dev librust-tree-sitter-vim-dev libsdl1.2-compat-tests libspelling-1-tests libsqlite3-mod-ceph-dbg
libtest-simple-perl libtrove-java libunix-errno-ocaml libuuidm-ocaml-dev libwildmagic-examples libx32stdc++6-12-dbg
liferea-data linux-headers-6.12.116+deb13-cloud-amd64 linux-image-6.12.90+deb13.1-amd64 llvm-22-doc lttng-modules-dkms
mariadb-plugin-spider meteo-qt metview njam-data node-fontsource-inconsolata node-unicode-15.0.0 noiz2sa-data
obfuscate odbc-postgresql ola-rdm-tests openafs-modules-dkms openfpgaloader openmrac-data openttd-data osmo-msc
papi-examples pgcopydb php-mapscript-ng php-monolog php8.4-soap php8.4-xdebug plplot-examples postgresql-17-pgsphere
prometheus-squid-exporter python-mbed-host-tests-doc python-pyresample-test python-pystac-doc python-stevedore-doc
python-wxmplot-doc python3-fife python3-ginga python3-indexed-gzip python3-kolabformat python3-ndcube-doc
python3-periodictable python3-pytrellis python3-trimesh qbs-examples qemu-system-common qt6-graphs-examples
qt6-multimedia-examples qtltools qtvirtualkeyboard5-doc r-bioc-saturn r-cran-dbscan r-cran-epi r-cran-pscbs
r-cran-rbibutils r-cran-tmb rapmap relion-gui rtl-433 ruby-cairo ruby-google-protobuf ruby-rack ruby-redcloth
ruby-rugged ruby-simplecov-html rust-findutils scheme48 shogivar-data smifb2-dkms smplayer-l10n starlink-topcat-java
sweethome3d tango-test texlive-lang-polish texlive-latex-recommended-doc thunar-data thunderbird-l10n-pl tj3
torus-trooper-data tucnak ubertooth-firmware-source ucd-generate udo-doc-de virtuoso-vad-demo voro++-examples w3m-el
xdp-tests xfsprogs
`;
