/** Outputs of the action, with their descriptions in action.yml. Names are API. */
export const OUTPUTS = {
  verdict: 'pass or fail.',
  findings:
    'How many findings there are, at every severity and confidence, allowed ones too: one for each secret and artifact.',
  gaps: 'How many things could not be scanned.',
  json: 'Path of the JSON report, when one was asked for.',
  sarif: 'Path of the SARIF report, when one was asked for.',
} as const;
