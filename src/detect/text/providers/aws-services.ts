/** Credentials of AWS that are no access keys: AppSync API keys, tokens of the Marketplace Web Service, passwords for registries of images. */
import { decodeBase64Json } from '../base64.ts';
import { prefixed } from '../example.ts';
import { expiryFacts } from '../jwt-claims.ts';
import { prefixedToken } from '../prefixed-token.ts';
import { BASE64, type RandomText } from '../random-text.ts';
import { base64, lowerAlphanumeric, UUID } from '../token-parts.ts';

const shared = { provider: 'AWS' } as const;

export const awsServicesRules = [
  prefixedToken({
    ...shared,
    id: 'aws-appsync-api-key',
    title: 'AWS AppSync API key',
    severity: 'medium',
    advice: 'Delete the key of the API in the AppSync console. Apps carry such keys by design; look at what it may do.',
    prefixes: ['da2-'],
    body: [lowerAlphanumeric(26)],
  }),
  prefixedToken({
    ...shared,
    id: 'amazon-mws-token',
    title: 'Amazon Marketplace Web Service authorization token',
    severity: 'high',
    advice: 'Revoke the authorization of the developer in Seller Central.',
    prefixes: ['amzn.mws.'],
    body: UUID,
  }),
  prefixedToken({
    ...shared,
    id: 'aws-ecr-password',
    title: 'Password for Amazon ECR',
    severity: 'high',
    advice:
      'It lives twelve hours. Revoke the sessions of the role that asked for it, and look in CloudTrail for what was pulled.',
    // `{"payload":"…","datakey":"…","version":"2","type":"DATA_KEY","expiration":…}`, behind `AWS:` in the token of the API.
    prefixes: ['eyJwYXlsb2FkIjoi'],
    body: [base64(400, 6000)],
    check({ secret }) {
      const token = decodeBase64Json(secret);
      if (token?.type !== 'DATA_KEY' || typeof token.datakey !== 'string') return undefined;
      return { facts: { ...expiryFacts({ exp: token.expiration }) } };
    },
    examples: (random) => [600, 1600].map((length) => ecrPassword(random, length)),
    lookAlikes: (random) => [
      `eyJwYXlsb2FkIjoi${random.text(600, BASE64)}`,
      Buffer.from(JSON.stringify({ payload: random.text(600, BASE64), signatures: [] })).toString('base64'),
    ],
  }),
];

function ecrPassword(random: RandomText, length: number) {
  const [payload, datakey] = [random.text(length, BASE64), `AQEBAH${random.text(200, BASE64)}`];
  const json = JSON.stringify({ payload, datakey, version: '2', type: 'DATA_KEY', expiration: 1_790_000_000 });
  const text = Buffer.from(json).toString('base64');
  return prefixed('eyJwYXlsb2FkIjoi', text.slice(16), { facts: { expires: '2026-09-21T14:13:20.000Z' } });
}
