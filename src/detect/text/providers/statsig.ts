/** Statsig: `secret-` for servers, `console-` for its Console API, then some 43 base-62 digits. (`client-` is in every page.) */
import { inBothCasesWithoutWord, prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

const shared = {
  provider: 'Statsig',
  body: [alphanumeric(40, 48)],
  // Secrets of Kubernetes and consoles of programs have names, too.
  check: inBothCasesWithoutWord,
} as const;

export const statsigRules = [
  prefixedToken({
    ...shared,
    id: 'statsig-server-key',
    title: 'Statsig server secret key',
    severity: 'high',
    advice: 'Rotate it in Statsig (Settings, Keys & Environments): it reads all gates and their rules.',
    prefixes: ['secret-'],
  }),
  prefixedToken({
    ...shared,
    id: 'statsig-console-key',
    title: 'Statsig Console API key',
    severity: 'critical',
    advice: 'Delete it in Statsig (Settings, Keys & Environments): it changes gates and experiments.',
    prefixes: ['console-'],
  }),
];
