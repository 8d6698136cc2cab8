import type { Suppression } from '../model/allow.ts';
import type { FactRecord, FactValue, RuleInfo } from '../model/finding.ts';
import { GAP_CODES } from '../model/gap.ts';
import type { Place } from '../model/place.ts';
import type { ArtifactRecord, JudgedFinding, JudgedGap, Verdict } from '../model/result.ts';
import { escapeJson } from './escape.ts';
import { fitReport, takeFitting } from './fit-report.ts';
import { hexAddress } from './place-text.ts';
import type { Reporter } from './reporter.ts';

/*
 * `keysieve-report/1`, described by docs/report.schema.json. Contains everything that was found, whatever policy makes
 * of it. Field names are API: only added to. Text is exact and not shortened: invisible characters are written as
 * `\uXXXX`.
 */

/**
 * Most characters of text in one report, before JSON's escapes. One character becomes six at most, and V8 allows no
 * string of more than 2^29 characters. A report that would be longer lists fewer places, then fewer findings, and
 * `omitted` counts what is missing.
 */
const MAX_REPORT_CHARACTERS = 64_000_000;

export const jsonReporter: Reporter = {
  id: 'json',
  title: 'JSON report',
  render: (verdict) => renderJson(verdict),
};

/** @param maxCharacters most characters of text, before JSON's escapes */
export function renderJson(verdict: Verdict, maxCharacters = MAX_REPORT_CHARACTERS): string {
  const { findings, placeLimit } = fitFindings(verdict.findings, maxCharacters);
  const gaps = fitGaps(verdict.gaps, maxCharacters);
  const listed = findings.map((finding) => findingRecord(finding, placeLimit));
  const report = {
    format: 'keysieve-report/1',
    verdict: verdict.verdict,
    tool: { name: verdict.tool.name, version: verdict.tool.version },
    artifacts: verdict.artifacts.map(artifactRecord),
    findings: listed,
    gaps: gaps.map(({ path, code, message, outcome }) => ({ path, code, outcome, message })),
    policy: policyRecord(verdict),
    expired: verdict.expired
      .slice(0, MAX_EXPIRED)
      .map(({ by, reason, until, findings }) => ({ by, reason, until, findings })),
    remarks: verdict.remarks.slice(0, MAX_REMARKS),
    rules: verdict.rules.map(ruleRecord),
    stats: {
      artifacts: verdict.stats.artifacts,
      entries: verdict.stats.entries,
      scannedBytes: verdict.stats.scannedBytes,
      formats: sorted(verdict.stats.formats),
      unpacked: sorted(verdict.stats.unpacked),
      leftOut: sorted(verdict.stats.leftOut),
      elapsedMs: verdict.stats.elapsedMs,
      ...(verdict.stats.knownSecrets && { knownSecrets: verdict.stats.knownSecrets }),
    },
    omitted: {
      findings: verdict.findings.length - findings.length,
      gaps: verdict.gaps.length - gaps.length,
      places: listed.reduce((sum, finding) => sum + finding.count - finding.places.length, 0),
    },
  };
  return `${escapeJson(JSON.stringify(report, undefined, 2))}\n`;
}

function artifactRecord({ path, size, sha256, entries, scannedBytes }: ArtifactRecord) {
  return { path, size, ...(sha256 === undefined ? {} : { sha256 }), entries, scannedBytes };
}

function findingRecord(finding: JudgedFinding, placeLimit: number) {
  const { rule, title, artifact, severity, confidence, fails, fingerprint, preview, facts, places, count } = finding;
  const { origin, suppressed } = finding;
  return {
    ...{ rule, title, artifact },
    ...placeRecord(finding),
    ...{ severity, confidence, fails },
    ...(suppressed && { suppressed: suppressionRecord(suppressed) }),
    ...{ fingerprint, preview },
    facts: factRecord(facts),
    places: places.slice(0, placeLimit).map(placeRecord),
    count,
    ...(origin === undefined ? {} : { origin: { file: origin.file, line: origin.line, by: origin.by } }),
  };
}

