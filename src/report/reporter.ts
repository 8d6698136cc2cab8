import type { Verdict } from '../model/result.ts';

/** Renders a verdict but delivers nothing. All text out of an artifact must pass through `escape.ts`. */
export interface Reporter<Rendering = string> {
  readonly id: string;
  readonly title: string;
  render(verdict: Verdict): Rendering;
}
