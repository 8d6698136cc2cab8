import { type Anchor, byteAnchor, textAnchor } from '../../src/model/anchor.ts';

/**
 * A set of the size and mix that credential scanners have: about 430 literals, a few of 3 and many of 4 bytes, a third in
 * either case, some of bytes. Fixed here, so that figures from different commits compare; the rules have their own.
 */
export function benchAnchors(): readonly Anchor[] {
  return [
    ...words(EXACT).map((text) => textAnchor(text)),
    ...SENTENCES.map((text) => textAnchor(text)),
    ...words(EITHER_CASE).map((text) => textAnchor(text, { ignoreCase: true })),
    ...BYTES.map(byteAnchor),
  ];
}

const words = (list: string): readonly string[] => list.trim().split(/\s+/);

const EXACT = `
ghp_ gho_ ghu_ ghs_ ghr_ github_pat_ glpat- gldt- glrt- glcbt- glptt- glft- glimt- glagent- gloas- glsoat- glffct- GR1348941
AKIA ASIA ABIA ACCA A3T AROA AIDA AIza ya29. GOCSPX- 1//0 GOOG1E xoxb- xoxp- xoxa- xoxr- xoxe. xoxs- xapp- hooks.slack.com
sk_live_ sk_test_ rk_live_ rk_test_ pk_live_ whsec_ sk-proj- sk-ant- sk-svcacct- sk-admin- T3BlbkFJ sk-or-v1- hf_ SG. api_org_
dapi dose dkea dop_v1_ doo_v1_ dor_v1_ glsa_ glc_ eyJrIjoi HRKU- npm_ PMAK- PMAT- pypi- rubygems_ shpat_ shpca_ shppa_ shpss_
hvs. hvb. hvr. .atlasv1. ATATT ATCTT ATBB ATOA dckr_pat_ dckr_oat_ dp.pt. dp.st. dp.ct. dp.sa. dp.scim. dp.audit. sl. EAA EAAC
EAACEdEose0cBA eyJ ewog lin_api_ lin_oauth_ -us1 -us2 key- pubkey- NRAK- NRII- NRJS- NRRA- EAAA sq0atp- sq0csp- sq0idp- :AA
AAAAA AAAAAAAAAAAAAAAAAAAAA pat. ak_ CFPAT- AGE-SECRET-KEY-1 LTAI AKCp8 AKCp cmVmd dt0c01. dt0s01. figd_ gsk_ pk.eyJ sk.eyJ
tk.eyJ secret_ ntn_ oy2 pscale_tkn_ pscale_pw_ pscale_oauth_ ops_eyJ A3- 00D fio-u- EZAK EZTK live_ test_ nfp_ nfc_ nfo_ nfu_ nfb_
00w pul- xkeysib- sntrys_ sntryu_ sgp_ sbp_ sb_secret_ tfp_ vcp_ vci_ vca_ vcr_ vck_ xai- CCIPAT_ CLOJARS_ cflt/ cio dd_ api-
shippo_live_ shippo_test_ fo1_ FlyV1 fm1r_ fm2_ r8_ sqp_ sqa_ squ_ AccountKey= SharedAccessKey= SharedAccessSignature +ASt ACDb
+ABa +ASb +AEh +ARm AzSe AzFu +ACR AzCa AIoT APIM +SQL +AMC AZEG 7Q~ 8Q~ JQQJ99 eu01xx us01xx NRAL phc_ phx_ pnu_ rdme_
tskey-auth- tskey-api- tskey-client- t1. AQVN y0_ y1_ bkua_ bkct_ CODACY pplx- FLWSECK FLWSECK_TEST- FLWPUBK_TEST hcaik_ jc_ lsv2_pt_
lsv2_sk_ wandb_v1_ pcsk_ rpa_ mmdc_ ABSK bedrock-api-key- amzn.mws. da2- cosign BM3 SNYK nvapi- tgp_v1_ fw_ co_ jina_ cpk_
FwoGZXIvYXdzE IQoJb3JpZ2luX2Vj sha1:{ $2a$ $2b$ $argon2 $krb5 zpka_ S-C SAA SUA SOA SNA SXA xprv yprv zprv tpub KwDiBf
MII LS0t LS0tLS1CRUdJTi LS0tLS1CRUdJTiB MC4C MIGH MIGk MHcC PRIVATE openssh-key-v1 AAAAB3Nz b3BlbnNzaC1rZXkt ecdsa-sha2 ssh-rsa
PuTTY-User-Key-File- Proc-Type: DEK-Info: BEGIN_KEY "kty" "private_key" "privateKey" "client_secret" "d":" "p":" CLIENT_RANDOM
SERVER_HANDSHAKE_TRAFFIC CLIENT_TRAFFIC_SECRET EXPORTER_SECRET Bearer bearer Basic token= :// ://: postgres:// postgresql://
mysql:// mongodb:// mongodb+srv:// redis:// rediss:// amqp:// amqps:// jdbc: ftp:// sftp:// ldap:// smtp:// AUTHORIZATION: _authToken
_auth= //registry .dkr.ecr. machineKey decryptionKey= validationKey= <Password> <password> DefaultEndpointsProtocol= InstrumentationKey=
`;

