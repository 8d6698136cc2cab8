/**
 * What a pipeline calls on the way from a commit to what runs: analysis of code and of its licences, translation, deployment, and who
 * is told of its errors and gets its logs. Keys without a mark of their own.
 */
import { servicesOf } from '../services.ts';
import { alphanumeric, base64, base64url, hex, inRow, optional, uuid } from '../shape.ts';

export const pipelineServiceRules = servicesOf([
  ['appsignal', 'AppSignal', uuid, { what: 'push API key', severity: 'medium' }],
  [
    'black duck',
    'Black Duck',
    inRow(base64(98), '=='),
    { what: 'API token', where: 'My Access Tokens of your profile at Black Duck' },
  ],
  ['~fossa', 'FOSSA', hex(32), { where: 'Account Settings, Integrations, API of FOSSA' }],
  [
    'logdna,mezmo',
    'Mezmo',
    hex(32),
    { what: 'ingestion key', severity: 'medium', where: 'Settings, API keys of Mezmo' },
  ],
  [
    'nessus,tenable',
    'Tenable',
    hex(64),
    { what: 'API or linking key', where: 'Settings of Tenable or Nessus Manager' },
  ],
  ['papertrail', 'Papertrail', alphanumeric(19, 20), { what: 'API token', severity: 'medium' }],
  ['~phrase,phraseapp', 'Phrase', hex(64), { what: 'access token', where: 'Access tokens of your profile at Phrase' }],
  ['poeditor', 'POEditor', hex(32), { what: 'API token', severity: 'medium' }],
  [
    '~railway',
    'Railway',
    uuid,
    { what: 'API token', severity: 'critical', where: 'Tokens of the account or project at Railway' },
  ],
  ['rollbar,post server item', 'Rollbar', hex(32), { what: 'access token', severity: 'medium' }],
  ['semgrep', 'Semgrep', hex(64), { what: 'app token', where: 'Settings, Tokens of Semgrep' }],
  ['solarwinds,sw apm', 'SolarWinds', base64url(71), { what: 'API token', severity: 'medium' }],
  ['~surge', 'Surge', hex(32), { what: 'token', where: 'a shell (`surge logout`, or a new password of the account)' }],
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
    'whitesource,white source',
    'Mend',
    hex(64),
    { what: 'API key', where: 'Integrate of your organization at Mend (formerly WhiteSource)' },
  ],
  [
    'wiz client',
    'Wiz',
    alphanumeric(64),
    { what: 'client secret', severity: 'critical', where: 'Settings, Service Accounts of Wiz' },
  ],
]);
