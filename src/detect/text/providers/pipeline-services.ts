/**
 * What a pipeline calls on the way from a commit to what runs: analysis of code and of its licences, translation, deployment, and who
 * is told of its errors and gets its logs. Keys without a mark of their own.
 */
import { servicesOf } from '../services.ts';
import { alphanumeric, base64, base64url, hex, inRow, lowerCase, oneOf, optional, upperCase, uuid } from '../shape.ts';

export const pipelineServiceRules = servicesOf([
  [
    'anaconda,binstar',
    'Anaconda',
    inRow(lowerCase(2), '-', uuid),
    { what: 'token', where: 'Settings, Access of anaconda.org' },
  ],
  ['applitools', 'Applitools', inRow(alphanumeric(42, 50), '110'), { where: 'your profile at Applitools Eyes' }],
  ['appsignal', 'AppSignal', uuid, { what: 'push API key', severity: 'medium' }],
  [
    'black duck',
    'Black Duck',
    inRow(base64(98), '=='),
    { what: 'API token', where: 'My Access Tokens of your profile at Black Duck' },
  ],
  ['buildbuddy', 'BuildBuddy', alphanumeric(20), { where: 'Settings, API keys of BuildBuddy' }],
  ['chocolatey,choco', 'Chocolatey', uuid, { severity: 'critical', where: 'your account at community.chocolatey.org' }],
  [
    'cocoapods',
    'CocoaPods',
    hex(32),
    { what: 'trunk token', severity: 'critical', where: 'a shell (`pod trunk me clean-sessions`)' },
  ],
  ['codefresh', 'Codefresh', inRow(hex(24), '.', hex(32)), { where: 'User settings of Codefresh' }],
  [
    'develocity,gradle enterprise',
    'Develocity',
    lowerCase(52),
    { what: 'access key', where: 'My settings, Access keys of your Develocity server' },
  ],
  [
    '~expo',
    'Expo',
    base64url(40),
    { what: 'access token', severity: 'critical', where: 'Access tokens of your account at expo.dev' },
  ],
  ['fossa', 'FOSSA', hex(32), { where: 'Account Settings, Integrations, API of FOSSA' }],
  [
    'lambdatest',
    'LambdaTest',
    oneOf(inRow('LT_', alphanumeric(40, 50)), alphanumeric(50)),
    { what: 'access key', where: 'Account Settings of LambdaTest' },
  ],
  [
    'whitesource,white source',
    'Mend',
    hex(64),
    { what: 'API key', where: 'Integrate of your organization at Mend (formerly WhiteSource)' },
  ],
  [
    'logdna,mezmo',
    'Mezmo',
    hex(32),
    { what: 'ingestion key', severity: 'medium', where: 'Settings, API keys of Mezmo' },
  ],
  [
    'web ext,amo jwt,firefox jwt',
    'Mozilla Add-ons',
    hex(64),
    { what: 'JWT secret', severity: 'critical', where: 'Manage API Keys of addons.mozilla.org' },
  ],
  ['papertrail', 'Papertrail', alphanumeric(19, 20), { what: 'API token', severity: 'medium' }],
  [
    'phrase access,phraseapp',
    'Phrase',
    hex(64),
    { what: 'access token', where: 'Access tokens of your profile at Phrase' },
  ],
  ['poeditor', 'POEditor', hex(32), { what: 'API token', severity: 'medium' }],
  [
    '~quay,quay password,quay robot',
    'Quay',
    upperCase(64),
    { what: 'robot token', saysKey: true, where: 'Robot Accounts of the organization at Quay' },
  ],
  [
    '~railway',
    'Railway',
    uuid,
    { what: 'API token', severity: 'critical', where: 'Tokens of the account or project at Railway' },
  ],
  [
    'read the docs,~rtd',
    'Read the Docs',
    hex(40),
    { what: 'API token', where: 'Settings, API Tokens of Read the Docs' },
  ],
  ['rollbar,post server item', 'Rollbar', hex(32), { what: 'access token', severity: 'medium' }],
  ['semgrep', 'Semgrep', hex(64), { what: 'app token', where: 'Settings, Tokens of Semgrep' }],
  ['solarwinds,sw apm', 'SolarWinds', base64url(71), { what: 'API token', severity: 'medium' }],
  ['~surge', 'Surge', hex(32), { what: 'token', where: 'a shell (`surge logout`, or a new password of the account)' }],
  ['swaggerhub', 'SwaggerHub', uuid, { where: 'Settings, API Key of SwaggerHub' }],
  [
    'nessus,tenable',
    'Tenable',
    hex(64),
    { what: 'API or linking key', where: 'Settings of Tenable or Nessus Manager' },
  ],
  [
    'pyxis,redhat api',
    'Red Hat',
    lowerCase(32),
    { what: 'Pyxis API key', where: 'the API keys of your product at Red Hat Partner Connect' },
  ],
  [
    'transifex',
    'Transifex',
    inRow('1/', hex(40)),
    { what: 'API token', where: 'User settings, API token of Transifex' },
  ],
  [
    'veracode',
    'Veracode',
    inRow(optional('vera01es-'), hex(128)),
    { what: 'API secret key', where: 'API Credentials of your account at Veracode' },
  ],
  [
    'wiz client',
    'Wiz',
    alphanumeric(64),
    { what: 'client secret', severity: 'critical', where: 'Settings, Service Accounts of Wiz' },
  ],
]);
