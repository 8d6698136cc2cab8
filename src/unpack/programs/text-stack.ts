/** The stack of bytecode, of whose values only texts are known. */
import { OTHER } from './program-settings.ts';

/** Compilers keep fewer; calls of Java have 255 arguments at most (JVMS, 4.3.3). */
const MAX_STACK = 512;

export class TextStack<Text extends Uint8Array = Uint8Array> {
  #items: (Text | undefined)[] = [];

  push(item: Text | undefined): void {
    if (this.#items.length >= MAX_STACK) this.#items = [];
    this.#items.push(item);
  }

  pop(): Text | undefined {
    return this.#items.pop();
  }

  /** The last `count` items, or as many as are known. */
  take(count: number): (Text | undefined)[] {
    return count === 0 ? [] : this.#items.splice(Math.max(0, this.#items.length - count));
  }

  /** Of the last `count` items, something is made that is no text. */
  make(count: number): void {
    this.take(count);
    this.push(OTHER);
  }

  duplicate(): void {
    this.push(this.#items.at(-1));
  }

  /** From here on nothing is known. */
  clear(): void {
    this.#items = [];
  }
}
