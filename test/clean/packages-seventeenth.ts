/**
 * Drawn by lot from the widely used packages of each kind: SDKs and clients of services, payments, sign-in, wallets and chains, tests and what
 * they replay, tools of the command line, documents, CMSes, models, Electron and React Native, places, grammars.
 */
export const NPM_SEVENTEENTH_PACKED = `
@5minds/processcube_engine_client @adobe/cloud-service-client @adonisjs/bouncer @alephium/walletconnect-provider
@anthropic-ai/tokenizer @apimatic/oauth-adapters @aptos-connect/wallet-adapter-plugin @assistant-ui/mcp-docs-server
@astrojs/starlight-tailwind @atomicfinance/bitcoin-wallet-provider @atproto/api @aws-cdk/aws-scheduler-alpha
@aws-lite/client @aws-sdk/client-iotsecuretunneling @aws-sdk/client-personalize @aws-sdk/client-signer
@aws-sdk/middleware-serializer @aws-sdk/node-http-handler @azure/arm-databricks @azure/keyvault-certificates
@azure/mcp-darwin-arm64 @backstage/plugin-auth-react @bitgo/unspents @bloomberg/record-tuple-polyfill
@bluesky-social/oauth-types @bufbuild/protobuf @capacitor/ios @caravan/bitcoin @cardano-sdk/wallet
@cdklabs/cdk-ecs-codedeploy @cdklabs/generative-ai-cdk-constructs @codingame/monaco-jsonrpc
@codingame/monaco-vscode-0b087f42-a5a3-5eb9-9bfd-1eebc1bba163-common
@codingame/monaco-vscode-7869cfe8-f42c-5721-9f2b-7d04a6a41f16-common @codingame/monaco-vscode-language-pack-fr
@codingame/monaco-vscode-shellscript-default-extension @coinbase/x402 @colyseus/sdk @composio/mcp @cosmjs/proto-signing
@coze-editor/vscode @digitalcredentials/keypair @discord/intl-loader-core @dynamic-labs/solana
@dynamic-labs/wallet-connect @dynamic-labs/wallet-connector-core @dynatrace-sdk/client-davis-copilot
@dynatrace-sdk/client-query @ethereum-waffle/mock-contract @ethereumjs/wallet @feathersjs/authentication-client
@foxglove/rosmsg-msgs-common @ganache/ethereum-address @gluestack-ui/accordion @google-ai/generativelanguage
@grammarly/editor-sdk-react @graphql-mesh/plugin-rate-limit @graphql-mesh/plugin-snapshot
@graphql-mesh/transform-filter-schema @halliday-sdk/payments @huggingface/tokenizers @imtbl/checkout-sdk @imtbl/core-sdk
@keplr-wallet/types @kubb/plugin-redoc @ledgerhq/wallet-api-server @llm-ui/react @magic-ext/webauthn
@magic-works/i18n-codegen @mailsac/api @mariozechner/pi @maxio-com/advanced-billing-sdk @memvid/sdk-linux-x64-gnu
@metamask/ethjs-contract @microblink/blinkid-core @millicast/sdk @n8n/ai-workflow-builder @napi-rs/cli @natlibfi/fixura
@neondatabase/mcp-server-neon @ngneat/transloco-messageformat @octokit/fixtures @octokit/routes @open-constructs/aws-cdk
@openai/codex-sdk @osdk/docs-spec-core @panva/hkdf @payloadcms/live-preview-react @paypal/payouts-sdk
@pb33f/openapi-changes @protobufjs/aspromise @provablehq/aleo-wallet-adaptor-core @pythnetwork/pyth-solana-receiver
@react-docgen/cli @react-email/preview @rx-angular/cdk @salesforce/salesforcedx-vscode-test-tools @sanity/icons
@secretlint/quick-start @secretlint/secretlint-rule-github @secretlint/types @sentry/svelte
@shopify/checkout-ui-extensions-run @shortcut/client @slack-wrench/blocks @solana/codecs @solana/options
@starknet-io/get-starknet-wallet-standard @strapi/provider-audit-logs-local @strapi/provider-email-nodemailer
@strapi/ts-zen @tap-payments/apple-pay-button @taquito/signer @tencentcloud/lite-chat
@tensorflow-models/face-landmarks-detection @tensorflow/tfjs-converter @testdeck/core @thunder04/supermap
@tosspayments/payment-widget-types @trendyol-js/openstack-swift-sdk @trezor/protobuf @unocss/preset-web-fonts
@vudovn/ag-kit @vue/cli-plugin-router @walletconnect/react-native-compat @web3icons/common
@wix/auto_sdk_email-marketing_account-details @wix/auto_sdk_payments_onboarding-availability
@wix/auto_sdk_payments_saved-payment-methods @wix/auto_sdk_restaurants_recipients @yarnpkg/plugin-npm-cli agentation-mcp
agnix antigravity-usage apify-cli askpassword babel-plugin-formatjs better-docs capacitor-ios-autofill-save-password cdk
chrome-aws-lambda chromeless closevector-crypto-jwt connectivity-map contentful-cli convert-svg-to-png copilot-api
css-selector-tokenizer datamaps domo-sdk dtcg-examples electron-fetch electron-liquid-glass email-prompt-ts
ember-cli-deploy-gzip ember-cli-inject-live-reload emoji-regex-xs expo-jwt fhir fireblocks-sdk firecrawl-fastmcp
frappe-js-sdk fumadocs-core genkit-cli glsl-noise graphql-fields graphql-tool-utilities grpc-docs gulp-inline-css gzipme
hl7 invoices iso-639-3 jest-express js-crypto-hmac js-tiktoken jsdoc jwt-check-expiration kapellmeister lambda-build
locale-enum mailinator-client markdown-it-highlightjs mastercard-oauth1-signer matter-js mcp-playwright
middy-middleware-jwt-auth mock-amqplib mock-aws-s3 mollie n8n-workflow nice-grpc node-email-validator
node-opcua-extension-object node-zookeeper-client nuxt-headlessui oauth-signature oazapfts oci-email oci-vbsinst
odoo-xmlrpc-ts okta openapi-validator-middleware opentelemetry-instrumentation-mongodb2 pajv postcss-cssnext
react-chartkick react-localization react-native-emoji-popup react-native-share react-native-stories-view react-paystack
react-record-webcam recorder-js recurly-js rsc-html-stream rxjs-marbles sepa-qr serper-search-scrape-mcp-server
simple-html-tokenizer snap-shot-store strapi-plugin-populate-all strapi-provider-upload-azure-storage supertest
swagger-themes tcomb-doc telegram-typings twirpscript unittest vite-plugin-mock-server vitest-when vscode-oniguruma
vscode-windows-registry x402-fetch xterm-headless xvfb-maybe yo
`;

