import { type Recipe, sealed } from './recipe.ts';

/** As LibreOffice stores a note with a password. @param filters to store it, and to load it where that is not Writer's */
const stored = (file: string, module: 'calc' | 'writer', filters: string, more: Partial<Recipe>): Recipe =>
  sealed(
    file,
    `libreoffice-${module}-nogui`,
    `/usr/bin/python3 "$recipes/programs/office.py" "$out" plover ${filters}`,
    more,
  );

const locked = (...names: readonly string[]): Partial<Recipe> => ({
  opens: ['compound'],
  gaps: names.map((name) => ({ path: `!/${name}`, code: 'encrypted' })),
});

/** A file of the tests of POI. */
const poi = (file: string, path: string, more: Pick<Recipe, 'marks' | 'marker' | 'opens' | 'unchecked'>): Recipe => ({
  file,
  by: 'https://github.com/apache/poi/tree/REL_4_0_1/test-data',
  // POI: the archive of sources of version 4.0.1, which is that of Debian's source package libapache-poi-java.
  run: `tar -xOf "$POI" apache-poi-4.0.1/test-data/${path} > "$out"`,
  ...more,
});

/** A page in which the marker changes its colour, as LibreOffice converts it. */
const interrupted = (file: string, path: string, filters: string): Recipe => ({
  ...{
    file,
    opens: ['zip', 'office-text'],
    by: 'libreoffice-writer-nogui',
    marks: [`!/${path}!/text`],
    unchecked: true,
  },
  run: `printf '<html><body><p>%s<font color="#ff0000">%s</font></p></body></html>' "\${MARKER:0:13}" "\${MARKER:13}" > a.html
mkdir home; HOME=$PWD/home soffice --headless ${filters} a.html > log 2>&1; cp a."\${out##*.}" "$out"`,
});

/** What programs of an office keep. */
export const office: readonly Recipe[] = [
  sealed(
    'encrypted-office.docx',
    'python3-msoffcrypto-tool',
    `echo '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>' > '[Content_Types].xml'; head -c 12000 /usr/bin/bash | gzip -n > r
/usr/bin/python3 -m zipfile -c d.docx '[Content_Types].xml' note.txt r; /usr/bin/msoffcrypto-tool -e -p plover d.docx "$out"`,
    { opens: ['compound'], gaps: [{ path: '!/EncryptionInfo', code: 'encrypted' }] },
  ),
  stored('encrypted-opendocument.odt', 'writer', 'writer8', {
    opens: ['zip'],
    gaps: [{ path: '!/META-INF/manifest.xml', code: 'encrypted' }],
  }),
  stored('encrypted-word.doc', 'writer', '"MS Word 97"', locked('WordDocument')),
  stored('encrypted-excel.xls', 'calc', '"MS Excel 97" "Text - txt - csv (StarCalc)"', locked('Workbook')),
  {
    ...{ file: 'excel-cut.xls', opens: ['excel', 'compound'], by: 'libreoffice-calc-nogui', unchecked: true },
    run: `printf '%08200d and %s, and more\\n' 0 "$MARKER" > note.txt
/usr/bin/python3 "$recipes/programs/office.py" "$out" '' "MS Excel 97" "Text - txt - csv (StarCalc)"`,
    marks: ['!/Workbook!/texts'],
    note: 'The text goes on in another record.',
  },
  interrupted('interrupted-text.docx', 'word/document.xml', '--convert-to docx:"MS Word 2007 XML"'),
  interrupted('interrupted-text.odt', 'content.xml', '--convert-to odt'),
  poi('outlook-message.msg', 'hsmf/msgClassStickyNote.msg', {
    ...{ opens: ['compressed-rtf', 'compound'], marker: 'quick brown fox\\par' },
    marks: ['!/__substg1.0_10090102!/rtf'],
  }),
  poi('visio-5.vsd', 'diagram/v5_Connection_Types.vsd', {
    ...{ opens: ['visio', 'compound'], marker: 'number of people required' },
    ...{ marks: ['!/VisioDocument!/part 1902'], unchecked: true },
  }),
  poi('visio-2000.vsd', 'diagram/44501.vsd', {
    ...{ opens: ['visio', 'compound'], marker: 'Repositionner le point de fuite' },
    ...{ marks: ['!/VisioDocument!/part 4016'], unchecked: true },
  }),
];
