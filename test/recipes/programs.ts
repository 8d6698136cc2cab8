import type { Recipe } from './recipe.ts';

/** A small ELF whose debug information is packed: the text stands in a macro, which only .debug_* sections hold. */
const elf = (variant: string, switches: string, more: Partial<Recipe> = {}): Recipe => ({
  ...{ file: `elf-${variant}.o`, opens: ['elf'], by: 'gcc', marks: ['!/.debug_str*'] },
  // The search for streams in the middle of a file comes upon the packed section, too.
  also: ['!/zlib@*'],
  run: `echo 'int main(void) { return 0; }' > a.c
sed 's/.*/"&"/' note.txt other.txt | awk '{ print "#define N" NR " " $0 }' > n.h
gcc -g3 -gdwarf-5 ${switches} -fno-asynchronous-unwind-tables -include n.h -c a.c -o "$out"`,
  ...more,
});

/** A program whose code stores the marker piece by piece. */
const storing = (file: string, compile: string, more: Partial<Recipe> = {}): Recipe => ({
  ...{ file, opens: [file.startsWith('pe') ? 'pe' : 'elf'], by: 'gcc', marks: ['!/strings in code'] },
  run: `printf 'void keep(char *text) { __asm__ volatile("" : : "r"(text) : "memory"); }
void _start(void) { char text[] = "%s"; keep(text); for (;;); }' "$MARKER" > a.c
${compile} a.c -o "$out"`,
  ...more,
});

/** The note among data of an object, as its disassembly shows it. */
const disassembled = (file: string, by: string, prefix: string, list: string): Recipe => ({
  ...{ file, opens: ['disassembly'], by, marks: ['!/bytes'], unchecked: true },
  run: `printf '.data\\n.incbin "note.txt"\\n' > a.s; ${prefix}gcc -c a.s -o a.o; ${list} -D a.o > "$out"`,
});

/** note.txt as Go's linkers pack debug information: `ZLIB`, the size in eight bytes, a zlib stream. */
const ZDEBUG = `size=$(stat -c%s note.txt); (printf 'ZLIB\\0\\0\\0\\0\\0\\0'; printf "\\\\x$(printf %02x $((size / 256)))\\\\x$(printf %02x $((size % 256)))"; zlib-flate -compress=9 < note.txt) > z
objcopy=$(ls /usr/lib/llvm-*/bin/llvm-objcopy | head -1)`;

/** An object of a compiler that left the code to the linker: its strings are packed bit by bit. */
const bitcode = (name: string, flags: string): Recipe => ({
  ...{ file: `llvm-bitcode-${name}`, opens: ['llvm-bitcode'], by: 'clang', marks: ['!/constants'], unchecked: true },
  run: `(echo 'const char note[] ='; sed 's/.*/"&\\\\n"/' note.txt; echo ';') > a.c; clang ${flags} -c a.c -o "$out"`,
});

/** A packed note in LLVM's assembly of an array. */
const llvmAssembly: Recipe = {
  ...{ file: 'llvm-literal.ll', opens: ['llvm-literal', 'gzip'], by: 'clang', marks: ['!/*!/*'] },
  run: 'gzip -nc note.txt > note; xxd -i note > a.c; clang -S -emit-llvm a.c -o "$out"',
};

/** The source of a program whose text is `long.txt`; code and data are there since UPX packs no small programs. */
const programSource = (code: string, section: string): string =>
  `printf '${code}\n.fill 3000,4,0\n.section ${section}\n.incbin "long.txt"\n.data\n.fill 60000,1,65\n' > a.s`;

/** Link such programs as `a`. */
const asElf = (triple: string, emulation: string): string =>
  `${programSource('.globl _start\n.text\n_start: nop', '.rodata,"a"')}
llvm-mc -triple=${triple} -filetype=obj a.s -o a.o; ld.lld -m ${emulation} -e _start -o a a.o`;
const asPe = (machine: string, emulation: string): string =>
  `${programSource('.globl _start\n.text\n_start: ret\ncall _start', '.rdata,"dr"')}
llvm-mc -triple=${machine}-w64-mingw32 -filetype=obj a.s -o a.o; ld.lld -m ${emulation} --entry=_start --no-insert-timestamp -o a a.o`;