/** Drawn by lot from each kind of package. */
export const DEBIAN_SEVENTEENTH = `
aspell-ar clutter-1.0-tests connman-tests elpa-parsebib erlang-cowlib erlang-p1-sip firmware-carl9170 fonts-comic-neue
fonts-thai-tlwg-ttf gnome-terminal-data gnupg-agent golang-github-antonini-golibjpegturbo-dev
golang-github-derekparker-trie-dev golang-github-johnkerl-lumin-dev golang-github-rfjakob-eme-dev
golang-github-soundcloud-go-runit-dev graphicsmagick-dbg hunspell-ml kio-extras-data ktuberling-data
libastring-ocaml-dev libdap-doc libdata-validate-uri-perl libeclipse-swtchart-java libghc-language-javascript-dev
libghc-semialign-doc libghc-skein-dev libjs-htmx libjs-moment-timezone liblingua-stem-snowball-da-perl
libmono-system-io-compression-filesystem4.0-cil libokhttp-signpost-java libplexus-ant-factory-java libpulse-ocaml
libreoffice-l10n-gu libreoffice-l10n-ug librust-gix-prompt-dev librust-interprocess-dev librust-qrencode-dev
librust-tcmalloc-dev libserd-doc libtakari-polyglot-maven-plugin-java libxml-commons-resolver1.1-java
linux-headers-6.12.111+deb13-amd64 node-batch node-jju node-normalize.css phoc-examples php-symfony-mastodon-notifier
php-symfony-password-hasher php-text-template python-magnumclient-doc python3-aiohttp-oauthlib python3-azure-cli-core
python3-mullvad-api python3-ntplib python3-pycm python3-pyside6.qtscxml python3-tabledata qt6-grpc-examples
r-cran-nanoarrow r-cran-rcppannoy r-cran-svglite rapmap-example-data ruby-gitlab-sidekiq-fetcher ruby-memoizable
ruby-virtus spaln-data texlive-extra-utils texlive-lang-italian tombo-doc
`;
