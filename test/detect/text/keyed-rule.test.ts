import { describe, expect, it } from 'vitest';
import { keyedRule } from '../../../src/detect/text/keyed-rule.ts';
import { looksIssued } from '../../../src/detect/text/looks-issued.ts';
import { ALPHANUMERIC, HEX } from '../../../src/detect/text/random-text.ts';
import { ruleDetector } from '../../../src/detect/text/rule-detector.ts';
import { alphanumeric, hex } from '../../../src/detect/text/shape.ts';
import { inspectAll } from '../../support/inspect-all.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const VALUE = seededRandom(3).text(32, HEX);
const acme = ruleDetector(
  keyedRule({ id: 'acme-api-key', provider: 'Acme', names: ['acme cloud', '~front'], shape: hex(32), where: 'Acme' }),
);
/** How sure the detector is of each match. */
const confidences = (text: string) =>
  inspectAll(acme, new Uint8Array(Buffer.from(text, 'latin1'))).map(({ confidence }) => confidence ?? 'high');

describe('a key behind the name of its service', () => {
  it('is none where the name came up in base64, and is one in a long name', () => {
    const random = seededRandom(4);
    const drawn = `${random.text(18, ALPHANUMERIC)}9xAcmeCloud${random.text(12, ALPHANUMERIC)}`;
    expect(confidences(`{"publicKey":"${drawn}=","privateKey":"${VALUE}"}`)).toEqual([]);
    expect(confidences(`internalBillingAcmeCloudSecretForProduction2 = "${VALUE}"`)).toHaveLength(1);
  });

  it('is none where sums of files are listed, one to a line', () => {
    const wide = ruleDetector(
      keyedRule({ id: 'acme-key', provider: 'Acme', names: ['acme'], shape: alphanumeric(32, 36), where: 'Acme' }),
    );
    const sums = ['acme', 'acme-in', 'acme-out', 'watch'].map(
      (name) => `${VALUE}  usr/share/themes/default/cursors/with/a/long/path/${name}\n`,
    );
    expect(inspectAll(wide, new Uint8Array(Buffer.from(sums.join(''))))).toEqual([]);
  });

  it.each([
    `ACME_CLOUD_API_KEY=${VALUE}`,
    `ACMECLOUD_TOKEN: '${VALUE}'`,
    `"acmeCloudApiKey":"${VALUE}"`,
    `{\\"acmeCloudSecret\\":\\"${VALUE}\\"}`,
    `acme-cloud:\n    api_key: ${VALUE}`,
    `- name: ACME_CLOUD_TOKEN\n  value: "${VALUE}"`,
    `{"name":"ACME_CLOUD_TOKEN","value":"${VALUE}"}`,
    `acmecloud.api.key=${VALUE}`,
    `--acme-cloud-token=${VALUE}`,
    `<acmeCloudKey>${VALUE}</acmeCloudKey>`,
    `<add key="AcmeCloudApiKey" value="${VALUE}" />`,
    `https://api.acmecloud.com/v1/things?api_key=${VALUE}&page=1`,
    `os.getenv('ACME_CLOUD_KEY', '${VALUE}')`,
    `X-AcmeCloud-Token: ${VALUE}`,
    `acme_cloud_key%3D${VALUE}%26next`,
    `ACME_CLOUD_API_KEY_PROD=${VALUE}`,
    `FRONT_API_KEY=${VALUE}`,
    `NEXT_PUBLIC_FRONT_API_KEY=${VALUE}`,
  ])('is sure in %j', (text) => expect(confidences(text)).toEqual(['high']));

  it.each([`ACME_CLOUD_KEY ${VALUE}`, `secret_acmecloud = ${VALUE}`, `acmeCloudSecretKeyForTests = "${VALUE}"`])(
    'is likely in %j',
    (text) => expect(confidences(text)).toEqual(['medium']),
  );

  it.each([`acmecloud = ${VALUE}`, `ACME_CLOUD_KEY=${'0123456789abcdef'.repeat(2)}`])('is a hint in %j', (text) =>
    expect(confidences(text)).toEqual(['low']),
  );

  it.each([
    `acmecloud@sha256:${VALUE}`,
    `usr/share/doc/acme-cloud\n${VALUE}  usr/share/doc/a.gz\n`,
    `?v=P2SsIYEbAcmeCloud&key=${VALUE}`,
    String.raw`fvi%2FP2SsIYEbAcmeCloud%2Fdefault.jpg\u0026key=${VALUE}`,
    String.raw`image=http%3A%2F%2Fi.acmecloudcdn.com%2Fvideo%2F47_1280.jpg\u0026key=${VALUE}`,
    String.raw`image=https%3A%2F%2Fi.acmecloudcdn.com%2Fvideo%2F60_1280.jpg\\u0026key=${VALUE}`,
    `url=https%3A%2F%2Facmecloud.com%2F47&key=${VALUE}`,
    `acme-cloud commit ${VALUE}`,
    `acmeCloudCacheKey = "${VALUE}"`,
    `acme_cloud_public_key: ${VALUE}`,
    `ACME_CLOUD_KEY_ID=${VALUE}`,
    `acmecloud.com/${VALUE}`,
    `notacmecloud_key=${VALUE}`,
    `ACME_CLOUD_KEY=${VALUE}0`,
    `ACME_CLOUD_KEY=${VALUE}.png`,
    `ACME_CLOUD_KEY=${VALUE}(1)`,
    `ACME_CLOUD_KEY=${'x'.repeat(32)}`,
    `"type": "acmeCloud"\n}"\n\nheaders = {'Authorization': "Bearer ${VALUE}"`,
    String.raw`\"type\": \"acmeCloud\"\n}\"\n\nheaders = {\n 'key': '${VALUE}'`,
    `front: ${VALUE}`,
    `frontier key ${VALUE}`,
    `upfront_key=${VALUE}`,
    `store_front_key=${VALUE}`,
    `storeFrontKey = "${VALUE}"`,
    `ACME_CLOUD_KEY=${' '.repeat(120)}${VALUE}`,
  ])('is none in %j', (text) => expect(confidences(text)).toEqual([]));
});

