import type { Recipe } from './recipe.ts';

/** A file of rarfile's tests; its numbers are from 000 to 511, one a line. */
const rar = (name: string, more: Partial<Recipe> = {}): Recipe => ({
  ...{
    file: `rar-${name}.rar`,
    opens: [name.startsWith('rar5') ? 'rar5' : 'rar4'],
    by: 'https://github.com/markokr/rarfile/tree/v4.2/test/files',
  },
  ...{ marks: ['!/stest1.txt', '!/stest2.txt'], marker: '311\n312\n313\n314' },
  // RARFILE: the archive of sources of version 4.2, which is that of Debian's source package python-rarfile.
  run: `tar -xOf "$RARFILE" rarfile-4.2/test/files/${name}.rar > "$out"`,
  ...more,
});
const locked = { marks: [] as string[], gaps: [{ path: '', code: 'encrypted' }] };

export const rars: readonly Recipe[] = [
  rar('rar5-crc'),
  rar('rar5-solid'),
  rar('rar5-blake'),
  rar('rar5-quick-open'),
  rar('rar5-dups', { marks: [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `!/stest${n}.txt`) }),
  rar('rar5-psw', { ...locked, gaps: ['1', '2'].map((n) => ({ path: `!/stest${n}.txt`, code: 'encrypted' })) }),
  rar('rar5-hpsw', locked),
  rar('rar3-solid', { note: 'RAR 4.' }),
  rar('seektest', { note: 'RAR 4.' }),
  rar('rar3-comment-hpsw', { ...locked, note: 'RAR 4.' }),
  rar('rar3-comment-psw', { ...locked, gaps: [{ path: '*', code: 'encrypted' }], note: 'RAR 4.' }),
  rar('rar202-comment-nopsw', { marker: 'file1', marks: ['!/FILE1.TXT'], note: 'RAR 2.' }),
  rar('rar15-comment', { marker: 'baaaar', marks: ['!/FILE2.TXT'], note: 'RAR 1.5.' }),
  rar('rar3-subdirs', { marker: 'long fn\n', marks: ['!/sub/with space/long fn.txt'], note: 'RAR 4.' }),
];
