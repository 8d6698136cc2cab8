import type { JudgedFinding, JudgedGap, Verdict } from '../model/result.ts';
import { rank, SEVERITIES } from '../model/severity.ts';
import { countText, listText } from './count-text.ts';
import { escapePath, escapeText } from './escape.ts';
import { groupBySecret, otherPlacesText, type Secret } from './group-by-secret.ts';
import { keyLine } from './key-text.ts';
import { GAPS_URL } from './next-steps.ts';
import { originText } from './origin-text.ts';
import { isInside, positionText } from './place-text.ts';
import type { Reporter } from './reporter.ts';
import { adviser, confidenceText } from './rule-text.ts';

export type AnnotationLevel = 'error' | 'warning' | 'notice';

/**
 * One annotation on the page of a workflow run. Its text is escaped for people, not for the runner: the code that writes
 * the workflow command encodes it (`@actions/core` does). `message` may have several lines and has at most 4,096
 * characters; `title` is one line.
 */
export interface Annotation {
  readonly level: AnnotationLevel;
  readonly title: string;
  readonly message: string;
  /** The file of the origin, or else the outermost file; absent when its name would have to be escaped. */
  readonly file?: string;
  /** Line of the origin, or of the place when its file lies in no container. */
  readonly startLine?: number;
}

/**
 * The runner keeps ten annotations of each level from one step and drops the rest. `core.setFailed` makes an error
 * annotation too, so one error is left for it.
 */
export const MAX_ANNOTATIONS: Readonly<Record<AnnotationLevel, number>> = { error: 9, warning: 10, notice: 10 };

const LEVELS: readonly AnnotationLevel[] = ['error', 'warning', 'notice'];
/** The parts of a message add up to less than the 4,096 characters that the runner keeps. */
const MAX_TITLE_CHARACTERS = 200;
const MAX_PATH_CHARACTERS = 900;
const MAX_ORIGIN_CHARACTERS = 300;
const MAX_PROSE_CHARACTERS = 1000;

export const annotationsReporter: Reporter<readonly Annotation[]> = {
  id: 'annotations',
  title: 'Annotations on the page of a workflow run',
  render: (verdict) => renderAnnotations(verdict),
};

/**
 * One annotation for each secret that is not allowed and for each gap, the worst first. When some do not fit, the last
 * one counts them. The annotation that `if-no-files-found: warn` asks for precedes the other warnings.
 * @param limits most annotations of each level
 */
export function renderAnnotations(verdict: Verdict, limits = MAX_ANNOTATIONS): readonly Annotation[] {
  const secrets = groupBySecret(verdict.findings).filter(({ suppressed }) => suppressed === undefined);
  const advise = adviser(verdict);
  return LEVELS.flatMap((level) => {
    const own = secrets.filter((secret) => secretLevel(secret) === level);
    const gaps = verdict.gaps.filter((gap) => GAP_LEVELS[gap.outcome] === level);
    const notes = level === 'warning' ? unmatchedAnnotations(verdict) : [];
    const room = limits[level] - notes.length;
    const shown = own.length + gaps.length > room ? room - 1 : room;
    const shownSecrets = own.slice(0, shown);
    const shownGaps = gaps.slice(0, shown - shownSecrets.length);
    return [
      ...notes,
      ...shownSecrets.map((secret) => secretAnnotation(secret, level, advise(secret.lead))),
      ...shownGaps.map((gap) => gapAnnotation(gap, level)),
      ...moreAnnotations(level, own.length - shownSecrets.length, gaps.length - shownGaps.length),
    ];
  });
}

/** `unmatched` is counted only when it is to be a warning. */
function unmatchedAnnotations({ stats: { leftOut } }: Verdict): readonly Annotation[] {
  const { unmatched = 0 } = leftOut;
  if (unmatched === 0) return [];
  const title = `${countText(unmatched, 'pattern')} that matched nothing`;
  return [
    {
      level: 'warning',
      title,
      message: `What: ${title}, so that nothing was scanned for ${unmatched === 1 ? 'it' : 'them'}.\nWhat to do: correct paths or artifacts, or set if-no-files-found: ignore.`,
    },
  ];
}

/** A gap that the policy ignores appears only in the other reports. */
const GAP_LEVELS = { fail: 'error', warn: 'warning', ignore: undefined } as const;

function secretLevel(secret: Secret): AnnotationLevel {
  if (secret.fails) return 'error';
  return rank(SEVERITIES, secret.lead.severity) <= rank(SEVERITIES, 'medium') ? 'warning' : 'notice';
}

function secretAnnotation(secret: Secret, level: AnnotationLevel, advice: string): Annotation {
  const { lead } = secret;
  const others = otherPlacesText(secret);
  const title = escapeText(lead.title, MAX_TITLE_CHARACTERS);
  return {
    level,
    title: `${title} (${escapeText(lead.rule, MAX_TITLE_CHARACTERS)})`,
    message: [
      `What: ${title}, severity ${lead.severity}, confidence ${confidenceText(lead)}.`,
      `Where: ${escapePath(lead.path, MAX_PATH_CHARACTERS)}, ${positionText(lead)}${others === '' ? '' : ` ${others}`}.`,
      ...originLine(lead),
      `Which one: ${keyLine(lead)}`,
      `What to do: ${escapeText(advice, MAX_PROSE_CHARACTERS)}`,
    ].join('\n'),
    ...anchor(lead),
  };
}

function originLine(lead: JudgedFinding): readonly string[] {
  const text = originText(lead);
  if (text === undefined) return [];
  return [`From: ${text.before}${escapePath(text.file, MAX_ORIGIN_CHARACTERS)}${text.after}.`];
}

function gapAnnotation(gap: JudgedGap, level: AnnotationLevel): Annotation {
  return {
    level,
    title: `Not scanned (${gap.code})`,
    message: [
      `What: a place that was not scanned, so it is not known to be clean.`,
      `Where: ${escapePath(gap.path, MAX_PATH_CHARACTERS)}`,
      `Why: ${escapeText(gap.message, MAX_PROSE_CHARACTERS)}`,
      `What to do: see ${gap.code} in ${GAPS_URL}`,
    ].join('\n'),
  };
}

function moreAnnotations(level: AnnotationLevel, secrets: number, gaps: number): readonly Annotation[] {
  if (secrets + gaps === 0) return [];
  const counts = [
    ...(secrets > 0 ? [countText(secrets, 'more secret')] : []),
    ...(gaps > 0 ? [countText(gaps, 'more place not scanned', 'more places not scanned')] : []),
  ];
  const title = `And ${listText(counts)}`;
  return [
    {
      level,
      title,
      message: `${title}: GitHub shows ten annotations of a level. The job summary and the JSON report (option json) list the others, as far as they have room.`,
    },
  ];
}

function anchor(finding: JudgedFinding): Pick<Annotation, 'file' | 'startLine'> {
  const { artifact, line, origin } = finding;
  if (origin !== undefined && escapePath(origin.file) === origin.file)
    return { file: origin.file, startLine: origin.line };
  if (artifact === '' || escapePath(artifact) !== artifact) return {};
  return line === undefined || isInside(artifact, finding) ? { file: artifact } : { file: artifact, startLine: line };
}
