/** Why something was not scanned. The codes are API: never renamed, only added to. */
export const GAP_CODES = ['encrypted', 'damaged', 'budget', 'unsupported', 'unreadable', 'timeout', 'plug-in'] as const;
export type GapCode = (typeof GAP_CODES)[number];

/** Something that was not scanned, and why. A gap is never clean: policy decides what it means for the job. */
export interface Gap {
  /** Path of the place, `file!/inner/path`. Untrusted text. */
  readonly path: string;
  readonly code: GapCode;
  /** One sentence: what was expected, what was found, what to do. May quote untrusted text, never content. */
  readonly message: string;
}

/**
 * A message about a limit that no option raises.
 * @param wayOut what helps with this limit, such as `split the file before the scan`
 */
export function atFixedLimit(message: string, wayOut: string): string {
  return `${message}; no option raises this limit: ${wayOut}, exclude it, or set on-gap: budget=warn`;
}
