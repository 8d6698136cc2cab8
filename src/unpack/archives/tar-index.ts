/** Locates the members of a tar, for readers with random access. Invalid headers are skipped as `tar` does, which reports them. */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { isZero } from '../../bytes/zeros.ts';
import { FormatError } from '../../model/errors.ts';
import { decodeUtf8OrLatin1 } from '../container/text.ts';
import { BLOCK_BYTES, isTarHeader, parseTarHeader, type TarHeader, tarLinkTarget } from './tar-header.ts';
import { type PaxValues, parsePax } from './tar-pax.ts';

export interface TarMember {
  /** Without a leading `./`. */
  readonly name: string;
  /** Offset of its data. */
  readonly start: number;
  /** Exclusive, and inside the source. */
  readonly end: number;
  /** The target of a hard or symbolic link, as a name in the archive. */
  readonly linkTo?: string;
}

const MAX_MEMBERS = 200_000;
const MAX_META_BYTES = 64 << 10;

export interface TarIndex {
  /** Keyed by name; of several members with the same name the last one, as when tar extracts. */
  readonly members: ReadonlyMap<string, TarMember>;
  /** Offset of the first header behind zeros: there an archive ends for other readers, or another one was appended. */
  readonly behindZerosAt: number | undefined;
}

export function indexTar(source: ByteSource, budget: Budget): TarIndex {
  const members = new Map<string, TarMember>();
  let hasZeros = false;
  let behindZerosAt: number | undefined;
  let next: PaxValues = {};
  for (let at = 0; at + BLOCK_BYTES <= source.size && members.size < MAX_MEMBERS; ) {
    const block = source.read(at, BLOCK_BYTES);
    at += BLOCK_BYTES;
    if (isZero(block)) {
      hasZeros = true;
      continue;
    }
    if (!isTarHeader(block)) {
      at = nextHeader(source, at, budget);
      continue;
    }
    budget.checkTime();
    if (hasZeros) behindZerosAt ??= at - BLOCK_BYTES;
    const header = parseTarHeader(block);
    if (header.hasMoreSparse) break;
    if (header.size === undefined) continue;
    if ('xL'.includes(header.type)) next = { ...next, ...metaOf(source, at, header) };
    else if (header.type !== 'g' && header.type !== 'K') {
      const member = memberOf(header, block, at, source.size, next);
      members.set(member.name, member);
      at = member.end + (-member.end & (BLOCK_BYTES - 1));
      next = {};
      continue;
    }
    at += header.size + (-header.size & (BLOCK_BYTES - 1));
  }
  return { members, behindZerosAt };
}

/** Where the next header is, from `start` on; the end of the source when there is none. */
function nextHeader(source: ByteSource, start: number, budget: Budget): number {
  for (let from = start; from < source.size; from += JUNK_WINDOW_BYTES) {
    budget.checkTime();
    const window = source.read(from, Math.min(JUNK_WINDOW_BYTES, source.size - from));
    for (let at = 0; at + BLOCK_BYTES <= window.length; at += BLOCK_BYTES)
      if (isTarHeader(window.subarray(at, at + BLOCK_BYTES))) return from + at;
  }
  return source.size;
}
const JUNK_WINDOW_BYTES = 64 << 10;

function memberOf(
  { name, type, size = 0 }: TarHeader,
  block: Uint8Array,
  start: number,
  limit: number,
  values: PaxValues,
): TarMember {
  const isLink = type === '1' || type === '2';
  const path = plainName(values.path ?? name);
  const end = '123456'.includes(type) ? start : Math.min(start + (values.size ?? size), limit);
  if (!isLink) return { name: path, start, end };
  const target = tarLinkTarget(block);
  // A symbolic link is relative to its own folder.
  const linkTo = plainName(type === '2' ? `${path.slice(0, path.lastIndexOf('/') + 1)}${target}` : target);
  return { name: path, start, end, linkTo };
}

function metaOf(source: ByteSource, at: number, { type, size = 0 }: TarHeader): PaxValues {
  if (size > MAX_META_BYTES || at + size > source.size) return {};
  const body = source.read(at, size);
  if (type === 'L') return { path: decodeUtf8OrLatin1(body).replace(/\0.*$/s, '') };
  try {
    return parsePax(body);
  } catch (error) {
    if (error instanceof FormatError) return {};
    throw error;
  }
}

/** A path without `.`, empty parts and resolvable `..`. */
export function plainName(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/'))
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  return parts.join('/');
}
