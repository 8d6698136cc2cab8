/** Outputs of the action, with their descriptions in action.yml. Names are API. */
export const OUTPUTS = {
  verdict: 'pass or fail.',
  findings: 'Number of findings, of every severity and confidence, allowed ones included: one per secret and artifact.',
  gaps: 'Number of places that could not be scanned.',
  json: 'Path of the JSON report, if one was requested.',
  sarif: 'Path of the SARIF report, if one was requested.',
} as const;
