/** How bad it is when this leaks. Ordered: `critical` is the worst. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** How sure we are that it is a secret. `proven`: by arithmetic or by a MAC, not by its looks. */
export const CONFIDENCES = ['proven', 'high', 'medium', 'low'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** 0 for the first of `scale` (the worst, the surest), rising; so `a < b` reads "a is worse than b". */
export function rank<T extends string>(scale: readonly T[], value: T): number {
  return scale.indexOf(value);
}
