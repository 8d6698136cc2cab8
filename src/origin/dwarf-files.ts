import { ByteCursor } from './byte-cursor.ts';
import { type FormValue, readForm } from './dwarf-forms.ts';
import type { ElfImage } from './elf-image.ts';

/*
 * Names of source files, from the headers of line tables in `.debug_line`. DWARF 5, section 6.2.4; versions 2 to 4 have
 * plain lists of strings, and number files from 1.
 */

const CONTENT = { path: 1, folder: 2 } as const;
const [STRP, LINE_STRP] = [14, 31];

/** The Linux kernel has some 60,000 in all its units together. */
const MAX_FILES = 100_000;

interface Entry {
  readonly path: string;
  readonly folder: number;
}

/**
 * @param at offset of the line table
 * @param index of the file, as attributes of declarations give it
 * @returns its path, including its folder where that is known
 */
export function fileOfLineTable(image: ElfImage, at: number, index: number): string | undefined {
  const cursor = new ByteCursor(image.section('.debug_line'), at);
  cursor.skip(4);
  const version = cursor.unsigned(2);
  // Address size and segment size; header length; minimum instruction length; operations per instruction;
  // default_is_stmt, line_base, line_range.
  cursor.skip((version >= 5 ? 2 : 0) + 4 + 1 + (version >= 4 ? 1 : 0) + 3);
  cursor.skip(cursor.unsigned(1) - 1);
  const { folders, files } = version >= 5 ? readEntries(cursor, image) : readStrings(cursor);
  const file = files[index];
  if (file === undefined) return undefined;
  const folder = folders[file.folder] ?? '';
  return file.path.startsWith('/') || folder === '' ? file.path : `${folder}/${file.path}`;
}

interface Names {
  readonly folders: readonly string[];
  readonly files: readonly (Entry | undefined)[];
}

/** Folder 0 is the compilation directory, which these tables do not contain. */
function readStrings(cursor: ByteCursor): Names {
  const folders = [''];
  for (let name = cursor.text(); name !== ''; name = cursor.text()) folders.push(name);
  const files: (Entry | undefined)[] = [undefined];
  for (let path = cursor.text(); path !== ''; path = cursor.text()) {
    files.push({ path, folder: cursor.uleb() });
    // Modification time and size.
    cursor.uleb();
    cursor.uleb();
  }
  return { folders, files };
}

function readEntries(cursor: ByteCursor, image: ElfImage): Names {
  const folders = readList(cursor, image).map(({ path }) => path);
  return { folders, files: readList(cursor, image) };
}

/** A list of entries, preceded by a description of their fields. */
function readList(cursor: ByteCursor, image: ElfImage): Entry[] {
  const formats = Array.from({ length: cursor.unsigned(1) }, () => [cursor.uleb(), cursor.uleb()] as const);
  const count = cursor.uleb();
  if (count > MAX_FILES) throw new RangeError('too many files');
  return Array.from({ length: count }, () => {
    let [path, folder] = ['', 0];
    for (const [content, form] of formats) {
      const value = readForm(cursor, form, { version: 5, addressSize: 8, implicit: 0 });
      if (content === CONTENT.path) path = textOf(value, form, image);
      if (content === CONTENT.folder && typeof value === 'number') folder = value;
    }
    return { path, folder };
  });
}

function textOf(value: FormValue, form: number, image: ElfImage): string {
  if (typeof value === 'string') return value;
  const section = form === LINE_STRP ? '.debug_line_str' : form === STRP ? '.debug_str' : undefined;
  return section === undefined || typeof value !== 'number' ? '' : new ByteCursor(image.section(section), value).text();
}
