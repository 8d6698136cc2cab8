import type { FactRecord, RuleInfo } from '../../model/finding.ts';
import type { Match } from '../../model/match.ts';
import type { Detector } from '../detector.ts';
import { guessableFingerprint } from '../fingerprint.ts';
import { partsOf, type SecretPart } from './secret-value.ts';
import { type Extent, matchAt, type SpelledText, standsAt } from './spelled-text.ts';
import { spellingsOf } from './spellings.ts';
import { type TextAnchors, textAnchors } from './text-anchors.ts';

/** A value that a job has and that its artifacts must not contain. Plain data, in memory only: no report and no log shows it. */
export interface KnownSecret {
  /** Its name in the job; a value with several names has all of them, comma-separated. */
  readonly name: string;
  /** As returned by `trimmedValue`. */
  readonly value: string;
  /** The result of our own rules for the value, if they recognise it: then it is the same secret as theirs. */
  readonly identity?: { readonly fingerprint: string; readonly facts: FactRecord };
}

export const KNOWN_SECRET: RuleInfo & { readonly proof: string } = {
  id: 'known-secret',
  title: "One of the job's own secrets",
  severity: 'critical',
  confidence: 'proven',
  proof: 'the bytes of the value, all of it or half of it, in one of its encodings',
  advice:
    'Replace the secret with that name at its source, then build again without it: a step wrote it to a file, or to something that a file was made from.',
};

/** Longest spelling of a character: four bytes of UTF-8, percent-encoded twice. */
const MAX_BYTES = 20;
/** A base64 digit next to the text, percent-encoded. */
const BESIDE_BYTES = 3;
/** Longest reach of a detector. */
const MAX_REACH_BYTES = 64 << 10;

/** One text to look for. */
interface Needle extends TextAnchors {
  readonly text: SpelledText;
  readonly part: SecretPart['part'] | 'whole';
}

/** Finds one secret in all spellings. Each secret has a detector of its own, all with the same id. */
export function knownSecret(secret: KnownSecret): Detector {
  const needles = needlesOf(secret);
  const byBeginning = new Map<number, Needle[]>();
  for (const needle of needles) {
    for (const beginning of new Set(needle.anchors.map(({ bytes }) => keyAt(bytes, 0))))
      byBeginning.set(beginning, [...(byBeginning.get(beginning) ?? []), needle]);
  }
  const maxCharacters = Math.max(...needles.map(({ text }) => text.characters.length));
  let fingerprint = secret.identity?.fingerprint;
  return {
    ...KNOWN_SECRET,
    trigger: {
      anchors: needles.flatMap(({ anchors }) => anchors),
      bytesBefore: BESIDE_BYTES + MAX_BYTES * Math.max(...needles.map(({ index }) => index)),
      reads: 'bytes',
    },
    maxMatchBytes: Math.min(MAX_REACH_BYTES, BESIDE_BYTES + MAX_BYTES * maxCharacters),
    inspect(window, at) {
      const found = longestMatch(byBeginning.get(keyAt(window, at)) ?? [], window, at);
      if (found === undefined) return undefined;
      // Takes some 30 ms, so it is deferred until there is a match.
      fingerprint ??= guessableFingerprint(secret.value);
      return toMatch(secret, fingerprint, found);
    },
  };
}

/**
 * Halves include the beginning or the end of the value. Keys have none, since our own detectors recognise them by their numbers
 * and in pieces.
 */
function needlesOf({ value, identity }: KnownSecret): Needle[] {
  const isKey = identity?.facts.spkiSha256 !== undefined;
  const parts = isKey ? [] : partsOf(value);
  const hasHalf = parts.some(({ part }) => part === 'first half');
  return [...needles(value, 'whole', hasHalf ? 0.5 : 1), ...parts.flatMap(({ text, part }) => needles(text, part))];
}

/** @param share of the text in which anchors are chosen: for the whole value its first half, so that the half shares its anchors */
function needles(value: string, part: Needle['part'], share = 1): Needle[] {
  return spellingsOf(value).map((text) => {
    const { length } = text.characters;
    return { text, part, ...textAnchors(text, share === 1 ? length : Math.floor(length * share) - 2) };
  });
}

interface Found extends Extent {
  readonly needle: Needle;
}

/** The first of the longest matches. */
function longestMatch(candidates: readonly Needle[], window: Uint8Array, at: number): Found | undefined {
  let best: Found | undefined;
  for (const needle of candidates) {
    const { anchors, index, text } = needle;
    if (!anchors.some(({ bytes, ignoreCase }) => standsAt(window, at, bytes, ignoreCase))) continue;
    const extent = matchAt(text, window, at, index);
    if (extent === undefined) continue;
    if (best === undefined || extent.end - extent.start > best.end - best.start) best = { ...extent, needle };
  }
  return best;
}

function toMatch({ name, identity }: KnownSecret, fingerprint: string, { start, end, needle }: Found): Match {
  const { part, text } = needle;
  return {
    ...{ offset: start, length: end - start, fingerprint, preview: '' },
    facts: { ...identity?.facts, secret: name, form: text.form, ...(part !== 'whole' && { part }) },
  };
}

/** The first three bytes, without regard to case. */
function keyAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | 0x202020;
}
