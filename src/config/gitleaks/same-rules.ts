import type { Known } from '../check-configuration.ts';

/** Ids of gitleaks' rules, and those of our rules that find the same. */
const SAME_RULES: ReadonlyMap<string, string> = new Map([
  ['age-secret-key', 'age-identity'],
  ['aws-access-token', 'aws-access-key-id'],
  ['gcp-api-key', 'google-api-key'],
  ['github-app-token', 'github-installation-token'],
  ['github-fine-grained-pat', 'github-fine-grained-token'],
  ['github-oauth', 'github-oauth-token'],
  ['github-pat', 'github-personal-token'],
  ['github-refresh-token', 'github-refresh-token'],
  ['gitlab-pat', 'gitlab-personal-token'],
  ['gitlab-ptt', 'gitlab-trigger-token'],
  ['gitlab-rrt', 'gitlab-runner-registration-token'],
  ['huggingface-access-token', 'huggingface-token'],
  ['jwt', 'json-web-token'],
  ['npm-access-token', 'npm-access-token'],
  ['private-key', 'private-key-pem'],
  ['pypi-upload-token', 'pypi-token'],
  ['sendgrid-api-token', 'sendgrid-api-key'],
  ['slack-bot-token', 'slack-bot-token'],
  ['slack-user-token', 'slack-user-token'],
  ['slack-webhook-url', 'slack-webhook'],
  ['stripe-access-token', 'stripe-live-key'],
]);

/** Our rule that corresponds to one of gitleaks' own. */
export function sameRule(id: string, { rules }: Known): string | undefined {
  return [SAME_RULES.get(id), id].find((one) => one !== undefined && rules.includes(one));
}
