import type { Verdict } from '../model/result.ts';

/** Renders a verdict; delivers nothing. Every text out of an artifact passes `escape.ts` on its way in. */
export interface Reporter<Rendering = string> {
  readonly id: string;
  readonly title: string;
  render(verdict: Verdict): Rendering;
}
