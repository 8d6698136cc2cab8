/**
 * Infisical: service tokens are `st.`, an id of 24 hex digits, and two runs of 32. `st.` stands everywhere, so a token counts behind
 * the name or behind `Bearer`.
 */
import { HEX } from '../random-text.ts';
import type { Rule } from '../rule.ts';

export const infisicalRules: readonly Rule[] = [
  {
    id: 'infisical-service-token',
    title: 'Infisical service token',
    provider: 'Infisical',
    severity: 'critical',
    confidence: 'high',
    advice:
      'Delete it in the settings of the project (Access control, Service tokens), and change the secrets that it could read.',
    anchors: [{ text: 'infisical', ignoreCase: true }, 'Bearer st.'],
    pattern:
      /(?:infisical[\s\S]{0,60}?[^A-Za-z0-9]|Bearer )(?<secret>st\.[0-9a-f]{24}\.(?<body>[0-9a-f]{32}\.[0-9a-f]{32}))/i,
    maxMatchBytes: 164,
    edges: { after: /[A-Za-z0-9_-]/ },
    minBitsPerCharacter: 3,
    examples: (random) =>
      ['INFISICAL_TOKEN=', 'Authorization: Bearer '].map((before) => {
        const body = `${random.text(32, HEX)}.${random.text(32, HEX)}`;
        const secret = `st.${random.text(24, HEX)}.${body}`;
        return { text: before + secret, secret, hidden: [body] };
      }),
    lookAlikes: (random) => [
      'INFISICAL_TOKEN=st.your.token',
      `infisical st.${random.text(24, HEX)}.${random.text(32, HEX)}`,
    ],
  },
];
