import type { FactRecord, FactValue } from '../model/finding.ts';
import type { Match } from '../model/match.ts';
import { CONFIDENCES, SEVERITIES } from '../model/severity.ts';

/** Most other secrets at one place. */
const MAX_OTHERS = 64;
const MAX_PREVIEW_CHARACTERS = 40;
const MAX_TEXT_CHARACTERS = 1000;
const MAX_FACTS = 64;
const MAX_FACT_DEPTH = 4;

/**
 * Copies a plug-in's match into plain data of bounded size and with no other properties, since it is posted between
 * threads and written to reports.
 * @returns the copy, or what was expected of the match but does not hold
 */
export function copyMatch(match: unknown, windowBytes: number): { match: Match } | { expected: string } {
  const copied = copyOne(match, windowBytes);
  if ('expected' in copied) return copied;
  const also = (match as { also?: unknown }).also ?? [];
  if (!Array.isArray(also) || also.length > MAX_OTHERS)
    return { expected: `\`also\`, a list of at most ${MAX_OTHERS}` };
  const others: Match[] = [];
  for (const other of also) {
    const one = copyOne(other, windowBytes);
    if ('expected' in one) return one;
    others.push(one.match);
  }
  return others.length === 0 ? copied : { match: { ...copied.match, also: others } };
}

function copyOne(given: unknown, windowBytes: number): { match: Match } | { expected: string } {
  if (typeof given !== 'object' || given === null) return { expected: 'a match or undefined' };
  const { offset, length, fingerprint, preview, title, severity, confidence, facts } = given as Partial<Match>;
  if (!isIn(offset, 0, windowBytes - 1) || !isIn(length, 1, windowBytes - offset)) {
    return { expected: '`offset` and `length` of bytes in the window' };
  }
  if (typeof fingerprint !== 'string' || !/^[a-z]{1,16}:[\w+/=:-]{16,200}$/.test(fingerprint))
    return { expected: 'a `fingerprint` as the functions of keysieve/detector make it' };
  if (typeof preview !== 'string' || preview.length > MAX_PREVIEW_CHARACTERS)
    return { expected: `a \`preview\` of at most ${MAX_PREVIEW_CHARACTERS} characters` };
  if (title !== undefined && (typeof title !== 'string' || title.length > MAX_TEXT_CHARACTERS))
    return { expected: 'a `title` that is text' };
  if (severity !== undefined && !SEVERITIES.includes(severity))
    return { expected: `a \`severity\` of ${SEVERITIES.join(', ')}` };
  if (confidence !== undefined && !CONFIDENCES.includes(confidence))
    return { expected: `a \`confidence\` of ${CONFIDENCES.join(', ')}` };
  const copied = copyFacts(facts, MAX_FACT_DEPTH);
  if (copied === undefined)
    return { expected: `\`facts\`: at most ${MAX_FACTS} texts, numbers, booleans and records of them` };
  return {
    match: {
      ...{ offset, length, fingerprint, preview, facts: copied },
      ...(title !== undefined && { title }),
      ...(severity !== undefined && { severity }),
      ...(confidence !== undefined && { confidence }),
    },
  };
}

function isIn(value: unknown, least: number, most: number): value is number {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}

function copyFacts(facts: unknown, depth: number): FactRecord | undefined {
  if (typeof facts !== 'object' || facts === null || Array.isArray(facts) || depth === 0) return undefined;
  const entries = Object.entries(facts);
  if (entries.length > MAX_FACTS) return undefined;
  const copied: [string, FactValue][] = [];
  for (const [name, value] of entries) {
    const fact = typeof value === 'object' ? copyFacts(value, depth - 1) : value;
    const isFact =
      typeof fact === 'boolean' || (typeof fact === 'number' && Number.isFinite(fact)) || typeof fact === 'object';
    if (!isFact && !(typeof fact === 'string' && fact.length <= MAX_TEXT_CHARACTERS)) return undefined;
    copied.push([name.slice(0, 100), fact as FactValue]);
  }
  return Object.fromEntries(copied);
}
