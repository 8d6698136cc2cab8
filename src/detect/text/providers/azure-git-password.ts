/**
 * Passwords for the Git repository of an API Management service: `git&`, the minute in which they end, `&`, and a signature in base64;
 * in addresses `&`, `+`, `/` and `=` are written `%26` and so on.
 */
import { BASE64 } from '../random-text.ts';
import type { Rule } from '../rule.ts';

const MINUTE = '202903251200';

export const azureGitPasswordRules: readonly Rule[] = [
  {
    id: 'azure-api-management-git-password',
    title: 'Password for the Git repository of Azure API Management',
    provider: 'Azure API Management',
    severity: 'high',
    confidence: 'high',
    advice:
      'Generate the other access key of the service (Management API); until the minute in it, it reads and changes its APIs.',
    anchors: ['git&20', 'git%2620'],
    pattern: /git(?:&|%26)20[0-9]{10}(?:&|%26)(?<body>(?:[A-Za-z0-9+/]|%2[BFbf]){86})(?:==|%3[Dd]%3[Dd])/,
    maxMatchBytes: 300,
    edges: { before: /[A-Za-z0-9_]/, after: /[A-Za-z0-9+/=]/ },
    minBitsPerCharacter: 4,
    examples: (random) => {
      const body = random.text(85, BASE64);
      const encoded = `git%26${MINUTE}%26${encodeURIComponent(`${body}w==`)}`;
      const plain = `git&${MINUTE}&${body}w==`;
      return [
        { text: `PASSWORD=${plain}\n`, secret: plain, hidden: [body] },
        {
          text: `https://apim:${encoded}@acme.scm.azure-api.net/`,
          secret: encoded,
          hidden: [encodeURIComponent(body)],
        },
      ];
    },
    lookAlikes: (random) => [
      `type=git&2029&ref=${random.text(40, BASE64)}`,
      `git&20290325&${random.text(85, BASE64)}w==`,
      `git&${MINUTE}&${random.text(84, BASE64)}==`,
      'git&202903251200&<password>',
    ],
  },
];
