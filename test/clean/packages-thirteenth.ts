/**
 * What builds leave behind, as npm packs it: programs in one file, with maps of their sources; applications that were built; plug-ins of editors and of Coc,
 * documentation and stories, WebAssembly, what drives browsers and phones, clients of clouds and their providers in Pulumi and CDKTF,
 * servers of MCP, wallets, icons, translations. Each is in a list that was at hand.
 */
export const NPM_THIRTEENTH_PACKED = `
@ai-sdk/google-vertex @ant-design/icons @anthropic-ai/claude-agent-sdk @apollo/rover @apollo/sandbox @arcgis/core
@aws-amplify/amplify-cli-core @aws-amplify/cli @aws/language-server-runtimes @azure/arm-resources @azure/core-amqp
@azure/monitor-opentelemetry-exporter @azure/msal-react @badeball/cypress-cucumber-preprocessor @bitgo/statics
@capacitor/android @carbon/icons @cdktf/provider-cloudflare @cdktf/provider-github @cdktf/provider-kubernetes
@cdktf/provider-okta @cloudflare/next-on-pages @coinbase/wallet-sdk @continuedev/cli @currents/playwright
@cypress/grep @dfinity/agent @docusaurus/core @docusaurus/theme-translations @electron-forge/cli
@esri/arcgis-rest-request @figma/code-connect @firebase/auth @firebase/firestore @fluentui/react-icons @github/copilot
@google-cloud/documentai @google-cloud/monitoring @google-cloud/recaptcha-enterprise @google-cloud/resource-manager
@google-cloud/vertexai @google/clasp @ionic/core @jupyterlab/galata @keystonehq/sdk @medusajs/dashboard
@mermaid-js/mermaid-cli @metamask/sdk @microsoft/m365agentstoolkit-cli @microsoft/rush @mui/icons-material
@n8n/n8n-nodes-langchain @newrelic/browser-agent @node-red/editor-client @nx/nx-linux-x64-gnu @nx/workspace
@okxweb3/coin-bitcoin @openapitools/openapi-generator-cli @particle-network/auth @payloadcms/ui
@playwright/experimental-ct-core @pm2/io @polkadot/apps-config @prisma/language-server @prisma/prisma-schema-wasm
@progress/kendo-ui @pulumi/auth0 @pulumi/azuread @pulumi/datadog @pulumi/github @pulumi/keycloak @pulumi/mongodbatlas
@react-native/debugger-frontend @reown/appkit @rollup/wasm-node @safe-global/protocol-kit @salesforce/apex-node
@salesforce/source-deploy-retrieve @sanity/cli @sanity/runtime-cli @sap-cloud-sdk/http-client @sentry/cli-linux-x64
@sentry/electron @sentry/mcp-server @shopify/flash-list @shopify/polaris @shopify/theme @snyk/protect
@solana/wallet-adapter-base @storybook/blocks @storybook/builder-webpack5 @storybook/manager @swc/wasm-web
@syncfusion/ej2-base @tailwindcss/language-server @tensorflow/tfjs-core @ui5/cli @upstash/context7-mcp
@vercel/static-build @verdaccio/ui-theme @vscode/vsce @vtsls/language-server @walletconnect/ethereum-provider
@web3auth/modal appium-uiautomator2-server appium-webdriveragent azure-functions-core-tools bpmn-js brotli-wasm
cldr-core coc-java coc-rust-analyzer coc-tsserver cordova-android countries-list cypress-multi-reporters esbuild-wasm
expo-modules-core faker fastmcp gatsby-cli graphiql h5p-standalone homebridge-config-ui-x igniteui-angular
jquery-ui-dist jspsych markdownlint-cli mathjax-full matterbridge mcp-remote mcporter n8n-editor-ui netlify oci-core
oci-database oci-datacatalog oci-secrets openclaw ovsx playwright plotly.js puppeteer-real-browser rapidoc
react-devtools-core rebrowser-puppeteer-core some-sass-language-server svelte-language-server turbo-linux-64
vscode-langservers-extracted vscode-markdown-languageserver vscode-tas-client webdriver-manager
`;

/**
 * Of every section in which programs are built or debugged what no set has yet: debug symbols, test suites and examples that are
 * installed, sources of Go and Rust, pages of javadoc and Sphinx, kernels' headers, servers of databases with their help, what speaks
 * TLS, OCaml, Haskell, R, Java, Python with its tests, exporters.
 */
