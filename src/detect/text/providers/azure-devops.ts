/**
 * Tokens of Azure DevOps since 2024: 84 characters, of which the 77th to 80th are `AZDO` (learn.microsoft.com, "Use personal access
 * tokens"). And keys of Azure with annotations that are not as long as `azure-keys.ts` asks for: low, since they were cut or changed.
 */
import { BASE64_DIGITS } from '../byte-runs.ts';
import { ALPHANUMERIC, type RandomText } from '../random-text.ts';
import type { Rule } from '../rule.ts';

const shared = {
  provider: 'Azure',
  isFallback: true,
  confidence: 'low',
  admitsStandIns: true,
  minBitsPerCharacter: 3.5,
  edges: { before: /[A-Za-z0-9+/_]/, after: /[A-Za-z0-9+/_=-]/ },
} as const;

/** Whether 32 digits of base64 stand before `at`. */
function isBehindDigits(window: Uint8Array, at: number): boolean {
  for (let back = 1; back <= 32; back++) if (BASE64_DIGITS[window[at - back] ?? 0] !== 1) return false;
  return true;
}

const text = (random: RandomText, length: number) => random.text(length, ALPHANUMERIC);

export const azureDevopsRules: readonly Rule[] = [
  {
    ...shared,
    id: 'azure-devops-token',
    title: 'Azure DevOps personal access token, its checksum not read',
    severity: 'high',
    advice: 'Revoke it in the user settings (Personal access tokens), and look in the audit log for what it did.',
    anchors: ['AZDO'],
    glance: (window, at) => at >= 76 && isBehindDigits(window, at),
    pattern: /(?<body>[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4})/,
    bytesBefore: 76,
    maxMatchBytes: 84,
    examples: (random) => {
      const secret = `${text(random, 76)}AZDO${text(random, 4)}`;
      return [{ text: `azure_devops_pat = "${secret}"`, secret, hidden: [secret] }];
    },
    lookAlikes: (random) => ['AZDO', `${text(random, 75)}AZDO${text(random, 4)}`],
  },
  {
    ...shared,
    id: 'azure-annotated-key-damaged',
    title: 'Azure key with annotations (CASK), cut or changed',
    severity: 'high',
    advice: 'Regenerate the key in the portal, if one like it is in use.',
    anchors: ['JQQJ'],
    glance: (window, at) => at >= 40 && isBehindDigits(window, at),
    pattern: /(?<body>[A-Za-z0-9]{40,60}JQQJ[0-9]{2}[A-Za-z0-9]{16,36})/,
    bytesBefore: 60,
    maxMatchBytes: 102,
    examples: (random) => {
      const secret = `${text(random, 51)}JQQJ99${text(random, 25)}`;
      return [{ text: `openai_key: "${secret}"`, secret, hidden: [secret] }];
    },
    lookAlikes: (random) => ['JQQJ99', `${text(random, 30)}JQQJ99${text(random, 25)}`],
  },
];