const upx = (name: string, program: string, switches = ''): Recipe => ({
  ...{ file: `upx-${name}`, opens: ['upx'], by: 'upx-ucl', packed: true, marks: ['!/unpacked*'] },
  run: `${program}; upx -qq -f ${switches} -o "$out" a`,
});

/** Bytecode of Hermes: each line of the note is a string, and no character stands between two of them. */
const hermes = (name: string, by: string, hermesc: string): Recipe => ({
  ...{
    file: `hermes-${name}.hbc`,
    opens: ['hermes-bytecode'],
    by: `npm:${by}`,
    marks: ['', '!/strings'],
    unchecked: true,
  },
  run: `npm install --prefix "$work/n" --no-save --no-audit --no-fund --ignore-scripts --loglevel=error ${by}
sed 's/.*/print("&");/' note.txt > a.js; "$work/n/node_modules/${hermesc}/linux64-bin/hermesc" -O -emit-binary -w -out "$out" a.js`,
});

/** Bytecode of Python: a text and its name are far from one another. */
const PYTHON = `(echo 'def connect(**settings): pass'; echo "other = 'other'; connect(other='other', alice='$MARKER')") > a.py`;
const pythonBytecode = (version: string, by: string, compile: string): Recipe => ({
  ...{ file: `python-${version}.pyc`, opens: ['python-bytecode'], by, marks: ['', '!/settings'], unchecked: true },
  run: `${PYTHON}\n${compile}`,
});
const compileWith = (python: string): string =>
  `${python} -c 'import py_compile, sys; py_compile.compile("a.py", sys.argv[1], doraise=True, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)' "$out"`;

const pythonOfNpm = (version: string, package_: string): Recipe =>
  pythonBytecode(
    version,
    `npm:pyodide@${package_}`,
    `npm install --prefix "$work/n" --no-save --no-audit --no-fund --ignore-scripts --loglevel=error pyodide@${package_}
cat > a.cjs <<'END'
const { readFileSync, writeFileSync } = require('node:fs');
const [, , modules, out] = process.argv;
require(modules + '/pyodide').loadPyodide().then((python) => {
  python.FS.writeFile('a.py', readFileSync('a.py'));
  python.runPython("import py_compile; py_compile.compile('a.py', 'a.pyc', invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)");
  writeFileSync(out, python.FS.readFile('a.pyc'));
});
END
node a.cjs "$work/n/node_modules" "$out"`,
  );

/** A module of Rust: each line of the note is a string, named by where it begins and how long it is. */
const webAssembly: Recipe = {
  ...{ file: 'rust.wasm', opens: ['webassembly'], by: 'rustc', marks: ['', '!/strings'], unchecked: true },
  run: `cat > a.rs <<END
#![no_std]
#[panic_handler] fn stop(_: &core::panic::PanicInfo) -> ! { loop {} }
static LINES: &[&str] = &[$(sed 's/.*/"&",/' note.txt)];
#[no_mangle] pub extern "C" fn length(index: usize) -> usize { LINES.get(index).map_or(0, |line| line.len()) }
#[no_mangle] pub extern "C" fn line(index: usize) -> *const u8 { LINES.get(index).map_or(core::ptr::null(), |line| line.as_ptr()) }
END
/usr/bin/rustc --target wasm32-unknown-unknown --crate-type cdylib -O -C panic=abort -C strip=symbols -C linker=wasm-ld -C linker-flavor=wasm-ld a.rs -o "$out"`,
};

