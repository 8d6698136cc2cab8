/**
 * Programs, objects and debug information that real tools write. A marker stands where it can be seen only when what is packed
 * is opened, or it is shown that the format is plain, so that nothing needs to be opened. Not here: .NET bundles and portable
 * PDBs, whose SDK Debian does not have.
 */
import { inflateSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { isZlib } from '../../src/unpack/codecs/zlib-entry.ts';
import { workshop } from '../support/foreign-program.ts';
import { observe } from '../unpack/observe.ts';

const MARK = 'MARK_0123456789_abcdefghijklmnopqrstuvwxyz';
const { run, file, write } = workshop();

/** A type's name stands in debug information only. */
const TYPE_SOURCE = `struct ${MARK} { int field; }; struct ${MARK} variable;
int mainCRTStartup(void) { return variable.field; }
int main(void) { return 0; }
`;
/** Some functions, so that no packer finds the file too small. */
const LARGE_SOURCE = `${TYPE_SOURCE}${Array.from({ length: 400 }, (_, index) => `int f${index}(int x) { return x * ${index} + variable.field; }`).join('\n')}\n`;
const STRING_SOURCE = `const char *text(void) { return "${MARK}"; } int main(void) { return text()[0]; }\n`;

beforeAll(() => {
  write('type.c', TYPE_SOURCE);
  write('large.c', LARGE_SOURCE);
  write('string.c', STRING_SOURCE);
});

const inTool = (name: string): string =>
  run('clang', [`-print-prog-name=${name}`])
    .toString()
    .trim();

/** What can be seen of a file: paths in which the marker stands, as is or opened. */
async function sightings(name: string) {
  const { leaves, gaps, formats } = await observe(file(name));
  const isSeen = ({ bytes }: { bytes: Buffer }): boolean => bytes.includes(MARK) || bytes.includes(MARK, 0, 'utf16le');
  return { paths: leaves.filter(isSeen).map(({ path }) => path.replace('artifact', '')), leaves, gaps, formats };
}

describe('packed sections of ELF', () => {
  test.each([
    ['zlib', '.debug_str'],
    ['zlib-gnu', '.zdebug_str'],
  ])('gcc -gz=%s', async (kind, section) => {
    run('gcc', ['-g', `-gz=${kind}`, 'large.c', '-o', `program-${kind}`]);
    run('gcc', ['-g', `-gz=${kind}`, '-c', 'large.c', '-o', `object-${kind}`]);
    for (const name of [`program-${kind}`, `object-${kind}`]) {
      const { paths, gaps, formats } = await sightings(name);
      expect([paths, gaps, formats]).toEqual([[`!/${section}`], [], { elf: 1 }]);
    }
  });

  test.each(['i386-linux', 'armv7-linux-gnueabi', 'powerpc64-linux', 's390x-linux', 'mips-linux'])(
    'clang --target=%s -gz=zlib: both classes, both byte orders',
    async (target) => {
      // Short sections are left as they are, and so the type has many fields.
      const fields = Array.from({ length: 200 }, (_, index) => `int field_with_a_long_name_${index};`).join(' ');
      write('wide.c', `struct ${MARK} { ${fields} }; struct ${MARK} variable;\n`);
      run('clang', [`--target=${target}`, '-g', '-gz=zlib', '-c', 'wide.c', '-o', 'wide.o']);
      const { paths, gaps } = await sightings('wide.o');
      expect([paths, gaps]).toEqual([['!/.debug_str'], []]);
    },
  );

  test('objcopy --compress-debug-sections=zstd: frames as is', async () => {
    run('gcc', ['-g', 'large.c', '-o', 'unpacked']);
    run('objcopy', ['--compress-debug-sections=zstd', 'unpacked', 'zstd']);
    const { leaves, gaps } = await observe(file('zstd'));
    const section = leaves.find(({ path }) => path.startsWith('artifact!/.debug_str'))!;
    expect(gaps).toEqual([]);
    // As long as no container opens it, the frame itself is the leaf.
    if (section.path === 'artifact!/.debug_str') expect(section.bytes.readUInt32LE(0)).toBe(0xfd2fb528);
    else expect(section.bytes.includes(MARK)).toBe(true);
  });

  test('.gnu_debugdata: an ELF in xz, as Fedora makes it', async () => {
    run('gcc', ['large.c', '-o', 'full']);
    run('objcopy', ['--only-keep-debug', 'full', 'symbols']);
    run('xz', ['--keep', '--force', 'symbols']);
    run('strip', ['full']);
    run('objcopy', ['--add-section', '.gnu_debugdata=symbols.xz', 'full', 'mini']);
    const { leaves, formats } = await observe(file('mini'));
    expect(leaves.some(({ path }) => path.startsWith('artifact!/.gnu_debugdata'))).toBe(true);
    expect(formats.elf).toBeGreaterThan(0);
  });

  test('gcc -flto: each stream is an entry', async () => {
    run('gcc', ['-flto', '-c', 'string.c', '-o', 'lto.o']);
    const { leaves, gaps } = await observe(file('lto.o'));
    expect(leaves.filter(({ path }) => path.startsWith('artifact!/.gnu.lto_')).length).toBeGreaterThan(3);
    expect(gaps).toEqual([]);
  });

  test('programs of this machine, which have none, are opened by nothing', async () => {
    for (const program of ['/bin/sh', '/usr/bin/gcc', process.execPath]) {
      run('cp', ['-L', program, 'copy']);
      const { gaps, formats } = await observe(file('copy'));
      expect([gaps, formats], program).toEqual([[], {}]);
    }
  });
});

describe('go build packs debug information on every system', () => {
  beforeAll(() => {
    write('go.mod', 'module example.test/m\ngo 1.19\n');
    write(
      'main.go',
      `package main\ntype ${MARK} struct{ Field int }\nvar v ${MARK}\nfunc main() { println(v.Field) }\n`,
    );
    const folders = { GOCACHE: `${run('pwd').toString().trim()}/cache`, GOFLAGS: '-mod=mod', CGO_ENABLED: '0' };
    for (const [os, architecture] of [
      ['linux', 'amd64'],
      ['windows', 'amd64'],
      ['darwin', 'amd64'],
      ['darwin', 'arm64'],
    ])
      run('go', ['build', '-o', `${os}-${architecture}`, '.'], {
        env: { ...folders, GOOS: os!, GOARCH: architecture! },
      });
  }, 600_000);

  test.each([
    ['linux-amd64', '!/.debug_info', 'elf'],
    ['windows-amd64', '!/.zdebug_info', 'pe'],
    ['darwin-amd64', '!/__zdebug_info', 'macho'],
    ['darwin-arm64', '!/__zdebug_info', 'macho'],
  ])('%s', async (name, path, format) => {
    const { paths, gaps, formats } = await sightings(name);
    expect(paths).toContain(path);
    expect([gaps, formats]).toEqual([[], { [format]: 1 }]);
  });

  test('a universal file of two', async () => {
    run(inTool('llvm-lipo'), ['-create', 'darwin-amd64', 'darwin-arm64', '-output', 'universal']);
    const { paths, gaps, formats } = await sightings('universal');
    expect(paths).toEqual(expect.arrayContaining(['!/x86_64/__zdebug_info', '!/arm64/__zdebug_info']));
    expect([gaps, formats]).toEqual([[], { macho: 1 }]);
  });
});

describe('PDB', () => {
  test('llvm-pdbutil yaml2pdb, blocks of 512 bytes: texts that cross blocks are whole', async () => {
    const texts = Array.from({ length: 20_000 }, (_, index) => `${index}_${MARK}_${index}`);
    write(
      'pdb.yaml',
      `---
MSF:
  SuperBlock: { BlockSize: 512, FreeBlockMap: 1, NumBlocks: 30, NumDirectoryBytes: 100, Unknown1: 0, BlockMapAddr: 3 }
  NumDirectoryBlocks: 1
  DirectoryBlocks: [ 29 ]
  NumStreams: 0
  FileSize: 15360
StringTable:
${texts.map((text) => `  - '${text}'`).join('\n')}
...
`,
    );
    run('llvm-pdbutil', ['yaml2pdb', 'pdb.yaml', '--pdb=made.pdb']);
    const plain = file('made.pdb');
    const { leaves, gaps, formats } = await observe(plain);
    const names = leaves.find(({ path }) => path === 'artifact!//names')!;
    const isIn = (bytes: Buffer) => (text: string) => bytes.includes(`\0${text}\0`);
    expect(texts.filter(isIn(plain)).length).toBeLessThan(texts.length);
    expect(texts.filter(isIn(names.bytes)).length).toBe(texts.length);
    expect([gaps, formats]).toEqual([[], { pdb: 1 }]);
  });

  test('lld-link /debug: a small one lies in order', async () => {
    run('clang', ['--target=x86_64-pc-windows-msvc', '-g', '-gcodeview', '-c', 'type.c', '-o', 'type.obj']);
    const options = ['/debug', '/nodefaultlib', '/subsystem:console', '/entry:mainCRTStartup'];
    run('lld-link', [...options, 'type.obj', '/out:type.exe', '/pdb:type.pdb']);
    const { paths, gaps, formats } = await sightings('type.pdb');
    expect([paths, gaps, formats]).toEqual([[''], [], {}]);
  });
});

describe('formats that are plain: text of ASCII is scanned as is, and nothing needs to be opened', () => {
  const isPlain = async (name: string) => {
    const { paths, gaps } = await sightings(name);
    expect([paths, gaps]).toEqual([[''], []]);
  };

  test('Java class: constants are modified UTF-8', async () => {
    write('Text.java', `class Text { static final String TEXT = "${MARK}"; }\n`);
    run('javac', ['Text.java']);
    await isPlain('Text.class');
  });

  test('Python bytecode', async () => {
    write('text.py', `text = "${MARK}"\n`);
    run('python3', ['-c', 'import py_compile; py_compile.compile("text.py", "text.pyc")']);
    await isPlain('text.pyc');
  });

  test('Android dex, by smali', async () => {
    write(
      'Text.smali',
      `.class public LText;
.super Ljava/lang/Object;
.method public static text()Ljava/lang/String;
  .registers 1
  const-string v0, "${MARK}"
  return-object v0
.end method
`,
    );
    run('smali', ['assemble', 'Text.smali', '-o', 'classes.dex']);
    await isPlain('classes.dex');
  });

  test.each([
    ['aapt, in UTF-16', ['aapt', 'package', '-f', '-M', 'AndroidManifest.xml', '-S', 'res', '-F', 'resources.apk']],
    ['aapt2, in UTF-8', ['aapt2', 'link', '-o', 'resources.apk', '--manifest', 'AndroidManifest.xml', 'compiled.zip']],
  ])('Android resources.arsc, by %s', async (_, [program, ...options]) => {
    run('mkdir', ['-p', 'res/values']);
    write('res/values/strings.xml', `<resources><string name="text">${MARK}</string></resources>`);
    write('AndroidManifest.xml', '<manifest package="example.test" />');
    run('aapt2', ['compile', '--dir', 'res', '-o', 'compiled.zip']);
    run(program!, options);
    const { paths, gaps } = await sightings('resources.apk');
    // As it lies, and beside that with the names of the settings.
    expect([paths.includes('!/resources.arsc'), gaps]).toEqual([true, []]);
  });

  test('gcov', async () => {
    write('covered.c', `int ${MARK}(int x) { return x; } int main(void) { return ${MARK}(0); }\n`);
    run('gcc', ['--coverage', '-c', 'covered.c', '-o', 'covered.o']);
    await isPlain('covered.gcno');
  });

  test('LLVM indexed profile', async () => {
    profile();
    await isPlain('merged.profdata');
  });
});

test('LLVM packs names of functions in the program and in the raw profile: as a zlib stream, without a frame around it', () => {
  profile();
  for (const name of ['profiled', 'raw.profraw']) {
    const bytes = file(name);
    expect(bytes.includes(MARK)).toBe(false);
    expect(
      zlibStreams(bytes).some((text) => text.includes(MARK)),
      name,
    ).toBe(true);
  }
});

function profile(): void {
  const others = Array.from(
    { length: 30 },
    (_, index) => `int long_name_of_function_${index}(void) { return ${index}; }`,
  );
  write('profiled.c', `${others.join('\n')}\nint ${MARK}(int x) { return x; } int main(void) { return ${MARK}(0); }\n`);
  run('clang', ['-fprofile-instr-generate', '-fcoverage-mapping', 'profiled.c', '-o', 'profiled']);
  run('strip', ['profiled']);
  run('./profiled', [], { env: { LLVM_PROFILE_FILE: 'raw.profraw' } });
  run('llvm-profdata', ['merge', 'raw.profraw', '-o', 'merged.profdata']);
}

/** What zlib streams at any offset hold. */
function zlibStreams(bytes: Buffer): Buffer[] {
  return Array.from(bytes.keys()).flatMap((at) => {
    if (bytes[at] !== 0x78 || !isZlib(bytes.subarray(at))) return [];
    try {
      return [inflateSync(bytes.subarray(at))];
    } catch {
      // No stream after all.
      return [];
    }
  });
}

/** A token, and what stands beside it: strings of one length lie in a row. */
describe('strings of Go and Rust, which have no byte between them', () => {
  const own = 'M4RK5678901234567890';
  const others = Array.from({ length: 8 }, (_, index) => `n${index}ighbour90123456789`);
  const strings = [...others.slice(0, 4), own, ...others.slice(4)];
  const linesOf = async (name: string): Promise<string[]> => {
    const { leaves } = await observe(file(name));
    return leaves
      .filter(({ path }) => path.endsWith('!/strings'))
      .flatMap(({ bytes }) => bytes.toString('latin1').split('\n'));
  };

  test.each([
    ['linux', 'amd64'],
    ['linux', 'arm64'],
    ['linux', '386'],
    ['windows', 'amd64'],
    ['darwin', 'arm64'],
  ])(
    'go build for %s on %s, stripped',
    async (system, machine) => {
      const calls = strings.map((text) => `fmt.Fprintln(os.Stderr, "${text}", len(os.Args))`);
      write('main.go', `package main\nimport ("fmt"; "os")\nfunc main() {\n${calls.join('\n')}\n}\n`);
      const env = { GO111MODULE: 'off', CGO_ENABLED: '0', GOOS: system, GOARCH: machine };
      run('go', ['build', '-ldflags=-s -w', '-o', 'go-program', 'main.go'], { env });
      const lines = await linesOf('go-program');
      // In the order of the code.
      expect(lines.filter((line) => strings.includes(line))).toEqual(strings);
    },
    300_000,
  );

  test('rustc', async () => {
    const calls = strings.map((text) => `let _ = std::fs::read("${text}");`);
    write('main.rs', `fn main() {\n${calls.join('\n')}\n}\n`);
    run('rustc', ['-O', '-C', 'strip=symbols', 'main.rs', '-o', 'rust-program']);
    expect((await linesOf('rust-program')).filter((line) => strings.includes(line)).sort()).toEqual(
      [...strings].sort(),
    );
  }, 300_000);
});
