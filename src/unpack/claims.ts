import type { Container } from './container.ts';
import type { Position } from './position.ts';

/** Who says that it can open what begins with `head`; a name is asked about only when nobody does. */
export function headClaims(
  containers: readonly Container[],
  { path, examinedBy, isExcerpt }: Pick<Position, 'path' | 'examinedBy' | 'isExcerpt'>,
  head: Uint8Array,
): readonly Container[] {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length);
  const claims = containers.filter(
    (container) =>
      container.sniff(bytes) &&
      !examinedBy.includes(container) &&
      !(isExcerpt === true && container.onlyWhole === true),
  );
  if (claims.length > 0) return claims;
  return containers.filter(
    (container) => container.sniffName?.(path, head) === true && !examinedBy.includes(container),
  );
}

/** Who says that it can open what ends with `tail`. */
export function tailClaims(
  containers: readonly Container[],
  examinedBy: readonly Container[],
  tail: Uint8Array,
): readonly Container[] {
  return containers.filter(
    (container) =>
      container.reads === 'source' && container.sniffTail?.(tail) === true && !examinedBy.includes(container),
  );
}

export function keepsLeaf(container: Container): boolean {
  return container.keepsLeaf !== undefined;
}

export function yieldsToEnd(container: Container): boolean {
  return container.yieldsToEnd !== undefined;
}
