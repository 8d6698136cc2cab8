import type { Match } from '../model/match.ts';
import type { Detector } from './detector.ts';

type CompleteMatch = Match & Required<Pick<Match, 'title' | 'severity' | 'confidence'>>;

/** Fills in what a match inherits from its detector, for a detector that passes on the match of another. */
export function completeMatch(match: Match, detector: Detector): CompleteMatch {
  const { title = detector.title, severity = detector.severity, confidence = detector.confidence } = match;
  return { ...match, title, severity, confidence };
}
