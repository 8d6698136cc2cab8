/**
 * Compiles src/kernel/assembly to the modules in src/kernel/generated, or with --check compares what is there. The compiler's
 * version is pinned and its output depends on nothing else, so equal sources give equal bytes.
 *
 *   node scripts/build-kernel.ts [--check]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { main as asc } from 'assemblyscript/asc';

interface Module {
  /** In src/kernel/assembly; the file it is compiled to is named after it. */
  readonly source: string;
  readonly title: string;
  readonly maxBytes: number;
}

const MODULES: readonly Module[] = [
  { source: 'kernel', title: "The scan kernel's module", maxBytes: 10 * 1024 },
  { source: 'signs', title: 'The module that looks for signs of codings', maxBytes: 6 * 1024 },
];

async function compile({ source, maxBytes }: Module): Promise<Uint8Array> {
  let wasm: Uint8Array | undefined;
  const options = {
    writeFile: (_name: string, contents: string | Uint8Array): void => {
      if (typeof contents !== 'string') wasm = contents;
    },
  };
  // Addresses are whole numbers without checks, memory is the host's: no runtime, no static data.
  const { error, stderr } = await asc(
    [
      `src/kernel/assembly/${source}.ts`,
      ...['--outFile', `${source}.wasm`],
      ...['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--initialMemory', '0', '--enable', 'simd'],
    ],
    options,
  );
  if (error) throw new Error(`${stderr.toString()}\n${error.message}`);
  if (!wasm) throw new Error('assemblyscript: a module expected, none written');
  if (wasm.length > maxBytes) throw new Error(`${source}: at most ${maxBytes} bytes expected, found ${wasm.length}`);
  return wasm;
}

function moduleText({ source, title }: Module, wasm: Uint8Array): string {
  const lines = Buffer.from(wasm)
    .toString('base64')
    .match(/.{1,110}/g)!;
  return `// Made by scripts/build-kernel.ts from src/kernel/assembly. Do not edit.\n\n/** ${title}, ${wasm.length} bytes, in base64. */\nexport const ${source}Wasm =\n${lines.map((line) => `  '${line}'`).join(' +\n')};\n`;
}

for (const module of MODULES) {
  const wasm = await compile(module);
  const text = moduleText(module, wasm);
  const target = `src/kernel/generated/${module.source}-wasm.ts`;
  if (!process.argv.includes('--check')) {
    writeFileSync(target, text);
    console.log(`${target}: ${wasm.length} bytes of WebAssembly`);
  } else if (readFileSync(target, 'utf8') !== text) {
    process.stderr.write(
      `${target}: not what src/kernel/assembly gives; run node scripts/build-kernel.ts and commit the result\n`,
    );
    process.exitCode = 1;
  }
}
