/** What failed when an error ended the action. @param isJudged whether the verdict was known and is in the log */
export function failureText(isJudged: boolean): string {
  return isJudged ? 'keysieve could not deliver its report' : 'keysieve could not scan';
}
