/**
 * Bytecode of Python: `.pyc` files (PEP 552), and the modules of PyInstaller's archives, which have no header. Texts are plain, but their
 * names are elsewhere: those pairs come as settings, `name=value`.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { settingOf } from '../records/pair-lines.ts';
import { findPairs } from './python-assignments.ts';
import { instructionSetOf } from './python-instructions.ts';
import { beginsModule, instructionsOf, MarshalReader, MODULE_HEAD_BYTES, textOf } from './python-marshal.ts';

/*  0  2  version of the bytecode      4  4  flags: what the next two are
 *  2  2  0d 0a                        8  8  time and size of the source, or its hash
 * 16  .  the code of the module, as marshal writes it                             */
const HEADER_BYTES = 16;
const [CR, LF, UNDERSCORE] = [0x0d, 0x0a, 0x5f];
/** 3.7 to 3.15 (Include/internal/pycore_magic_number.h): each version has other instructions. */
const [MIN_VERSION, MAX_VERSION] = [3390, 3699];
/** Limit on what is held in memory. */
const MAX_BYTES = 16 << 20;
/** A damaged one may give the same long text a million names. */
const MAX_SETTINGS_BYTES = 4 << 20;
const NAME = 'settings';

export const pythonBytecode: SourceContainer = {
  id: 'python-bytecode',
  title: 'bytecode of Python 3.7 to 3.15 (.pyc, modules in PyInstaller programs; settings as `name=value`)',
  limits: 'modules above 16 MiB',
  reads: 'source',
  keepsLeaf: 'searched',
  headBytes: HEADER_BYTES + MODULE_HEAD_BYTES,
  sniff: (head) => codeAt(head) !== undefined,
  entries,
};

function codeAt(head: Uint8Array): number | undefined {
  if (beginsModule(head, 0)) return 0;
  if (head[2] !== CR || head[3] !== LF) return undefined;
  const version = head[0]! | (head[1]! << 8);
  return version >= MIN_VERSION && version <= MAX_VERSION && beginsModule(head, HEADER_BYTES)
    ? HEADER_BYTES
    : undefined;
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  if (source.size > MAX_BYTES)
    throw new FormatError('bytecode of Python of more than 16 MiB; its bytes are scanned as is', 'unsupported');
  const bytes = source.read(0, source.size);
  const start = codeAt(bytes)!;
  const set = instructionSetOf(instructionsOf(bytes, start));
  const settings = new Settings(bytes);
  const reader = new MarshalReader(bytes, start, (code) => {
    budget.checkTime();
    findPairs(code, set, (name, text) => settings.add(name, text));
  });
  let trouble: unknown;
  try {
    reader.read();
  } catch (error) {
    trouble = error;
  }
  if (settings.lines.length > 0) yield { name: NAME, open: () => linesOf(settings.lines) };
  if (settings.isCut)
    yield {
      trouble: { code: 'budget', message: 'more than 4 MiB of settings of bytecode of Python; no more were read' },
    };
  if (trouble !== undefined) throw trouble;
}

class Settings {
  readonly #bytes: Uint8Array;
  readonly lines: Uint8Array[] = [];
  #size = 0;
  isCut = false;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  add(of: number, text: number): void {
    const name = textOf(this.#bytes, of);
    // `__module__` and `__qualname__` of each class.
    if (this.isCut || (name[0] === UNDERSCORE && name[1] === UNDERSCORE)) return;
    const line = settingOf(name, textOf(this.#bytes, text));
    if (line === undefined) return;
    this.#size += line.length;
    this.isCut = this.#size > MAX_SETTINGS_BYTES;
    if (!this.isCut) this.lines.push(line);
  }
}

async function* linesOf(lines: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield Buffer.concat(lines);
}