export const DEBIAN_THIRTEENTH = `
autodock-test binutils-riscv64-linux-gnu-dbg bolt-tests borgbackup2-doc boxbackup-server buildbot-doc
calculix-ccx-test cargo-doc ceilometer-doc cephfs-mirror-dbg certstream-server-go clang-22-doc cockpit-podman
coreboot-utils-doc coredhcp-server crystal-doc cupt-dbg davical-doc davix-tests davmail-server debian-installer
debusine-doc designate-doc dibbler-doc dibbler-server-dbg dnss docker-cli doxygen-doc dtkwidget5-examples efl-doc
efm-langserver emscripten-doc evolution-data-server-tests exim4-doc-info fdroidserver freetds-doc fwupd-doc
fwupd-tests ganeti-doc ganeti-testsuite gnustep-examples golang-docker-credential-helpers golang-entgo-ent-dev
golang-github-avast-apkverifier-dev golang-github-btcsuite-btcd-btcec-dev golang-github-containers-buildah-dev
golang-github-containers-storage-dev golang-github-crowdsecurity-crowdsec-dev golang-github-docker-notary-dev
golang-github-evanw-esbuild-dev golang-github-getkin-kin-openapi-dev golang-github-git-lfs-git-lfs-dev
golang-github-google-trillian-dev golang-github-grpc-ecosystem-grpc-gateway-dev golang-github-influxdb-influxdb-dev
golang-github-labstack-echo-dev golang-github-nats-io-go-nats-dev golang-github-newrelic-go-agent-dev
golang-github-openshift-api-dev golang-golang-x-net-dev golang-golang-x-tools-dev golang-google-cloud-dev
golang-gopkg-mgo.v2-dev golang-k8s-api-dev golang-k8s-sigs-kustomize-kyaml-dev grub-xen-dbg hippotat-server
hylafax-server-dbg isc-dhcp-server-ldap kea-dhcp4-server knot-dnssecutils kube-openapi kubecolor lib32stdc++6-13-dbg
libapksig-java libavro-java libaxis-java-doc libbatteries-ocaml-dev libbiojava6-java-doc libbyte-buddy-java
libc3p0-java libcamlpdf-ocaml-dev libcanl-java libcephfs2-dbg libclojure-java libclosure-compiler-java
libcohttp-lwt-unix-ocaml-dev libcommons-httpclient-java-doc libcommons-vfs-java libcontainers-ocaml-dev libdb5.3-dbg
libdlt-examples libdnsjava-java libecj-java libeclipse-jdt-ui-java libfprint-2-tests libgdata-tests libghc-aeson-doc
libghc-cabal-install-solver-doc libghc-clash-lib-dev libghc-cryptostore-dev libghc-dhall-dev
libghc-happstack-server-dev libghc-hsopenssl-dev libgsl-dbg libgtksourceview-5-tests libhsqldb-java-doc libitpp8v5-dbg
libj2ssh-java-doc libjasypt-java-doc libldaptive-java libmariadbd-dev libmonosgen-2.0-1-dbg libnss-sudo
libopenjfx-java-doc libpetsc3.22-dev-examples libpgpainless-core-java-doc libpostgresql-ocaml-dev librocrand1-tests
librust-bat-dev librust-broot-dev librust-cranelift-dev librust-deb822-lossless-dev librust-encoding-rs-dev
librust-libc-dev librust-pyo3-dev librust-rav1e-dev librust-sha1-checked-dev librust-tokio-dev librust-winit-dev
libsdl3-tests libsoup2.4-tests libstdc++6-14-dbg libtelepathy-farstream3-dbg libxerces2-java-doc libzookeeper-java-doc
linux-config-6.12 linux-headers-6.12.116+deb13-amd64 lomiri-tests lomiri-ui-toolkit-examples luanti-server
mariadb-backup mariadb-server-core mit-scheme-dbg mono-runtime-dbg mutter-16-tests nam-examples ncurses-examples
node-babel7-standalone node-blueprintjs-core node-core-js-bundle node-fortawesome-fontawesome-free node-html5-qrcode
node-inquirer node-ipydatagrid node-miragejs node-rjsf node-vue ns2-examples nss-passwords openafs-dbserver
openfoam-examples openssh-client-ssh1 orthanc-postgresql pango1.0-tests pipewire-tests plasma-vault podman-toolbox
postgresql-17-timescaledb povray-examples proftpd-mod-mysql prometheus-libvirt-exporter prometheus-postgres-exporter
pyqt5-examples python-aiohttp-doc python-aodhclient-doc python-apsw-doc python-pysam-tests python3-aiortc
python3-asyncpg python3-autobahn python3-azext-devops python3-breezy.tests python3-cassandra python3-cassandra-doc
python3-datalad-next python3-debusine-server python3-distributed python3-django-horizon python3-dropbox
python3-fake-factory python3-falcon python3-folium python3-foolscap python3-globus-sdk python3-gpg python3-grpcio
python3-holidays python3-hypothesis python3-lasso python3-lib389 python3-vedo-examples qt6-webengine-examples
qtdeclarative5-examples qtwebengine5-examples quantlib-examples r-bioc-annotationdbi r-bioc-bsgenome
r-bioc-complexheatmap r-bioc-ensembldb r-bioc-geoquery r-cran-rmariadb rbd-nbd-dbg ruby-bio ruby-bundler ruby-knapsack
ruby-pg ruby-whitequark-parser samba-common-bin samba-libs smbldap-tools snapd-glib-tests squid-openssl stimfit-dbg
swi-prolog-test syslog-ng-dbg trousers-dbg velvet-tests wx3.2-examples xapian-examples xen-hypervisor-4.20-amd64-dbg
xen-utils-4.20-dbg
`;
