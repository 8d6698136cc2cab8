import { compareText } from '../model/compare-text.ts';
import type { Finding } from '../model/finding.ts';
import { MAX_PLACES } from '../model/finding.ts';
import { ownCopy } from '../model/own-copy.ts';
import { comparePlaces, type Place } from '../model/place.ts';
import { CONFIDENCES, rank, SEVERITIES } from '../model/severity.ts';
import { distinctPlaces, withoutEchoes } from './distinct-places.ts';

/** What a match says about a secret, apart from where it is. */
export type Claim = Pick<Finding, 'rule' | 'title' | 'severity' | 'confidence' | 'fingerprint' | 'preview' | 'facts'>;

/** A finding of one part of an artifact. Another part may have a claim that takes precedence. */
export interface PartFinding extends Finding {
  /** Place of the claim that `rule`, `title` … come from; not necessarily the first of `places`. */
  readonly claimPlace: Place;
}

/**
 * Most distinct secrets listed for one artifact; an artifact with more is a key store of some sort, and a gap says so.
 */
export const MAX_FINDINGS = 10_000;
/**
 * Places kept during a scan: several times what is reported, so that nested places can be dropped before the list is
 * cut.
 */
const MAX_KEPT_PLACES = 4 * MAX_PLACES;

interface Group {
  claim: Claim;
  claimPlace: Place;
  places: Place[];
  /** Places that were counted but not kept. */
  surplus: number;
}

/**
 * Groups claims into findings: one for each secret in an artifact. The surest and then most severe claim describes the
 * finding. A place inside another of the same secret (a PKCS#1 in its PKCS#8) counts as the same sighting. The result
 * does not depend on the order in which claims arrive.
 */
export class Collector {
  #groups = new Map<string, Group>();
  #overflow = false;
  /** The last claim that was kept when secrets were dropped: what ranks after it would be dropped as well. */
  #mildestKept: Claim | undefined;

  /** Whether a secret was dropped because there were too many distinct ones. */
  get overflow(): boolean {
    return this.#overflow;
  }

  add(claim: Claim, place: Place): void {
    this.#addAll(claim, place, [place], 0);
  }

  /** Adds what another collector found in another part of the same artifact. */
  merge(finding: PartFinding): void {
    const { claimPlace, places, count } = finding;
    this.#addAll(finding, claimPlace, places, count - places.length);
  }

  #addAll(claim: Claim, claimPlace: Place, places: readonly Place[], surplus: number): void {
    const group = this.#groups.get(claim.fingerprint);
    if (group === undefined) {
      if (this.#mildestKept !== undefined && compareClaims(claim, this.#mildestKept) > 0) return;
      this.#groups.set(claim.fingerprint, { claim: keptClaim(claim), claimPlace, places: [...places], surplus });
      if (this.#groups.size >= 2 * MAX_FINDINGS) this.#dropMildest();
      return;
    }
    if (speaksBefore(claim, claimPlace, group)) Object.assign(group, { claim: keptClaim(claim), claimPlace });
    for (const place of places) group.places.push(place);
    group.surplus += surplus;
    if (group.places.length >= 2 * MAX_KEPT_PLACES) thin(group);
  }

  /** Sorted by place. */
  findings(artifact: string): PartFinding[] {
    if (this.#groups.size > MAX_FINDINGS) this.#dropMildest();
    // Echoes must go first: a place that `distinctPlaces` drops as a repetition may be the one that reveals an echo.
    const findings = withoutEchoes([...this.#groups.values()]).map(
      ({ claim, claimPlace, places, surplus }): PartFinding => {
        const kept = distinctPlaces(places);
        const first = kept[0]!;
        const { rule, title, severity, confidence, fingerprint, preview, facts } = claim;
        return {
          ...first,
          ...{ rule, title, artifact, severity, confidence, fingerprint, preview, facts },
          places: kept.slice(0, MAX_PLACES),
          count: kept.length + surplus,
          claimPlace,
        };
      },
    );
    return findings.sort((a, b) => comparePlaces(a, b) || compareText(a.fingerprint, b.fingerprint));
  }

  #dropMildest(): void {
    const ranked = [...this.#groups].sort(([, a], [, b]) => compareClaims(a.claim, b.claim));
    this.#groups = new Map(ranked.slice(0, MAX_FINDINGS));
    this.#mildestKept = ranked[MAX_FINDINGS - 1]![1].claim;
    this.#overflow = true;
  }
}

/** What a match says was cut from the text around it. */
function keptClaim({ rule, title, severity, confidence, fingerprint, preview, facts }: Claim): Claim {
  return { rule, title, severity, confidence, fingerprint, ...ownCopy({ preview, facts }) };
}

/** The most severe first, then the surest; fingerprints break ties, so that the order of arrival does not matter. */
function compareClaims(a: Claim, b: Claim): number {
  return (
    rank(SEVERITIES, a.severity) - rank(SEVERITIES, b.severity) ||
    rank(CONFIDENCES, a.confidence) - rank(CONFIDENCES, b.confidence) ||
    compareText(a.fingerprint, b.fingerprint)
  );
}

function speaksBefore(claim: Claim, place: Place, group: Group): boolean {
  const order =
    rank(CONFIDENCES, claim.confidence) - rank(CONFIDENCES, group.claim.confidence) ||
    rank(SEVERITIES, claim.severity) - rank(SEVERITIES, group.claim.severity) ||
    comparePlaces(place, group.claimPlace);
  return order < 0 || (order === 0 && claim.rule < group.claim.rule);
}

function thin(group: Group): void {
  const kept = distinctPlaces(group.places);
  group.surplus += Math.max(0, kept.length - MAX_KEPT_PLACES);
  group.places = kept.slice(0, MAX_KEPT_PLACES);
}
