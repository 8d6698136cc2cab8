/** Containers of bytes that a program wrote otherwise: as numbers, as characters, in rarer bases, in another character set. */
import type { Container } from '../container/container.ts';
import { baseN } from './base-n.ts';
import { indexedBytes } from './indexed-bytes.ts';
import { javaArray } from './java-array.ts';
import { latin1Text } from './latin1-text.ts';
import { llvmLiteral } from './llvm-literal.ts';
import { mysqlLiteral } from './mysql-literal.ts';
import { rewrittenPem } from './rewritten-pem.ts';
import { spelledKey } from './spelled-key.ts';
import { spelledText } from './spelled-text.ts';
import { textMode } from './text-mode.ts';
import { wideNumbers } from './wide-numbers.ts';

export const spellings: readonly Container[] = [
  baseN,
  indexedBytes,
  javaArray,
  latin1Text,
  llvmLiteral,
  mysqlLiteral,
  rewrittenPem,
  spelledKey,
  spelledText,
  textMode,
  wideNumbers,
];
