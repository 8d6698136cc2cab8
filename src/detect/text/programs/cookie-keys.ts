/** Keys that sign cookies in Node.js: the list of cookie-session, of Koa (`app.keys`) and of keygrip. The first one signs. */
import { drawnPassword } from '../password.ts';
import { looksMadeUp } from '../placeholder.ts';
import type { Rule } from '../rule.ts';
import { isDrawn, isGuessable } from '../value-kind.ts';

export const cookieKeyRules: readonly Rule[] = [
  {
    id: 'cookie-signing-key',
    title: 'Key that signs cookies',
    provider: 'Program',
    isFallback: true,
    severity: 'high',
    confidence: 'medium',
    advice: 'Draw another key, put it first in the list, and let the program read it from a secret store.',
    anchors: ['cookieSession(', 'app.keys =', 'app.keys=', 'eygrip('],
    pattern:
      /(?:cookieSession\(\s{0,8}\{[^{}\x00]{0,300}?keys\s{0,4}:|app\.keys\s{0,4}=|[Kk]eygrip\()\s{0,8}(?:new\s[Kk]eygrip\()?\[\s{0,8}["'](?<secret>[^"'\\\s\x00]{16,128})["']/,
    bytesBefore: 1,
    maxMatchBytes: 520,
    judgesPlaceholders: true,
    check: ({ secret }) => (isDrawn(secret) && !looksMadeUp(secret) ? { guessable: isGuessable(secret) } : undefined),
    examples: (random) => {
      const secret = drawnPassword(random);
      return [
        `app.use(cookieSession({ name: 'session', keys: ['${secret}'] }));`,
        `app.keys = ['${secret}', 'older'];`,
        `app.keys = new Keygrip(["${secret}"], 'sha256');`,
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: () => [
      "app.use(cookieSession({ name: 'session', keys: [process.env.COOKIE_KEY] }));",
      "app.keys = ['some-secret-of-the-application'];",
      "cookieSession({ name: 'session', maxAge: 86400 })",
    ],
  },
];
