import type { Detector } from '../detect/detector.ts';
import { CONFIDENCES, SEVERITIES } from '../model/severity.ts';

/** 64 KiB: what a window keeps before and after an anchor, as `Detector` says. */
const MAX_REACH_BYTES = 64 << 10;
const MIN_ANCHOR_BYTES = 3;
const MAX_ANCHOR_BYTES = 32;
const MAX_TEXT_CHARACTERS = 1000;

type Expectation = readonly [expected: string, holds: (detector: Detector) => boolean];

/**
 * What `Detector` requires, as far as it can be checked without calling `inspect`. The first that fails is reported.
 */
const EXPECTATIONS: readonly Expectation[] = [
  ['an `id` in kebab-case', ({ id }) => isText(id) && id.length <= 100 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)],
  ['a `title`', ({ title }) => isText(title)],
  [`a \`severity\` of ${SEVERITIES.join(', ')}`, ({ severity }) => SEVERITIES.includes(severity)],
  [`a \`confidence\` of ${CONFIDENCES.join(', ')}`, ({ confidence }) => CONFIDENCES.includes(confidence)],
  ['an `advice`: what to do when it leaks', ({ advice }) => isText(advice)],
  ['a `trigger` with `anchors`, a list', ({ trigger }) => Array.isArray(trigger?.anchors)],
  [
    `anchors with \`bytes\`, a Uint8Array of ${MIN_ANCHOR_BYTES} to ${MAX_ANCHOR_BYTES}, and \`ignoreCase\``,
    ({ trigger }) => trigger.anchors.every(isAnchor),
  ],
  [
    'anchors that ignore case in lower case',
    ({ trigger }) => trigger.anchors.every(({ bytes, ignoreCase }) => !ignoreCase || !bytes.some(isCapital)),
  ],
  [
    'no `shapes`, or aes-schedule',
    ({ trigger: { shapes } }) =>
      shapes === undefined || (Array.isArray(shapes) && shapes.every((shape) => shape === 'aes-schedule')),
  ],
  ['an anchor or a shape', ({ trigger }) => trigger.anchors.length + (trigger.shapes?.length ?? 0) > 0],
  ['`trigger.reads`: text or bytes', ({ trigger }) => trigger.reads === 'text' || trigger.reads === 'bytes'],
  [`\`trigger.bytesBefore\`: 0 to ${MAX_REACH_BYTES}`, ({ trigger }) => isCount(trigger.bytesBefore, 0)],
  [`\`maxMatchBytes\`: 1 to ${MAX_REACH_BYTES}`, ({ maxMatchBytes }) => isCount(maxMatchBytes, 1)],
  ['an `inspect`, a function', ({ inspect }) => typeof inspect === 'function'],
];

/** @returns what was expected of the detector but does not hold, or undefined when it is usable */
export function checkDetector(detector: unknown): string | undefined {
  if (typeof detector !== 'object' || detector === null) return 'an object';
  return EXPECTATIONS.find(([, holds]) => !holds(detector as Detector))?.[0];
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= MAX_TEXT_CHARACTERS;
}

function isCount(value: unknown, least: number): boolean {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= MAX_REACH_BYTES;
}

function isAnchor(anchor: unknown): boolean {
  if (typeof anchor !== 'object' || anchor === null) return false;
  const { bytes, ignoreCase } = anchor as Record<string, unknown>;
  const hasLength = bytes instanceof Uint8Array && bytes.length >= MIN_ANCHOR_BYTES && bytes.length <= MAX_ANCHOR_BYTES;
  return hasLength && typeof ignoreCase === 'boolean';
}

function isCapital(byte: number): boolean {
  return byte >= 0x41 && byte <= 0x5a;
}
