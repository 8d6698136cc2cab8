import type { Recipe } from './recipe.ts';

const text = (file: string, opens: string, by: string, run: string, more: Partial<Recipe> = {}): Recipe => ({
  ...{ file, opens: opens.split(' '), by, run, marks: ['!/*'] },
  ...more,
});
const python = (file: string, opens: string, lines: string, more: Partial<Recipe> = {}): Recipe =>
  text(
    file,
    opens,
    'python3',
    `/usr/bin/python3 -c '
import base64, gzip, html, json, os, quopri, textwrap, urllib.parse
note = open("note.txt").read()
def write(data): open(os.environ["out"], "wb").write(data.encode() if isinstance(data, str) else data)
${lines}
'`,
    more,
  );

/** With a name before it, as long as a line may be, less a few characters. */
const LONG_LINE = 'These words take as much room as it needs to break.';
const folded = (file: string, by: string, run: string, more: Partial<Recipe> = {}): Recipe => ({
  ...{ file, opens: ['folded-lines'], by, run, marks: ['!/joined lines'], unchecked: true },
  ...more,
});

/** The note behind the first line of PEM, which is what such lists are found by. */
const ARMOURED = 'armoured() { echo "-----BEGIN NOTE-----"; cat note.txt; }\n';
const listed = (file: string, by: string, run: string): Recipe => ({
  ...{ file, opens: ['spelled-key'], by, run: ARMOURED + run, marks: ['!/spelled-key@*!/data'], unchecked: true },
});
const rewritten = (file: string, by: string, command: string): Recipe => ({
  ...{ file, opens: ['rewritten-pem'], by, marks: ['!/data'], unchecked: true },
  run: `(echo "-----BEGIN PRIVATE KEY-----"; cat note.txt; echo "-----END PRIVATE KEY-----") | ${command} > "$out"`,
});

