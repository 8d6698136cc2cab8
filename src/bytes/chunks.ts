import { FormatError } from '../model/errors.ts';
import type { Budget } from './budget.ts';

/** Reads all of `items` and keeps none, for what is learnt from reading them. @param budget whose time is checked at each */
export async function drain(items: AsyncIterable<unknown>, budget?: Pick<Budget, 'checkTime'>): Promise<void> {
  for await (const _ of items) budget?.checkTime();
}

/** All of `chunks` as one; undefined when they have more than `maxBytes`. */
export async function collect(chunks: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > maxBytes) return undefined;
    parts.push(chunk);
  }
  return Buffer.concat(parts, size);
}

export interface FirstBytes {
  readonly content: Buffer;
  /** They ended before there were that many, and nothing was damaged. */
  readonly hasEnded: boolean;
}

/** At least `bytes` of `chunks`, or what precedes their end or damage. */
export async function collectFirst(chunks: AsyncIterable<Uint8Array>, bytes: number): Promise<FirstBytes> {
  const parts: Uint8Array[] = [];
  let size = 0;
  let hasEnded = false;
  try {
    for await (const part of chunks) {
      parts.push(part);
      size += part.length;
      if (size >= bytes) break;
    }
    hasEnded = size < bytes;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
  }
  return { content: Buffer.concat(parts, size), hasEnded };
}
