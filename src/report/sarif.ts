import type { Invocation, Log, Notification, PropertyBag, Result, Run, Suppression as SarifSuppression } from 'sarif';
import type { Suppression } from '../model/allow.ts';
import type { JudgedFinding, JudgedGap, Verdict } from '../model/result.ts';
import { countText, groupDigits } from './count-text.ts';
import { escapeJson, escapeSarifPath, escapeSarifText } from './escape.ts';
import { fitReport, takeFitting } from './fit-report.ts';
import { keyLine, otherFacts } from './key-text.ts';
import { positionText } from './place-text.ts';
import type { Reporter } from './reporter.ts';
import { adviser, confidenceText } from './rule-text.ts';
import { gapLocation, originLocations, SarifArtifacts } from './sarif-artifacts.ts';
import { descriptorOf, gapDescriptor, LEVELS, notificationDescriptors, OMITTED_DESCRIPTOR } from './sarif-rules.ts';

/*
 * SARIF 2.1.0 (OASIS), as GitHub code scanning accepts it. Each finding is one result. GitHub shows files of the
 * repository but nothing inside them, so the physical location is the artifact; the inner path is in the message, in
 * logicalLocations, and as a chain of parentIndex in run.artifacts.
 */

/**
 * GitHub keeps 5,000 results of a run and 100 locations of a result. We send no more, and say ourselves what is
 * missing.
 */
const MAX_RESULTS = 5000;
/** Locations per result, tried in turn until the file fits. */
const LOCATION_LIMITS = [100, 10, 1];
/**
 * GitHub refuses a file of more than 10 MB after gzip, which compresses random letters and digits to three quarters.
 */
const MAX_FILE_BYTES = 13_000_000;
/** Part of that size for gaps. */
const MAX_GAP_SHARE = 0.2;
/** Room for the notifications about what was left out. */
const OMISSION_BYTES = 4000;
const MAX_MESSAGE_PATH_CHARACTERS = 500;

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

export const sarifReporter: Reporter = {
  id: 'sarif',
  title: 'SARIF 2.1.0 for code scanning',
  render: (verdict) => renderSarif(verdict),
};

/** @param maxBytes size limit of the file, in bytes of UTF-8; at least 50,000 */
export function renderSarif(verdict: Verdict, maxBytes = MAX_FILE_BYTES): string {
  const gaps = fitGaps(verdict, maxBytes * MAX_GAP_SHARE);
  const empty = logOf(verdict, { artifacts: new SarifArtifacts(verdict.artifacts), results: [], notifications: gaps });
  const fitting = fitResults(verdict, maxBytes - bytesOf(empty) - OMISSION_BYTES);
  const notifications = [...omissionNotifications(verdict, fitting, gaps.length), ...gaps];
  return serialize(logOf(verdict, { ...fitting, notifications }));
}

interface RunParts {
  readonly artifacts: SarifArtifacts;
  readonly results: Result[];
  readonly notifications: Notification[];
}

function logOf(verdict: Verdict, { artifacts, results, notifications }: RunParts): Log {
  const { tool, rules } = verdict;
  const run: Run = {
    tool: {
      driver: {
        name: tool.name,
        version: tool.version,
        semanticVersion: tool.version,
        rules: rules.map(descriptorOf),
        notifications: notificationDescriptors(),
      },
    },
    // GitHub takes the part before the last slash as the category. It is constant, so that alerts close when a later
    // run is clean.
    automationDetails: { id: 'keysieve/' },
    invocations: [invocationOf(verdict, notifications)],
    artifacts: artifacts.list(),
    results,
    properties: { verdict: verdict.verdict, scannedBytes: verdict.stats.scannedBytes },
  };
  return { $schema: SCHEMA, version: '2.1.0', runs: [run] };
}

/** A scan that missed something on which the policy insists was not successful, though the process was. */
function invocationOf(verdict: Verdict, notifications: Notification[]): Invocation {
  return {
    executionSuccessful: !verdict.gaps.some((gap) => gap.outcome === 'fail'),
    toolExecutionNotifications: notifications,
  };
}

interface FittingResults {
  readonly artifacts: SarifArtifacts;
  readonly results: Result[];
  readonly locationLimit: number;
}

/**
 * As many places per result as fit when all results are listed; at worst one each, and fewer results. In the verdict's
 * order.
 */
function fitResults(verdict: Verdict, maxBytes: number): FittingResults {
  return fitReport(
    LOCATION_LIMITS,
    (locationLimit) => takeResults(verdict, maxBytes, locationLimit),
    ({ results }) => results.length === Math.min(verdict.findings.length, MAX_RESULTS),
  );
}

function takeResults(verdict: Verdict, maxBytes: number, locationLimit: number): FittingResults {
  const artifacts = new SarifArtifacts(verdict.artifacts);
  const advise = adviser(verdict);
  const ruleIndexes = new Map(verdict.rules.map((rule, index) => [rule.id, index]));
  const findings = verdict.findings.slice(0, MAX_RESULTS);
  let before = 0;
  const results = takeFitting(findings, maxBytes, (finding) => {
    before = artifacts.length;
    const entry = resultOf(finding, { advice: advise(finding), ruleIndexes, artifacts, locationLimit });
    return { entry, size: bytesOf(entry) + bytesOf(artifacts.since(before)) };
  });
  if (results.length < findings.length) artifacts.backTo(before);
  return { artifacts, results, locationLimit };
}

