import type { Verdict } from '../model/result.ts';

/** What a person can do about a verdict as a whole, and the page that says how. */
interface NextStep {
  /** One line, without a full stop. */
  readonly text: string;
  /** Path of the page from the repository's root. */
  readonly page: string;
  readonly url: string;
}

const REPOSITORY = 'https://github.com/keysieve/keysieve/blob/v1/';
const GAPS_PAGE = 'docs/gaps.md';
/** The page that says what to do about a gap of each code. */
export const GAPS_URL = `${REPOSITORY}${GAPS_PAGE}`;

/** What to do about a failed scan; empty when it passed. */
export function nextSteps({ findings, gaps }: Verdict): readonly NextStep[] {
  return [
    ...(findings.some(({ fails }) => fails)
      ? [step('To let a finding pass, allow it with a reason, or write a baseline', 'docs/configuration.md', '#allows')]
      : []),
    ...(gaps.some(({ outcome }) => outcome === 'fail')
      ? [step('What to do about each place that was not scanned', GAPS_PAGE)]
      : []),
  ];
}

function step(text: string, page: string, anchor = ''): NextStep {
  return { text, page, url: `${REPOSITORY}${page}${anchor}` };
}
