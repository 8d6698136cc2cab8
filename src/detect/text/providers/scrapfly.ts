/** Scrapfly: `scp-live-` or `scp-test-` and 32 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const scrapflyRules = [
  prefixedToken({
    id: 'scrapfly-api-key',
    title: 'Scrapfly API key',
    provider: 'Scrapfly',
    severity: 'medium',
    advice: 'Regenerate it in the Scrapfly dashboard.',
    prefixes: ['scp-live-', 'scp-test-'],
    body: [hex(32)],
  }),
];