interface ResultParts {
  readonly advice: string;
  readonly ruleIndexes: ReadonlyMap<string, number>;
  readonly artifacts: SarifArtifacts;
  readonly locationLimit: number;
}

function resultOf(finding: JudgedFinding, { advice, ruleIndexes, artifacts, locationLimit }: ResultParts): Result {
  const ruleIndex = ruleIndexes.get(finding.rule);
  const room = locationLimit - (finding.origin !== undefined && locationLimit > 1 ? 1 : 0);
  const places = finding.places.length === 0 ? [finding] : finding.places.slice(0, room);
  return {
    ruleId: finding.rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: LEVELS[finding.severity],
    message: { text: messageText(finding, advice) },
    // GitHub shows an alert at the first location, and in a pull request only if that is in the diff.
    locations: [...originLocations(finding), ...places.map((place) => artifacts.location(finding.artifact, place))],
    partialFingerprints: {
      'keysieveFingerprint/v1': `${finding.rule}:${finding.fingerprint}`,
      // The only fingerprint that GitHub reads. It combines it with path and rule, so the same secret elsewhere is
      // another alert.
      primaryLocationLineHash: `${finding.fingerprint}:1`,
    },
    ...(finding.suppressed && { suppressions: [suppressionOf(finding.suppressed)] }),
    properties: resultProperties(finding),
  };
}

function suppressionOf({ by, reason, until }: Suppression): SarifSuppression {
  const end = until === undefined ? '' : ` (until ${until})`;
  return {
    kind: by === 'inline' ? 'inSource' : 'external',
    status: 'accepted',
    justification: escapeSarifText(`${reason}${end}`, 600),
  };
}

/** Its first sentence is all that GitHub shows in a list. */
function messageText(finding: JudgedFinding, advice: string): string {
  const path = escapeSarifPath(finding.path, MAX_MESSAGE_PATH_CHARACTERS);
  const others = finding.count > 1 ? `, and ${countText(finding.count - 1, 'more place')}` : '';
  return (
    `${escapeSarifText(finding.title, 200)} in '${path}', ${escapeSarifText(positionText(finding), 400)}${others}. ` +
    `Which one: ${escapeSarifText(keyLine(finding), 400)} (severity ${finding.severity}, confidence ${confidenceText(finding)}). ` +
    escapeSarifText(advice, 600)
  );
}

function resultProperties(finding: JudgedFinding): PropertyBag {
  const { severity, confidence, fails, count, preview, facts } = finding;
  const named = ['kind', 'bits', 'curve', 'provider', 'spkiSha256', 'keySha256'].flatMap((name) => {
    const value = facts[name];
    return value === undefined || typeof value === 'object' ? [] : [[name, value] as const];
  });
  return {
    ...{ severity, confidence, fails, count, preview },
    facts: Object.fromEntries([...named, ...otherFacts(finding)]),
  };
}

function fitGaps(verdict: Verdict, maxBytes: number): Notification[] {
  const scanned = new Set(verdict.artifacts.map((artifact) => artifact.path));
  return takeFitting(verdict.gaps, maxBytes, (gap) => {
    const entry = gapNotification(gap, scanned);
    return { entry, size: bytesOf(entry) };
  });
}

function placesIn(result: Result, { origin }: JudgedFinding): number {
  return result.locations!.length - (origin === undefined ? 0 : 1);
}

const GAP_LEVELS = { fail: 'error', warn: 'warning', ignore: 'note' } as const;

function gapNotification(gap: JudgedGap, scanned: ReadonlySet<string>): Notification {
  const path = escapeSarifPath(gap.path, MAX_MESSAGE_PATH_CHARACTERS);
  return {
    descriptor: { id: gapDescriptor(gap.code) },
    level: GAP_LEVELS[gap.outcome],
    message: { text: `'${path}' was not scanned (${gap.code}): ${escapeSarifText(gap.message, 600)}` },
    locations: [gapLocation(gap.path, scanned)],
  };
}

function omissionNotifications(verdict: Verdict, fitting: FittingResults, gapsKept: number): Notification[] {
  const { results, locationLimit } = fitting;
  const total = verdict.findings.length;
  const cut = results.filter(
    (result, index) => placesIn(result, verdict.findings[index]!) < verdict.findings[index]!.count,
  ).length;
  const sentences = [
    results.length < total &&
      `${groupDigits(total - results.length)} of ${countText(total, 'finding')} are left out of this file, so that ` +
        'GitHub takes it. The worst are in it; the JSON report has the others.',
    cut > 0 &&
      `Not every place of ${countText(cut, 'finding')} is in this file, and at most ${locationLimit} of each. ` +
        'The JSON report has more of them, and counts all.',
    gapsKept < verdict.gaps.length &&
      `${countText(verdict.gaps.length - gapsKept, 'place')} not scanned are left out of this file. The JSON report has them.`,
  ];
  return sentences
    .filter((text) => text !== false)
    .map((text) => ({ descriptor: { id: OMITTED_DESCRIPTOR }, level: 'warning', message: { text } }));
}

function serialize(value: unknown): string {
  return `${escapeJson(JSON.stringify(value))}\n`;
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(serialize(value));
}
