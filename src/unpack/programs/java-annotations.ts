/**
 * Which texts annotations give which names (JVMS, 4.7.16): `@DataSourceDefinition(password = "text")`, `@Property(name = "db.password",
 * value = "text")`, `@ConfigProperty(name = "db.password", defaultValue = "text")`, `@Value("text") String password`.
 */
import { FormatError } from '../../model/errors.ts';
import type { ClassFile } from './class-file.ts';
import { nameIn } from './java-calls.ts';
import type { OnPair, TextItem } from './program-settings.ts';

/** Those that programs read themselves, and those for tools only. */
export const ANNOTATIONS = /^Runtime(?:Inv|V)isibleAnnotations$/;
/** What is written for a name, instead of a value. */
const NAMES = new Set(['name', 'key']);
const VALUES = new Set(['value', 'defaultValue']);
/** Of Spring and Micronaut, for the field itself. For others it is the name of a field elsewhere: `@JsonProperty("client_secret")`. */
const FIELD_VALUE = /\/Value;$|^LValue;$/;
/** An annotation in a list in another; hand-written ones have two or three. */
const MAX_DEPTH = 16;
const [TEXT, ENUM, ANNOTATION, LIST] = [0x73, 0x65, 0x40, 0x5b]; // s e @ [

export class JavaAnnotations {
  readonly #file: ClassFile;
  readonly #onPair: OnPair;
  #at = 0;
  #end = 0;
  /** The field that they stand before. */
  #field = '';

  constructor(file: ClassFile, onPair: OnPair) {
    this.#file = file;
    this.#onPair = onPair;
  }

  /**
   * @param field empty if they do not stand before one
   * @throws FormatError if they end behind `end`
   */
  read(start: number, end: number, field: string): void {
    [this.#at, this.#end, this.#field] = [start, end, field];
    for (let left = this.#number(); left > 0; left--) this.#annotation(0);
  }

  #annotation(depth: number): void {
    const isFieldValue = FIELD_VALUE.test(this.#file.word(this.#number()));
    let named: string | undefined;
    let value: TextItem;
    for (let left = this.#number(); left > 0; left--) {
      const name = this.#file.word(this.#number());
      const text = this.#value(depth);
      if (text === undefined) continue;
      if (NAMES.has(name)) named = nameIn(text);
      else if (VALUES.has(name)) value = text;
      else this.#onPair(name, text);
    }
    if (value === undefined) return;
    this.#onPair(named ?? (isFieldValue ? this.#field : ''), value);
  }

  #value(depth: number): TextItem {
    if (depth > MAX_DEPTH) throw new FormatError('expected at most 16 annotations in one another');
    const kind = this.#byte();
    if (kind === TEXT) return this.#file.text(this.#number());
    if (kind === ANNOTATION) this.#annotation(depth + 1);
    else if (kind === LIST) for (let left = this.#number(); left > 0; left--) this.#value(depth + 1);
    else this.#at += kind === ENUM ? 4 : 2;
    return undefined;
  }

  #number(): number {
    return (this.#byte() << 8) | this.#byte();
  }

  #byte(): number {
    if (this.#at >= this.#end) throw new FormatError('annotations of a class of Java end early');
    return this.#file.byte(this.#at++);
  }
}
