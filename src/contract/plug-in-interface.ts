/**
 * What a plug-in imports as `keysieve/detector`: the types of a detector, and the functions that our own are made with.
 * API: nothing here is renamed. docs/detectors.md explains it.
 */
export type { Detector, KeyForm, Trigger } from '../detect/detector.ts';
export { blobFingerprint, guessableFingerprint, keyFingerprint, tokenFingerprint } from '../detect/fingerprint.ts';
export type { RandomText } from '../detect/text/random-text.ts';
export type { Assessment, Candidate, Checksum, Edges, Example, Rule } from '../detect/text/rule.ts';
export { ruleDetector } from '../detect/text/rule-detector.ts';
export { type Anchor, byteAnchor, textAnchor } from '../model/anchor.ts';
export type { FactRecord, FactValue, RuleInfo } from '../model/finding.ts';
export type { Match } from '../model/match.ts';
export type { Memory } from '../model/memory.ts';
export type { Confidence, Severity } from '../model/severity.ts';
export type { Shape } from '../model/shape.ts';
export { samplesOfRule } from './rule-samples.ts';
export type { LookAlike, Sample, SampleFile } from './sample.ts';
