/** HashiCorp Vault since 1.10: `hvs.` (service), `hvb.` (batch), `hvr.` (recovery), and base64url. */
import { prefixedToken } from './prefixed-token.ts';
import { base64url } from './token-parts.ts';

const shared = { provider: 'HashiCorp Vault' } as const;

export const hashicorpVaultRules = [
  prefixedToken({
    ...shared,
    id: 'vault-service-token',
    title: 'HashiCorp Vault service token',
    severity: 'critical',
    advice: 'Revoke it with `vault token revoke`, and look in the audit log for what it read.',
    prefixes: ['hvs.'],
    body: [base64url(24, 200)],
  }),
  prefixedToken({
    ...shared,
    id: 'vault-batch-token',
    title: 'HashiCorp Vault batch token',
    severity: 'high',
    advice: 'A batch token ends when its time does: revoke its parent, and look in the audit log for what it read.',
    prefixes: ['hvb.'],
    body: [base64url(24, 400)],
  }),
  prefixedToken({
    ...shared,
    id: 'vault-recovery-token',
    title: 'HashiCorp Vault recovery token',
    severity: 'critical',
    advice: 'End the recovery mode and make new recovery keys.',
    prefixes: ['hvr.'],
    body: [base64url(24, 200)],
  }),
];