export const programs: readonly Recipe[] = [
  webAssembly,
  hermes('1', 'hermes-compiler@260318099.0.8', 'hermes-compiler/hermesc'),
  hermes('0-11', 'hermes-engine@0.11.0', 'hermes-engine'),
  pythonBytecode('3.11', 'python3.11', compileWith('/usr/bin/python3.11')),
  pythonBytecode('3.13', 'python3', compileWith('/usr/bin/python3')),
  ...[
    pythonOfNpm('3.10', '0.22.1'),
    pythonOfNpm('3.14', '314.0.8'),
    { ...pythonOfNpm('3.15', '315.0.0-alpha.2'), note: 'Of 3.15.0rc1, whose bytecode is that of 3.15.' },
  ],
  {
    ...{ file: 'python-headerless.zlib', opens: ['zlib', 'python-bytecode'], by: 'python3' },
    ...{ marks: ['!/data', '!/data!/settings'] },
    note: 'A module as in an archive of PyInstaller: zlib, and no header.',
    run: `${PYTHON}
/usr/bin/python3 -c 'import marshal, sys, zlib; open(sys.argv[1], "wb").write(zlib.compress(marshal.dumps(compile(open("a.py").read(), "a.py", "exec"))))' "$out"`,
  },
  elf('zlib', '-gz=zlib'),
  elf('zlib-gnu', '', {
    by: 'binutils',
    run: `${elf('', '').run}; objcopy --compress-debug-sections=zlib-gnu "$out" z; cp z "$out"`,
    marks: ['!/.zdebug_str*'],
  }),
  elf('zstd', '', {
    by: 'binutils',
    run: `${elf('', '').run}; objcopy --compress-debug-sections=zstd "$out" z; cp z "$out"`,
    also: ['!/zstd@*'],
  }),
  elf('plain', '', { marks: ['*'] }),
  disassembled('disassembly-x86.txt', 'binutils', '', 'objdump'),
  disassembled(
    'disassembly-arm64.txt',
    'binutils-aarch64-linux-gnu',
    'aarch64-linux-gnu-',
    'aarch64-linux-gnu-objdump',
  ),
  disassembled('disassembly-by-llvm.txt', 'llvm', '', 'llvm-objdump'),
  storing('elf-stored-vectors', 'gcc -O2 -static -nostdlib -Wl,--build-id=none -Wl,-z,noseparate-code'),
  storing('elf-stored-vectors.o', 'gcc -O2 -c'),
  storing('elf-stored-wide-vectors.o', 'gcc -O2 -march=x86-64-v3 -c'),
  storing('elf-stored-words.o', 'gcc -O0 -c'),
  storing('pe-stored-vectors.exe', 'x86_64-w64-mingw32-gcc -O2 -nostdlib -s -Wl,-e,_start -Wl,--no-insert-timestamp', {
    by: 'gcc-mingw-w64-x86-64-win32',
  }),
  {
    ...{
      file: 'elf-gnu-debugdata',
      opens: ['elf', 'xz'],
      by: 'binutils',
      marks: ['!/.gnu_debugdata*'],
      also: ['!/xz@*'],
    },
    run: `"$recipes/programs/build.sh" program; sed -i "s/$MARKER/${'-'.repeat(27)}/" program; "$recipes/programs/build.sh" debug; xz -c debug > d.xz; objcopy --add-section .gnu_debugdata=d.xz program; cp program "$out"`,
  },
  {
    ...{ file: 'elf-32-big-endian.o', opens: ['elf'], by: 'llvm', marks: ['*'] },
    run: `printf '.section .debug_str,"MS",@progbits,1\\n' > a.s; sed 's/^/.asciz "/; s/$/"/' note.txt >> a.s; for n in 1 2 3 4 5 6 7 8; do grep -v "$MARKER" a.s; done > b.s; cat a.s >> b.s
llvm-mc -triple=powerpc-linux-gnu -filetype=obj --compress-debug-sections=zlib b.s -o "$out"`,
  },
  {
    ...{ file: 'macho-fat', opens: ['macho'], by: 'llvm', marks: ['*'] },
    run: `printf '.section __TEXT,__const\\n.incbin "note.txt"\\n' > a.s
for t in x86_64 arm64; do llvm-mc -triple=$t-apple-macosx11 -filetype=obj a.s -o $t.o; done
lipo=$(ls /usr/lib/llvm-*/bin/llvm-lipo | head -1); "$lipo" -create x86_64.o arm64.o -output "$out"`,
    packed: true,
  },
  {
    ...{ file: 'macho-zdebug.o', opens: ['macho'], by: 'llvm', marks: ['!/*zdebug_str*'], also: ['!/zlib@*'] },
    run: `${ZDEBUG}; printf '.globl _start\\n_start: ret\\n' > a.s; llvm-mc -triple=arm64-apple-macosx11 -filetype=obj a.s -o a.o
"$objcopy" --add-section=__DWARF,__zdebug_str=z a.o "$out"`,
    note: 'Programs of Go have such sections, but are large; this one was put in by llvm-objcopy.',
  },
  {
    ...{ file: 'pe-zdebug.exe', opens: ['pe'], by: 'lld', marks: ['!/*zdebug_str*'], also: ['!/zlib@*'] },
    run: `${ZDEBUG}; echo 'int start(void) { return 0; }' > a.c; clang -target x86_64-w64-mingw32 -gdwarf-4 -c a.c -o a.obj
ld.lld -m i386pep --entry=start --no-insert-timestamp -o a.exe a.obj; "$objcopy" --add-section=.zdebug_str=z a.exe "$out"`,
    note: 'Programs of Go have such sections, but are large; this one was put in by llvm-objcopy.',
  },
  {
    ...{ file: 'pdb-lld.pdb', opens: ['pdb'], by: 'lld', packed: true, marks: ['*'] },
    run: `echo 'struct S { int keysieve_mark; }; struct S s; int start(void) { return s.keysieve_mark; }' > a.c
clang -target x86_64-windows-msvc -g -gcodeview -c a.c -o a.obj
cat > n.natvis <<X
<?xml version="1.0"?><!-- $(cat note.txt) -->
X
lld-link -debug -entry:start -subsystem:console -nodefaultlib -natvis:n.natvis -pdb:"$out" -out:a.exe -timestamp:1 a.obj`,
    note: 'The note is in a .natvis that the linker put into a stream.',
  },
  upx('elf', asElf('x86_64-linux-gnu', 'elf_x86_64'), '--nrv2e'),
  upx('elf-nrv2b', asElf('x86_64-linux-gnu', 'elf_x86_64'), '--nrv2b'),
  upx('elf-nrv2d', asElf('x86_64-linux-gnu', 'elf_x86_64'), '--nrv2d'),
  upx('elf-lzma', asElf('i386-linux-gnu', 'elf_i386'), '--lzma'),
  upx('elf-arm', asElf('armv7-linux-gnueabi', 'armelf_linux_eabi')),
  upx('elf-arm64', asElf('aarch64-linux-gnu', 'aarch64linux')),
  upx('elf-mips', asElf('mips-linux-gnu', 'elf32btsmip'), '--nrv2d'),
  upx(
    'library.so',
    `${programSource('.section .init,"ax"\n.globl _init\n.type _init,@function\n_init: ret\n.text', '.rodata,"a"')}
gcc -nostdlib -shared -Wl,-init,_init -Wl,--build-id=none -o a a.s`,
  ),
  upx('pe-64.exe', asPe('x86_64', 'i386pep')),
  upx('pe-32.exe', asPe('i686', 'i386pe'), '--lzma'),
  upx(
    'macho',
    `${programSource('.globl _main\n_main: ret', '__TEXT,__const')}
llvm-mc -triple=x86_64-apple-macosx11 -filetype=obj a.s -o a.o; ld64.lld-14 -arch x86_64 -platform_version macos 11 11 -e _main -o a a.o`,
    '--force-macos',
  ),
  {
    ...{ file: 'java-class.class', opens: [], by: 'openjdk-17-jdk-headless', marks: [''] },
    run: `echo 'class Note { String s = "'"$(tr '\\n' ' ' < note.txt)"'"; }' > Note.java; javac Note.java; cp Note.class "$out"`,
    note: 'Stored as it is: found without being opened.',
  },
  {
    ...{ file: 'python-bytecode.pyc', opens: [], by: 'python3', marks: [''] },
    run: `(printf 'note = """'; cat note.txt; echo '"""') > m.py; /usr/bin/python3 -c 'import py_compile, os; py_compile.compile("m.py", os.environ["out"], invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)'`,
    note: 'Stored as it is: found without being opened.',
  },
  {
    ...{
      file: 'java-array.class',
      opens: ['java-array'],
      by: 'openjdk-17-jdk-headless',
      marks: ['!/java-array@*!/data'],
    },
    ...{ unchecked: true },
    run: `echo "class A { static final byte[] NOTE = { $(od -An -v -t d1 note.txt | tr -s ' \n' , | sed 's/^,//; s/,$//') }; }" > A.java
javac A.java; cp A.class "$out"`,
  },
  {
    ...{ file: 'dotnet-settings.exe', opens: ['pe'], by: 'mono-mcs', marks: ['!/settings'] },
    ...{ unchecked: true },
    run: `echo 'class A { string Secret { get; set; } = "'"$MARKER"'"; static void Main() { new System.Net.NetworkCredential("joan", "'"$MARKER"'"); } }' > A.cs
mcs A.cs; cp A.exe "$out"`,
  },
  {
    ...{ file: 'android-settings.dex', opens: ['android-dex'], by: 'libsmali-java', marks: ['', '!/settings'] },
    ...{ unchecked: true },
    run: `cat > A.smali <<X
.class LA;
.super Ljava/lang/Object;
.field static final API_KEY:Ljava/lang/String; = "$MARKER"
.method static main()V
  .registers 1
  const-string v0, "$MARKER"
  .local v0, "password":Ljava/lang/String;
  return-void
.end method
X
smali assemble -o "$out" A.smali`,
  },
  {
    ...{
      file: 'java-annotations.class',
      opens: ['java-class'],
      by: 'openjdk-17-jdk-headless',
      marks: ['', '!/settings'],
    },
    ...{ unchecked: true },
    run: `echo '@interface Login { String password(); } @Login(password = "'"$MARKER"'") class A { }' > A.java
javac A.java; cp A.class "$out"`,
  },
  {
    ...{ file: 'java-settings.class', opens: ['java-class'], by: 'openjdk-17-jdk-headless', marks: ['', '!/settings'] },
    ...{ unchecked: true },
    run: `echo 'class A { static String password = "'"$MARKER"'"; }' > A.java
javac A.java; cp A.class "$out"`,
  },
  {
    ...{ file: 'go-export-data.pkgdef', opens: ['go-export-data'], by: 'golang-go', unchecked: true },
    marks: ['', '!/go-export-data@*!/strings'],
    run: `export GOCACHE="$PWD/cache" GOFLAGS=-trimpath; printf 'module a\\ngo 1.21\\n' > go.mod
(echo 'package a'; echo 'const ('; awk '{ print "N" NR " = \`" $0 "\`" }' note.txt; echo ')') > a.go; go build -o a.a . && ar p a.a __.PKGDEF > "$out"`,
  },
  {
    ...{ file: 'wide-numbers.npy', opens: ['wide-numbers'], by: 'python3-numpy', marks: ['!/wide-numbers@*!/data'] },
    ...{ unchecked: true },
    run: `(echo "-----BEGIN NOTE-----"; cat note.txt) > a.txt
/usr/bin/python3 -c "import numpy; numpy.save(open('$out', 'wb'), numpy.fromfile('a.txt', 'uint8').astype('int64'))"`,
  },
  llvmAssembly,
  bitcode('object.o', '-flto -O2'),
  bitcode('thin.o', '-flto=thin -O0'),
  { ...bitcode('darwin.bc', '-target arm64-apple-macos11 -emit-llvm'), note: 'In the wrapper that Darwin has.' },
  {
    ...bitcode('module.pcm', ''),
    ...{ marks: ['!/constants!/*'], note: 'A module of clang, in which a string has a word for each character.' },
    run: `(echo 'const char note[] ='; sed 's/.*/"&\\\\n"/' note.txt; echo ';') > a.h; echo 'module a { header "a.h" }' > a.modulemap
clang -cc1 -fmodules -fmodule-name=a -emit-module -o "$out" a.modulemap`,
  },
  {
    ...bitcode('embedded.o', '-fembed-bitcode -O2'),
    ...{
      marks: ['', '!/llvm-bitcode@*!/constants'],
      opens: ['elf', 'llvm-bitcode'],
      note: 'In a section of an object that has its own code, too.',
    },
  },
  {
    ...{ file: 'llvm-profile.profraw', opens: [], by: 'llvm', marks: ['*'] },
    run: `printf 'keysieve-marker-plover-4711\\n12\\n1\\n5\\n\\n' > p.txt; llvm-profdata merge p.txt -o "$out"`,
    note: 'A profile: the names of functions are stored plainly or with zlib.',
  },
];
