/**
 * Modal: a token is an id, `ak-`, and a secret, `as-`, of 22 base-62 digits each. With the secret of a proxy token, `ws-`, one calls web
 * functions; it stands behind its id, `wk-`, and a dot where it is sent as a bearer.
 */
import { inBothCasesWithoutWord, prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const modalRules = [
  prefixedToken({
    id: 'modal-token-secret',
    title: 'Modal token secret',
    provider: 'Modal',
    severity: 'high',
    advice: 'Delete the token in the Modal settings (API tokens).',
    prefixes: ['as-'],
    body: [alphanumeric(22)],
    check: inBothCasesWithoutWord,
    // The end of a comment, joined to the line of the program below it.
    lookAlikes: () => [
      `// only the type and attributes change, the content is kept as-is\n    setNodeMarkupMinimal(tr, x);`,
    ],
  }),
  prefixedToken({
    id: 'modal-proxy-token-secret',
    title: 'Modal proxy token secret',
    provider: 'Modal',
    severity: 'medium',
    advice: 'Delete the token in the Modal settings (Proxy auth tokens).',
    prefixes: ['ws-'],
    body: [alphanumeric(22)],
    edges: { before: /[A-Za-z0-9_-]/, after: /[A-Za-z0-9_-]/ },
    check: inBothCasesWithoutWord,
  }),
];
