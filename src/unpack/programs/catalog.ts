import type { Container } from '../container/container.ts';
import { androidDex } from './android-dex.ts';
import { cbfs } from './cbfs.ts';
import { disassembly } from './disassembly.ts';
import { dotnetBundle } from './dotnet-bundle.ts';
import { elf } from './elf.ts';
import { goExportData } from './go-export-data.ts';
import { hermesBytecode } from './hermes-bytecode.ts';
import { intelHex, motorolaSRecords, tektronixHex } from './hex-records.ts';
import { javaClass } from './java-class.ts';
import { llvmBitcode } from './llvm-bitcode.ts';
import { macho } from './macho.ts';
import { pdb } from './pdb.ts';
import { pe } from './pe.ts';
import { portablePdb } from './portable-pdb.ts';
import { pythonBytecode } from './python-bytecode.ts';
import { spellings } from './spellings.ts';
import { uf2 } from './uf2.ts';
import { upx } from './upx.ts';
import { webAssembly } from './web-assembly.ts';

/** Programs, and other files that compilers and linkers write. A new one is a file of its own and a line here. */
export const programs: readonly Container[] = [
  androidDex,
  cbfs,
  disassembly,
  dotnetBundle,
  elf,
  goExportData,
  hermesBytecode,
  intelHex,
  motorolaSRecords,
  tektronixHex,
  javaClass,
  llvmBitcode,
  macho,
  pdb,
  pe,
  portablePdb,
  pythonBytecode,
  ...spellings,
  uf2,
  upx,
  webAssembly,
];
