/**
 * Hugging Face: `hf_` (user) or `api_org_` (organization, no longer issued) and 34 letters; `hf_oauth_` (an application's, on behalf of a
 * user) and a JSON Web Token.
 */
import { decodeBase64UrlJson } from '../base64.ts';
import { prefixed } from '../example.ts';
import { expiryFacts } from '../jwt-claims.ts';
import { looksMadeUp } from '../placeholder.ts';
import { BASE64URL, LOWER, UPPER } from '../random-text.ts';
import type { Rule } from '../rule.ts';
import { hasWord, isQuarterWords } from '../value-kind.ts';

export const huggingfaceRules: readonly Rule[] = [
  {
    id: 'huggingface-token',
    title: 'Hugging Face access token',
    provider: 'Hugging Face',
    severity: 'high',
    confidence: 'high',
    advice:
      'Invalidate the token at https://huggingface.co/settings/tokens. If it could write, look at the commits of your models.',
    anchors: ['hf_', 'api_org_'],
    pattern: /(?<prefix>hf_|api_org_)(?<body>[A-Za-z]{34})/,
    maxMatchBytes: 42,
    admitsStandIns: true,
    minBitsPerCharacter: 3.5,
    // Names in code are of letters too; random letters of both cases have both, and no long word.
    check: ({ body }) => (looksMadeUp(body) || !isName(body) ? {} : undefined),
    examples: (random) => ['hf_', 'api_org_'].map((prefix) => prefixed(prefix, random.text(34, LOWER + UPPER))),
    lookAlikes: (random) => [
      `hf_${random.text(34, LOWER)}`,
      `hf_${random.text(20, LOWER + UPPER)}`,
      `shf_${random.text(34, LOWER + UPPER)}`,
      'hf_computeBackgroundtransformationmatrixes',
      // A method of HomeKit.
      '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]',
    ],
  },
  {
    id: 'huggingface-oauth-token',
    title: 'Hugging Face OAuth access token',
    provider: 'Hugging Face',
    severity: 'high',
    confidence: 'high',
    advice:
      'It lives until it says, eight hours as a rule. Take the application out of https://huggingface.co/settings/connected-applications.',
    anchors: ['hf_oauth_'],
    pattern:
      /(?<prefix>hf_oauth_)(?<body>eyJ[A-Za-z0-9_-]{12,400}\.(?<payload>[A-Za-z0-9_-]{16,4000})\.[A-Za-z0-9_-]{20,700})/,
    maxMatchBytes: 5116,
    minBitsPerCharacter: 3.5,
    check({ groups }) {
      const claims = decodeBase64UrlJson(groups.payload ?? '');
      return claims === undefined ? { confidence: 'low' } : { facts: { ...expiryFacts(claims) } };
    },
    examples(random) {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const claims = part({ scope: ['openid', 'read-repos'], sub: random.text(24, LOWER), exp: 1_790_000_000 });
      return [prefixed('hf_oauth_', `${part({ alg: 'EdDSA' })}.${claims}.${random.text(86, BASE64URL)}`)];
    },
    lookAlikes: (random) => ['hf_oauth_expiration_minutes: 480', `hf_oauth_eyJ${random.text(20, LOWER)}.a.b`],
  },
];

function isName(body: string): boolean {
  if (!/[a-z]/.test(body) || !/[A-Z]/.test(body)) return true;
  return isQuarterWords(body) || (/[a-z]{12}/.test(body) && hasWord(body));
}
