/**
 * XML as compiled into an APK (AndroidManifest.xml, res/xml; ResourceTypes.h of Android's frameworks/base): names and values of attributes
 * are in one string pool, to which elements refer. Texts are plain in the file, but not which value belongs to which name: those pairs come
 * as settings, `name=value`; so do `<meta-data android:name="name" android:value="value"/>`, and texts between tags: `<name>value</name>`,
 * `<string name="name">value</string>`, `<key>name</key><value>value</value>` (defaults of Firebase's Remote Config).
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { hasMagic, magic } from '../container/magic.ts';
import {
  CHUNK_BYTES,
  type Chunk,
  chunksIn,
  KIND,
  StringPool,
  setting,
  textAt,
  VALUE_BYTES,
  wholeOf,
} from './android-chunks.ts';

const [KIND_AND_HEADER, POOL] = [magic('03 00 08 00'), magic('01 00 1c 00', 8)];
const HEAD_BYTES = 12;
const NAME = 'settings';

export const androidXml: SourceContainer = {
  id: 'android-xml',
  title: 'compiled Android XML (AndroidManifest.xml in an APK; settings as `name=value`)',
  limits: 'files above 64 MiB',
  reads: 'source',
  keepsLeaf: 'searched',
  headBytes: HEAD_BYTES,
  firstBytes: [KIND.xml],
  sniff: (head) => hasMagic(head, KIND_AND_HEADER) && hasMagic(head, POOL),
  async *entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
    const settings = settingsIn(wholeOf(source, 'compiled XML of Android'), budget);
    const { value: first } = settings.next();
    // Most layouts and pictures have none, and an app has thousands of them.
    if (first !== undefined) yield { name: NAME, open: () => withRest(first, settings) };
  },
};

/*  element, behind its header of 16 bytes
 *   4  4  number of its name
 *   8  2  where attributes begin, from there on      10  2  bytes of an attribute, 20      12  2  count of attributes
 *  attribute
 *   4  4  number of its name      12  8  value
 *  text, behind its header
 *   0  4  its number in the pool                                                                                      */
const ATTRIBUTES_BYTES = 14;
const VALUE_AT = 12;

async function* withRest(first: Uint8Array, rest: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}

function* settingsIn(bytes: Buffer, budget: Budget): Generator<Uint8Array> {
  let elements: Elements | undefined;
  for (const chunk of chunksIn(bytes, CHUNK_BYTES, bytes.length)) {
    budget.checkTime();
    elements ??= new Elements(bytes, new StringPool(bytes, chunk));
    if (chunk.kind === KIND.element) yield* elements.begin(chunk);
    if (chunk.kind === KIND.text) yield* elements.text(chunk);
    if (chunk.kind === KIND.end) elements.end();
  }
}

/** Attributes and elements that give the name of another value. */
const NAMING = new Set(['name', 'key']);

class Elements {
  readonly #bytes: Buffer;
  readonly #pool: StringPool;
  /** Names from the current element and from its naming attribute. */
  #names: readonly (Buffer | undefined)[] = [];
  /** The text of the last `<key>`, until the next text. */
  #key: Buffer | undefined;

  constructor(bytes: Buffer, pool: StringPool) {
    [this.#bytes, this.#pool] = [bytes, pool];
  }

  *begin({ at, contentAt, end }: Chunk): Generator<Uint8Array> {
    const bytes = this.#bytes;
    if (contentAt + ATTRIBUTES_BYTES > end) throw wrong('an element', at);
    const first = contentAt + bytes.readUInt16LE(contentAt + 8);
    const [step, count] = [bytes.readUInt16LE(contentAt + 10), bytes.readUInt16LE(contentAt + 12)];
    if (count > 0 && (step < VALUE_AT + VALUE_BYTES || first + count * step > end)) throw wrong('an element', at);
    const attributes = new Map<string, Buffer>();
    for (let attribute = first; attribute < first + count * step; attribute += step) {
      const name = this.#pool.get(bytes.readUInt32LE(attribute + 4));
      const text = textAt(bytes, attribute + VALUE_AT, this.#pool);
      if (name === undefined || text === undefined) continue;
      attributes.set(name.toString('latin1'), text);
      yield* setting(name, text);
    }
    const name = attributes.get('name') ?? attributes.get('key');
    yield* setting(name, attributes.get('value') ?? attributes.get('defaultValue'));
    this.#names = [this.#pool.get(bytes.readUInt32LE(contentAt + 4)), name];
  }

  *text({ at, contentAt, end }: Chunk): Generator<Uint8Array> {
    if (contentAt + 4 > end) throw wrong('a text', at);
    const text = this.#pool.get(this.#bytes.readUInt32LE(contentAt));
    const isKey = NAMING.has(this.#names[0]?.toString('latin1') ?? '');
    if (!isKey) for (const name of [...this.#names, this.#key]) yield* setting(name, text);
    this.#key = isKey ? text : undefined;
  }

  end(): void {
    this.#names = [];
  }
}

function wrong(what: string, at: number): FormatError {
  return new FormatError(`expected ${what} of compiled XML at byte ${at}, found none; bytes are scanned as is`);
}
