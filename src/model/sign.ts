/**
 * What stands in everything that one of the codings could report, found by the kernel in one pass over a window: where there is no
 * sign, a coding need not look.
 */
export const SIGNS = {
  /** A stretch of at least 24 base64 digits and line ends. */
  tokens: 0,
  /** A stretch of hex digits and what parts numbers, of at least 39. */
  numbers: 1,
  /** Zeros between characters. */
  wide: 2,
  // Such a character with one behind it that makes sense there.
  percent: 3,
  ampersand: 4,
  /** Without escapes that hide nothing. */
  backslash: 5,
  equals: 6,
  quote: 7,
} as const;

export type Sign = (typeof SIGNS)[keyof typeof SIGNS];

/** A sign is known to stand in a cell of so many bytes; cells begin at multiples of it in the window. */
export const CELL_BYTES = 8;

export interface Signs {
  /** Bit n: sign n stands somewhere. */
  readonly seen: number;
  /**
   * Where the first cell with this sign begins, of the one that holds `at` and those behind it; -1 when there is none. Stretches
   * have it in each cell that they fill, from the second (`tokens`) or the fourth (`numbers`) on. Pairs of characters have it in
   * the cell of the second; `quote` may be in that of either.
   */
  next(sign: Sign, at: number): number;
}
