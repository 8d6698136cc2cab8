import { firstIndex } from '../bytes/first-index.ts';
import type { NamedRange } from './region-layout.ts';

/** A range of addresses, whether or not the dump has its bytes. */
export interface Span {
  readonly start: bigint;
  /** First address after it. */
  readonly end: bigint;
}

/** Sorts by address. */
export function sortSpans<S extends Span>(spans: readonly S[]): S[] {
  return [...spans].sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
}

/** @param spans sorted by address */
export function spanHolding<S extends Span>(spans: readonly S[], address: bigint): S | undefined {
  const span = spans[firstIndex(spans.length, (index) => spans[index]!.start > address) - 1];
  return span !== undefined && address < span.end ? span : undefined;
}

/**
 * Names the memory that the threads' stack pointers point into. Go and other runtimes put the stacks of many threads into one
 * mapping, which then belongs to none of them.
 *
 * @param spans sorted by address
 * @param stackPointers by thread, counted from 1
 */
export function nameStacks(spans: readonly Span[], stackPointers: ReadonlyMap<number, bigint>): NamedRange[] {
  const threads = new Map<Span, number[]>();
  for (const [thread, address] of stackPointers) {
    const span = spanHolding(spans, address);
    if (span === undefined) continue;
    const inSpan = threads.get(span);
    if (inSpan === undefined) threads.set(span, [thread]);
    else inSpan.push(thread);
  }
  return [...threads].map(([{ start, end }, [first, ...others]]) => {
    const name =
      others.length === 0 ? `thread ${first} stack` : `memory with the stacks of ${others.length + 1} threads`;
    return { start, end, name };
  });
}
