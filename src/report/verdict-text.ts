import type { Suppression } from '../model/allow.ts';
import { GAP_CODES, type GapCode } from '../model/gap.ts';
import type { ExpiredAllow, GapOutcome, Policy, Verdict } from '../model/result.ts';
import { countText, groupDigits, listText, sizeText } from './count-text.ts';
import { escapePath, escapeText } from './escape.ts';
import { groupBySecret } from './group-by-secret.ts';

/*
 * Sentences about a verdict as a whole. They repeat what policy decided and never judge. Each is one visible line of
 * counts and our own words; names of formats and reasons are escaped.
 */

/** `2 secrets found that fail the job, 1 more that does not; 2 places not scanned (1 fails the job, 1 warns)`. No full stop. */
export function headline(verdict: Verdict): string {
  const gaps = gapsClause(verdict);
  return gaps === '' ? secretsClause(verdict) : `${secretsClause(verdict)}; ${gaps}`;
}

function secretsClause(verdict: Verdict): string {
  const all = groupBySecret(verdict.findings);
  const secrets = all.filter(({ suppressed }) => suppressed === undefined);
  const failing = secrets.filter((secret) => secret.fails).length;
  const passing = secrets.length - failing;
  const allowed = all.length > secrets.length ? `, ${groupDigits(all.length - secrets.length)} allowed` : '';
  if (failing > 0) {
    const rest = passing > 0 ? `, ${groupDigits(passing)} more that ${passing === 1 ? 'does' : 'do'} not` : '';
    return `${countText(failing, 'secret')} found that ${failing === 1 ? 'fails' : 'fail'} the job${rest}${allowed}`;
  }
  if (passing > 0)
    return `${countText(passing, 'secret')} found, ${passing === 1 ? 'which the' : 'all of which the'} policy accepts${allowed}`;
  if (allowed !== '')
    return `${countText(all.length, 'secret')} found, ${all.length === 1 ? 'which is' : 'all of which are'} allowed`;
  return verdict.stats.artifacts === 0 ? 'nothing was scanned' : 'no secret found';
}

function gapsClause({ gaps }: Verdict): string {
  const counts = OUTCOMES.flatMap((outcome) => {
    const count = gaps.filter((gap) => gap.outcome === outcome).length;
    return count === 0 ? [] : [`${groupDigits(count)} ${OUTCOME_VERBS[outcome][count === 1 ? 0 : 1]}`];
  });
  return gaps.length === 0 ? '' : `${countText(gaps.length, 'place')} not scanned (${counts.join(', ')})`;
}

const OUTCOMES = ['fail', 'warn', 'ignore'] as const satisfies readonly GapOutcome[];
const OUTCOME_VERBS: Readonly<Record<GapOutcome, readonly [one: string, many: string]>> = {
  fail: ['fails the job', 'fail the job'],
  warn: ['warns', 'warn'],
  ignore: ['is ignored', 'are ignored'],
};

/** What was scanned, and by which policy: one sentence each, those that have something to say. */
export function notesOf(verdict: Verdict): readonly string[] {
  const texts = [scannedText, openedText, leftOutText, knownSecretsText, policyText, configurationText];
  return texts.map((text) => text(verdict)).filter((note) => note !== '');
}

/** `Scanned 2 artifacts: 45 entries, 11.8 MiB after unpacking, in 1.3 s, by keysieve 1.0.` */
export function scannedText({ stats, tool }: Verdict): string {
  return (
    `Scanned ${countText(stats.artifacts, 'artifact')}: ${countText(stats.entries, 'entry', 'entries')}, ` +
    `${sizeText(stats.scannedBytes)} after unpacking, in ${secondsText(stats.elapsedMs)}, ` +
    `by keysieve ${escapeText(tool.version, 40)}.`
  );
}

/** `Opened: gzip 1 (1 entry, 3,072 bytes), zip 2 (44 entries, 12,000 bytes).`, or empty when nothing was opened. */
export function openedText({ stats }: Verdict): string {
  const formats = Object.keys(stats.formats).sort();
  if (formats.length === 0) return '';
  return `Opened: ${formats.map((format) => formatText(stats, format)).join(', ')}.`;
}

function formatText({ formats, unpacked }: Verdict['stats'], format: string): string {
  const count = `${escapeText(format, 40)} ${groupDigits(formats[format]!)}`;
  const { entries, bytes } = unpacked[format] ?? { entries: 0, bytes: 0 };
  if (entries === 0) return count;
  return `${count} (${countText(entries, 'entry', 'entries')}, ${sizeText(bytes)})`;
}

function secondsText(elapsedMs: number): string {
  const tenths = Math.round(elapsedMs / 100);
  return `${groupDigits(Math.floor(tenths / 10))}.${tenths % 10} s`;
}

