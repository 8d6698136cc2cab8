/**
 * Signs mark where a coding could find something: each is a necessary condition of what some coding reports. The kernel
 * finds all signs of a window in one pass, and a coding looks only where its sign is.
 */
export const SIGNS = {
  /** A stretch of at least 24 base64 digits and line ends. */
  tokens: 0,
  /** A stretch of at least 39 hex digits and separators of numbers; not of separators alone. */
  numbers: 1,
  /** Zeros between characters: text with two or four bytes a character. */
  wide: 2,
  // The next five: the character itself, followed by one that makes sense after it.
  percent: 3,
  ampersand: 4,
  /** Except escapes that hide nothing. */
  backslash: 5,
  equals: 6,
  quote: 7,
  /** `numbers`, and something that separates them: not digits alone, as in a digest. */
  separated: 8,
} as const;

export type Sign = (typeof SIGNS)[keyof typeof SIGNS];

/** Signs are recorded per cell of so many bytes; cells begin at multiples of it in the window. */
export const CELL_BYTES = 8;

export interface Signs {
  /** Bit n is set when sign n is anywhere in the window. */
  readonly seen: number;
  /**
   * Start of the first cell with this sign, from the cell that holds `at` on; -1 when there is none. A stretch marks
   * each cell that it fills, from the second (`tokens`) or the fourth (`numbers`, `separated`) on. A pair of characters marks the
   * cell of its second character; `quote` may mark that of either.
   */
  next(sign: Sign, at: number): number;
}
