import type { Recipe } from './recipe.ts';

const uu = (file: string, run: string, marks: readonly string[], more: Partial<Recipe> = {}): Recipe => ({
  ...{ file, opens: ['uuencode'], by: 'sharutils', run, marks, unchecked: true },
  ...more,
});

/** A repository with one file of that name. */
const REPOSITORY = `export GIT_CONFIG_GLOBAL=$work/c; git config --global user.name N; git config --global user.email n@example.org
git init -q r; cd r; binary() { (printf '\\0'; cat "$@") > note.bin; git add note.bin; git commit -qm note; }
`;
const patch = (file: string, run: string, marks: readonly string[], more: Partial<Recipe> = {}): Recipe => ({
  ...{ file, opens: ['git-binary-patch'], by: 'git', run: REPOSITORY + run, marks },
  ...more,
});

/** Files that stand in text. */
export const attachments: readonly Recipe[] = [
  uu('uuencode.uu', 'uuencode note.txt note.txt > "$out"', ['!/note.txt']),
  uu('uuencode-base64.uu', 'uuencode -m note.txt note.txt > "$out"', ['!/note.txt']),
  uu('uuencode-encoded-name.uu', 'uuencode -e note.txt "a note.txt" > "$out"', ['!/a note.txt']),
  uu('uuencode-two.uu', '(uuencode other.txt other.txt; uuencode note.txt note.txt; cat other.txt) > "$out"', [
    '!/note.txt',
  ]),
  uu(
    'uuencode-in-mail.eml',
    '(echo "Subject: note"; echo; cat other.txt; uuencode other.txt other.txt; uuencode note.txt note.txt; cat other.txt) > "$out"',
    ['!/uuencode@*!/note.txt'],
  ),
  {
    ...{ file: 'od-c.txt', opens: ['character-dump'], by: 'coreutils', unchecked: true },
    ...{ run: 'cat note.txt other.txt | od -c > "$out"', marks: ['!/characters'] },
  },
  {
    ...{ file: 'hexdump-c.txt', opens: ['character-dump'], by: 'bsdextrautils', unchecked: true },
    run: '(cat other.txt; hexdump -c note.txt | sed "s/^/web-1  | /"; cat other.txt) > "$out"',
    marks: ['!/character-dump@*!/characters'],
  },
  uu('shar.shar', 'shar -B note.txt > "$out"', ['!/uuencode@*!/note.txt']),
  uu('shar-gzip.shar', 'shar -C gzip note.txt > "$out"', ['!/uuencode@*!/*!/*'], { opens: ['uuencode', 'gzip'] }),
  patch('git-patch-new.patch', 'binary ../note.txt; git format-patch -1 --root --binary --stdout > "$out"', [
    '!/git-binary-patch@*!/new',
  ]),
  patch(
    'git-patch-delta.patch',
    'head -c 3000 /usr/bin/bash | gzip -n > a; binary a ../other.txt; binary a ../note.txt ../other.txt; git diff --binary HEAD~ > "$out"',
    ['!/git-binary-patch@*!/new.delta'],
    { note: 'A delta each way: of the new file there is what is new in it.' },
  ),
  patch(
    'git-patch-mixed.patch',
    'binary ../note.txt; head -c 200 ../note.txt > a; binary a; git diff --binary HEAD~ > "$out"',
    ['!/git-binary-patch@*!/old*'],
    { note: 'The old file is taken out in part.' },
  ),
];
