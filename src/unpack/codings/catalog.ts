import { base32 } from './base32.ts';
import { base64 } from './base64.ts';
import { byteArray } from './byte-array.ts';
import type { Coding } from './coding.ts';
import { concatenation } from './concatenation.ts';
import { entities } from './entities.ts';
import { escapedLines } from './escaped-lines.ts';
import { escapes } from './escapes.ts';
import { hex } from './hex.ts';
import { hexBytes } from './hex-bytes.ts';
import { hexDump } from './hex-dump.ts';
import { logLines, logNumbers } from './log-lines.ts';
import { percent } from './percent.ts';
import { quotedPrintable } from './quoted-printable.ts';
import { wideText } from './wide-text.ts';

const narrow: readonly Coding[] = [
  base64,
  base32,
  hex,
  hexBytes,
  hexDump,
  byteArray,
  percent,
  quotedPrintable,
  escapes,
  entities,
  concatenation,
  logLines,
  logNumbers,
  escapedLines,
];

/** In the order in which they are asked. */
export const codings: readonly Coding[] = [...narrow, wideText(narrow)];