describe('a key behind a name that says so itself', () => {
  const certificate = ruleDetector(
    keyedRule({ id: 'b-key', provider: 'B', names: ['acme certificate'], shape: hex(32), saysKey: true, where: 'B' }),
  );
  const sure = (text: string) =>
    inspectAll(certificate, new Uint8Array(Buffer.from(text, 'latin1'))).map(({ confidence }) => confidence ?? 'high');

  it.each([
    [`ACME_CERTIFICATE=${VALUE}`, ['high']],
    [`acmeCertificate("${VALUE}")`, ['high']],
    [`ACME_CERTIFICATE ${VALUE}`, ['medium']],
    [`ACME_CERTIFICATE_ID=${VALUE}`, []],
    [`ACME_CERTIFICATE=${'0123456789abcdef'.repeat(2)}`, ['low']],
  ])('is told in %j as %j', (text, expected) => expect(sure(text)).toEqual(expected));
});

describe('what looks issued', () => {
  it.each([
    ['hex', HEX, 32, 5],
    ['base-62', ALPHANUMERIC, 32, 250],
    ['base-62', ALPHANUMERIC, 20, 900],
  ])('refuses few of 20,000 random %s texts', (_name, alphabet, length, most) => {
    const random = seededRandom(1);
    const refused = Array.from({ length: 20_000 }, () => random.text(length, alphabet)).filter((t) => !looksIssued(t));
    expect(refused.length).toBeLessThanOrEqual(most);
  });

  it.each([
    'GetResponseV1ContactCreateParams',
    'my-key-for-the-stage-2',
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    'a0a0a0a0a0a0a0a0a0a0',
    'OAuth2ClientCredentialsProvider',
    '_GETUSERINFOV2MEINSTANCE',
  ])('refuses %j', (text) => expect(looksIssued(text)).toBe(false));
});
