/**
 * Passwords in .NET and PowerShell code: `new NetworkCredential("user", "password")`, `[Net.NetworkCredential]::new('user',
 * 'password')`, `new DirectoryEntry("LDAP://…", "user", "password")`.
 */
import { assessPassword, drawnPassword } from '../password.ts';
import type { Rule } from '../rule.ts';

const ADVICE = 'Change the password of the account, and read the next one from a secret store.';
const TEXT = String.raw`(?:@?\\?"[^"\n\x00]{1,128}"|'[^'\n\x00]{1,128}')`;

export const dotnetCredentialRules: readonly Rule[] = [
  {
    id: 'dotnet-network-credential',
    title: 'Password in a program of .NET',
    provider: '.NET',
    severity: 'high',
    confidence: 'high',
    advice: ADVICE,
    anchors: ['NetworkCredential(', 'NetworkCredential]::', 'DirectoryEntry(', 'UsernamePasswordCredential('],
    pattern: new RegExp(
      `(?:NetworkCredential(?:\\]::[Nn]ew)?\\(|UsernamePasswordCredential\\(|DirectoryEntry\\(\\s{0,16}${TEXT}\\s{0,4},)\\s{0,16}${TEXT}\\s{0,4},\\s{0,16}(?:@?\\\\?"|')(?<secret>(?<=")[^"\\\\\\n\\x00]{3,128}(?=\\\\?")|(?<=')[^'\\\\\\n\\x00]{3,128}(?='))(?=\\\\?["']\\s{0,8}[,)])`,
    ),
    maxMatchBytes: 520,
    contextBytes: 12,
    edges: {},
    judgesPlaceholders: true,
    check: ({ secret }) => assessPassword(secret, { of: 'credential' }),
    examples: (random) => {
      const secret = drawnPassword(random);
      return [
        `new NetworkCredential("app@acme-shop.io", "${secret}")`,
        `new DirectoryEntry("LDAP://acme", "ACME\\\\app", "${secret}")`,
        `[System.Net.NetworkCredential]::new('app', '${secret}')`,
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: () => [
      'new NetworkCredential(user, password)',
      'new NetworkCredential("app", password)',
      'new NetworkCredential("app", "<password>")',
      '[Net.NetworkCredential]::new($user, $password)',
      "[Net.NetworkCredential]::new('app', $password)",
    ],
  },
];
