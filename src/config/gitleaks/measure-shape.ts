import type { Shape } from './regex-shape.ts';

/** Shortest and longest possible match, in characters. */
export function lengthsOf(shape: Shape): { readonly least: number; readonly most: number } {
  switch (shape.kind) {
    case 'text':
      return { least: shape.text.length, most: shape.text.length };
    case 'one':
      return { least: 1, most: 1 };
    case 'nothing':
      return { least: 0, most: 0 };
    case 'group':
      return lengthsOf(shape.part);
    case 'repeat': {
      const { least, most } = lengthsOf(shape.part);
      return { least: least * shape.least, most: most === 0 ? 0 : most * shape.most };
    }
    case 'row': {
      const all = shape.parts.map(lengthsOf);
      return { least: sum(all.map(({ least }) => least)), most: sum(all.map(({ most }) => most)) };
    }
    case 'either': {
      const all = shape.parts.map(lengthsOf);
      return { least: Math.min(...all.map(({ least }) => least)), most: Math.max(...all.map(({ most }) => most)) };
    }
  }
}

/** With more alternatives than this, searching for each one is not worth it. */
const MAX_LITERALS = 50;

/**
 * Literals of which every match contains at least one, chosen so that the shortest of them is as long as possible;
 * undefined when there are none.
 */
export function literalsOf(shape: Shape): readonly string[] | undefined {
  switch (shape.kind) {
    case 'text':
      return [shape.text];
    case 'group':
      return literalsOf(shape.part);
    case 'repeat':
      return shape.least > 0 ? literalsOf(shape.part) : undefined;
    case 'row':
      return longest(shape.parts.map(literalsOf));
    case 'either': {
      const all = shape.parts.map(literalsOf);
      if (all.includes(undefined)) return undefined;
      const literals = [...new Set(all.flatMap((list) => list ?? []))];
      return literals.length > MAX_LITERALS ? undefined : literals;
    }
    default:
      return undefined;
  }
}

/** Index of the first group that captures something as long as a secret. */
export function secretGroupOf(shape: Shape): number | undefined {
  switch (shape.kind) {
    case 'group':
      return lengthsOf(shape.part).least >= MIN_SECRET_CHARACTERS ? shape.index : secretGroupOf(shape.part);
    case 'repeat':
      return secretGroupOf(shape.part);
    case 'row':
    case 'either':
      return shape.parts.map(secretGroupOf).find((index) => index !== undefined);
    default:
      return undefined;
  }
}
const MIN_SECRET_CHARACTERS = 8;

function longest(lists: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  const shortestIn = (list: readonly string[]): number => Math.min(...list.map(({ length }) => length));
  return lists
    .filter((list) => list !== undefined && list.length > 0)
    .reduce((best, list) => (best === undefined || shortestIn(list!) > shortestIn(best) ? list : best), undefined);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