function suppressionRecord({ by, reason, until }: Suppression): Suppression {
  return { by, reason, ...(until === undefined ? {} : { until }) };
}

function placeRecord({ path, offset, length, line, column, address, region, form, inlineAllow }: Place) {
  return {
    ...{ path, offset, length },
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
    ...(address === undefined ? {} : { address: hexAddress(address) }),
    ...(region === undefined ? {} : { region }),
    ...(form === undefined ? {} : { form }),
    ...(inlineAllow && { inlineAllow: { mark: inlineAllow.mark, reason: inlineAllow.reason } }),
  };
}

function ruleRecord({ id, title, severity, confidence, advice }: RuleInfo): RuleInfo {
  return { id, title, severity, confidence, advice };
}

function policyRecord({ policy, configuration }: Verdict) {
  const { failOn, minConfidence, onGap, inlineAllows, exceptions } = policy;
  return {
    ...{ failOn, minConfidence, onGap: Object.fromEntries(GAP_CODES.map((code) => [code, onGap[code]])) },
    ...{ inlineAllows, allows: exceptions.allows.length },
    overrides: sorted(Object.fromEntries(exceptions.overrides)),
    ...(configuration && {
      configuration: {
        name: configuration.name,
        rulesOff: [...configuration.rulesOff].sort(),
      },
    }),
  };
}

function factRecord(facts: FactRecord): FactRecord {
  return Object.fromEntries(
    Object.keys(facts)
      .sort()
      .map((name): [string, FactValue] => {
        const value = facts[name]!;
        return [name, typeof value === 'object' ? factRecord(value) : value];
      }),
  );
}

function sorted<T>(counts: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(
    Object.keys(counts)
      .sort()
      .map((name) => [name, counts[name]!]),
  );
}

const PLACE_LIMITS = [1000, 100, 10, 1];

function fitFindings(all: readonly JudgedFinding[], maxCharacters: number) {
  return fitReport(
    PLACE_LIMITS,
    (placeLimit) => {
      const sized = (finding: JudgedFinding) => ({ entry: finding, size: findingCharacters(finding, placeLimit) });
      return { findings: takeFitting(all, maxCharacters, sized), placeLimit };
    },
    ({ findings }) => findings.length === all.length,
  );
}

function fitGaps(gaps: readonly JudgedGap[], maxCharacters: number): readonly JudgedGap[] {
  return takeFitting(gaps, maxCharacters / 4, (gap) => {
    return { entry: gap, size: gap.path.length + gap.message.length + FIELDS_CHARACTERS };
  });
}

/** A reason has 1,000 characters at most, a remark a few hundred. */
const MAX_EXPIRED = 1000;
const MAX_REMARKS = 1000;

/** Generous sizes of the field names, numbers and white space of one finding or gap, and of one place. */
const FIELDS_CHARACTERS = 700;
const PLACE_FIELDS_CHARACTERS = 250;

function findingCharacters(finding: JudgedFinding, placeLimit: number): number {
  const { title, artifact, preview, fingerprint, facts, places, origin, suppressed } = finding;
  const texts = [title, artifact, preview, fingerprint, origin?.file ?? '', suppressed?.reason ?? ''];
  const own = texts.reduce((sum, text) => sum + text.length, 0) + factCharacters(facts);
  return places
    .slice(0, placeLimit)
    .reduce((sum, place) => sum + placeCharacters(place), own + placeCharacters(finding) + FIELDS_CHARACTERS);
}

function placeCharacters({ path, region, form, inlineAllow }: Place): number {
  const texts = [path, region ?? '', form ?? '', inlineAllow?.reason ?? ''];
  return texts.reduce((sum, text) => sum + text.length, PLACE_FIELDS_CHARACTERS);
}

function factCharacters(facts: FactRecord): number {
  return Object.entries(facts).reduce(
    (sum, [name, value]) =>
      sum + name.length + 40 + (typeof value === 'object' ? factCharacters(value) : String(value).length),
    0,
  );
}
