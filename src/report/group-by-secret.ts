import type { Suppression } from '../model/allow.ts';
import type { Place } from '../model/place.ts';
import type { JudgedFinding, Verdict } from '../model/result.ts';
import { countText, groupDigits } from './count-text.ts';

/**
 * One secret, wherever it was found. The engine makes one finding for each artifact, but a person has only one secret
 * to revoke.
 */
export interface Secret {
  /** The finding that ranks first. */
  readonly lead: JudgedFinding;
  /** In the verdict's order; `lead` is the first. */
  readonly findings: readonly JudgedFinding[];
  /** True when one of its findings fails the job. */
  readonly fails: boolean;
  /** Why none of its findings counts; undefined when at least one does. */
  readonly suppressed: Suppression | undefined;
  /** Exact number, over all findings. */
  readonly placeCount: number;
  readonly artifactCount: number;
}

/** Groups findings by secret, in the order of their leads. */
export function groupBySecret(findings: Verdict['findings']): readonly Secret[] {
  const groups = new Map<string, JudgedFinding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.fingerprint);
    if (group === undefined) groups.set(finding.fingerprint, [finding]);
    else group.push(finding);
  }
  return [...groups.values()].map((group) => ({
    lead: group[0]!,
    findings: group,
    fails: group.some((finding) => finding.fails),
    suppressed: group.every((finding) => finding.suppressed !== undefined) ? group[0]!.suppressed : undefined,
    placeCount: group.reduce((sum, finding) => sum + finding.count, 0),
    artifactCount: new Set(group.map((finding) => finding.artifact)).size,
  }));
}

/** `and 10 more places (in 3 artifacts)`, or nothing for a secret with one place. */
export function otherPlacesText(secret: Secret): string {
  if (secret.placeCount <= 1) return '';
  const artifacts = secret.artifactCount > 1 ? ` (in ${groupDigits(secret.artifactCount)} artifacts)` : '';
  return `and ${countText(secret.placeCount - 1, 'more place')}${artifacts}`;
}

/** The first places, in the order of the findings. */
export function firstPlaces(secret: Secret, limit: number): readonly Place[] {
  const places: Place[] = [];
  for (const finding of secret.findings) {
    if (places.length >= limit) break;
    places.push(...finding.places.slice(0, limit - places.length));
  }
  return places;
}
