/**
 * Asaas (docs.asaas.com): `$aact_prod_` or, in the sandbox, `$aact_hmlg_`, and base64 of an account, a number and a key of its own;
 * older keys have no word for where they hold.
 */
import { inBothCases, prefixedToken } from '../prefixed-token.ts';
import { base64 } from '../token-parts.ts';

const shared = {
  provider: 'Asaas',
  advice: 'Delete it in Asaas (Integrations, API keys): it charges customers and pays out.',
  body: [base64(60, 240)],
  check: inBothCases,
};

export const asaasRules = [
  prefixedToken({
    ...shared,
    id: 'asaas-api-key',
    title: 'Asaas API key',
    severity: 'critical',
    prefixes: ['$aact_prod_', '$aact_'],
  }),
  prefixedToken({
    ...shared,
    id: 'asaas-sandbox-key',
    title: 'Asaas API key of the sandbox',
    severity: 'low',
    prefixes: ['$aact_hmlg_'],
  }),
];
