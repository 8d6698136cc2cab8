import { containers } from '../src/unpack/catalog.ts';
import { codings } from '../src/unpack/codings/catalog.ts';
import { encrypted } from '../src/unpack/unread/encrypted.ts';
import { unsupported } from '../src/unpack/unread/unsupported.ts';
import { viewReaders } from '../src/views/catalog.ts';
import { RAW_MEMORY } from '../src/views/raw-memory.ts';

/** What keysieve opens, from the catalogs: a row for each container, coding and memory image. */
export function formatTable(): string {
  const rows = [
    ...sorted(containers).map(({ id, title, openedBy = 'keysieve', limits = '' }) => [id, title, openedBy, limits]),
    ...sorted(codings).map(({ id, title }) => [id, `text: ${title}`, 'keysieve', '']),
    ...sorted([...viewReaders, RAW_MEMORY]).map(({ id, title }) => [id, `memory image: ${title}`, 'keysieve', '']),
  ];
  return [
    '| format | variants | opened by | not read |',
    '| --- | --- | --- | --- |',
    ...rows.map(([id, ...cells]) => `| \`${id}\` | ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`),
    '',
    `Recognised and not opened, a gap \`unsupported\`: ${sorted(unsupported)
      .map(({ id }) => id)
      .join(', ')}.`,
    '',
    `Encrypted, a gap \`encrypted\`: ${sorted(encrypted)
      .map(({ title }) => title)
      .join(', ')}.`,
  ].join('\n');
}

function sorted<T extends { readonly id: string }>(items: readonly T[]): T[] {
  return items.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
