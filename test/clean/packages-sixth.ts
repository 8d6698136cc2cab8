/**
 * The sixth set: chemistry, medicine, maps, music, machine learning, games, payment, wallets, fonts and CLIs that bundle everything, as npm
 * packs them.
 */
export const NPM_SIXTH_PACKED = `
3dmol @adyen/adyen-web @angular/localize @anthropic-ai/claude-code @aws-cdk/cloudformation-diff
@aws-sdk/client-cloudformation @aws-sdk/client-connect @aws-sdk/client-elasticache @aws-sdk/client-sns @aztec/bb.js
@azure/arm-appservice @cardano-sdk/core @cdktf/provider-aws @deck.gl/core @electric-sql/pglite
@emurgo/cardano-serialization-lib-nodejs @expo/vector-icons @fontsource/noto-sans-jp @google-cloud/container
@google-cloud/iot @itk-wasm/dicom @kitware/vtk.js @loaders.gl/core @matter/main @mdi/font @nativescript/core
@niivue/niivue @oclif/core @openai/codex @oracle/oraclejet @orbs-network/ton-access @paypal/react-paypal-js @pulumi/aws
@pulumi/azure-native @railway/cli @rdkit/rdkit @solana/spl-token @swc/wasm @tensorflow/tfjs-backend-wasm @tonejs/midi
@turf/turf @vladmandic/human @xenova/transformers abcjs aws-sdk-client-mock bip322-js brain.js bun caver-js
cldr-localenames-full cornerstone-core deno-bin face-api.js flutterwave-node-v3 flyctl gdal3.js geoip-lite geotiff
hap-nodejs intl iyzipay jsmol ketcher-react klarna-checkout krb5 ldapts lightning-client lnd-grpc localstack maplibre-gl
material-icons micro-eth-signer mina-signer mkcert ml5 molstar mongodb-memory-server-core ngl node-forge-flash node-saml
node-soap node-sp-auth o1js onnxruntime-node openchemlib opencode-ai opensheetmusicdisplay passport-wsfed-saml2 paystack
pg-mem proj4 ripple-keypairs samlp simple-icons smb2 smiles-drawer soap soundfont-player tns-core-modules turbo twemoji
ursa verovio vexflow world-atlas
`;

/** Emulators and engines of games with their data, chemistry, maps, spelling, office, a kernel of the cloud, libraries of ten languages. */
export const DEBIAN_SIXTH = `
aspell-de dict-freedict-eng-deu dolphin-emu electrum elixir-ex-doc elpa-magit erlang-p1-pkix erlang-p1-tls
erlang-public-key erlang-ssh fs-uae gcompris-qt-data gdal-data godot3 golang-github-coreos-go-oidc-dev
golang-github-google-certificate-transparency-dev golang-github-google-go-tpm-dev
golang-github-opencontainers-image-spec-dev golang-github-smallstep-crypto-dev golang-github-spiffe-go-spiffe-dev
golang-github-zitadel-oidc-dev grass-doc guile-gcrypt hunspell-sv hyphen-de kodi-data libapache-jena-java
libapache-opennlp-java libbatik-java libeclipselink-java libghc-cryptonite-doc libgoogle-api-client-java libjs-katex
libmono-cecil-cil libmono-security4.0-cil libmono-system4.0-cil libquazip-doc libreoffice-dev-doc libreoffice-l10n-ja
libreoffice-report-builder libreoffice-sdbc-hsqldb libreoffice-style-colibre librust-openssh-keys-dev
libspring-core-java libssl-ocaml-dev libvtk9-dev libwebkit2gtk-4.1-dev libxmlsec1-dev
linux-image-6.12.118+deb13-cloud-amd64 linux-perf mednafen minetest-data mythes-de ocaml-base openclonk php-tcpdf
python-matplotlib-data python-pandas-doc python-scipy-doc python3-authres python3-biopython python3-matplotlib-inline
python3-pysnmp4 python3-rdkit qtwebengine5-doc-html r-bioc-annotate r-cran-maps r-cran-mlbench r-cran-sf
r-cran-spatstat.data r-cran-spdata rdkit-data retroarch ruby-doorkeeper ruby-net-ldap ruby-octokit ruby-openid-connect
ruby-rack-oauth2 scilab-doc supertux-data tesseract-ocr-fra texlive-lang-japanese texlive-science vdr-dev vim-scripts
`;