const SENTENCES: readonly string[] = [
  '-----BEGIN',
  '-----BEGIN PRIVATE KEY-----',
  '-----BEGIN RSA PRIVATE KEY-----',
  '-----BEGIN EC PRIVATE KEY-----',
  '-----BEGIN OPENSSH PRIVATE KEY--',
  '-----BEGIN PGP PRIVATE KEY BLOCK',
  '---- BEGIN SSH2 ENCRYPTED PRIVAT',
  'machine ',
  'password ',
  'Authorization: ',
];

const EITHER_CASE = `
password passwd passphrase secret_key secretkey client_secret clientsecret api_key apikey api-key access_key accesskey access_token
accesstoken auth_token authtoken refresh_token private_key privatekey credential connectionstring encryption_key signing_key
x-api-key x-auth-token x-amz-security-token aws_secret aws_session adafruit adobe airtable algolia alibaba asana atlassian auth0
azure beamer bitbucket bittrex braintree buildkite circleci clickhouse cloudflare cloudinary codecov cohere coinbase confluent
contentful coveralls databricks datadog deepgram deepseek digitalocean discord disqus dockerhub doppler droneci dropbox dynatrace
elevenlabs etsy facebook fastly figma finicity finnhub flickr flutterwave freshbooks gitlab gitter gocardless grafana groq harness
heroku honeycomb hubspot huggingface infracost intercom jfrog jumpcloud klaviyo kraken kucoin launchdarkly lark linear linkedin
lob mailchimp mailgun mailjet mapbox mattermost meraki messagebird mistral netlify newrelic notion nuget nylas nytimes okta onelogin
openai openvpn pagerduty paypal perplexity pinecone plaid planetscale postgres posthog postmark prefect pulumi rapidapi razorpay
readme rubygems salesforce segment sendbird sendgrid sendinblue sentry shippo shopify sidekiq slack snowflake snyk sonar sourcegraph
splunk spotify square squarespace stripe stytch sumologic supabase telegram tencent terraform travis trello twilio twitch twitter
typeform vercel vonage wireguard yandex zapier zendesk
`;

const BYTES: readonly string[] = [
  '06 09 2a 86 48 86 f7 0d 01 01 01', // OID rsaEncryption
  '06 07 2a 86 48 ce 3d 02 01', // OID id-ecPublicKey
  '06 08 2a 86 48 ce 3d 03 01 07', // OID prime256v1
  '06 05 2b 81 04 00 22', // OID secp384r1
  '06 05 2b 81 04 00 23', // OID secp521r1
  '06 03 2b 65 70', // OID id-Ed25519
  '06 03 2b 65 6e', // OID id-X25519
  '02 01 00 02 82', // version 0, then a long INTEGER: PKCS #1
  '02 01 00 30 0d', // version 0, then AlgorithmIdentifier: PKCS #8
  '02 01 01 04 20', // version 1, 32 bytes: SEC 1
  '02 01 01 04 30',
  '06 09 2a 86 48 86 f7 0d 01 07 01', // OID pkcs7-data: PKCS #12
  '06 0b 2a 86 48 86 f7 0d 01 0c 0a 01', // OID pkcs-12 key bag
  'fe ed fe ed 00 00 00', // JKS
  'ce ce ce ce 00 00 00', // JCEKS
  '07 02 00 00 00 a4 00 00', // CAPI private key blob
  '95 03 98', // OpenPGP secret key packet, RSA 2048
];
