/** Proof (formerly Notarize): `prf_`, `cli_` in keys of its command line, `test_` in those of its sandbox, then base-62 digits. */
import { prefixed } from '../example.ts';
import { inBothCasesWithoutWord } from '../prefixed-token.ts';
import { ALPHANUMERIC } from '../random-text.ts';
import type { Rule } from '../rule.ts';

export const proofRules: readonly Rule[] = [
  {
    id: 'proof-api-key',
    title: 'Proof API key',
    provider: 'Proof',
    severity: 'high',
    confidence: 'high',
    advice: 'Delete it in Proof (Settings, API keys): it reads the documents that were notarized, and who signed them.',
    anchors: ['prf_'],
    pattern: /(?<prefix>prf_(?:cli_)?(?:test_)?)(?<body>[A-Za-z0-9]{24,80})/,
    maxMatchBytes: 93,
    admitsStandIns: true,
    minBitsPerCharacter: 3,
    check: (candidate) => {
      const found = /[0-9]/.test(candidate.body) ? inBothCasesWithoutWord(candidate) : undefined;
      return found && candidate.groups.prefix!.endsWith('test_') ? { ...found, severity: 'low' } : found;
    },
    examples: (random) => [
      prefixed('prf_', `aB3${random.text(29, ALPHANUMERIC)}`),
      prefixed('prf_cli_', `aB3${random.text(77, ALPHANUMERIC)}`),
      prefixed('prf_test_', `aB3${random.text(29, ALPHANUMERIC)}`, { severity: 'low' }),
    ],
    lookAlikes: (random) => [
      'prf_tls1_handshake_secret',
      'prf_generateKeyFromMasterSecret2',
      `prf_${random.text(20, ALPHANUMERIC)}`,
      `prf_${random.text(81, ALPHANUMERIC)}`,
    ],
  },
];
