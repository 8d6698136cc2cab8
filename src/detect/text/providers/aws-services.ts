/** Credentials of AWS that are no access keys: AppSync API keys, tokens of the Marketplace Web Service. */
import { prefixedToken } from '../prefixed-token.ts';
import { lowerAlphanumeric, UUID } from '../token-parts.ts';

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
];
