/**
 * Which texts an assembly of .NET gives which names: `name = "text"` of a field, a constant or the default of a parameter, `Name = "text"`
 * of a property, `Add("name", "text")`, and the parameter that a method of the same assembly has for it. Texts have two bytes for each
 * character there, and their names are in another heap. The stack is followed as far as that takes.
 */
import type { Budget } from '../../bytes/budget.ts';
import { codeAt, readCode, type Step } from './dotnet-code.ts';
import { CONSTANT, type DotnetMetadata, FIELD, MEMBER_REF, METHOD_DEF, PARAM, TYPE_REF } from './dotnet-metadata.ts';
import { MAX_WIDE_TEXT_BYTES, NAMES_OF_SECRETS, type OnPair, OTHER } from './program-settings.ts';
import { TextStack } from './text-stack.ts';

type Item = Buffer | undefined;

interface Called {
  /** `set_Password`, or the type of which one is created. */
  readonly name: string;
  readonly count: number;
  readonly isOnObject: boolean;
  readonly isVoid: boolean;
  /** Of a method of the same assembly, whose parameters have names here; else 0. */
  readonly ownRow: number;
}

/** Names looked at: of texts that stand where a name may, and of parameters. mscorlib of Mono, with 4.6 MiB, has 37,599. */
const MAX_NAMES = 1 << 20;
/** Methods of which it is kept how they are called: 32 MiB may call 1.7 million. */
const MAX_CALLED = 1 << 13;
const CHECK_EACH = 1024;
const TYPE_OF_TEXT = 0x0e;

export class DotnetSettings {
  readonly #metadata: DotnetMetadata;
  readonly #onPair: OnPair;
  /** By token: code may call the same method 20,000 times. */
  readonly #called = new Map<number, Called | undefined>();
  readonly #stack = new TextStack<Buffer>();
  #names = 0;

  constructor(metadata: DotnetMetadata, onPair: OnPair) {
    this.#metadata = metadata;
    this.#onPair = onPair;
  }

  /** Whether names were left. */
  get isFull(): boolean {
    return this.#names > MAX_NAMES;
  }

  /** @param placeOf an address in the file; undefined where it has none */
  read(file: Buffer, placeOf: (address: number) => number | undefined, budget: Budget): void {
    this.#readConstants(budget);
    // Methods may claim the same code; all together have no more than the file.
    let left = file.length;
    for (let row = 1; row <= this.#metadata.count(METHOD_DEF) && left > 0 && !this.isFull; row++) {
      budget.checkTime();
      const at = placeOf(this.#metadata.field(METHOD_DEF, row, 0));
      if (at === undefined) continue;
      const code = codeAt(file, at);
      left -= code.length;
      this.#stack.clear();
      readCode(code, (step, token) => this.#step(step, token));
    }
  }

  /** `const string Name = "text"`, `void connect(string password = "text")` */
  #readConstants(budget: Budget): void {
    for (let row = 1; row <= this.#metadata.count(CONSTANT) && !this.isFull; row++) {
      if (row % CHECK_EACH === 0) budget.checkTime();
      if ((this.#metadata.field(CONSTANT, row, 0) & 0xff) !== TYPE_OF_TEXT) continue;
      const of = this.#metadata.field(CONSTANT, row, 1);
      const [kind, parent] = [of & 3, of >>> 2];
      if (kind > 1) continue; // the default of a property, which no compiler of C# writes
      const name = kind === 0 ? this.#metadata.name(FIELD, parent, 1) : this.#metadata.name(PARAM, parent, 2);
      this.#pair(name, this.#metadata.blob(this.#metadata.field(CONSTANT, row, 2)));
    }
  }

  #step(step: Step, token: number): void {
    if (this.isFull) return;
    const stack = this.#stack;
    if (step === 'text') stack.push(this.#metadata.text(token & 0xff_ffff));
    else if (step === 'call' || step === 'create') this.#call(step, token);
    else if (step === 'setField' || step === 'setStatic') {
      this.#pair(this.#fieldName(token), stack.pop());
      if (step === 'setField') stack.pop();
    } else if (step === 'push') stack.push(OTHER);
    else if (step === 'duplicate') stack.duplicate();
    else if (step === 'pop') stack.pop();
    else if (step === 'popThree') stack.take(3);
    else if (step === 'replace') stack.make(1);
    else if (step === 'join') stack.make(2);
    else if (step === 'other') stack.clear();
  }

  #fieldName(token: number): string {
    const [kind, row] = [token >>> 24, token & 0xff_ffff];
    if (kind !== FIELD && kind !== MEMBER_REF) return '';
    const name = this.#metadata.name(kind, row, 1);
    return /^<(.+)>k__BackingField$/.exec(name)?.[1] ?? name;
  }

  #call(step: 'call' | 'create', token: number): void {
    const called = this.#calledBy(token);
    if (called === undefined) {
      this.#stack.clear();
      return;
    }
    const { count, isOnObject, isVoid, name } = called;
    const given = this.#stack.take(count);
    const on = step === 'call' && isOnObject ? this.#stack.pop() : OTHER;
    if (given.length === count && given.some((item) => item !== undefined)) this.#pairArguments(given, called);
    if (step === 'create' || !isVoid) this.#stack.push(SAME_TEXT.test(name) ? on : OTHER);
  }

  #pairArguments(given: readonly Item[], { name: method, count, ownRow }: Called): void {
    for (let at = 0; at + 1 < given.length; at++) {
      const name = given[at];
      if (name !== undefined && given[at + 1] !== undefined) this.#pair(nameIn(name), given[at + 1]);
    }
    if (ownRow > 0) for (const [at, name] of this.#parametersOf(ownRow, count).entries()) this.#pair(name, given[at]);
    const text = given.at(-1);
    if (text === undefined) return;
    if (given.length === 1 && method.startsWith('set_')) this.#pair(method.slice(4), text);
    if (given.length === 1) this.#pair(/^(?:Set|With)([A-Z].*)$/.exec(method)?.[1] ?? '', text);
    else if (TAKES_PASSWORD.test(method)) this.#pair('password', text);
  }

  #calledBy(token: number): Called | undefined {
    const kind = token >>> 24;
    if (kind !== METHOD_DEF && kind !== MEMBER_REF) return undefined;
    if (!this.#called.has(token)) {
      if (this.#called.size >= MAX_CALLED) this.#called.clear();
      this.#called.set(token, this.#find(kind, token & 0xff_ffff));
    }
    return this.#called.get(token);
  }

  #find(kind: number, row: number): Called | undefined {
    const isOwn = kind === METHOD_DEF;
    const signature = signatureIn(this.#metadata.blob(this.#metadata.field(kind, row, isOwn ? 4 : 2)));
    if (signature === undefined) return undefined;
    const name = this.#metadata.name(kind, row, isOwn ? 3 : 1);
    return {
      ...signature,
      name: name === '.ctor' && !isOwn ? this.#ownerOf(row) : name,
      ownRow: isOwn ? row : 0,
    };
  }

  /** Of a method of another assembly. */
  #ownerOf(row: number): string {
    const parent = this.#metadata.field(MEMBER_REF, row, 0);
    return (parent & 7) === 1 ? this.#metadata.name(TYPE_REF, parent >>> 3, 1) : '';
  }

