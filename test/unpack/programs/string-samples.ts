import { dexOf } from '../../builders/dex-file.ts';
import { goExportDataOf } from '../../builders/go-export-data.ts';
import { hermesBytecodeOf } from '../../builders/hermes.ts';
import { classOf } from '../../builders/java-class.ts';
import { pycOf } from '../../builders/python-bytecode.ts';
import { leb, moduleOf } from '../../builders/web-assembly.ts';
import type { ContainerSample } from '../container-samples.ts';

export function hermesBytecodeSamples(): readonly ContainerSample[] {
  const marks = ['mark-between-two', 'mark-beside-a-text', 'mark-with-digits-0123'];
  const strings = ['header', ...marks, 'texts'].map((text) => ({ text }));
  return [
    { variant: 'version 96', bytes: hermesBytecodeOf(strings), marks },
    { variant: 'version 99', bytes: hermesBytecodeOf(strings, { version: 99, functionBytes: 12 }), marks },
  ];
}

export function webAssemblySamples(): readonly ContainerSample[] {
  const marks = ['mark-named-by-code', 'mark-beside-it', 'mark-at-the-end'];
  const code = Buffer.concat([Buffer.alloc(20), Buffer.of(0x41), leb(0x1_0006), Buffer.alloc(20)]);
  const data = [{ address: 0x1_0000, bytes: Buffer.from(`header${marks.join('')}`) }];
  return [{ variant: 'a module', bytes: moduleOf(code, data), marks }];
}

export function goExportDataSamples(): readonly ContainerSample[] {
  const marks = ['mark-of-a-constant', 'mark-beside-it', 'mark-at-the-end'];
  return [{ variant: 'a package', bytes: goExportDataOf(['header', ...marks]), marks }];
}

export function pythonBytecodeSamples(): readonly ContainerSample[] {
  const marks = ['mark-of-a-constant', 'mark-beside-it', 'mark-at-the-end'];
  const names = ['first', 'second', 'third'];
  return [['3.10', 100, 90] as const, ['3.13', 83, 114] as const].map(([version, load, store]) => ({
    variant: version,
    bytes: pycOf(version, {
      instructions: names.flatMap((_, at) => [[load, at] as const, [store, at] as const]),
      ...{ constants: marks, names },
    }),
    marks,
  }));
}

export function javaClassSamples(): readonly ContainerSample[] {
  const marks = ['mark-of-a-constant', 'mark-of-a-field', 'mark-of-an-argument'];
  const code = [
    ['ldc', marks[1]!],
    ['putstatic', 'password'],
    ['ldc', marks[2]!],
    ['invokestatic', 'setToken(Ljava/lang/String;)V'],
  ] as const;
  return [{ variant: 'a class', bytes: classOf({ constants: { PASSWORD: marks[0]! }, code }), marks }];
}

export function androidDexSamples(): readonly ContainerSample[] {
  const marks = ['mark-of-a-constant', 'mark-of-a-field', 'mark-of-an-argument'];
  const code = [
    `const-string v0 ${marks[1]!}`,
    'sput-object v0 password',
    `const-string v1 ${marks[2]!}`,
    'invoke-static v1 setToken(L)V',
  ];
  return [{ variant: 'a program', bytes: dexOf({ constants: { PASSWORD: marks[0]! }, methods: [code] }), marks }];
}
