import type { ReportingDescriptor } from 'sarif';
import type { RuleInfo } from '../model/finding.ts';
import { GAP_CODES, type GapCode } from '../model/gap.ts';
import type { Confidence, Severity } from '../model/severity.ts';
import { escapeMarkdown, escapeSarifText } from './escape.ts';

/*
 * What SARIF says about rules and notifications, in the properties that GitHub reads: security-severity (over 9.0
 * critical, from 7.0 high, from 4.0 medium), precision, tags (ten are kept), descriptions of at most 1,024 characters,
 * names of at most 255.
 */

export const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
};

const SECURITY_SEVERITIES: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
};

const PRECISIONS: Readonly<Record<Confidence, string>> = {
  proven: 'very-high',
  high: 'high',
  medium: 'medium',
  low: 'low',
};

/** CWE-312: cleartext storage of sensitive information. */
const TAGS = ['security', 'secret', 'external/cwe/cwe-312'];

export function descriptorOf(rule: RuleInfo): ReportingDescriptor {
  const title = escapeSarifText(rule.title, 200);
  const advice = escapeSarifText(rule.advice, 600);
  return {
    id: rule.id,
    name: pascalCase(rule.id),
    shortDescription: { text: sentence(title) },
    fullDescription: { text: sentence(`${title} in an artifact. ${advice}`) },
    help: {
      text: sentence(`What to do: ${advice}`),
      markdown: `**What to do.** ${sentence(escapeMarkdown(rule.advice, 600))}`,
    },
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: {
      tags: TAGS,
      precision: PRECISIONS[rule.confidence],
      'security-severity': SECURITY_SEVERITIES[rule.severity],
    },
  };
}

const GAP_DESCRIPTIONS: Readonly<Record<GapCode, string>> = {
  encrypted: 'Not scanned, because it is encrypted. Scan it after decryption or before encryption.',
  damaged: 'Not scanned, or not to its end, because it is damaged. Build it again, or leave it out.',
  budget:
    'Not scanned, because a limit on depth, entries or bytes, or one of a reader, was reached. The message names the option to raise, or what else helps.',
  unsupported: 'Not scanned, because its format or method is not supported. Scan it before it is packed.',
  unreadable: 'Not scanned, because it could not be read. Check that the file is there and may be read.',
  timeout: 'Not scanned, because the time for it was up. Give it more, or split it.',
  'plug-in':
    'Not scanned by a detector of a plug-in, because that failed. The message names it; keysieve test-detector looks for the fault.',
};

export const OMITTED_DESCRIPTOR = 'report/omitted';

export function notificationDescriptors(): ReportingDescriptor[] {
  return [
    ...GAP_CODES.map((code) => notificationDescriptor(gapDescriptor(code), GAP_DESCRIPTIONS[code])),
    notificationDescriptor(
      OMITTED_DESCRIPTOR,
      'Findings or places that this file leaves out. The JSON report has more.',
    ),
  ];
}

function notificationDescriptor(id: string, text: string): ReportingDescriptor {
  return { id, name: pascalCase(id), shortDescription: { text }, fullDescription: { text }, help: { text } };
}

export function gapDescriptor(code: GapCode): string {
  return `gap/${code}`;
}

/** `gap/encrypted` → `GapEncrypted`: the form of a name that SARIF viewers expect. */
function pascalCase(id: string): string {
  const words = id.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return words
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join('')
    .slice(0, 255);
}

function sentence(text: string): string {
  return /[.!?…\]]$/.test(text) ? text : `${text}.`;
}
