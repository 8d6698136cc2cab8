/** Amazon Bedrock: long-lived API keys are `ABSK` and base64 of `BedrockAPIKey-…`; short-lived ones name the service in base64. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64 } from '../token-parts.ts';

const shared = { provider: 'AWS' } as const;

export const awsBedrockRules = [
  prefixedToken({
    ...shared,
    id: 'aws-bedrock-api-key',
    title: 'Amazon Bedrock API key',
    severity: 'high',
    advice: 'Delete the service-specific credential of the IAM user and look in CloudTrail for what it did.',
    prefixes: ['ABSKQmVkcm9ja0FQSUtleS'],
    body: [base64(60, 250)],
  }),
  prefixedToken({
    ...shared,
    id: 'aws-bedrock-short-term-key',
    title: 'Amazon Bedrock short-term API key',
    severity: 'medium',
    advice:
      'It lives twelve hours at most, and no longer than the session that made it. Revoke the sessions of the role.',
    prefixes: ['bedrock-api-key-YmVkcm9jay5hbWF6'],
    body: [base64(100, 8000)],
  }),
];
