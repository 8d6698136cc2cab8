/** What was looked at in the seventeenth sets, as known.ts has it of the others. */
import type { Known } from './known.ts';

export const KNOWN_IN_SEVENTEENTH: readonly Known[] = [
  {
    rules: /^(?:bip39-recovery-phrase|ethereum-private-key)$/,
    path: /^(?:cosmjs-proto-signing|ethereumjs-wallet|invoices)-/,
    reason: 'true key: of the tests or documents of a wallet',
  },
  {
    rules: /^(?:codecov-upload-token|codacy-api-token|code-climate-api-token)$/,
    path: /^fhir-.*xml-js\/package\.json$/,
    reason: 'true key: in the scripts of a package, published with it',
  },
  {
    rules: /^(?:aws-access-key-id|generic-secret|json-web-token|private-key-pem)$/,
    path: /^(?:expo-jwt|maxio-com-advanced-billing-sdk|millicast-sdk|mock-aws-s3|octokit-routes)-/,
    reason: 'true key: example of a document or of a description of an API, in the form of a true one',
  },
  {
    rules: /^google-oauth-client-secret$/,
    path: /^antigravity-usage-/,
    reason: 'true key: of the program for everyone',
  },
];
