/**
 * Drawn by lot: one widely used package of each of 194 kinds (plugins of tools and of sites, databases, devices, documents, maps, chains,
 * languages, fixtures), and 600 of all kinds. What came with assemblies of .NET and classes of Java was looked at with them.
 */
export const NPM_NINETEENTH_PACKED = `
@11ty/eleventy-dev-server @21st-dev/magic @abp/ng.theme.shared @ag-grid-community/react @aginix/nestjs-firebase-admin
@algorandfoundation/algokit-utils @alicloud/facebody20191230 @analytics/google-analytics @annotorious/openseadragon
@antv/gl-matrix @antv/scale @applitools/spec-driver-webdriver @appsignal/stimulus @appwrite.io/pink @argos-ci/cypress
@artsy/cohesion @as-pect/core @asciidoctor/opal-runtime @asteasolutions/zod-to-openapi
@atlaskit/platform-feature-flags-react @atlaskit/pragmatic-drag-and-drop-auto-scroll @atlassian/atlassian-openapi
@augment-vir/assert @auth0/auth0-acul-js @avh4/elm-format-linux-x64 @aws-amplify/ui-react-native
@aws-cdk/integ-tests-alpha @aws-lambda-powertools/idempotency @aws-sdk/client-eventbridge @aws-sdk/client-iotfleethub
@aws-sdk/util-utf8 @azure-tools/uri @azure/arm-appcontainers @azure/core-sse @babylonjs/gui @babylonjs/serializers
@backstage-community/plugin-jenkins-common @backstage/plugin-scaffolder-backend-module-bitbucket-server
@base-ui-components/react @base-ui/utils @bazel/worker @bergos/jsonparse @bigcommerce/stencil-paper-handlebars
@biglup/is-cid @bitgo-beta/sjcl @bitgo-forks/avalanchejs @bolttech/ui-utils @bufbuild/jest-environment-jsdom
@builttocreate/hot-formula-parser @bundlr-network/client @bytecodealliance/preview2-shim @c15t/logger
@capacitor-community/safe-area @chainlink/ccip-js @chakra-ui/breadcrumb @chakra-ui/react-use-latest-ref
@chakra-ui/visually-hidden @chengsokdara/use-whisper @chialab/estransform @choochmeque/tauri-plugin-google-auth-api
@citation-js/plugin-zenodo @cityofzion/neon-core @clack/core @clayui/css @cld-apis/utils @clickhouse/client-web
@cloudflare/speedtest @column-resizer/core @commercetools-docs/gatsby-theme-docs @commercetools-uikit/primary-button
@commercetools-uikit/select-utils @commitlint/config-angular @composio/core
@comunica/actor-rdf-join-entries-sort-cardinality @content-collections/next @contentlayer/utils @contentstack/utils
@cosmology/ast @cropper/element-selection @cspell/cspell-service-bus @currents/mcp @databricks/sql
@datorama/akita-ng-router-store @daypilot/daypilot-lite-react @daytonaio/toolbox-api-client @definitelytyped/utils
@deno/eszip @descope-ui/descope-trusted-devices @devexpress/dx-react-grid-material-ui @dicebear/core
@dicebear/notionists @didomi/react @docknetwork/node-types @dozerg/no-new @duckdb/node-api
@dynatrace-sdk/client-davis-analyzers @dynatrace-sdk/client-filter-segment-management @edtr-io/mathquill
@eggjs/ajv-keywords @elastic/makelogs @esbuild/netbsd-x64 @esfx/cancelable @ethereum-waffle/ens
@ethereumjs/statemanager @evidence-dev/duckdb @evidence-dev/postgres @evidence-dev/snowflake @evolu/sqlite-wasm
@expo/router-server @expressots/shared @fastify/csrf-protection @fastify/vite @fauna-labs/fauna-schema-migrate
@firebase/messaging-compat @fisker/parse-srcset @flowgram.ai/command @fluentui/react-radio @fluentui/utilities
@formkit/tempo @foxglove/xmlrpc @fullcalendar/interaction @galaxyproject/plotly_heatmap @gar/promise-retry
@google-cloud/functions-framework @google/semantic-release-replace-plugin @gradio/client
@graphile-contrib/pg-omit-archived @graphql-codegen/hasura-allow-list @graphql-typed-document-node/core
@graphql-yoga/plugin-csrf-prevention @grpc/reflection @hapi/call @hapi/wreck @havesource/cordova-plugin-push
@he-tree/vue @helia/bitswap @highcharts/grid-lite @highlight-run/node @hint/utils-i18n @homebridge/long
@hotwired/stimulus @httptoolkit/websocket-stream @humanspeak/memory-cache @injectivelabs/mito-proto-ts @inkjs/ui
@ionic-native/native-storage @ipld/car @jest-performance-reporter/core @jsdoc/salty @jupyterlab/docmanager-extension
@jupyterlab/filebrowser-extension @jupyterlab/pluginmanager-extension @jupyterlite/pyodide-kernel-extension
@kombo-api/connect @kontent-ai/delivery-sdk @kount/kount-web-client-sdk @leafygreen-ui/pipeline @ledgerhq/coin-hedera
@ledgerhq/device-transport-kit-react-native-ble @lerna/publish @lexical/utils @libp2p/config @line/line-bot-mcp-server
@loomhq/record-sdk @loopback/context @lottiefiles/dotlottie-vue @lwrjs/npm-module-provider @lwrjs/view-registry
@makerkit/data-loader-supabase-nextjs @mantine/hooks @marp-team/marp-core @mermaid-js/layout-tidy-tree
@meshconnect/web-link-sdk @metaplex-foundation/rustbin @microsoft/sp-loader @middy/http-content-negotiation
@middy/http-security-headers @mozilla/glean @mozilla/readability @mui/x-internal-exceljs-fork @nangohq/frontend
@ndaidong/bellajs @neo4j/cypher-builder @neodrag/svelte @nestjs/serve-static @netlify/netlify-design-tokens
@neutralinojs/neu @nextui-org/ripple @nextui-org/shared-utils @nextui-org/use-image @ngneat/hotkeys @nlpjs/evaluator
@nlpjs/lang-no @node-red/nodes @nomiclabs/hardhat-truffle5 @novu/client @nozbe/microfuzz @nuxtjs/markdownit-loader
@nuxtjs/plausible @nx/nx-linux-x64-musl @openclaw/feishu @openmeteo/sdk @opentelemetry/exporter-prometheus
@opentelemetry/sdk-metrics @ovotech/schema-registry-api @oxc-parser/binding-wasm32-wasi
@oxc-transform/binding-android-arm-eabi @payloadcms/richtext-lexical @pdf-lib/fontkit @photo-sphere-viewer/video-plugin
@php-wasm/cli-util @php-wasm/web @pixi/canvas-sprite @pixi/filter-emboss @pixi/filter-grayscale
@pixiv/three-vrm-materials-v0compat @platejs/list @pnpm/directory-fetcher @pnpm/network.ca-file @polkadot-api/codegen
@polkadot-labs/hdkd-helpers @polkadot/api-augment @polkadot/types-augment @polymer/paper-spinner @poppinss/inspect
@portabletext/plugin-one-line @prestashop-core/jquery.live-polyfill @progress/kendo-ripple @pulumi/command
@pulumi/docker @putout/plugin-convert-object-assign-to-merge-spread @quixo3/prisma-session-store @qwik.dev/partytown
@rc-component/util @react-aria/live-announcer @react-dev-inspector/umi4-plugin
@react-native-google-signin/google-signin @react-native-ml-kit/text-recognition @react-native-windows/package-utils
@react-pdf-viewer/get-file @react-spectrum/label @react-spectrum/utils @redwoodjs/auth @refinedev/cli @remirror/theme
@remixicon/vue @replit/vite-plugin-shadcn-theme-json @rnx-kit/tools-react-native
@rnx-kit/types-plugin-cyclic-dependencies @rnx-kit/typescript-service @rpldy/upload-button @rsuite/icon-font
@rushstack/loader-raw-script @rvxlab/tailwind-plugin-ios-full-height @salesforce/dev-scripts
@salesforce/mcp-provider-dx-core @salesforce/source-tracking @savvywombat/tailwindcss-grid-areas @scalar/use-hooks
@scribe.js/tesseract.js-core @sd-jwt/decode @seamapi/url-search-params-serializer
@sentry-internal/node-native-stacktrace @sentry/serverless @serialport/parser-ready @serialport/parser-spacepacket
@serverless-devs/s @shopify/app-bridge-utils @shopware/nuxt-module @signpdf/placeholder-pdfkit010
@silvia-odwyer/photon-node @sinonjs/referee @smithy/eventstream-serde-universal @smui/icon-button
@snowpack/plugin-webpack @sphinxxxx/color-conversion @splitsoftware/splitio @stdlib/array-int16 @stdlib/blas-base-gcopy
@stdlib/constants-int16-min @stdlib/math-base-special-acos @stdlib/math-base-special-kernel-tan @stdlib/ndarray-orders
@stdlib/process-read-stdin @stoplight/prism-core @storybook/addon-coverage @storybook/nextjs-vite @strapi/sdk-plugin
@styled-system/space @supabase/sql-formatter @swagger-api/apidom-parser-adapter-api-design-systems-json
@swc-react/toast @syncfusion/ej2-maps @syncfusion/ej2-react-richtexteditor @tabler/core @tailwindcss/forms
@tamagui/animate-presence @tamagui/portal @tamagui/slider @tamagui/stacks @tanstack/angular-table @tanstack/solid-start
@taquito/utils @telegraph/tag @tencent-sdk/capi @theia/plugin-ext @thi.ng/dgraph @timescaledb/typeorm
@tiptap/extension-hard-break @tiptap/extension-history @tldraw/polyfills @tonejs/plot @transmute/x25519-key-pair
@trapezedev/configure @trezor/blockchain-link-types @trpc-limiter/redis @truffle/abi-utils @tryfinch/finch-api
@tryghost/kg-default-nodes @tscircuit/find-convex-regions @tsparticles/plugin-export-image @turbo/gen-linux-64
@turf/tesselate @twilio-paste/switch @typechain/ethers-v6 @types/arangodb @types/cytoscape-euler @types/electron-store
@types/gapi.client.bigquery-v2 @types/json-server @types/karma-fixture @types/passport-kakao @types/svg-sprite
@types/wechat-miniprogram @typespec/openapi @udecode/plate-link @uiw/react-baidu-map-api-loader @uiw/react-md-editor
@umijs/deps @umijs/preset-umi @umijs/route-utils @umijs/yorkie @unified-latex/unified-latex-util-catcode
@uniswap/conedison @uniswap/liquidity-staker @univerjs-pro/engine-formula @univerjs/docs-hyper-link @unocss/core
@urql/exchange-persisted @useoptic/json-pointer-helpers @vaadin/board @vercel/remote-nx @vibe/icon-button
@vibrant/quantizer-mmcq @vitest/mocker @viz-js/lang-dot @voiceflow/fetch @vue-email/code-block @vue-email/img
@vue-email/section @vue-storefront/middleware @vue/cli-plugin-vuex @vuepress/bundler-webpack @vuepress/markdown
@web/rollup-plugin-polyfills-loader @webassemblyjs/leb128 @webpack-cli/init
@wix/auto_sdk_dashboard-management_favorite-list @wix/auto_sdk_inbox_conversations
@wix/auto_sdk_stores_catalog-versioning @wix/auto_sdk_stores_inventory @wix/cache @woocommerce/currency @wordpress/a11y
@wordpress/interface @xmpp/error @xyflow/svelte @xyflow/system @yamada-ui/utils @yarnpkg/plugin-interactive-tools
@yarnpkg/plugin-pack @yellow-ticket/seed-json-schema @yudiel/react-qr-scanner @zag-js/carousel @zag-js/pressable
@zag-js/toggle-group @zedux/atoms @zotero/eslint-config @zxing/ngx-scanner LiveScript actioncable-vue
altair-fastify-plugin amplify-frontend-ios angular-mocks angular-moment-picker angular2-color-picker
appium-chromium-driver ask-sdk astronomy-engine aurelia-event-aggregator aws-cloudfront-sign axios-auth-refresh
backbone.babysitter balena-settings-client barrelsby base-cli-process bigint-mod-arith bignumber.js binary-install
bintrees blocked botframework-streaming broccoli-caching-writer browser-process-hrtime browser-tabs-lock bull-board
bullmq-otel bun-plugin-yaml bzip2-maybe call call-id can-ndjson-stream ccstate chai-exclude changelog character-parser
cidr-tools cjs2esm class-validator-jsonschema codeceptjs-testrail coffee-react coingecko-api commitlint
compact-encoding-net compressorjs cornerstone-tools cron-expression-validator cross-sha256
css-to-react-native-transform cypress-circleci-reporter d3-graphviz datatables.net-buttons datatables.net-buttons-dt
dbus-next decap-cms-backend-gitlab decap-cms-widget-string decimal.js-light deep-aplus deep-strict-equal deferred
deglob device di digest-fetch docusaurus-plugin-proxy dom-serialize domq.js echarts-wordcloud egg-socket.io
electron-chromedriver electron-updater-yaml email-addresses email-comb ember-classic-import-meta-glob error-serializer
es-define-property esbuild-node-externals esbuild-plugin-clean esbuild-plugin-d.ts esbuild-plugin-postcss
eslint-config-angular eth-json-rpc-middleware exit-on-epipe exit-x expo-detox-hook extra-promise fast-sass-loader
fast-shallow-equal fast-zlib fastparse feature-policy fengari ffmpeg-for-homebridge fluent-transpiler force-resolutions
foreachasync format-string-by-pattern fs-mkdirp-stream funthreads gatsby-plugin-algolia gatsby-plugin-robots-txt
gatsby-source-rss-feed geohashing geojson-normalize geopoint git-commit-msg-linter git-repo-name git-up
github-actions-ctrf globrex google-maps-react gradient-string graphql-let grunt-contrib-csslint grunt-contrib-uglify
grunt-includes grunt-xmlstoke gs gs1-barcode-parser-mod gsap gulp-changed gulp-coveralls gulp-s3-upload hapi-rate-limit
har-schema haraka-message-stream hardhat-dependency-compiler haxec hex-color-opacity hexo-log home-or-tmp
html-to-pdfmake htmlparser2 http-cache-semantics http-reasons http-server-spa hygen hyochan-welcome hyperform
i18next-async-storage-backend2 init inquirer-fuzzy-path interruptor io-ts-extra ionic-native is-d is-descriptor
is-subset is-video jest-environment-steps jest-vue-preprocessor jest_workaround jkroso-type js-csp json-crawl
json-difference json-loader json-patch json-schema-defaults json-schema-fast-check json2xls jsonpack just-compare
just-task-logger karma-selenium-grid-launcher kill-port klona koa-conditional-get koa2-swagger-ui kysely-data-api
langfuse-core languagedetect leaflet-ellipse level-concat-iterator level-sublevel lg-thumbnail.js lib0 liftup
lighthouse-logger line-height link-module-alias list-item lite-ready local-storage-fallback lodash._baseforright
lodash.issafeinteger lodash.zipobject logplease lscache lx-valid markdown-pdf match-all match-index
merge-jsons-webpack-plugin metalsmith-ignore micromark-extension-highlight-mark midi-player-js mini-types mock-session
mockingoose mode-watcher moleculer-web mongodb-schema nativescript-websockets ndarray-sort nearby-sort nest-csv-parser
nest-openapi-tools neverthrow next-drupal ngx-progressbar nice-grpc-server-reflection nice-grpc-web
nitro-cloudflare-dev node-opcua-object-registry node-plantuml node-red-node-sqlite node-upload-images
node-version-matches node-webtokens nodemailer-smtp-pool norwegian-national-id-validator npm-cache-filename
npm-snapshot nuxt-module-eslint-config object-hash object.reduce oci-functions office-addin-usage-data opal-npm-wrapper
optional p-map-series pa11y-reporter-junit passport-anonymous passport-discord path-loader path-sort path-source
pg-monitor piano-analytics-js pino-caller pino-sentry playwright-client-certificate-login pmtiles pocketbase-typegen
podparse postcss-easy-import postcss-import-resolver pouchdb-adapter-leveldb-core prelude-extension prettier-plugin-vue
pretty-bytes prisma-generator-fake-data promise-assist purs-tidy putil-varhelpers pxls quill-mention rafl
random-word-slugs raptor-regexp react-axe react-field react-filepond react-google-maps react-linkify
react-lorem-component react-material-ui-carousel react-native-flip react-native-unistyles react-native-version-check
react-query-native-devtools react-responsive-pagination react-scrolllock react-side-effect react-static-google-map
rebass redux-devtools-log-monitor redux-mock-store regextras rehype-prism-plus release-please
remark-lint-blockquote-indentation remark-lint-no-missing-blank-lines remix-flat-routes resolve-id-refs
rocambole-strip-console rollup-plugin-auto-external rollup-plugin-javascript-obfuscator rollup-plugin-postcss
rss-parser runtime-required rxjs-report-usage safer-eval sap-cf-mailer saxon-js scalus scroll-to scss-bundle sdp
server-with-kill shelljs.exec simpleheat sitemap-stream-parser slack-block-builder slick smartcrop-gm
smartystreets-javascript-sdk snapshot-diff snyk-request-manager sonda sort-media-queries sorted-btree source-sans
spdx-ranges stale-while-revalidate-cache stickyfilljs storybook-addon-fetch-mock storybook-addon-rtl-direction
storybook-react-parcel stream-demux stream.pipeline-shim streamx strip-bom-string strip-comments-strings strip-eof
strong-remoting style-dictionary stylelint-config-wordpress stylelint-declaration-strict-value
stylelint-formatter-gitlab-code-quality-report supertest-session survey-vue svg-tag-names svgmoji tableau-react tess2
test-data-bot test-results-reporter text-cache tfjs-image-recognition-base throttled-reader time-grunt
tiny-set-immediate tinyexec to-capital-case to-sentence-case transformer-proxy travis treeverse ts-patch ttl
tua-body-scroll-lock twitter type-checked-collections type-flag typed-signals typedoc-vitepress-theme typescript-logic
ulid-uuid-converter ultron un-eval unescape-js unlighthouse updater-contributors url-search-params-polyfill
us-bank-account-validator use-click-outside use-custom-compare util.inherits vanilla-masker vcr-test vega-label
vega-view-transforms velocityjs vinyl-sourcemaps-apply vite-plugin-chunk-split vite-plugin-vue-layouts-next vue-rx
vue-svgicon vue2-perfect-scrollbar vuex-mock-store w3c-keyname wait-for-the-element wareki wdio-appium-service
web3-core-method webapi-parser webdriver-image-comparison webpack-require-from webpackbar webworkify
webxr-layers-polyfill wicg-inert xhr-mock xml-formatter xrpl-binary-codec-prerelease xss-filters y-webrtc
yandex-metrika-vue3 zeego zigbee-herdsman zod-schema-faker zundo
`;

