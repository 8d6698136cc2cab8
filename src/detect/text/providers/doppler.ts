/** Doppler (docs.doppler.com, "auth token formats"): `dp.`, the kind, for a service token its configuration, and 40 to 44 base-62 digits. */
import { prefixed } from '../example.ts';
import { prefixedToken } from '../prefixed-token.ts';
import { ALPHANUMERIC } from '../random-text.ts';
import type { Rule } from '../rule.ts';
import { alphanumeric } from '../token-parts.ts';

const shared = { provider: 'Doppler', severity: 'critical', body: [alphanumeric(40, 44)] } as const;
const SECRETS = 'Whoever has it reads secrets: change those too.';

export const dopplerRules: readonly Rule[] = [
  prefixedToken({
    ...shared,
    id: 'doppler-personal-token',
    title: 'Doppler personal or command line token',
    advice: `Revoke it in the dashboard (Tokens, Personal or CLI). ${SECRETS}`,
    prefixes: ['dp.pt.', 'dp.ct.'],
  }),
  {
    id: 'doppler-service-token',
    title: 'Doppler service token',
    provider: 'Doppler',
    severity: 'critical',
    confidence: 'high',
    advice: `Revoke it in the configuration's page (Access). ${SECRETS}`,
    anchors: ['dp.st.'],
    pattern: /(?<prefix>dp\.st\.)(?:[a-z0-9_-]{2,35}\.)?(?<body>[A-Za-z0-9]{40,44})/,
    maxMatchBytes: 86,
    admitsStandIns: true,
    minBitsPerCharacter: 3.6,
    examples: (random) => {
      const body = random.text(43, ALPHANUMERIC);
      return ['dp.st.', 'dp.st.prd_eu-1.'].map((prefix) => prefixed(prefix, body));
    },
    lookAlikes: (random) => [`dp.st.${random.text(39, ALPHANUMERIC)}`, 'dp.st.dev.your-service-token'],
  },
  prefixedToken({
    ...shared,
    id: 'doppler-service-account-token',
    title: 'Doppler token of a service account, SCIM or audit',
    advice: `Revoke it in the dashboard (Team, Service accounts; settings of SCIM and audit). ${SECRETS}`,
    prefixes: ['dp.sa.', 'dp.scim.', 'dp.audit.'],
  }),
];
