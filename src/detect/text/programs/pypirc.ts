/** `.pypirc` of twine and setuptools: a section for each index, `username` and `password`. Tokens of PyPI have a rule of their own. */
import { assessPassword, drawnPassword } from '../password.ts';
import type { Rule } from '../rule.ts';

export const pypircRules: readonly Rule[] = [
  {
    id: 'pypirc-password',
    title: 'Password in a .pypirc file',
    provider: 'Python package index',
    severity: 'critical',
    confidence: 'high',
    advice: 'Change the password at the index. If it could publish, compare the published versions with your releases.',
    anchors: ['[pypi]', '[testpypi]', 'repository:', 'repository =', 'repository='],
    pattern:
      /(?:\[(?:test)?pypi\](?:\s|\\[nr])|repository[ \t]?[:=][ \t]{0,8}https?:\/\/[^\s"'\\]{4,256})(?:\s{0,4}(?:username|repository)[ \t]{0,8}[:=][^[\n\\]{0,256}(?:\n|\\n)){0,3}\s{0,8}password[ \t]{0,8}[:=][ \t]{0,8}(?<secret>[^\s"'\\\x00]{3,256})/,
    maxMatchBytes: 1400,
    edges: {},
    judgesPlaceholders: true,
    check: ({ secret }) => (secret.startsWith('pypi-') ? undefined : assessPassword(secret, { of: 'pypirc' })),
    examples: (random) => {
      const secret = drawnPassword(random);
      return [
        `[pypi]\nusername = app\npassword = ${secret}\n`,
        `[acme]\nrepository: https://py.acme-shop.io/simple\nusername: app\npassword: ${secret}\n`,
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: () => [
      '[pypi]\nusername = __token__\n',
      `[pypi]\nusername = app\npassword = \${PYPI_PASSWORD}\n`,
      '[pypi]\nusername = app\n[other]\npassword = none-of-this-section\n',
    ],
  },
];
