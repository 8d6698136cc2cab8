/**
 * Compiles src/kernel/assembly to src/kernel/generated/kernel-wasm.ts, or with --check compares what is there. The compiler's
 * version is pinned and its output depends on nothing else, so equal sources give equal bytes.
 *
 *   node scripts/build-kernel.ts [--check]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { main as asc } from 'assemblyscript/asc';

const TARGET = 'src/kernel/generated/kernel-wasm.ts';
const MAX_WASM_BYTES = 10 * 1024;

async function compile(): Promise<Uint8Array> {
  let wasm: Uint8Array | undefined;
  const options = {
    writeFile: (_name: string, contents: string | Uint8Array): void => {
      if (typeof contents !== 'string') wasm = contents;
    },
  };
  // Addresses are whole numbers without checks, memory is the host's: no runtime, no static data.
  const { error, stderr } = await asc(
    [
      'src/kernel/assembly/kernel.ts',
      ...['--outFile', 'kernel.wasm'],
      ...['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--initialMemory', '0', '--enable', 'simd'],
    ],
    options,
  );
  if (error) throw new Error(`${stderr.toString()}\n${error.message}`);
  if (!wasm) throw new Error('assemblyscript: a module expected, none written');
  if (wasm.length > MAX_WASM_BYTES)
    throw new Error(`kernel: at most ${MAX_WASM_BYTES} bytes expected, found ${wasm.length}`);
  return wasm;
}

function moduleText(wasm: Uint8Array): string {
  const lines = Buffer.from(wasm)
    .toString('base64')
    .match(/.{1,110}/g)!;
  return `// Made by scripts/build-kernel.ts from src/kernel/assembly. Do not edit.\n\n/** The scan kernel's module, ${wasm.length} bytes, in base64. */\nexport const kernelWasm =\n${lines.map((line) => `  '${line}'`).join(' +\n')};\n`;
}

const wasm = await compile();
const text = moduleText(wasm);
if (!process.argv.includes('--check')) {
  writeFileSync(TARGET, text);
  console.log(`${TARGET}: ${wasm.length} bytes of WebAssembly`);
} else if (readFileSync(TARGET, 'utf8') !== text) {
  process.stderr.write(
    `${TARGET}: not what src/kernel/assembly gives; run node scripts/build-kernel.ts and commit the result\n`,
  );
  process.exitCode = 1;
}
