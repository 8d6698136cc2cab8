/** What calls in Java, Kotlin and Scala say of texts: `setName("text")`, `put("name", "text")`, and the last argument behind a login. */
import { MAX_NAME_BYTES, type OnPair, type TextItem } from './program-settings.ts';

/** `"text".toCharArray()` */
export const SAME_TEXT = /^(?:toCharArray|getBytes|trim|intern|toString)$/;
/** `getConnection(address, user, password)` of JDBC, `new UsernamePasswordCredentials(user, password)` of HttpClient. */
const TAKES_PASSWORD = /^getConnection$|Password(?:Auth|Cred)|^(?:login|authenticate)$/;

/**
 * @param given all arguments, without the object that is called
 * @param owner the class of the method, `java/util/Map`
 */
export function pairArguments(given: readonly TextItem[], method: string, owner: string, onPair: OnPair): void {
  for (let at = 0; at + 1 < given.length; at++) {
    const [name, text] = [nameIn(given[at]), given[at + 1]];
    if (name !== undefined && text !== undefined) onPair(name, text);
  }
  const text = given.at(-1);
  if (text === undefined) return;
  const called = method === '<init>' ? owner.slice(owner.lastIndexOf('/') + 1) : method;
  if (given.length === 1 && method !== '<init>') onPair(nameOfSetter(called), text);
  else if (given.length > 1 && TAKES_PASSWORD.test(called)) onPair('password', text);
}

function nameOfSetter(method: string): string {
  const [, name] = /^(?:set|with)([A-Z].*)$/.exec(method) ?? [];
  return name === undefined ? method : name.charAt(0).toLowerCase() + name.slice(1);
}

/** A text as the name of the next one. */
export function nameIn(text: TextItem): string | undefined {
  if (text === undefined || text.length > MAX_NAME_BYTES) return undefined;
  return Buffer.from(text.buffer, text.byteOffset, text.length).toString('latin1');
}
