import { membersOf } from '../../bytes/members.ts';
import { type Anchor, textAnchor } from '../../model/anchor.ts';
import type { Match } from '../../model/match.ts';
import type { Detector } from '../detector.ts';
import { secretFingerprint } from '../fingerprint.ts';
import { latin1 } from '../latin1.ts';
import { standsInRow } from './byte-runs.ts';
import { countedEnds, mayBeCounted } from './counted.ts';
import { endsBefore, mayEndBefore } from './ends-before.ts';
import { bitsPerCharacter } from './entropy.ts';
import { isNoValue, isPlaceholder, looksMadeUp } from './placeholder.ts';
import { isPublished } from './published.ts';
import { type Assessment, type Candidate, type Checksum, type Edges, type Rule, TOKEN_EDGES } from './rule.ts';
import { anchorsOfBroken, MAX_BREAK_BYTES, MIN_LINE_BYTES, unwrapped } from './wrapped-token.ts';

/** Bytes needed before a match to see the whole of an escape or a colour code that ends there, also of 24 bits. */
const EDGE_BYTES = 32;
/** As many as see a colour of a palette. What may begin before its anchor is read again for each anchor of a flood. */
const SHORT_EDGE_BYTES = 16;

/** The detector that a rule describes. */
export function ruleDetector(rule: Rule): Detector {
  const glance = glanceOf(rule);
  // Made on first use, like the pattern: most runs meet few of the rules, and dist has all anchors precomputed.
  let anchors: readonly Anchor[] | undefined;
  return {
    id: rule.id,
    title: rule.title,
    severity: rule.severity,
    confidence: rule.confidence,
    advice: rule.advice,
    ...(rule.form && { form: rule.form }),
    ...(rule.isFallback && { isFallback: true }),
    trigger: {
      get anchors() {
        anchors ??= anchorsOf(rule).map(toAnchor);
        return anchors;
      },
      ...{ bytesBefore: bytesBeforeOf(rule), reads: rule.reads ?? 'text' },
    },
    maxMatchBytes: rule.maxMatchBytes + bytesAfter(rule) + MAX_BREAK_BYTES,
    ...(glance !== undefined && { glance }),
    inspect: inspection(rule, glance),
  };
}

/** Those of the rule, and where its prefix is interrupted. */
function anchorsOf(rule: Rule): Rule['anchors'] {
  return beginsWithPrefix(rule) ? [...rule.anchors, ...anchorsOfBroken(literalsOf(rule))] : rule.anchors;
}

function beginsWithPrefix({ bytesBefore = 0, pattern, judgesPlaceholders }: Rule): boolean {
  return bytesBefore === 0 && judgesPlaceholders === undefined && pattern.source.startsWith('(?<prefix>');
}

/** As much as a rule may read, and enough to see that a line is long. */
function bytesBeforeOf(rule: Rule): number {
  return Math.max((rule.bytesBefore ?? 0) + marginOf(rule), MIN_LINE_BYTES);
}

/** Bytes that are read before the earliest start of a match. */
function marginOf({ contextBytes = 0, bytesBefore = 0 }: Rule): number {
  return Math.max(contextBytes, bytesBefore === 0 ? EDGE_BYTES : SHORT_EDGE_BYTES);
}

/** Bytes that are read after the latest end of a match. */
function bytesAfter({ contextBytes = 0 }: Rule): number {
  return Math.max(contextBytes, 1);
}

/** Called some thousand times per MiB. */
function glanceOf(rule: Rule): Rule['glance'] {
  if (rule.bytesBefore) return rule.glance;
  // A token that starts at its anchor and has no checksum: a look at the byte before the anchor saves the rest.
  const edge = rule.checksum === undefined ? (rule.edges ?? TOKEN_EDGES).before : undefined;
  let isBefore: Uint8Array | undefined;
  // The part after the prefix should be random.
  let looksForRow: boolean | undefined;
  return (bytes, at) => {
    if (edge !== undefined && at > 0) {
      isBefore ??= membersOf(edge);
      if (isBefore[bytes[at - 1]!] === 1 && !mayEndBefore(bytes, at) && !mayBeCounted(bytes, at)) return false;
    }
    if (rule.glance?.(bytes, at) === false) return false;
    looksForRow ??= literalsOf(rule).length > 0 && rule.pattern.source.startsWith('(?<prefix>');
    return !(looksForRow && standsInRow(bytes, at));
  };
}

