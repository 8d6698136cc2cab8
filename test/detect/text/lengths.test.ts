/** Secrets longer than most: found as a whole, or not at all. A part of one would have the fingerprint of another. */
import { describe, expect, it } from 'vitest';
import { rules } from '../../../src/detect/catalog.ts';
import { ALPHANUMERIC, BASE64, BASE64URL } from '../../../src/detect/text/random-text.ts';
import { ruleDetector } from '../../../src/detect/text/rule-detector.ts';
import { inspectAll } from '../../support/inspect-all.ts';
import { seededRandom } from '../../support/seeded-random.ts';

interface Row {
  readonly id: string;
  /** What stands around SECRET. */
  readonly text: string;
  readonly lengths: readonly number[];
  /** Longer than the rule reads. */
  readonly beyond: number;
  readonly prefix?: string;
  readonly alphabet?: string;
}

/** Tokens for databases (IAM), registries (ECR, CodeArtifact) and clouds stand where passwords do. */
const AS_PASSWORDS: readonly Row[] = [
  { id: 'url-password', text: 'https://aws:SECRET@git.acme-shop.io/a.git' },
  { id: 'url-password', text: 'https://SECRET@git.acme-shop.io/a.git' },
  { id: 'netrc-password', text: 'machine git.acme-shop.io login app password SECRET\n' },
  { id: 'pgpass-password', text: 'pg1.acme-shop.io:5432:orders:app:SECRET\n' },
  { id: 'connection-string-password', text: 'Server=sql1;User Id=app;Password=SECRET;' },
  { id: 'docker-login-password', text: 'docker login -u AWS -p SECRET registry.acme-shop.io\n' },
  { id: 'curl-user-password', text: 'curl -s -u app:SECRET https://api.acme-shop.io\n' },
  { id: 'mysql-command-password', text: 'mysql -u app -pSECRET orders\n' },
  { id: 'azure-login-password', text: 'az login --service-principal -u app -p SECRET --tenant acme\n' },
  { id: 'command-line-password', text: 'twine upload -u __token__ -p SECRET dist/a.whl\n' },
  { id: 'bundler-credential', text: 'BUNDLE_GEMS__ACME__COM: "aws:SECRET"\n' },
].map((row) => ({ ...row, lengths: [120, 130, 300, 700, 1500, 1990], beyond: 2600 }));

const ROWS: readonly Row[] = [
  ...AS_PASSWORDS,
  ...['PWD=SECRET', `Pwd=SECRET;Application Name=${'a1'.repeat(2000)}`, 'Password = SECRET'].map((setting) => ({
    ...{ id: 'connection-string-password', text: `Server=sql1;User Id=app;${setting};` },
    ...{ lengths: [12, 2048], beyond: 2049 },
  })),
  {
    id: 'piped-password',
    text: 'echo SECRET | docker login -u app --password-stdin\n',
    lengths: [300, 400],
    beyond: 420,
  },
  { id: 'piped-password', text: 'docker login --password-stdin <<< SECRET\n', lengths: [300, 1990], beyond: 2600 },
  { id: 'chpasswd-password', text: 'echo "root:SECRET" | chpasswd\n', lengths: [130, 390], beyond: 420 },
  { id: 'chpasswd-password', text: 'chpasswd:\n  list: |\n    root:SECRET\n', lengths: [130, 510], beyond: 520 },
  { id: 'chpasswd-password', text: "chpasswd <<< 'root:SECRET'\n", lengths: [130, 510], beyond: 520 },
  { id: 'mikrotik-password', text: 'add name=ops password=SECRET profile=default\n', lengths: [81, 256], beyond: 260 },
  { id: 'snmp-password', text: '\nrwcommunity SECRET 192.0.2.0/24\n', lengths: [141, 256], beyond: 260 },
  { id: 'snmp-password', text: '\ncreateUser ops SHA "SECRET" AES\n', lengths: [141, 256], beyond: 260 },
  { id: 'ci-masked-value', text: '::add-mask::SECRET\n', lengths: [300, 1500, 4000], beyond: 4200 },
  { id: 'kubeconfig-credential', text: 'user:\n    token: SECRET\n', lengths: [300, 2100, 4000], beyond: 4200 },
  { id: 'http-authorization-token', text: 'Authorization: Bearer SECRET\n', lengths: [1300, 6000], beyond: 6100 },
  { id: 'http-session-cookie', text: 'Cookie: sessionid=SECRET\n', lengths: [1300, 4000], beyond: 4200 },
  { id: 'npmrc-auth-token', text: '//npm.acme-shop.io/:_authToken=SECRET\n', lengths: [401, 4000], beyond: 4200 },
  ...[
    { id: 'google-refresh-token', prefix: '1//04C', lengths: [60, 122, 500], beyond: 520 },
    { id: 'google-access-token', prefix: 'ya29.d.', lengths: [1300, 12_000], beyond: 12_400 },
    { id: 'linkedin-access-token', prefix: 'AQX', lengths: [520, 1000], beyond: 1010 },
    { id: 'anthropic-api-key', prefix: 'sk-ant-sid02-', lengths: [95, 140, 240], beyond: 260 },
    { id: 'vault-service-token', prefix: 'hvs.', lengths: [90, 210, 400], beyond: 410 },
    { id: 'vault-batch-token', prefix: 'hvb.', lengths: [410, 1200], beyond: 1210 },
    { id: 'figma-token', prefix: 'figd_', lengths: [40, 90], beyond: 110 },
    { id: 'fly-io-macaroon', prefix: 'fm2_lJPE', lengths: [2100, 8000], beyond: 8010, alphabet: BASE64 },
    { id: 'aws-session-token', prefix: 'IQoJb3JpZ2lu', lengths: [2500, 4096], beyond: 4110, alphabet: BASE64 },
    { id: 'meta-access-token', prefix: 'EAAC', lengths: [410, 700], beyond: 710, alphabet: ALPHANUMERIC },
  ].map((row) => ({ alphabet: BASE64URL, ...row, text: 'done "SECRET"\n' })),
];

describe.each(ROWS)('$id in $text', ({ id, text, lengths, beyond, prefix = '', alphabet = ALPHANUMERIC }) => {
  const detector = ruleDetector(rules.find((rule) => rule.id === id)!);
  const made = (length: number) => `${prefix}${seededRandom(length).text(length - 1, alphabet)}7`;
  const placesIn = (secret: string) =>
    inspectAll(detector, new Uint8Array(Buffer.from(text.replace('SECRET', secret), 'latin1'))).map(
      ({ offset, length }) => ({ offset, length }),
    );

  it.each(lengths)('finds one of %i characters as a whole', (length) => {
    const secret = made(length);
    expect(placesIn(secret)).toEqual([{ offset: text.indexOf('SECRET'), length: secret.length }]);
  });

  it('finds no part of a longer one', () => {
    expect(placesIn(made(beyond))).toEqual([]);
  });
});
