/** HCP Terraform, Vagrant: 14 base-62 digits, `.atlasv1.`, and 60 or more base64url characters. */
import { ALPHANUMERIC } from '../random-text.ts';
import type { Rule } from '../rule.ts';

export const terraformRules: readonly Rule[] = [
  {
    id: 'terraform-cloud-token',
    title: 'HCP Terraform (Terraform Cloud) or Vagrant token',
    provider: 'HashiCorp',
    severity: 'critical',
    confidence: 'high',
    advice:
      'Delete it in HCP Terraform (Tokens of the user, team or organization): state files hold secrets, change those too.',
    anchors: ['.atlasv1.'],
    pattern: /(?<secret>[A-Za-z0-9]{14}\.atlasv1\.(?<body>[A-Za-z0-9_=-]{60,72}))/,
    bytesBefore: 14,
    maxMatchBytes: 95,
    admitsStandIns: true,
    minBitsPerCharacter: 4,
    examples: (random) => {
      const body = random.text(67, ALPHANUMERIC);
      const secret = `${random.text(14, ALPHANUMERIC)}.atlasv1.${body}`;
      return [{ text: `token = "${secret}"`, secret, hidden: [body] }];
    },
    lookAlikes: (random) => [
      `${random.text(14, ALPHANUMERIC)}.atlasv1.${random.text(40, ALPHANUMERIC)}`,
      `${random.text(13, ALPHANUMERIC)}.atlasv1.${random.text(67, ALPHANUMERIC)}`,
      'xxxxxxxxxxxxxx.atlasv1.zzzzzzzzzzzzz',
    ],
  },
];
