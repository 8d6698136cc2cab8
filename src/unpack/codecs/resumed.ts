/** Puts a first result back in front of the rest of its iterator: for callers that must know whether there is anything. */
export async function* resumed<T>(first: IteratorResult<T, unknown>, rest: AsyncIterable<T>): AsyncGenerator<T> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}
