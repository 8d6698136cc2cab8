import type { Find, Finds } from '../unpack/walk/embedded.ts';
import type { Chain } from './chain.ts';

/** Finds as plain data, which can be posted to another thread. */
export interface PlainFinds {
  readonly finds: readonly PlainFind[];
  /** How many more there were. */
  readonly more: number;
}

interface PlainFind {
  /** Id of the coding if there is an `end`, otherwise of the container. */
  readonly id: string;
  readonly offset: number;
  readonly end?: number;
  readonly isOpen?: boolean;
  readonly isTorn?: true;
}

/** @returns undefined when there are none */
export function toPlain(finds: Finds): PlainFinds | undefined {
  const taken = finds.take();
  return taken && { more: taken.more, finds: taken.finds.map(plainFind) };
}

function plainFind(find: Find): PlainFind {
  if ('container' in find)
    return { id: find.container.id, offset: find.offset, ...(find.isTorn && { isTorn: true as const }) };
  const { coding, offset, end, isOpen } = find;
  return { id: coding.id, offset, end, isOpen };
}

/** Converts `plain` back and adds it to `finds`. @param chain the same as it was found with, in whatever thread */
export function addPlain({ finds: plain, more }: PlainFinds, finds: Finds, chain: Chain): void {
  for (const { id, offset, end, isOpen = false, isTorn } of plain) {
    const coding = end === undefined ? undefined : chain.codings.find((one) => one.id === id);
    const container = end === undefined ? embeddedContainer(chain, id) : undefined;
    if (coding !== undefined && end !== undefined) finds.add({ coding, offset, end, isOpen });
    else if (container !== undefined) finds.add({ container, offset, ...(isTorn && { isTorn }) });
    else throw new Error(`a thread found ${JSON.stringify(id)}, which this one does not know`);
  }
  finds.addUncounted(more);
}

function embeddedContainer({ openers, seekers }: Chain, id: string) {
  return openers.find(({ container }) => container.id === id)?.container ?? seekers.find((one) => one.id === id);
}
