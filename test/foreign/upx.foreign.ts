/** Programs that upx packs come out as they were, byte for byte; those of Windows as they are laid out in memory. */
import { describe, expect, test } from 'vitest';
import { workshop } from '../support/foreign-program.ts';
import { observe } from '../unpack/observe.ts';

const { run, file, write } = workshop();

async function unpacked(program: string, options: readonly string[]) {
  run('upx', ['-q', ...options, '-f', '-o', 'packed', program]);
  const { leaves, gaps } = await observe(file('packed'));
  run('rm', ['packed']);
  return { content: leaves.find(({ path }) => path === 'artifact!/unpacked')?.bytes, gaps };
}

describe.each([['-1', '--nrv2b'], ['-1', '--nrv2d'], ['-1', '--nrv2e'], ['-1', '--lzma'], ['--best']])(
  'upx %s %s',
  (...options) => {
    test.each(['gdb', 'openssl', 'python3', 'true'])(
      '%s',
      async (name) => {
        run('cp', ['-L', `/usr/bin/${name}`, name]);
        const { content, gaps } = await unpacked(name, options);
        expect(content?.equals(file(name))).toBe(true);
        expect(gaps).toEqual([]);
      },
      240_000,
    );
  },
);

test.each(['libz.so.1', 'libstdc++.so.6', 'libcrypto.so.3'])(
  '%s: what is packed of a library is at its place, and the rest lies in the file',
  async (name) => {
    run('install', ['-m', '755', `/usr/lib/x86_64-linux-gnu/${name}`, name]);
    const { content, gaps } = await unpacked(name, ['-1']);
    const library = file(name);
    expect([content?.length, gaps]).toEqual([library.length, []]);
    expect(library.every((byte, at) => content![at] === byte || content![at] === 0)).toBe(true);
  },
  120_000,
);

function build(system: string, machine: string): void {
  write('main.go', 'package main\n\nfunc main() { println("a text of a program") }\n');
  const env = { GO111MODULE: 'off', CGO_ENABLED: '0', GOOS: system, GOARCH: machine };
  run('go', ['build', '-ldflags=-s -w', '-o', 'program', 'main.go'], { env });
}

describe.each(['--nrv2b', '--nrv2d', '--nrv2e', '--lzma'])('go build, and upx -1 %s', (method) => {
  test.each([
    ...['386', 'amd64', 'arm', 'arm64', 'mips', 'mipsle', 'ppc64le'].map((machine) => ['linux', machine]),
    ['darwin', 'amd64'],
  ])(
    'for %s on %s',
    async (system, machine) => {
      build(system!, machine!);
      const { content, gaps } = await unpacked('program', [
        '-1',
        method,
        ...(system === 'darwin' ? ['--force-macos'] : []),
      ]);
      expect(content?.equals(file('program'))).toBe(true);
      expect(gaps).toEqual([]);
    },
    120_000,
  );

  test.each(['386', 'amd64'])(
    'for windows on %s: what is no address stands in it as it was',
    async (machine) => {
      build('windows', machine);
      const { content, gaps } = await unpacked('program', ['-1', method]);
      const program = file('program');
      const name = program.indexOf('.rdata\0\0');
      const [size, start] = [program.readUInt32LE(name + 16), program.readUInt32LE(name + 20)];
      const texts = program.toString('latin1', start, start + size).match(/[ -~]{100,}/g)!;
      expect(texts.length).toBeGreaterThan(5);
      for (const text of texts) expect(content?.includes(text, 0, 'latin1')).toBe(true);
      expect(gaps).toEqual([]);
    },
    120_000,
  );
});

describe('a gap', () => {
  test('a program of DOS', async () => {
    // A header of 32 bytes, and code that ends the program.
    const head = Buffer.alloc(32);
    head.write('MZ');
    head.writeUInt16LE(32 + 60_000 - 512 * Math.floor((32 + 60_000) / 512), 2);
    head.writeUInt16LE(Math.ceil((32 + 60_000) / 512), 4);
    head.writeUInt16LE(2, 8);
    head.writeUInt16LE(0xffff, 12);
    const code = Buffer.concat([
      Buffer.from([0xb8, 0x00, 0x4c, 0xcd, 0x21]),
      Buffer.alloc(59_995, 'text of a program '),
    ]);
    write('dos.exe', Buffer.concat([head, code]));
    const { content, gaps } = await unpacked('dos.exe', []);
    expect(content).toBeUndefined();
    expect(gaps).toMatchObject([{ path: 'artifact', code: 'unsupported', message: expect.stringMatching(/upx -d/) }]);
  });

  test('none: UPX itself, which holds its own marks', async () => {
    run('cp', ['-L', '/usr/bin/upx', 'upx-itself']);
    expect((await observe(file('upx-itself'))).gaps).toEqual([]);
  });
});
