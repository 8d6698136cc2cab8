/** Axiom: `xaat-` (API token) or `xapt-` (a person's), and a UUID. */
import { prefixedToken } from '../prefixed-token.ts';
import { UUID } from '../token-parts.ts';

export const axiomRules = [
  prefixedToken({
    id: 'axiom-api-token',
    title: 'Axiom API or personal token',
    provider: 'Axiom',
    severity: 'high',
    advice: 'Delete it in the Axiom settings (API tokens, or Profile).',
    prefixes: ['xaat-', 'xapt-'],
    body: UUID,
  }),
];