export const texts: readonly Recipe[] = [
  text('base64-bare.txt', 'base64', 'coreutils', 'base64 -w0 note.txt > "$out"'),
  text(
    'base64-wrapped.txt',
    'base64',
    'coreutils',
    'echo "before it" > "$out"; base64 note.txt >> "$out"; echo "behind it" >> "$out"',
  ),
  text(
    'base64-url.txt',
    'base64',
    'coreutils',
    'printf "token=" > "$out"; basenc --base64url -w0 note.txt | tr -d = >> "$out"',
  ),
  text('base64-twice.txt', 'base64', 'coreutils', 'base64 -w0 note.txt | base64 > "$out"', { marks: ['!/*!/*'] }),
  text('base64-gzip.txt', 'base64 gzip', 'coreutils', 'gzip -nc note.txt | base64 > "$out"', { marks: ['!/*!/*'] }),
  text('base64-by-openssl.txt', 'base64', 'openssl', 'openssl base64 -in note.txt -out "$out"'),
  text('base64-xz.txt', 'base64 xz', 'coreutils', 'xz -c note.txt | base64 > "$out"', { marks: ['!/*!/*'] }),
  ...[1, 2, 3].map((shift) =>
    text(
      `base64-after-${shift}.txt`,
      'base64',
      'coreutils',
      `(head -c ${shift} other.txt; cat note.txt) | base64 -w0 > "$out"`,
    ),
  ),
  text('base32-wrapped.txt', 'base32', 'coreutils', 'base32 note.txt > "$out"'),
  text('base32-bare.txt', 'base32', 'coreutils', 'printf "note=" > "$out"; base32 -w0 note.txt >> "$out"'),
  text('hex-plain.txt', 'hex', 'xxd', 'xxd -p note.txt > "$out"'),
  text('hex-one-line.txt', 'hex', 'xxd', 'xxd -p -c0 note.txt > "$out"'),
  text('hex-upper.txt', 'hex', 'xxd', 'xxd -p -u note.txt > "$out"'),
  text(
    'log-base64.txt',
    'log-lines',
    'coreutils',
    'base64 note.txt | sed \'s/^/2026-01-02T03:04:05.1234567Z /\' > "$out"',
  ),
  text('log-hex.txt', 'log-numbers', 'xxd', 'xxd -p note.txt | sed \'s/^/web-1  | /\' > "$out"'),
  text('hex-dump.txt', 'hex-dump', 'xxd', 'xxd note.txt > "$out"'),
  text('hex-dump-by-hexdump.txt', 'hex-dump', 'bsdextrautils', 'hexdump -C note.txt > "$out"'),
  text('hex-dump-by-od.txt', 'hex-dump', 'coreutils', 'od -A x -t x1 note.txt > "$out"'),
  listed('spelled-by-xxd.txt', 'xxd', 'armoured | xxd -b > "$out"'),
  listed('spelled-by-od.txt', 'coreutils', 'armoured | od -A d -t d1 | sed "s/^/web-1  | /" > "$out"'),
  listed('spelled-bytes.s', 'coreutils', 'armoured | od -An -v -t d1 -w1 | sed "s/ */\\t.byte\\t/" > "$out"'),
  {
    ...listed('spelled-text-by-sed.txt', 'sed', `armoured | sed 's/./& /g' > "$out"`),
    ...{ opens: ['spelled-text'], marks: ['!/data'] },
  },
  {
    ...listed('spelled-text-by-od.txt', 'coreutils', 'armoured | od -An -v -c > "$out"'),
    ...{ opens: ['spelled-text'], marks: ['!/spelled-text@*!/data'] },
  },
  {
    ...listed(
      'spelled-by-gdb.txt',
      'gdb',
      `armoured > a.txt; objcopy=/usr/bin/objcopy
printf 'int main(void) { return 0; }' > a.c; $objcopy -I binary -O elf64-x86-64 -B i386 a.txt a.o; gcc -o a a.c a.o
gdb -batch -ex "x/$(stat -c%s a.txt)c &_binary_a_txt_start" a > "$out"`,
    ),
  },
  text('hex-dump-with-characters.txt', 'hex-dump', 'coreutils', 'od -A x -t x1c note.txt > "$out"'),
  {
    ...listed('characters-by-od.txt', 'coreutils', 'cat note.txt other.txt | od -A x -c > "$out"'),
    ...{ opens: ['character-dump'], marks: ['!/characters'] },
  },
  python('base-n-b85.py', 'base-n', 'write("KEY = base64.b85decode(" + repr(base64.b85encode(note.encode())) + ")")', {
    marks: ['!/base-n@*!/data'],
  }),
  python(
    'base-n-ascii85.txt',
    'base-n',
    'write("key:\\n" + base64.a85encode(("-----BEGIN NOTE-----\\n" + note).encode(), adobe=True, wrapcol=72).decode())',
    { marks: ['!/base-n@*!/data'] },
  ),
  text('base-n-base32hex.txt', 'base-n', 'coreutils', `${ARMOURED}armoured | basenc --base32hex -w0 > "$out"`, {
    ...{ marks: ['!/data'], unchecked: true },
  }),
  rewritten('rewritten-backwards.txt', 'util-linux', 'tac | rev'),
  rewritten('rewritten-rot13.txt', 'coreutils', 'tr A-Za-z N-ZA-Mn-za-m'),
  rewritten('rewritten-ebcdic.txt', 'libc-bin', 'iconv -f latin1 -t IBM037'),
  ...[
    ['latex-by-highlight.tex', 'highlight', '/usr/bin/highlight -O latex -S py -I -i note.txt -o "$out"'],
    [
      'latex-by-pandoc.tex',
      'pandoc',
      '(echo "~~~python"; cat note.txt; echo "~~~") | /usr/bin/pandoc -s -f markdown -t latex -o "$out"',
    ],
    ['latex-by-pygments.tex', 'python3-pygments', '/usr/bin/pygmentize -f latex -l python -o "$out" note.txt'],
  ].map(([file, by, run]) => text(file!, 'latex', by!, run!, { marks: ['!/text'], also: [''], unchecked: true })),
  ...[
    ['rtf-by-highlight.rtf', 'highlight', '/usr/bin/highlight -O rtf -S py -i note.txt -o "$out"'],
    ['rtf-by-pandoc.rtf', 'pandoc', '/usr/bin/pandoc -s -f markdown -t rtf -o "$out" note.txt'],
    ['rtf-by-pygments.rtf', 'python3-pygments', '/usr/bin/pygmentize -f rtf -l python -o "$out" note.txt'],
  ].map(([file, by, run]) => text(file!, 'rtf', by!, run!, { marks: ['!/text'], also: [''], unchecked: true })),
  {
    ...{ file: 'terminal.cast', opens: ['terminal-recording'], by: 'asciinema', marks: ['!/output'], unchecked: true },
    run: `echo 'for part in keysieve -mark er-plover -4711; do printf %s $part; sleep 0.2; done' > type.sh; TERM=xterm asciinema rec -q -c "sh type.sh" "$out"`,
    note: 'A piece of the marker an event.',
  },
  {
    ...{ file: 'jpeg-xl.jxl', opens: ['jpeg-xl', 'brotli'], by: 'libjxl-tools', marks: ['!/xml.br!/data'] },
    run: `printf 'P5 8 8 255\\n%064d' 0 > a.pgm; cjxl a.pgm "$out" --quiet -x xmp=note.txt --compress_boxes=1 --container=1`,
  },
  text(
    'escaped-lines.json',
    'escaped-lines hex-dump',
    'jq',
    'xxd note.txt | jq -Rs "{stdout: ., status: 1}" > "$out"',
    { marks: ['!/escaped-lines@*!/*'] },
  ),
  text('c-array.h', 'byte-array', 'xxd', 'xxd -i note.txt > "$out"'),
  text('hex-words-by-od.txt', 'hex', 'coreutils', 'od -An -t x4 -v note.txt > "$out"'),
  text('byte-array-by-srecord.s', 'byte-array', 'srecord', 'srec_cat note.txt -Binary -Output "$out" -ASM'),
  text('word-array-by-hexdump.h', 'byte-array', 'bsdextrautils', `hexdump -v -e '1/4 "0x%08x, "' note.txt > "$out"`),
  python(
    'python-bytes.py',
    'escapes',
    'write("data = " + ascii("".join(chr(0xe9) + c for c in note)).replace("\\\\xe9", "").replace("k", "\\\\x6b").replace("4", "\\\\x34"))',
  ),
  python(
    'byte-array-decimal.js',
    'byte-array',
    'write("const note = [" + ", ".join(str(b) for b in note.encode()) + "];")',
  ),
  python('byte-array-buffer.json', 'byte-array', 'write(json.dumps({"type": "Buffer", "data": list(note.encode())}))', {
    note: 'As JSON.stringify of Node writes a Buffer.',
  }),
  python(
    'percent.txt',
    'percent',
    'write("https://example.org/?q=" + urllib.parse.quote(note.replace("-", "\\u00e9-")).replace("%C3%A9", "").replace("-", "%2D").replace("k", "%6B"))',
  ),
  python('percent-all.txt', 'percent', 'write("".join("%%%02X" % b for b in note.encode()))'),
  python(
    'quoted-printable.eml',
    'quoted-printable',
    'write(b"Content-Transfer-Encoding: quoted-printable\\n\\n" + quopri.encodestring((" " * 30 + "a = b; " + "".join(note.splitlines())).encode() ))',
    {
      note: 'Lines are broken within the marker, or not, as the module does it.',
    },
  ),
  python(
    'json-escapes.json',
    'escapes',
    'write(json.dumps({"note": "".join(c for c in note)}).replace("-", "\\\\u002d"))',
  ),
  python(
    'json-in-json.json',
    'escapes',
    'write(json.dumps({"a": json.dumps({"note": note.replace("-", "\\u2010")})}).replace("\\\\u2010", "\\\\u002d"))',
  ),
  python('js-escapes.js', 'escapes', 'write("const a = \\"" + "".join("\\\\x%02x" % ord(c) for c in note) + "\\";")'),
  python('octal-escapes.c', 'escapes', 'write("char a[] = \\"" + "".join("\\\\%03o" % ord(c) for c in note) + "\\";")'),
  python('entities-decimal.html', 'entities', 'write("<p>" + "".join("&#%d;" % ord(c) for c in note) + "</p>")'),
  python('entities-hex.xml', 'entities', 'write("<p>" + note.encode().decode().replace("-", "&#x2D;") + "</p>")'),
  python(
    'concatenated.js',
    'concatenation base64',
    'write("const a = " + " +\\n  ".join(json.dumps(p) for p in textwrap.wrap(base64.b64encode(note.encode()).decode(), 30)) + ";\\n")',
    {
      marks: ['!/*!/*'],
    },
  ),
  python(
    'concatenated.py',
    'concatenation base64',
    'write("a = (" + "\\n     ".join(ascii(p) for p in textwrap.wrap(base64.b64encode(note.encode()).decode(), 30)) + ")\\n")',
    {
      marks: ['!/*!/*'],
    },
  ),
  text(
    'concatenated-bytes.c',
    'concatenation escapes',
    'libglib2.0-dev-bin',
    `echo '<gresources><gresource prefix="/n"><file>note.txt</file></gresource></gresources>' > r.gresource.xml; glib-compile-resources --generate-source --target="$out" r.gresource.xml`,
    { marks: ['!/*!/*'] },
  ),
  text(
    'assembler-text.s',
    'concatenation base64',
    'gcc',
    `printf 'const char note[] = "%s";\\n' "$(base64 -w0 note.txt)" > note.c; gcc -S note.c -o "$out"`,
    { marks: ['!/*!/*'] },
  ),
  text(
    'assembler-bytes.s',
    'concatenation escapes gzip',
    'gcc',
    `gzip -nc note.txt > note.gz; (echo 'const unsigned char note[] = {'; od -An -v -tx1 note.gz | sed 's/ \\(..\\)/0x\\1,/g'; echo '};') > note.c; gcc -S note.c -o "$out"`,
    { marks: ['!/*!/*!/*'] },
  ),
  text(
    'utf-16-le-bom.txt',
    'utf-16',
    'libc-bin',
    '(printf "\\377\\376"; iconv -f UTF-8 -t UTF-16LE note.txt) > "$out"',
    { marks: ['*'] },
  ),
  text('utf-16-be.txt', 'utf-16', 'libc-bin', 'iconv -f UTF-8 -t UTF-16BE note.txt > "$out"', { marks: ['*'] }),
  text('utf-16-by-iconv.txt', 'utf-16', 'libc-bin', 'iconv -f UTF-8 -t UTF-16 note.txt > "$out"', { marks: ['*'] }),
  text('utf-16-base64.txt', 'utf-16 base64', 'libc-bin', 'iconv -f UTF-8 -t UTF-16LE note.txt | base64 -w0 > "$out"', {
    marks: ['!/*'],
    note: 'As the switch -EncodedCommand of PowerShell wants it.',
  }),
  text(
    'utf-16-in-which-base64.txt',
    'utf-16 base64',
    'libc-bin',
    'base64 -w0 note.txt | iconv -f UTF-8 -t UTF-16LE > "$out"',
    {
      marks: ['!/*!/*'],
      note: 'Base64 in UTF-16.',
    },
  ),
  text('utf-32-le.txt', 'utf-16', 'libc-bin', 'iconv -f UTF-8 -t UTF-32LE note.txt > "$out"', { marks: ['*'] }),
  text(
    'utf-32-be-bom.txt',
    'utf-16',
    'libc-bin',
    '(printf "\\0\\0\\376\\377"; iconv -f UTF-8 -t UTF-32BE note.txt) > "$out"',
    { marks: ['*'] },
  ),
  text(
    'kubernetes-secret.yaml',
    'base64',
    'coreutils',
    'printf "apiVersion: v1\\nkind: Secret\\nmetadata:\\n  name: note\\ntype: Opaque\\ndata:\\n  note: %s\\n  other: %s\\n" "$(base64 -w0 note.txt)" "$(head -c 90 other.txt | base64 -w0)" > "$out"',
  ),
  python(
    'helm-release.yaml',
    'base64 gzip',
    'write("apiVersion: v1\\nkind: Secret\\ntype: helm.sh/release.v1\\ndata:\\n  release: " + base64.b64encode(base64.b64encode(gzip.compress(json.dumps({"name": "note", "manifest": note}).encode(), mtime=0))).decode() + "\\n")',
    {
      marks: ['!/*!/*!/*'],
      note: 'As Helm stores a release: base64 of base64 of gzip of JSON.',
    },
  ),
  text(
    'kubeconfig.yaml',
    'base64',
    'coreutils',
    'printf "apiVersion: v1\\nkind: Config\\nusers:\\n- name: n\\n  user:\\n    client-key-data: %s\\n" "$(base64 -w0 note.txt)" > "$out"',
  ),
  text(
    'data-uri.css',
    'base64',
    'coreutils',
    'printf "a { background: url(data:text/plain;base64,%s) }\\n" "$(base64 -w0 note.txt)" > "$out"',
  ),
  text(
    'source-map.js.map',
    'escapes',
    'npm:esbuild@0.28.2',
    `(echo '/*'; sed 's/-/\\x2d/g; s/marker/m\\tarker/' note.txt | sed "s/m\\tarker/marker/"; echo '*/ export const a = "\\t";') > a.js; "$root/node_modules/.bin/esbuild" --sourcemap --log-level=error --outfile=b.js a.js; cp b.js.map "$out"`,
    {
      marks: [''],
      note: 'sourcesContent; the marker has no character that JSON escapes.',
    },
  ),
  text(
    'source-map-inline.js',
    'base64',
    'npm:esbuild@0.28.2',
    `(echo '/*'; cat note.txt; echo '*/ export const a = 1;') > a.js; "$root/node_modules/.bin/esbuild" --sourcemap=inline --log-level=error --outfile=b.js a.js; cp b.js "$out"`,
  ),
  python(
    'terraform.tfstate',
    'base64',
    'write(json.dumps({"version": 4, "resources": [{"instances": [{"attributes": {"user_data_base64": base64.b64encode(note.encode()).decode()}}]}]}, indent=2))',
  ),
  python(
    'har.json',
    'base64',
    'write(json.dumps({"log": {"entries": [{"response": {"content": {"size": len(note), "mimeType": "text/plain", "encoding": "base64", "text": base64.b64encode(note.encode()).decode()}}}]}}))',
  ),
  text(
    'zlib-at-offset.bin',
    'zlib',
    'pigz',
    '(head -c 333 other.txt; pigz --zlib -c note.txt; head -c 100 other.txt) > "$out"',
  ),
  text(
    'gzip-at-offset.bin',
    'gzip',
    'gzip',
    '(head -c 333 other.txt; gzip -nc note.txt; head -c 100 other.txt) > "$out"',
    { marks: ['!/*!/*'] },
  ),
  text(
    'hex-bytes-by-javascript.txt',
    'hex-bytes',
    'quickjs',
    `qjs --std -e 'const file = std.open("note.txt", "r"); const out = std.open(std.getenv("out"), "w"); out.puts("note: " + Array.from(file.readAsString(), (letter) => letter.charCodeAt(0).toString(16)).join(" ") + "\\n"); out.close()'`,
  ),
  text(
    'hex-bytes-by-c.txt',
    'hex-bytes gzip',
    'gcc',
    `gzip -nc note.txt > note.gz; printf '#include <stdio.h>\nint main(void) { printf("note:"); for (int c; (c = getchar()) != EOF; ) printf(" %%02x", (signed char)c); puts(""); }\n' > c.c; gcc -o c c.c; ./c < note.gz > "$out"`,
    { marks: ['!/*!/*'], note: 'Each char of 128 and more with its sign.' },
  ),
  text('byte-array-by-data2inc.pas', 'byte-array', 'fp-utils-3.2.2', 'data2inc -a -b note.txt "$out" note', {
    note: 'Numbers of Pascal, with a dollar sign.',
  }),
  {
    ...{ file: 'uint8array.json', opens: ['indexed-bytes'], by: 'quickjs', marks: ['!/*!/data'] },
    run: `qjs --std -e 'const file = std.open("note.txt", "r"); const out = std.open(std.getenv("out"), "w"); out.puts(JSON.stringify({ note: Uint8Array.from(file.readAsString(), (letter) => letter.charCodeAt(0)) })); out.close()'`,
  },
  text(
    'php-array.txt',
    'indexed-bytes',
    'php-cli',
    `php -r 'print_r(unpack("C*", file_get_contents("note.txt")));' > "$out"`,
    { marks: ['!/*!/data'] },
  ),
  // Files that a program took for text of one byte a character.
  python('latin1-gzip.txt', 'latin1-text gzip', 'write(gzip.compress(note.encode(), mtime=0).decode("latin1"))', {
    marks: ['!/data!/*'],
  }),
  python(
    'latin1-in-text.txt',
    'latin1-text gzip',
    'write("before it: " + gzip.compress(note.encode(), mtime=0).decode("latin1") + "\\nbehind it" * 99)',
    { marks: ['!/*!/data!/*'] },
  ),
  ...['le', 'be'].map((order) =>
    python(
      `latin1-gzip-utf-16${order}.txt`,
      'latin1-text gzip',
      `write(gzip.compress(note.encode(), mtime=0).decode("latin1").encode("utf-16-${order}"))`,
      { marks: ['!/data!/*'] },
    ),
  ),
  ...[true, false].map((isAscii) =>
    python(
      `latin1-gzip-${isAscii ? 'escaped' : 'plain'}.json`,
      'escapes latin1-text gzip',
      `write(json.dumps({"file": gzip.compress(note.encode(), mtime=0).decode("latin1")}, ensure_ascii=${isAscii ? 'True' : 'False'}))`,
      { marks: ['!/*!/data!/*'] },
    ),
  ),
  text(
    'text-mode.xz',
    'text-mode xz',
    'dos2unix',
    '(head -c 3000 /dev/zero | openssl enc -aes-128-ctr -K 0 -iv 0 2> /dev/null; cat note.txt) | xz -c | unix2dos -f > "$out"',
    {
      marks: ['!/data!/*'],
      // As xz, which it begins as, it is damaged, and what 7-Zip cannot read is looked at once more.
      also: ['!/[all bytes]!/data!/*'],
      gaps: [{ path: '!/data', code: 'damaged' }],
    },
  ),
  // Lines that are broken within the marker.
  text('continued-lines.txt', 'escapes', 'sed', 'sed -n "l 24" note.txt > "$out"', {
    note: 'A backslash ends each line that goes on in the next.',
  }),
  folded(
    'folded-lines.ldif',
    'slapd',
    `mkdir db
    printf 'include /etc/ldap/schema/core.schema\\nmodulepath /usr/lib/ldap\\nmoduleload back_mdb\\ndatabase mdb\\nsuffix dc=example\\ndirectory db\\n' > slapd.conf
    printf 'dn: dc=example\\nobjectClass: dcObject\\nobjectClass: organization\\ndc: example\\no: example\\ndescription: %s %s\\n' "${LONG_LINE}" "$MARKER" | slapadd -q -f slapd.conf
    slapcat -f slapd.conf > "$out"`,
  ),
  folded(
    'folded-lines.ics',
    'python3-icalendar',
    `/usr/bin/python3 -c 'import os, sys
from icalendar import Calendar, Event
event, calendar = Event(), Calendar()
event.add("description", sys.argv[1] + " " + os.environ["MARKER"])
calendar.add_component(event)
open(os.environ["out"], "wb").write(calendar.to_ical())' "${LONG_LINE}"`,
  ),
  folded(
    'folded-lines.vcf',
    'python3-vobject',
    `/usr/bin/python3 -c 'import os, sys, vobject
card = vobject.vCard()
card.add("fn").value = "Example"
card.add("n").value = vobject.vcard.Name(family="Example")
card.add("note").value = sys.argv[1] + "       " + os.environ["MARKER"]
open(os.environ["out"], "w", newline="").write(card.serialize())' "${LONG_LINE}"`,
  ),
  folded(
    'folded-lines.jar',
    'openjdk-17-jdk-headless',
    `printf 'Description: %s %s\\n' "${LONG_LINE}" "$MARKER" > lines; jar cfm "$out" lines other.txt`,
    { opens: ['zip', 'folded-lines'], marks: ['!/META-INF/MANIFEST.MF!/joined lines'] },
  ),
];