  #parametersOf(row: number, count: number): string[] {
    const names = Array<string>(count).fill('');
    const all = this.#metadata.count(PARAM);
    const first = this.#metadata.field(METHOD_DEF, row, 5);
    const next = row < this.#metadata.count(METHOD_DEF) ? this.#metadata.field(METHOD_DEF, row + 1, 5) : all + 1;
    // What it returns is number 0, and has a row only with attributes.
    for (let at = Math.max(1, first); at < Math.min(next, all + 1, first + count + 1); at++) {
      this.#names++;
      const number = this.#metadata.field(PARAM, at, 1);
      if (number >= 1 && number <= count) names[number - 1] = this.#metadata.name(PARAM, at, 2);
    }
    return names;
  }

  #pair(name: string, text: Item): void {
    if (text === undefined || text.length > MAX_WIDE_TEXT_BYTES || this.isFull) return;
    this.#names++;
    if (!NAMES_OF_SECRETS.test(name)) return;
    this.#onPair(name, Buffer.from(text.toString('utf16le')));
  }
}

const SAME_TEXT = /^(?:ToString|ToCharArray|Trim|Intern)$/;
/** `new NetworkCredential(user, password)` and others of the same kind; MailKit's `Authenticate(user, password)`. */
const TAKES_PASSWORD = /(?:Password|Network)\w{0,16}Credentials?$|^Authenticate(?:Async)?$/;

const MAX_NAME_BYTES = 256;

/** A text as the name of the next one. */
function nameIn(text: Buffer): string {
  return text.length > MAX_NAME_BYTES ? '' : text.toString('utf16le');
}

/* II.23.2.1: 20 = on an object, 10 = generic, with the count of its types; then that of parameters, and the type it returns. */
const [ON_OBJECT, GENERIC, VOID] = [0x20, 0x10, 0x01];
const MAX_PARAMETERS = 0x7f;

function signatureIn(blob: Buffer): { count: number; isOnObject: boolean; isVoid: boolean } | undefined {
  const [first = 0] = blob;
  const at = (first & GENERIC) === 0 ? 1 : 2;
  const count = blob[at] ?? MAX_PARAMETERS + 1;
  if (count > MAX_PARAMETERS) return undefined;
  return { count, isOnObject: (first & ON_OBJECT) !== 0, isVoid: blob[at + 1] === VOID };
}
