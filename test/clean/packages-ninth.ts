/**
 * The ninth sets, in the newest versions of 2026-12: clouds, infrastructure as code, models, content management, automation; programs in Go,
 * documents made by Sphinx, test data, sources of compilers and libraries, a JDK, hardening guides.
 */
export const NPM_NINTH = `
@aws-cdk/cli-lib-alpha @electron/packager @grafana/data @grafana/runtime @grafana/scenes @grafana/ui @langchain/core
@langchain/openai @medusajs/framework @mistralai/mistralai @nx/react @payloadcms/next @pulumi/pulumi
@react-native/dev-middleware @solana/kit @strapi/admin @strapi/core aws-cdk electron-builder n8n-core puppeteer-core
`;

export const DEBIAN_NINTH = `
apache2-doc bettercap-ui biglybt ceph-test chasquid chromium-common docker-buildx emacspeak erlang-examples
erlang-megaco erlang-ssl etcd-client forensics-samples-exfat freedombox gimp-help-en git-annex gitleaks glibc-source
golang-cfssl golang-github-aquasecurity-go-dep-parser-dev golang-github-go-enry-go-license-detector-dev
golang-github-go-jose-go-jose.v3-dev golang-github-klauspost-compress-dev golang-github-knqyf263-go-rpmdb-dev
golang-github-pierrec-lz4-dev golang-github-snapcore-snapd-dev golang-google-genproto-dev icinga-php-thirdparty josm
jtreg8 jupyterlab kea-doc kubectl lammps-doc libaspectj-java libclang-19-dev libencode-perl libghc-gi-gio-doc
libghc-propellor-doc libicu4j-java libimage-exiftool-perl libjaxe-java libjs-dojo-dojox libjs-jsxc libjs-of-ocaml
liblucene9-java libmbedtls-doc libnumber-phone-perl librust-http-types-dev librust-lopdf-dev
librust-magic-wormhole-dev librust-sequoia-ipc-dev libtomcat11-java lxd-tools mgmt modsecurity-crs neovim-runtime
node-caniuse-db node-jupyter-widgets-html-manager omnidb-common openjdk-25-jdk-headless openvswitch-source
pcp-testsuite pgloader php-codeigniter-framework php-symfony-intl piglit podman-remote puppet-module-keystone
puppet-module-puppetlabs-mysql puppet-module-puppetlabs-stdlib python-dask-doc python-memray-doc python-parsl-doc
python-sardana-doc python-sklearn-doc python3-jieba python3-pyasn python3-pybedtools python3-pyocd python3-sasdata
python3-satpy python3-scrapy python3-sentry-sdk python3-stsci.tools r-cran-brms radosgw receptor
rtpengine-perftest-data ruby-countries ruby-gemojione ruby-grpc ruby-rmagick-doc rust-src sogo-common ssg-nondebian
texmacs-bin virtuoso-vad-conductor wims zabbix-server-mysql
`;
