/**
 * Values that a job declares secret to its runner: `::add-mask::` of GitHub Actions, `##vso[task.setvariable …;issecret=true]` and
 * `task.setsecret` of Azure Pipelines. The runner removes them from its log; scripts, local runs and logs of other runners have
 * them.
 */
import { assessPassword, drawnPassword } from '../password.ts';
import type { Rule } from '../rule.ts';

export const ciCommandRules: readonly Rule[] = [
  {
    id: 'ci-masked-value',
    title: 'Value that a job asks its runner to mask',
    provider: 'CI',
    severity: 'high',
    confidence: 'high',
    advice: 'Replace it where it was issued. Masking hides what a log prints later, not the line that asks for it.',
    anchors: ['::add-mask::', '##[add-mask]', '##vso[task.set'],
    pattern:
      /(?:::add-mask::|##\[add-mask\]|##vso\[task\.set(?:secret[^\]\n\x00]{0,40}|variable (?=[^\]\n\x00]{0,200}(?:issecret=true|(?:password|passwd|pwd|secret|token|api_?key)[\];]))[^\]\n\x00]{1,200})\])(?<secret>[^\s"'`\\$%<>|;(){}\x00*][^\s"'`\\<>|;\x00\x1b]{2,4096}(?![^\s"'`\\<>|;\x00\x1b]))/i,
    maxMatchBytes: 4376,
    edges: {},
    judgesPlaceholders: true,
    check: ({ secret }) => assessPassword(secret, { of: 'masked value', chosen: 'low' }),
    examples: (random) => {
      const secret = drawnPassword(random);
      return [
        `::add-mask::${secret}\n`,
        `echo "::add-mask::${secret}"`,
        `##[add-mask]${secret}\n`,
        `##vso[task.setvariable variable=DB;issecret=true]${secret}\n`,
        `##vso[task.setvariable variable=X;isOutput=true;isSecret=true]${secret}\n`,
        `##vso[task.setvariable variable=DB_PASSWORD]${secret}\n`,
        `Write-Host "##vso[task.setsecret]${secret}"`,
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: (random) => [
      'echo "::add-mask::$TOKEN"',
      `echo "::add-mask::\${{ steps.a.outputs.token }}"`,
      '::add-mask::***',
      '##vso[task.setvariable variable=DB;issecret=true]$(DB_PASSWORD)',
      `##vso[task.setvariable variable=BUILD_ID]${drawnPassword(random)}`,
      '##vso[task.setvariable variable=DB;issecret=true]',
      'console.log("::add-mask::" + value1)',
    ],
  },
];
