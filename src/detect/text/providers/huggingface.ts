/** Hugging Face: `hf_` (user) or `api_org_` (organization, no longer issued) and 34 letters. */
import { prefixed } from '../example.ts';
import { looksMadeUp } from '../placeholder.ts';
import { LOWER, UPPER } from '../random-text.ts';
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
];

function isName(body: string): boolean {
  if (!/[a-z]/.test(body) || !/[A-Z]/.test(body)) return true;
  return isQuarterWords(body) || (/[a-z]{12}/.test(body) && hasWord(body));
}
