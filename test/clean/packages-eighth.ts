/**
 * The eighth set: libraries of Python, Ruby, PHP, R, Node, Go, Rust and Perl, by chance and those that sign in somewhere, documents, many of them
 * indexes of Qt's help, and programs in Go.
 */
export const DEBIAN_EIGHTH = `
acmetool aerc afdko-doc ansible-mitogen antlr4-doc aspectj-doc barbican-doc binoculars-doc botch-doc cdrkit-doc
checkstyle-doc cinder-doc claws-mail-doc cloudkitty-doc coinor-libdylp-doc crun csvkit-doc cyborg-doc dasel db5.3-doc
delve direnv dnscrypt-proxy docker-doc dpuser-doc dput-ng-doc dynare-doc elvish evolver-doc ffmpeg-doc
firebird4.0-common-doc flask-migrate-doc fscrypt fzf git-lfs glab glance-doc gocryptfs
golang-github-akamai-akamaiopen-edgegrid-golang-dev golang-github-ansible-receptor-dev
golang-github-apache-arrow-go-dev golang-github-charmbracelet-x-dev golang-github-compose-spec-compose-go-dev
golang-github-gin-gonic-gin-dev golang-github-gogo-protobuf-dev golang-github-google-martian-dev
golang-github-henrydcase-nobs-dev golang-github-kardianos-service-dev golang-github-lucasb-eyer-go-colorful-dev
golang-github-lxc-incus-dev golang-github-mattn-go-sqlite3-dev golang-github-nebulouslabs-bolt-dev
golang-github-openfga-go-sdk-dev golang-github-pires-go-proxyproto-dev golang-github-protonmail-gopenpgp-dev
golang-github-rivo-tview-dev golang-github-svanharmelen-jsonapi-dev golang-github-xo-terminfo-dev
golang-k8s-sigs-structured-merge-diff-dev gopls graph-tool-doc gron gsoap-doc haproxy-doc heat-doc hol88-doc hub incus
kitty-doc libbit-vector-perl libbssolv-perl libc3p0-java-doc libcatalyst-authentication-credential-authen-simple-perl
libcds-healpix-java-doc libchart-clicker-perl libclassycle-java-doc libcod-tools-perl libcommons-collections4-java-doc
libconvert-binary-c-perl libcrypto++-doc libcunit1-doc libdbi-perl libdune-geometry-doc libeasyconf-java-doc
libencode-eucjpascii-perl libfcml-doc libfelix-gogo-runtime-java-doc libfelix-utils-java-doc
libfile-find-object-rule-perl libgck-1-doc libgck-2-doc libgearman-doc libgeo-gdal-ffi-perl libgeo-gpx-perl
libgeronimo-validation-1.1-spec-java-doc libghc-attoparsec-iso8601-doc libghc-binary-instances-doc
libghc-code-page-doc libghc-config-ini-doc libghc-copilot-theorem-doc libghc-cryptohash-doc libghc-crypton-doc
libghc-cryptostore-doc libghc-data-default-doc libghc-data-default-instances-containers-doc libghc-deque-doc
libghc-doclayout-doc libghc-doctemplates-doc libghc-doctest-parallel-doc libghc-genvalidity-hspec-doc libghc-hpack-doc
libghc-http-types-doc libghc-iconv-doc libghc-incremental-parser-doc libghc-indexed-traversable-instances-doc
libghc-input-parsers-doc libghc-integer-conversion-doc libghc-iproute-doc libghc-jmacro-doc libghc-jwt-doc
libghc-keys-doc libghc-lua-doc libghc-lucid-doc libghc-netwire-doc libghc-newtype-generics-doc libghc-numbers-doc
libghc-numeric-extras-doc libghc-numinstances-doc libghc-ofx-doc libghc-ordered-containers-doc libghc-os-string-doc
libghc-profunctors-doc libghc-rio-doc libghc-servant-client-core-doc libghc-src-meta-doc libghc-statistics-doc
libghc-termonad-doc libghc-time-parsers-doc libghc-twitter-conduit-doc libghc-uniplate-doc
libghc-vector-algorithms-doc libghc-vty-unix-doc libghc-witherable-doc libghc-yesod-auth-doc libgivaro-doc
libgladeui-doc libglobus-gsi-proxy-core-doc libglobus-xio-gridftp-driver-doc libgnatcoll-db-doc
libgradle-android-plugin-java-doc libgraphene-doc libhtml-widgets-navmenu-perl libij-java-doc libinsane-doc
libisoburn-doc libjanino-java-doc libjboss-modules-java-doc libjcdf-java-doc libjgoodies-looks-java-doc
libkf5baloo-doc libkf5calendarcore-doc libkf5codecs-doc libkf5crash-doc libkf5dbusaddons-doc libkf5emoticons-doc
libkf5globalaccel-doc libkf5holidays-doc libkf5idletime-doc libkf5jobwidgets-doc libkf5kio-doc
libkf5networkmanagerqt-doc libkf5package-doc libkf5plotting-doc libkf5prison-doc libkf5pty-doc
libkf5unitconversion-doc libkf5wallet-doc libkf5widgetsaddons-doc libkf5xmlrpcclient-doc libkf6auth-doc
libkf6baloo-doc libkf6colorscheme-doc libkf6crash-doc libkf6dbusaddons-doc libkf6declarative-doc libkf6holidays-doc
libkf6idletime-doc libkf6jobwidgets-doc libkf6kcmutils-doc libkf6networkmanagerqt-doc libkf6notifyconfig-doc
libkf6package-doc libkf6pty-doc libkf6statusnotifieritem-doc libkf6unitconversion-doc libkf6wallet-doc
libktextaddons-doc liblemonldap-ng-ssoaas-apache-client-perl liblimesuite-doc libmail-box-imap4-perl libmailtools-perl
libmate-desktop-doc libmath-vector-real-xs-perl libmialm-doc libmongoc-doc libmoosex-declare-perl
libmoosex-types-structured-perl libmsgraph-doc libnative-platform-java-doc libnet-ssh2-perl libnetcdff-doc liboar-perl
libocxl-doc libois-perl libopenmpt-doc libortp-doc libpam-doc libpapers-doc libpar-perl libparsington-java-doc
libperl-prereqscanner-notquitelite-perl libperl4caml-ocaml-doc libpicocontainer-java-doc libquickfix-doc
librapidfuzz-cpp-doc librocalution-doc librust-ashpd-dev librust-async-lock-dev librust-cgmath-dev librust-chumsky-dev
librust-datetime-dev librust-derive-utils-dev librust-deunicode-dev librust-enum-dispatch-dev
librust-fontconfig-parser-dev librust-gix-merge-dev librust-gix-pack-dev librust-glib-0.18-dev
librust-gstreamer-pbutils-dev librust-gstreamer-video-sys-dev librust-image-dev librust-imara-diff-dev
librust-libcst-dev librust-lyon-path-dev librust-num-bigint-dev librust-pest-dev librust-polyval-dev
librust-portable-atomic-dev librust-rpds-dev librust-shlex-dev librust-smithay-client-toolkit-dev librust-speedate-dev
librust-sqlx-core-dev librust-sqlx-macros-core-dev librust-strobe-rs-dev librust-sudo-rs-dev librust-tar-dev
librust-time-macros-dev librust-tower-http-0.4-dev librust-ttf-parser-dev librust-ufmt-dev
librust-wayland-protocols-dev librust-wayland-server-dev librust-weezl-dev librust-xxhash-rust-dev libsaml-doc
libsaxonb-java-doc libsdl-gfx1.2-doc libsdl3-doc libservice-wrapper-doc libsimple-http-java-doc libsqljet-java-doc
libtag-doc libtest-reporter-perl libtest-valgrind-perl libtext-mecab-perl libtinyxml-doc libupnp-doc libwala-java-doc
libwayland-doc libwebkitgtk-doc libwpg-doc libx11-doc libxml-structured-perl libzemberek-java-doc
libzita-resampler-doc libzmf-doc lua-sql-doc lxd-client mailutils-doc mapnik-doc masakari-doc micro mkcert ncurses-doc
netgen-doc neutron-doc nextcloud-desktop-doc node-ace-builds node-backbone node-benchmark node-core-js-builder
node-css-select node-dagre-layout node-es5-ext node-escope node-fontsource-merriweather
node-fortawesome-free-brands-svg-icons node-htmlparser2 node-jasmine node-jquery node-js-sdsl node-js-yaml node-ldapjs
node-leveldown node-lezer-php node-libpq node-mathjax-full node-mdn-browser-compat-data node-mdn-data node-mysql
node-nodemailer node-openpgp-asmcrypto.js node-playwright node-prismjs node-react-json-tree node-redis node-sixel
node-sqlite3 node-stdlib node-ts-loader node-urlgrey node-vega node-vega-lite node-wikibase-edit node-xterm numba-doc
octavia-doc opendbx-doc opengl-4-man-doc openvswitch-test php-async-aws-core php-async-aws-sns
php-codeigniter-framework-doc php-faker php-giggsey-libphonenumber php-google-protobuf php-google-recaptcha php-icinga
php-illuminate-auth php-league-commonmark php-mf2 php-net-ldap2 php-phpmyadmin-sql-parser php-predis
php-symfony-amazon-mailer php-symfony-clickatell-notifier php-symfony-firebase-notifier
php-symfony-free-mobile-notifier php-symfony-http-client php-symfony-mailgun-mailer php-symfony-ovh-cloud-notifier
php-symfony-serializer php-symfony-slack-notifier php-symfony-telegram-notifier php-symfony-yunpian-notifier
php-zeroc-ice plfit-doc powerline-doc praw-doc python-acme-doc python-ansible-runner-doc python-anyqt-doc
python-asyncssh-doc python-authlib-doc python-autoray-doc python-azure-doc python-certbot-dns-cloudflare-doc
python-colorzero-doc python-discord-doc python-django-allauth-doc python-django-model-utils-doc
python-django-oauth-toolkit-doc python-django-parler-doc python-django-split-settings-doc
python-djangorestframework-doc python-djangorestframework-simplejwt-doc python-fiat-doc python-flask-dance-doc
python-flask-security-doc python-flufl.lock-doc python-fonttools-doc python-getdns-doc python-gitlab-doc
python-gnocchiclient-doc python-guidata-doc python-guizero-doc python-imageio-doc python-imapclient-doc
python-jpylyzer-doc python-jupyter-server-doc python-jwt-doc python-keystoneclient-doc python-mapclassify-doc
python-matridge-doc python-nextcloud-api-doc python-nipy-doc python-openapi-core-doc python-openapi-spec-validator-doc
python-openstackclient-doc python-picobox-doc python-pil-doc python-pint-doc python-prov-doc python-pycryptodome-doc
python-pycurl-doc python-pydbus-doc python-pyina-doc python-pylibacl-doc python-pymongo-doc python-qwt-doc
python-rdflib-doc python-requests-oauthlib-doc python-sensor-state-data-doc python-sentry-sdk-doc python-stomp-doc
python-swiftclient-doc python-testpath-doc python-tooz-doc python-vitrageclient-doc python-webob-doc python3-absl
python3-aio-pika python3-aiobafi6 python3-aioesphomeapi python3-aiopg python3-aioshelly python3-aiozmq
python3-ansible-compat python3-ansible-pygments python3-assertpy python3-audioread python3-autopep8 python3-awscrt
python3-babeltrace python3-build python3-carquinyol python3-catkin python3-ccdproc python3-certbot-dns-google
python3-changelog-chug python3-cloudflare python3-configargparse python3-cryptominisat python3-ctdopts python3-cvelib
python3-cyarray python3-cysignals-bare python3-dill python3-django-anymail python3-django-cas-server
python3-django-dynamic-preferences python3-django-import-export python3-django-mailman3 python3-django-postorius
python3-django-test-migrations python3-djangorestframework python3-djangorestframework-extensions
python3-djangorestframework-simplejwt python3-djangorestframework-spectacular python3-dmsh python3-dogtail
python3-dolfin64-real python3-dpkt python3-dxchange python3-easygui python3-einops python3-elasticsearch-curator
python3-elmax-api python3-email-validator python3-emmet-core python3-engineio python3-epr python3-executing
python3-fast-histogram python3-flask-dance python3-flufl.bounce python3-fluids python3-fparser python3-ftdi
python3-gavo python3-gavo-utils python3-getfem python3-goodwe python3-googleapi-samples python3-gpapi python3-gpyfft
python3-gsw python3-guzzle-sphinx-theme python3-h11 python3-h5py-mpi python3-hdf5plugin-doc python3-heatclient
python3-imageio python3-imobiledevice python3-influxdb-client python3-infoblox-client python3-ionoscloud python3-irc
python3-iso639 python3-javaobj python3-jinja2 python3-jira python3-kgb python3-kineticstools python3-laszip
python3-libhfst python3-libknot python3-libnmap python3-libtrace python3-logilab-constraint python3-loki-ecmwf
python3-louis python3-magic-wormhole-mailbox-server python3-makefun python3-mappy python3-markdown-it python3-matridge
python3-matrix-nio-doc python3-med python3-meshio python3-milc python3-mir-eval python3-mistralclient
python3-mongoengine python3-multiprocess python3-music python3-mutagen python3-mypy python3-ndcube python3-netaddr
python3-networking-l2gw python3-neutron-vpnaas python3-neutronclient python3-nordugrid-arc python3-noseofyeti
python3-numpy python3-nwdiag python3-opm-common python3-os-ken python3-oscrypto python3-oslo.privsep
python3-ovn-bgp-agent python3-packageurl python3-pamqp python3-parse-type python3-pathspec python3-pathvalidate
python3-paypal python3-pbcommand python3-pdm python3-pdoc python3-pigpio python3-pint python3-pkg-resources
python3-plist python3-pointpats python3-proton-vpn-api-core python3-pyaudio python3-pyavm python3-pydeconz
python3-pydicom python3-pygments python3-pyicloud python3-pyisy python3-pymrpt python3-pynx python3-pyorbital
python3-pyosmium python3-pyqt5.qtserialport python3-pyqt6.qtdesigner python3-pyside2.qtgui
python3-pyside2.qtopenglfunctions python3-pyside2.qtquick python3-pyside6.qt3dcore python3-pyside6.qtcore
python3-pyside6.qtnetworkauth python3-pyside6.qtpositioning python3-pysolr python3-pysword python3-pytest-djangoapp
python3-pytest-subprocess python3-python-telegram-bot python3-python-telegram-bot-doc python3-pytz python3-pyverbs
python3-pyvisa-py python3-pyvows python3-pywt python3-qcelemental python3-rrdtool python3-seedir python3-skbuild
python3-social-auth-core python3-sphere python3-sphinx-a4doc python3-sphinxcontrib-mermaid python3-sqlglot
python3-statsmodels python3-stetl python3-storm python3-terminaltexteffects python3-tiktoken python3-tinycss
python3-tomoscan python3-transforms3d python3-treq python3-twilio python3-twitchapi python3-ufl-legacy
python3-ufo-tofu python3-usb1 python3-virtualsmartcard python3-xbox-webapi python3-xraydb python3-xrootd
python3-xstatic-moment python3-yaml qt6-datavis3d-doc qt6-httpserver-doc qt6-location-examples
qt6-quickeffectmaker-doc qt6-sensors-doc qt6-serialport-doc qtcreator-doc qtdatavisualization5-doc qtgamepad5-doc
qtmir-tests qtmultimedia5-doc qtnetworkauth5-doc qtpdf5-doc qtpdf5-examples qtquickcontrols5-doc qtserialport5-doc
qtsvg5-doc qtwebsockets5-doc qtwebview5-examples r-cran-argparser r-cran-arsenal r-cran-askpass r-cran-aweek
r-cran-bayestestr r-cran-bslib r-cran-cmprsk r-cran-cubature r-cran-cvst r-cran-dbitest r-cran-deoptim
r-cran-distributional r-cran-dslabs r-cran-earth r-cran-eipack r-cran-epiestim r-cran-exactextractr
r-cran-fontbitstreamvera r-cran-formula r-cran-fracdiff r-cran-ftrading r-cran-gamm4 r-cran-gap r-cran-geepack
r-cran-ggthemes r-cran-googlesheets4 r-cran-googlevis r-cran-gridtext r-cran-hwriter r-cran-ica r-cran-irkernel
r-cran-itertools r-cran-jrc r-cran-kableextra r-cran-lambda.r r-cran-lbfgsb3c r-cran-lexrankr r-cran-lsd
r-cran-mathjaxr r-cran-matrixcalc r-cran-mediana r-cran-memisc r-cran-modelmetrics r-cran-nleqslv r-cran-nnet
r-cran-npsurv r-cran-parallelly r-cran-pbkrtest r-cran-plotly r-cran-profvis r-cran-psychotools r-cran-psychotree
r-cran-qpdf r-cran-quantmod r-cran-rcarb r-cran-renv r-cran-repr r-cran-rex r-cran-rgooglemaps r-cran-rjson
r-cran-rncl r-cran-robust r-cran-rredlist r-cran-rsdmx r-cran-rsqlite r-cran-satellite r-cran-sendmailr
r-cran-spacetime r-cran-survival r-cran-taxize r-cran-tfmpvalue r-cran-tiff r-cran-tmvnsim r-cran-treespace
r-cran-triebeard r-cran-truncnorm r-cran-ttr r-cran-utf8 r-cran-v8 r-cran-waldo r-cran-xmlparsedata readline-doc
rep-doc rtklib-doc ruby-ae ruby-aliyun-sdk ruby-amqp ruby-aws ruby-aws-sdk ruby-azure-storage-blob
ruby-azure-storage-common ruby-barby ruby-certificate-authority ruby-dbus ruby-diff-lcs ruby-directory-watcher
ruby-elasticsearch-rails ruby-em-http-request ruby-fauxhai ruby-ffaker ruby-fusefs ruby-gherkin ruby-github-linguist
ruby-gitlab ruby-google-apis-compute-v1 ruby-google-apis-container-v1 ruby-googleauth ruby-graphql-client
ruby-htmlentities ruby-kubeclient ruby-lockfile ruby-mail ruby-mocha ruby-mocha-doc ruby-mongo ruby-mysql2 ruby-oauth
ruby-oauth2 ruby-omniauth ruby-origami ruby-rack-timeout ruby-rotp ruby-rouge ruby-rspec-mocks ruby-selenium-webdriver
ruby-sentry-ruby ruby-sequel ruby-sinatra ruby-sshkit ruby-temple ruby-twitter ruby-websocket-driver runc rust-web-doc
sendmail-doc senpai seqan3-doc shiboken2-doc sip6-doc sludge-doc snapd sqlfluff-doc starlink-auth-java-doc
starlink-connect-java-doc steptalk-doc substance-flamingo-doc syncthing tk8.6-doc trove-doc vip-manager wise-doc
yaz-doc yorick-doc yq
`;
