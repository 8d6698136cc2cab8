import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

/** What goes wrong in place of, or during, an answer. */
export type Fault =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  /** The connection ends before a byte was said. */
  | { readonly kind: 'reset' }
  /** The true answer, of which so many bytes are sent before the connection ends. */
  | { readonly kind: 'cut'; readonly afterBytes: number }
  /** The true answer, in so many pieces with a pause between. */
  | { readonly kind: 'slow'; readonly pieces: number; readonly pauseMs: number }
  /** The true answer with its last byte changed. */
  | { readonly kind: 'flipped' };

export interface FaultScript {
  /** Over `METHOD /path` as it was asked for, with its query. */
  readonly match: RegExp;
  /** Of the first requests that match, in order; the rest is answered truly. */
  readonly faults: Fault[];
  /** Of every request that matches. */
  readonly always?: Fault;
}

export function takeFault(scripts: readonly FaultScript[], request: string): Fault | undefined {
  const script = scripts.find(({ match }) => match.test(request));
  return script?.faults.shift() ?? script?.always;
}

export async function sendContent(
  response: ServerResponse,
  chunks: AsyncIterable<Uint8Array>,
  fault: Fault | undefined,
): Promise<void> {
  const kind = fault !== undefined && 'kind' in fault ? fault : undefined;
  if (kind?.kind === 'cut') return sendPart(response, chunks, kind.afterBytes);
  for await (const chunk of chunks) {
    if (kind?.kind === 'slow') await sendSlowly(response, chunk, kind);
    else await write(response, kind?.kind === 'flipped' ? withLastByteFlipped(chunk) : chunk);
  }
  response.end();
}

async function sendPart(response: ServerResponse, chunks: AsyncIterable<Uint8Array>, bytes: number): Promise<void> {
  let left = bytes;
  for await (const chunk of chunks) {
    await write(response, chunk.subarray(0, left));
    left -= chunk.length;
    if (left <= 0) break;
  }
  // So that what was written arrives before the end does.
  setTimeout(() => response.destroy(), 20);
}

async function sendSlowly(
  response: ServerResponse,
  chunk: Uint8Array,
  { pieces, pauseMs }: { pieces: number; pauseMs: number },
): Promise<void> {
  const step = Math.max(1, Math.ceil(chunk.length / pieces));
  for (let at = 0; at < chunk.length; at += step) {
    await write(response, chunk.subarray(at, at + step));
    await new Promise((resume) => setTimeout(resume, pauseMs));
  }
}

function withLastByteFlipped(chunk: Uint8Array): Uint8Array {
  const flipped = Uint8Array.from(chunk);
  flipped[flipped.length - 1]! ^= 1;
  return flipped;
}

/** Waits where the reader is slower, so that the fake's memory does not grow with what it sends. */
async function write(response: ServerResponse, chunk: Uint8Array): Promise<void> {
  if (response.destroyed) return;
  if (response.write(chunk)) return;
  const over = new AbortController();
  const { signal } = over;
  await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })]).finally(() =>
    over.abort(),
  );
}
