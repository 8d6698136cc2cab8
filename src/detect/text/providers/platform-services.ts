/** Identity, messaging, registries and other platforms of developers: keys of theirs that have no mark of their own. */
import type { Assessment, Candidate } from '../rule.ts';
import { servicesOf } from '../services.ts';
import {
  alphanumeric,
  base64,
  base64url,
  digits,
  hex,
  inRow,
  lowerCase,
  oneOf,
  optional,
  plusDigits,
  unreserved,
  uuid,
} from '../shape.ts';
import { isOfWords } from '../value-kind.ts';

/** `recaptchaSiteKey`, `RECAPTCHA_SITE_KEY`, `<Recaptcha sitekey=`, and `websiteKey` of who solves them. */
const SITE_KEY = /(?:site|google)[_-]?key/i;

export const platformServiceRules = servicesOf([
  ['adobe', 'Adobe', alphanumeric(32), { what: 'client secret without prefix', where: 'the Adobe Developer Console' }],
  ['anypoint,mulesoft', 'MuleSoft Anypoint', uuid, { what: 'client secret' }],
  [
    'atlassian,jira,confluence',
    'Atlassian',
    alphanumeric(24),
    { what: 'API token without prefix', where: 'id.atlassian.com, Security, API tokens' },
  ],
  [
    'auth0,auth0 client,auth0 management',
    'Auth0',
    base64url(64),
    { what: 'client secret', severity: 'critical', where: 'the settings of the application at Auth0' },
  ],
  [
    'azure client,arm client,aad client,azure ad client',
    'Microsoft Entra',
    unreserved(32, 44),
    {
      what: 'client secret without mark',
      check: inAllKinds,
      severity: 'critical',
      where: 'Certificates & secrets of the app registration',
    },
  ],
  [
    'azure function,functions key,x functions',
    'Azure Functions',
    inRow(base64(40, 86), optional('==')),
    { what: 'function key by name', where: 'App keys of the function app' },
  ],
  [
    'bitbucket,bitbucket client',
    'Bitbucket',
    oneOf(base64url(44), alphanumeric(32), lowerCase(48)),
    { what: 'client secret', where: 'OAuth consumers of the workspace at Bitbucket' },
  ],
  ['cloudinary', 'Cloudinary', base64url(27), { what: 'API secret', where: 'Settings, API Keys of Cloudinary' }],
  ['consul,consul http,x consul', 'Consul', uuid, { what: 'ACL token', where: '`consul acl token delete`' }],
  [
    'discord client,discord oauth',
    'Discord',
    base64url(32),
    { what: 'client secret', where: 'OAuth2 of the application at the Discord Developer Portal' },
  ],
  [
    'docker hub,dockerhub',
    'Docker Hub',
    uuid,
    { what: 'access token', where: 'Account settings, Personal access tokens of Docker Hub' },
  ],
  [
    'dropbox,dropbox app',
    'Dropbox',
    oneOf(alphanumeric(64), lowerCase(15)),
    { what: 'app secret', where: 'the App Console of Dropbox' },
  ],
  ['duo', 'Duo', alphanumeric(40), { what: 'secret key', severity: 'critical' }],
  [
    'github client,github oauth,github app,gh client,gitalk',
    'GitHub',
    hex(40),
    { what: 'OAuth client secret', where: 'Developer settings of GitHub' },
  ],
  [
    'gitea,forgejo,codeberg',
    'Gitea',
    hex(40),
    { what: 'access token', where: 'Settings, Applications of your Gitea or Forgejo server' },
  ],
  [
    'gitlab application,gitlab client,gitlab oauth,gitlab app',
    'GitLab',
    hex(64),
    { what: 'application secret', where: 'Applications of your GitLab server' },
  ],
  [
    'google client,google oauth,google secret,apps googleusercontent',
    'Google',
    base64url(24),
    { what: 'older OAuth client secret', where: 'APIs and Services, Credentials of the Google Cloud console' },
  ],
  ['kagi', 'Kagi', inRow(base64url(11), '.', base64url(43)), { severity: 'medium' }],
  [
    'keycloak,keycloak client',
    'Keycloak',
    oneOf(uuid, alphanumeric(32)),
    { what: 'client secret', where: 'Clients, Credentials of the realm' },
  ],
  ['nango', 'Nango', uuid, { what: 'secret key', severity: 'critical', where: 'Environment Settings of Nango' }],
  [
    'newrelic,new relic',
    'New Relic',
    oneOf(hex(40), alphanumeric(47), base64url(47)),
    { what: 'license key', severity: 'medium', where: 'API keys of New Relic', check: notOfMobileApp },
  ],
  [
    'ngrok',
    'ngrok',
    inRow(alphanumeric(24, 28), '_', alphanumeric(19, 22)),
    { what: 'auth token', where: 'Your Authtoken of the dashboard of ngrok' },
  ],
  ['ollama', 'Ollama', inRow(hex(32), '.', base64url(24)), { where: 'the settings of your account at Ollama' }],
  ['nomad,x nomad', 'Nomad', uuid, { what: 'ACL token', where: '`nomad acl token delete`' }],
  [
    'okta client,okta oauth',
    'Okta',
    oneOf(base64url(64)),
    { what: 'client secret', severity: 'critical', where: 'the application at the Okta Admin Console' },
  ],
  ['onelogin,one login', 'OneLogin', hex(64), { what: 'client secret', severity: 'critical' }],
  [
    'optimizely',
    'Optimizely',
    oneOf(inRow('2:', base64url(40, 90)), inRow(base64url(20, 60), ':', base64url(12, 90))),
    { what: 'access token' },
  ],
  [
    'api.particle,particle access,~particle',
    'Particle',
    hex(40),
    { what: 'access token', where: 'docs.particle.io, access tokens (DELETE /v1/access_tokens)' },
  ],
  [
    'pager duty,~pd',
    'PagerDuty',
    oneOf(inRow('u+', plusDigits(18)), base64url(20)),
    { what: 'REST API key', where: 'Integrations, API access keys of PagerDuty' },
  ],
  [
    'pingone,pingone client,ping identity,ping federate',
    'Ping Identity',
    unreserved(32, 64),
    { what: 'client secret', severity: 'critical', where: 'the application at PingOne', check: inAllKinds },
  ],
  [
    'recaptcha',
    'reCAPTCHA',
    inRow('6L', base64url(38)),
    {
      what: 'secret key',
      severity: 'medium',
      where: 'the reCAPTCHA admin console',
      // Of the same form, and in each page.
      check: ({ groups: { rest = '', words = '' } }) => (SITE_KEY.test(rest + words) ? undefined : {}),
    },
  ],
  [
    'salesforce,sfdc',
    'Salesforce',
    oneOf(hex(64), digits(19), alphanumeric(24, 25)),
    { what: 'client secret', severity: 'critical', where: 'App Manager of Salesforce Setup' },
  ],
  [
    'samsara',
    'Samsara',
    alphanumeric(28, 32),
    { what: 'API token without prefix', where: 'Settings, API Tokens of Samsara' },
  ],
  [
    'sendbird',
    'Sendbird',
    oneOf(hex(40), alphanumeric(24)),
    { what: 'API token', where: 'Settings, General of the application at Sendbird' },
  ],
  [
    'shopify,shopify api,shopify app',
    'Shopify',
    hex(32),
    { what: 'API secret key', where: 'Apps of the Shopify admin' },
  ],
  ['snowflake private,snowflake oauth', 'Snowflake', base64(44), { what: 'client secret' }],
  ['squarespace', 'Squarespace', uuid],
  ['upstash', 'Upstash', uuid, { what: 'management API key', where: 'Account, Management API of the Upstash console' }],
  ['thingsboard,things board', 'ThingsBoard', alphanumeric(20), { what: 'device token by name' }],
  ['blynk', 'Blynk', base64url(32), { what: 'device token by name', severity: 'medium' }],
  ['blynk cloud,blynk organization,~blynk', 'Blynk', base64url(40), { what: 'organization token' }],
  [
    'twilio,twilio auth',
    'Twilio',
    hex(32),
    { what: 'auth token by name', severity: 'critical', where: 'Account, API keys and tokens of the Twilio console' },
  ],
  [
    'yahoo client,yahoo app,yahoo oauth',
    'Yahoo',
    hex(40),
    { what: 'client secret', where: 'My Apps of developer.yahoo.com' },
  ],
  [
    'yandex',
    'Yandex',
    oneOf(inRow('trnsl.1.1.', digits(8), 'T', digits(6), 'Z.', hex(16), '.', hex(40)), base64url(91)),
    { where: 'the Yandex Cloud console' },
  ],
  [
    'zoom,zoom client,zoom api',
    'Zoom',
    alphanumeric(32, 36),
    { what: 'client secret', where: 'the app at marketplace.zoom.us' },
  ],
  [
    'fixer apm,elastic apm,elasticsearch,elastic cloud',
    'Elastic',
    oneOf(inRow(base64(58), '=='), inRow(base64(59), '='), base64(60)),
    { what: 'API key', where: 'Stack Management, Security, API keys of Kibana' },
  ],
  [
    'webex,cisco spark',
    'Webex',
    oneOf(inRow(base64url(64), '_', alphanumeric(4), '_', uuid), hex(64)),
    { what: 'access token or client secret', where: 'My Webex Apps at developer.webex.com' },
  ],
  [
    '~ably,ably.realtime,ably.rest,ablyrealtime,ablyrest',
    'Ably',
    inRow(base64url(6), '.', base64url(6), ':', oneOf(base64url(43), base64url(16))),
    { saysKey: true, where: 'API Keys of the app in the dashboard of Ably' },
  ],
  [
    'airbyte client',
    'Airbyte',
    alphanumeric(32),
    { what: 'client secret', where: 'Applications of the user at Airbyte' },
  ],
  ['forest env,forest admin', 'Forest Admin', hex(64), { what: 'environment secret' }],
  [
    'hcaptcha,h captcha',
    'hCaptcha',
    oneOf(inRow('ES_', hex(32)), inRow('0x', alphanumeric(40))),
    { what: 'secret key', severity: 'medium', where: 'Settings of the account at hCaptcha' },
  ],
  [
    'huawei,agconnect',
    'Huawei',
    hex(64),
    { what: 'client secret', where: 'the project settings of AppGallery Connect' },
  ],
  [
    'jamf',
    'Jamf',
    alphanumeric(64),
    { what: 'client secret', severity: 'critical', where: 'Settings, API roles and clients of Jamf Pro' },
  ],
  [
    'larksuite,feishu,lark app,~lark',
    'Feishu',
    alphanumeric(32),
    { what: 'app secret', where: 'Credentials of the app at Feishu or Lark' },
  ],
  [
    'metabase',
    'Metabase',
    // Of an account for programs, and the id of a session.
    oneOf(inRow('mb_', base64(43), '='), uuid),
    { where: 'Admin settings, Authentication, API keys of your Metabase' },
  ],
  ['cloudconnexa,openvpn cloud', 'CloudConnexa', base64url(64, 128), { what: 'client secret', severity: 'critical' }],
  ['rownd', 'Rownd', lowerCase(48), { what: 'app secret' }],
]);

/** `newrelic-mobile-token`, as long as a license key. */
function notOfMobileApp({ secret }: Candidate): Assessment | undefined {
  return secret.endsWith('-NRMA') ? undefined : {};
}

/** The thumbprint of a certificate, an id and a dotted name stand there, too. */
function inAllKinds({ secret }: Candidate): Assessment | undefined {
  return /[0-9]/.test(secret) && /[a-z]/.test(secret) && /[A-Z]/.test(secret) && !isOfWords(secret) ? {} : undefined;
}
