import type { Allow, Suppression } from '../model/allow.ts';
import type { Finding } from '../model/finding.ts';
import { PathGlob } from '../model/path-glob.ts';
import type { Place } from '../model/place.ts';
import type { ExpiredAllow, Policy } from '../model/result.ts';

/** An allow with its glob compiled. */
interface Clause {
  readonly allow: Allow;
  readonly glob: PathGlob | undefined;
}

/**
 * Which findings the policy excuses. A finding is excused only when each of its places is: a key that lies both in a
 * test folder and in the package fails.
 */
export class ExceptionList {
  readonly #valid: Index;
  readonly #expired: Index;
  readonly #inline: boolean;
  /** How many findings each expired allow would cover if it still held. */
  readonly #wouldCover = new Map<Allow, number>();

  constructor({ exceptions: { allows, today }, inlineAllows }: Policy) {
    const isOver = ({ until }: Allow): boolean => until !== undefined && until < today;
    this.#valid = new Index(allows.filter((allow) => !isOver(allow)));
    this.#expired = new Index(allows.filter(isOver));
    this.#inline = inlineAllows;
    for (const allow of allows.filter(isOver)) this.#wouldCover.set(allow, 0);
  }

  /** @returns why `finding` does not decide, or undefined when it does */
  suppressionOf(finding: Finding): Suppression | undefined {
    const excuse = excuseOf(finding, this.#valid.clausesFor(finding), this.#inline);
    if (excuse !== undefined) return excuse;
    for (const clause of this.#expired.clausesFor(finding))
      if (finding.places.some((place) => covers(clause, place)))
        this.#wouldCover.set(clause.allow, this.#wouldCover.get(clause.allow)! + 1);
    return undefined;
  }

  /** The expired allows, those that would cover a finding first. Call after `suppressionOf` has seen all findings. */
  expired(): ExpiredAllow[] {
    return [...this.#wouldCover]
      .map(([{ by, reason, until }, findings]) => ({ by, reason, until: until!, findings }))
      .sort((a, b) => b.findings - a.findings);
  }
}

/** Allows indexed by what they name, since a baseline has thousands. */
class Index {
  readonly #byFingerprint = new Map<string, Clause[]>();
  /** Allows that name a line but no digest. */
  readonly #byLine = new Map<number, Clause[]>();
  readonly #others: Clause[] = [];

  constructor(allows: readonly Allow[]) {
    for (const allow of allows) {
      const clause = { allow, glob: allow.path === undefined ? undefined : new PathGlob(allow.path) };
      const fingerprints = fingerprintsOf(allow);
      if (fingerprints !== undefined) for (const one of fingerprints) listAt(this.#byFingerprint, one).push(clause);
      else if (allow.line !== undefined) listAt(this.#byLine, allow.line).push(clause);
      else this.#others.push(clause);
    }
  }

  /** The allows that fit this finding, before its places are checked. */
  clausesFor({ fingerprint, rule, places }: Finding): readonly Clause[] {
    const lines = new Set(places.map(({ line }) => line));
    const named = [...lines].flatMap((line) => (line === undefined ? [] : (this.#byLine.get(line) ?? [])));
    const all = [...(this.#byFingerprint.get(fingerprint) ?? []), ...named, ...this.#others];
    return all.filter(({ allow }) => allow.rule === undefined || allow.rule === rule);
  }
}

/** Fingerprints whose digits are a digest of the secret, or of its public half. That of a guessable secret is stretched: fingerprint.ts. */
const DIGEST_KINDS = ['token', 'key', 'blob'];

/** The fingerprints that an allow selects; none if its two conditions differ, undefined if it gives neither. */
function fingerprintsOf({ fingerprint, sha256 }: Allow): readonly string[] | undefined {
  if (sha256 === undefined) return fingerprint === undefined ? undefined : [fingerprint];
  const all = DIGEST_KINDS.map((kind) => `${kind}:${sha256}`);
  return fingerprint === undefined ? all : all.filter((one) => one === fingerprint);
}

function listAt<Key>(lists: Map<Key, Clause[]>, key: Key): Clause[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

function excuseOf(finding: Finding, clauses: readonly Clause[], inline: boolean): Suppression | undefined {
  const { places, count } = finding;
  if (places.length < count) {
    // Nothing is known of the places that are not listed.
    const clause = clauses.find(({ glob }) => glob === undefined);
    return clause && toSuppression(clause.allow);
  }
  let excuse: Suppression | undefined;
  for (const place of places) {
    const clause = clauses.find((one) => covers(one, place));
    const own = clause ? toSuppression(clause.allow) : inline ? inlineSuppression(place) : undefined;
    if (own === undefined) return undefined;
    excuse ??= own;
  }
  return excuse;
}

function covers({ allow, glob }: Clause, place: Place): boolean {
  return (glob === undefined || glob.matches(place.path)) && (allow.line === undefined || allow.line === place.line);
}

function toSuppression({ by, reason, until }: Allow): Suppression {
  return { by, reason, ...(until !== undefined && { until }) };
}

function inlineSuppression({ inlineAllow }: Place): Suppression | undefined {
  return inlineAllow && { by: 'inline', reason: inlineAllow.reason };
}
