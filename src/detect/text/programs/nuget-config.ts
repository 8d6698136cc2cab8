/**
 * `NuGet.config` (Microsoft Learn, "packageSourceCredentials"): unencrypted `<add key="ClearTextPassword" value="…" />`;
 * `Password` and `apikeys` are encrypted with DPAPI, so both are omitted.
 */
import { assessPassword, drawnPassword } from '../password.ts';
import type { Rule } from '../rule.ts';

export const nugetConfigRules: readonly Rule[] = [
  {
    id: 'nuget-clear-text-password',
    title: 'Password of a package source in NuGet.config',
    provider: 'NuGet source',
    severity: 'high',
    confidence: 'high',
    advice:
      'Revoke the token, or change the password, at the source. In CI, take it from `NuGetPackageSourceCredentials_NAME`.',
    anchors: [{ text: 'cleartextpassword', ignoreCase: true }],
    pattern: /ClearTextPassword["']\s{1,8}value\s{0,4}=\s{0,4}["'](?<secret>[^"'<>\s\x00]{3,400})(?=["'])/i,
    maxMatchBytes: 440,
    edges: {},
    judgesPlaceholders: true,
    check: ({ secret }) => (/^%\w+%$/.test(secret) ? undefined : assessPassword(secret, { of: 'NuGet.config' })),
    examples: (random) => {
      const secret = drawnPassword(random);
      const text = `<add key="Username" value="app" />\n<add key="ClearTextPassword" value="${secret}" />`;
      return [{ text, secret, hidden: [secret] }];
    },
    lookAlikes: () => [
      '<add key="ClearTextPassword" value="%NUGET_TOKEN%" />',
      '<add key="ClearTextPassword" value="" />',
      '<add key="ClearTextPassword" />',
    ],
  },
];