function inspection(rule: Rule, glance: Rule['glance']): Detector['inspect'] {
  const { bytesBefore = 0, edges = TOKEN_EDGES } = rule;
  const find = finder(rule, bytesBefore);
  let literals: readonly string[] | undefined;
  const read = remembered((text, at) => {
    const most = find(text, at);
    const counted = most && findCounted(find, text, at, most, edges);
    const found = counted ?? most;
    if (found === undefined) return undefined;
    literals ??= bytesBefore === 0 ? literalsOf(rule) : [];
    const { candidate } = found;
    if (isFlood(candidate.body, literals)) return undefined;
    const checksum = rule.checksum?.(candidate) ?? 'none';
    if (checksum !== 'valid' && counted === undefined && goesOn(text, candidate, edges)) return undefined;
    // Slow checks come after fast ones: a flood of anchors is refused by its edges.
    if (isNoSecret(rule, found)) return undefined;
    const assessment = rule.check ? rule.check(candidate) : {};
    if (!assessment || isOnList(candidate, assessment)) return undefined;
    const also = assessment.also?.map((other) => toMatch(rule, found, checksum, other));
    const match = toMatch(rule, found, checksum, assessment);
    return also === undefined ? match : { ...match, also };
  });
  return (window, at) => {
    if (glance?.(window, at) === false) return undefined;
    const earliest = rule.earliestStart?.(window, at) ?? at - bytesBefore;
    const from = Math.max(0, earliest - marginOf(rule));
    const latestEnd = rule.latestEnd ? rule.latestEnd(window, at) : at + rule.maxMatchBytes;
    if (latestEnd === undefined) return undefined;
    const end = Math.min(window.length, latestEnd + bytesAfter(rule));
    const match = read(latin1(window, from, end), at - from, from);
    // Nothing tells where a password ends: what follows one that was refused would become a part of it.
    if (match !== undefined || rule.judgesPlaceholders === true) return match;
    const line = unwrapped(window, at, { from, end });
    const wrapped = line && read(line.text, at - from, from);
    return wrapped && line.inWindow(wrapped);
  };
}

/**
 * What `read` says of the anchor at `at` in a text that begins at `from` of the window. The last text and its answer are kept: in a flood of one
 * setting (`export PASSWORD=` 65,000 times in a MiB) each anchor has the same text around it.
 */
function remembered(
  read: (text: string, at: number) => Match | undefined,
): (text: string, at: number, from: number) => Match | undefined {
  let last: { readonly text: string; readonly at: number; readonly match: Match | undefined } | undefined;
  return (text, at, from) => {
    if (last?.text !== text || last.at !== at) last = { text, at, match: read(text, at) };
    return last.match && movedBy(last.match, from);
  };
}

function movedBy(match: Match, bytes: number): Match {
  const { offset, also } = match;
  return {
    ...match,
    offset: offset + bytes,
    ...(also !== undefined && { also: also.map((other) => ({ ...other, offset: other.offset + bytes })) }),
  };
}

/** Anchors long enough that they hardly occur in random text. */
function literalsOf({ anchors }: Rule): readonly string[] {
  return anchors.filter((anchor) => typeof anchor === 'string').filter(({ length }) => length >= 4);
}

interface Found {
  readonly candidate: Candidate;
  /** Where the secret is, according to the pattern. */
  readonly place: { readonly start: number; readonly end: number };
}

/** Finds the match of the rule's pattern that begins at the anchor, or that covers it when it may begin before. */
function finder(rule: Rule, bytesBefore: number): (text: string, at: number) => Found | undefined {
  let compiled: RegExp | undefined;
  return (text, at) => {
    compiled ??= new RegExp(rule.pattern.source, `${rule.pattern.flags}d${bytesBefore === 0 ? 'y' : 'g'}`);
    const regex = compiled;
    regex.lastIndex = Math.max(0, at - bytesBefore);
    for (let match = regex.exec(text); match !== null && match.index <= at; match = regex.exec(text)) {
      if (regex.lastIndex > at) return toFound(text, match);
      if (match[0] === '') break; // a pattern that matches nothing would loop forever
    }
    return undefined;
  };
}

function toFound(window: string, match: RegExpExecArray): Found {
  const start = match.index;
  const end = start + match[0].length;
  const groups = match.groups ?? {};
  const secret = groups.secret ?? match[0];
  // V8 runs the expression a second time for the indices, so they are requested only where they add something.
  const [secretStart, secretEnd] = (groups.secret !== undefined && match.indices?.groups?.secret) || [start, end];
  return {
    candidate: { window, start, end, secret, body: groups.body ?? secret, groups },
    place: { start: secretStart, end: secretEnd },
  };
}