/** `Left out: 3 hidden files or folders, 1 broken link.`, or empty when nothing was. */
export function leftOutText({ stats }: Verdict): string {
  const reasons = Object.keys(stats.leftOut).sort();
  const counts = reasons
    .filter((reason) => stats.leftOut[reason]! > 0)
    .map((reason) => {
      const [one, many = one] = REASONS.get(reason) ?? [escapeText(reason, 40)];
      return countText(stats.leftOut[reason]!, one, many);
    });
  return counts.length === 0 ? '' : `Left out: ${counts.join(', ')}.`;
}

const REASONS: ReadonlyMap<string, readonly [one: string, many?: string]> = new Map([
  ['hidden', ['hidden file or folder', 'hidden files or folders']],
  ['excluded', ['file or folder that a pattern excludes', 'files or folders that a pattern excludes']],
  ['broken-link', ['broken link', 'broken links']],
  ['link-cycle', ['link to a folder that contains it', 'links to folders that contain them']],
  ['special', ['pipe, socket or device', 'pipes, sockets or devices']],
  ['unmatched', ['pattern that matched nothing', 'patterns that matched nothing']],
  [
    'excluded-by-configuration',
    [
      'excluded by the configuration, with all that is in it',
      'excluded by the configuration, with all that is in them',
    ],
  ],
]);

/**
 * What a configuration changes: `Configuration .keysieve.yml: 2 rules off, 3 allows.`; empty when it changes nothing.
 */
function configurationText({ configuration, policy, notCarriedOver }: Verdict): string {
  const { allows, overrides } = policy.exceptions;
  const counts = [
    ...(configuration?.rulesOff.length ? [`${countText(configuration.rulesOff.length, 'rule')} off`] : []),
    ...(overrides.size > 0 ? [`${countText(overrides.size, 'rule')} overridden`] : []),
    ...(allows.length > 0 ? [countText(allows.length, 'allow')] : []),
    ...(policy.inlineAllows ? ['inline allows on'] : []),
    ...(notCarriedOver > 0 ? [`${countText(notCarriedOver, 'item')} not converted`] : []),
  ];
  const name = configuration === undefined ? '' : `Configuration ${escapePath(configuration.name, 200)}`;
  if (counts.length === 0) return name === '' ? '' : `${name}.`;
  return `${name === '' ? 'Exceptions' : name}: ${counts.join(', ')}.`;
}

/** `2026-12-31: reason; would cover 2 findings`. */
export function expiredText({ reason, until, findings }: ExpiredAllow): string {
  const effect = findings === 0 ? 'covers no finding of this scan' : `would cover ${countText(findings, 'finding')}`;
  return `${until}: ${escapeText(reason, 300)}; ${effect}`;
}

const ALLOWERS: Readonly<Record<Suppression['by'], string>> = {
  configuration: 'the configuration',
  baseline: 'the baseline',
  inline: 'a comment next to it',
};

/** `the configuration: reason, until 2026-12-31`. */
export function suppressionText({ by, reason, until }: Suppression): string {
  return `${ALLOWERS[by]}: ${escapeText(reason, 300)}${until === undefined ? '' : `, until ${until}`}`;
}

/**
 * `Looked for 12 secrets of the job; not for NODE_ENV (it has fewer than 8 characters).`, or empty when none was named.
 */
function knownSecretsText({ stats: { knownSecrets } }: Verdict): string {
  if (knownSecrets === undefined) return '';
  const { searched, leftOut } = knownSecrets;
  const shown = leftOut.slice(0, MAX_SECRETS_NAMED).map(({ name, reason }) => `${escapeText(name, 100)} (${reason})`);
  const more = leftOut.length - shown.length;
  const others = more > 0 ? [...shown, `${groupDigits(more)} more, which the JSON report (option json) lists`] : shown;
  return `Looked for ${countText(searched, 'secret')} of the job${others.length === 0 ? '' : `; not for ${listText(others)}`}.`;
}

const MAX_SECRETS_NAMED = 10;

/** `Policy: fails on severity high or above with confidence medium or above; gaps: …`. */
export function policyText({ policy }: Verdict): string {
  const findings =
    policy.failOn === 'never'
      ? 'no finding fails the job'
      : `fails on severity ${policy.failOn}${policy.failOn === 'critical' ? '' : ' or above'} ` +
        `with confidence ${policy.minConfidence}${policy.minConfidence === 'proven' ? '' : ' or above'}`;
  return `Policy: ${findings}; gaps: ${gapPolicyText(policy)}.`;
}

function gapPolicyText(policy: Policy): string {
  const clauses = OUTCOMES.flatMap((outcome) => {
    const codes: readonly GapCode[] = GAP_CODES.filter((code) => policy.onGap[code] === outcome);
    if (codes.length === 0) return [];
    if (codes.length === GAP_CODES.length) return [`all ${OUTCOME_VERBS[outcome][1]}`];
    return [`${listText(codes)} ${OUTCOME_VERBS[outcome][codes.length === 1 ? 0 : 1]}`];
  });
  return clauses.join('; ');
}