/** Drawn by lot from sections that had few until then: shells, editors, graphics, video, games' data, tools; and from all. */
export const DEBIAN_NINETEENTH = `
3depict 7zip-standalone amanda-client aranym ayatana-indicator-sound binutils-arc-linux-gnu-dbg buildbot checkstyle
cif-tools crystal-facet-uml deepin-movie dicomscope dict-freedict-eng-hun dict-freedict-pol-fra diffuse dpkg
dspdfviewer dvdauthor eiskaltdcpp-daemon elfutils elpa-matlab-mode erlang-mochiweb erlang-reltool fim
firefox-esr-l10n-lv freedm gcc-14-plugin-dev-mipsisa32r6el-linux-gnu gdc-13-i686-linux-gnu gfmd
gfortran-12-s390x-linux-gnu gir1.2-goffice-0.10 gnome-decoder gnome-icon-theme-nuovo gnome-keyring gnome-sudoku
golang-github-dvsekhvalnov-jose2go-dev golang-github-flynn-noise-dev golang-github-smartystreets-goconvey-dev
golang-mvdan-sh-dev gorst gparted gtkwave heroes-data hibiscus hyphen-pt-pt icatalan icecc-monitor imagemagick iqtree
isenkram-cli jed latex-coffee-stains lib32go23 liballeggl4.4t64 libapache2-mod-tile libc-bin libddcutil5
libequinox-p2-publisher-eclipse-java libghc-hslua-doc libgraph-easy-as-svg-perl libgs10 libgtkmm-2.4-doc libhfst55
libjs-functional-red-black-tree libjs-of-ocaml-doc libkf6completion-doc libkimap-data liblavplay-2.1-0t64 libldap-dev
liblua5.3-0-dbg libmeep33 libmono-smdiagnostics0.0-cil libmono-system-reactive-windows-threading2.2-cil
libmrpt-opengl2.14 libnginx-mod-http-auth-spnego libnm-dev libomniorb4-3t64 libosmoisdn-doc libpath-iterator-rule-perl
libpinyin-utils libpwizlite3t64 libreoffice-gtk4 librust-bgzip-dev librust-libadwaita-dev librust-thiserror-1-dev
libsql-translator-perl libsuitesparse-dev libtasn1-doc libtexluajit-dev libtrilinos-muelu-13.2 libweasel-perl
lintian-doc linux-kbuild-6.12.111+deb13 liquidwar-data mcl mediawiki2latex mencoder metamath mu-cade-data mythes-sv
neochat node-auth-header node-domino node-redux node-should node-utilities nqp-data nted-doc obs-stroke-glow-shadow
osmid pcl-ros-tools phat-utils php-symfony-error-handler php-symfony-property-access plasma-nano psignifit
python-lunr-doc python-nipype-doc python-petsc4py-doc python3-arcus python3-bluemaestro-ble python3-ipykernel
python3-pcbasic python3-rx python3-stfio python3-tenacity python3-uranium qbittorrent-nox
qml6-module-org-kde-kosmindoormap qpdfview-djvu-plugin qtwayland5 quassel-core raku-file-which rawtran-doc recoverjpeg
reform2-lpc-dkms regina-rexx ruby-fog-libvirt ruby-google-apis-monitoring-v3 ruby-protocol-http2 samtools
scalable-cyrfonts-tex scriptisto sdml smplayer swi-prolog-core-packages tiger tmate-ssh-server
tryton-modules-account-fr-chorus ufo-core-doc valac visualboyadvance webfs wmget wodim wordgrinder-x11 xfburn
xfce4-verve-plugin xserver-common xserver-xorg-video-intel xxdiff zsh-antigen
`;