/**
 * Whether an anchor occurs three times in the part that should be random: a row of token beginnings. A given four characters of a
 * 64-character alphabet come up that often in 1,500 random ones with a chance below 10^-11 (1500/64^4, cubed). Checked before
 * anything slow.
 */
function isFlood(body: string, anchors: readonly string[]): boolean {
  return anchors.some((anchor) => 3 * anchor.length <= body.length && body.split(anchor, 4).length === 4);
}

function isNoSecret(rule: Rule, { candidate }: Found): boolean {
  const { body } = candidate;
  const { judgesPlaceholders = false, admitsStandIns = false } = rule;
  return (
    (!judgesPlaceholders && (admitsStandIns ? isNoValue(body) : isPlaceholder(body))) ||
    (isTooEven(rule, body) && !(admitsStandIns && !isOfZeros(candidate)))
  );
}

/** Whether the whole token, its body, or what the rule's check took in their place is published. */
function isOnList({ window, secret, body }: Candidate, { place }: Assessment): boolean {
  if (isPublished(secret) || (body !== secret && isPublished(body))) return true;
  return place !== undefined && isPublished(window.slice(place.start, place.end));
}

function isTooEven({ minBitsPerCharacter }: Rule, body: string): boolean {
  return minBitsPerCharacter !== undefined && bitsPerCharacter(body) < minBitsPerCharacter;
}

/** Whether it may be the base64 of zeros, which can follow any letters. */
function isOfZeros({ body, groups: { prefix = '' } }: Candidate): boolean {
  return body.includes('AAAAAAA') && !/[^A-Za-z0-9]/.test(prefix);
}

function toMatch(rule: Rule, found: Found, checksum: Checksum, assessment: Assessment): Match {
  const { window, secret, body, groups } = found.candidate;
  const isStandIn = rule.admitsStandIns === true && (looksMadeUp(body) || isTooEven(rule, body));
  const place = assessment.place ?? found.place;
  const identity = assessment.identity ?? (assessment.place ? window.slice(place.start, place.end) : secret);
  const guessable = assessment.guessable ?? rule.guessable ?? false;
  const read = assessment.checksum ?? checksum;
  const confidence = isStandIn ? 'low' : (assessment.confidence ?? (read === 'invalid' ? 'low' : undefined));
  return {
    offset: place.start,
    length: place.end - place.start,
    fingerprint: secretFingerprint(
      identity,
      assessment.named === undefined ? guessable : `${rule.id} ${assessment.named}`,
    ),
    preview: `${groups.prefix ?? ''}…`,
    facts: {
      ...{ provider: rule.provider, checksum: read },
      ...(isStandIn && { looksLikePlaceholder: true }),
      ...assessment.facts,
    },
    ...(assessment.title !== undefined && { title: assessment.title }),
    ...(assessment.severity !== undefined && { severity: assessment.severity }),
    ...(confidence !== undefined && { confidence }),
  };
}

/** The match whose length is stored in front of it, if any: then it is complete, whatever its neighbours are. */
function findCounted(
  find: ReturnType<typeof finder>,
  text: string,
  at: number,
  most: Found,
  edges: Edges,
): Found | undefined {
  const { start, end } = most.candidate;
  // The length may be what a short prefix must be delimited by (prefixed-token.ts).
  const isDelimited = most.place.start === start + 1 && most.place.end === end;
  const counts = countedEnds(text, isDelimited ? most.place : most.candidate, edges);
  for (const counted of counts) {
    const found = counted === end ? most : find(text.slice(0, counted), at);
    if (found?.candidate.start === start && found.candidate.end === counted) return found;
  }
  return undefined;
}

/** Whether the token continues beyond the match, before or after it. */
function goesOn(text: string, { start, end }: Candidate, edges: Edges): boolean {
  return goesOnBefore(text, start, edges) || edges.after?.test(text.charAt(end)) === true;
}

function goesOnBefore(text: string, start: number, edges: Edges): boolean {
  if (start === 0 || !edges.before?.test(text.charAt(start - 1))) return false;
  return !endsBefore(text.slice(Math.max(0, start - EDGE_BYTES), start));
}

function toAnchor(anchor: Rule['anchors'][number]): Anchor {
  return typeof anchor === 'string' ? textAnchor(anchor) : textAnchor(anchor.text, { ignoreCase: true });
}
