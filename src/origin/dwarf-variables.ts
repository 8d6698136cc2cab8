import { ByteCursor } from './byte-cursor.ts';
import { fileOfLineTable } from './dwarf-files.ts';
import { type FormContext, type FormValue, readForm } from './dwarf-forms.ts';
import type { ElfImage } from './elf-image.ts';

/*
 * Where a variable is declared: DWARF 2 to 5, `.debug_info` (section 7.5) with its abbreviations. Reads units one after
 * another, and entries regardless of their nesting. Split and 64-bit DWARF are skipped.
 */

export interface Declaration {
  /** Path as the compiler was given it, including its folder. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

const TAG_VARIABLE = 0x34;
const AT = {
  ...{ location: 0x02, statements: 0x10, declaredFile: 0x3a, declaredLine: 0x3b, specification: 0x47 },
  addressBase: 0x73,
} as const;
const OP_ADDR = 0x03;
/** Instead of the address an index into `.debug_addr`: clang, version 5. */
const OP_ADDRX = 0xa1;
/** Sizes of extra header fields by unit type: type 2, skeleton 4, split compile 5, split type 6. */
const EXTRA_BYTES: Readonly<Record<number, number>> = { 2: 12, 4: 8, 5: 8, 6: 12 };

/** Most entries and attributes that are read: debug information of some 100 MB, read once. */
const MAX_STEPS = 100_000_000;

interface Abbreviation {
  readonly tag: number;
  readonly attributes: readonly (readonly [name: number, form: number, implicit: number])[];
}

interface Unit {
  readonly start: number;
  readonly end: number;
  readonly entries: number;
  readonly version: number;
  readonly addressSize: number;
  readonly abbreviations: ReadonlyMap<number, Abbreviation>;
}

type Attributes = ReadonlyMap<number, FormValue>;

/**
 * The declaration of the variable at `address`.
 * @throws RangeError for debug information that is cut or inconsistent
 */
export function declarationAt(image: ElfImage, address: number): Declaration | undefined {
  const [info, abbreviations] = [image.section('.debug_info'), image.section('.debug_abbrev')];
  const work = new Work();
  for (const unit of unitsOf(info, abbreviations, work)) {
    let head: Attributes | undefined;
    const cursor = new ByteCursor(info, unit.entries);
    while (cursor.at < unit.end) {
      const entry = readEntry(cursor, unit, work);
      if (entry === undefined) continue;
      head ??= entry.attributes;
      if (entry.tag !== TAG_VARIABLE || addressOf(entry.attributes, head, unit, image) !== address) continue;
      const { file, line } = declared(entry.attributes, info, unit, work);
      const statements = head.get(AT.statements);
      const name = typeof statements === 'number' ? fileOfLineTable(image, statements, file) : undefined;
      return name === undefined ? undefined : { file: name, line };
    }
  }
  return undefined;
}

function* unitsOf(info: Buffer, abbreviations: Buffer, work: Work): Generator<Unit> {
  const tables = new Map<number, ReadonlyMap<number, Abbreviation>>();
  for (let at = 0; at + 12 < info.length; ) {
    const cursor = new ByteCursor(info, at);
    const length = cursor.unsigned(4);
    if (length >= 0xffff_fff0) return;
    const end = Math.min(info.length, at + 4 + length);
    const version = cursor.unsigned(2);
    const unitType = version >= 5 ? cursor.unsigned(1) : 1;
    let addressSize = version >= 5 ? cursor.unsigned(1) : 0;
    const table = cursor.unsigned(4);
    if (version < 5) addressSize = cursor.unsigned(1);
    cursor.skip(EXTRA_BYTES[unitType] ?? 0);
    const known = tables.get(table) ?? readAbbreviations(abbreviations, table, work);
    tables.set(table, known);
    yield { start: at, end, entries: cursor.at, version, addressSize, abbreviations: known };
    at = end;
  }
}

function readAbbreviations(bytes: Buffer, at: number, work: Work): Map<number, Abbreviation> {
  const found = new Map<number, Abbreviation>();
  const cursor = new ByteCursor(bytes, at);
  for (let code = cursor.uleb(); code !== 0; code = cursor.uleb()) {
    const tag = cursor.uleb();
    cursor.skip(1);
    const attributes: [number, number, number][] = [];
    for (;;) {
      work.step();
      const [name, form] = [cursor.uleb(), cursor.uleb()];
      const implicit = form === 0x21 ? cursor.uleb() : 0;
      if (name === 0 && form === 0) break;
      attributes.push([name, form, implicit]);
    }
    found.set(code, { tag, attributes });
  }
  return found;
}

/** Undefined at the end of a list of children. */
function readEntry(cursor: ByteCursor, unit: Unit, work: Work): { tag: number; attributes: Attributes } | undefined {
  const code = cursor.uleb();
  if (code === 0) return undefined;
  const abbreviation = unit.abbreviations.get(code);
  if (abbreviation === undefined) throw new RangeError('an abbreviation that is not there');
  const attributes = new Map<number, FormValue>();
  work.step();
  for (const [name, form, implicit] of abbreviation.attributes) {
    work.step();
    const context: FormContext = { version: unit.version, addressSize: unit.addressSize, implicit };
    attributes.set(name, readForm(cursor, form, context));
  }
  return { tag: abbreviation.tag, attributes };
}

/** Address of a variable with a fixed location. @param head attributes of the unit itself */
function addressOf(
  attributes: Attributes,
  head: Attributes,
  { addressSize }: Unit,
  image: ElfImage,
): number | undefined {
  const location = attributes.get(AT.location);
  if (!(location instanceof Buffer) || location.length < 2) return undefined;
  const cursor = new ByteCursor(location, 1);
  if (location[0] === OP_ADDR) return cursor.unsigned(addressSize);
  const base = head.get(AT.addressBase);
  if (location[0] !== OP_ADDRX || typeof base !== 'number') return undefined;
  return new ByteCursor(image.section('.debug_addr'), base + cursor.uleb() * addressSize).unsigned(addressSize);
}

/** For a static member of C++, the definition refers to the declaration, which has the line. */
function declared(attributes: Attributes, info: Buffer, unit: Unit, work: Work): { file: number; line: number } {
  const [file, line, reference] = [AT.declaredFile, AT.declaredLine, AT.specification].map((name) =>
    attributes.get(name),
  );
  if (typeof file === 'number' && typeof line === 'number') return { file, line };
  const other =
    typeof reference === 'number' ? readEntry(new ByteCursor(info, unit.start + reference), unit, work) : undefined;
  const outer = other?.attributes;
  return {
    file: Number(file ?? outer?.get(AT.declaredFile) ?? 0),
    line: Number(line ?? outer?.get(AT.declaredLine) ?? 1),
  };
}

/** Bounds the work: units may share abbreviations in any way, so a small file could cause a lot of it. */
class Work {
  #left = MAX_STEPS;

  step(): void {
    if (--this.#left < 0) throw new RangeError('too much debug information');
  }
}
