/** Excludes one of many texts in a row, of which the next is no value: names, encoded texts, alternatives. */
import type { NamedSetting } from './named-setting.ts';

export function isAmongTexts(named: NamedSetting): boolean {
  return isAmongNames(named) || isOfObfuscator(named) || isAlternative(named);
}

/** In the names of a source map: `"sharedSecret","getSharedSecret","kek","receiverSecret","createX25519Ecdh1PUv3Kek","zE","zS"`. */
function isAmongNames({ window, start, head, setting: { start: from, value } }: NamedSetting): boolean {
  const to = from + value.length;
  return (
    NAMES_BEFORE.test(window.slice(Math.max(0, start - head.length - 200), start - head.length)) &&
    /^[A-Za-z_$][\w$]*$/.test(value) &&
    NAMES_BEHIND.test(window.slice(to, to + 140))
  );
}
const NAMES_BEFORE = /(?:"[A-Za-z_$][\w$]{0,60}",){3}"$/;
const NAMES_BEHIND = /^",(?:"[A-Za-z_$][\w$]{0,60}"[,\]]){2}/;

/**
 * `"WPWAA8oKWOu","WQZcPwdcSCof","pCoSWOJdTSo0W5BdRmkz"`: texts in base64 with the alphabet of javascript-obfuscator (its option
 * stringArrayEncoding), thousands in a row. Nobody names a setting `WQZcPwdcSCof`, and most of its neighbours have digits amid letters.
 */
function isOfObfuscator({
  window,
  start,
  head,
  word,
  end,
  name,
  setting: { start: from, value },
}: NamedSetting): boolean {
  if (word.length > 3 || !/[A-Za-z0-9]$/.test(head) || name.length === head.length + word.length) return false;
  const to = from + value.length;
  if (!/^["']$/.test(window.slice(end, end + 1)) || !ENCODED_TEXT.test(value)) return false;
  const nameAt = start - head.length;
  const before = ENCODED_BEFORE.exec(window.slice(Math.max(0, nameAt - AROUND_ENCODED), nameAt))?.[0] ?? '';
  const behind = ENCODED_BEHIND.exec(window.slice(to, to + AROUND_ENCODED))?.[0] ?? '';
  const texts = (before + behind).match(/[\w+/=]+/g) ?? [];
  return texts.length >= MIN_ENCODED && texts.filter((text) => DIGIT_AMID.test(text)).length >= texts.length / 2;
}
const ENCODED_TEXT = /^[\w+/=]{2,80}$/;
const ENCODED_BEFORE = /(?:["'][\w+/=]{2,80}["'],){2,6}["']$/;
const ENCODED_BEHIND = /^["'](?:,["'][\w+/=]{2,80}["']){2,6}/;
const AROUND_ENCODED = 300;
const MIN_ENCODED = 5;
const DIGIT_AMID = /[A-Za-z][0-9]+[A-Za-z]|[+/]/;

/**
 * Which values a variable may have, in TypeScript and Python: `type ApiKeyCurve = "API_KEY_CURVE_P256" | "API_KEY_CURVE_ED25519"`; which
 * types: `cdktf.IResolvable | PasswordPolicyTimeouts | undefined;`; and which options a shell tells apart in a case, as in
 * bash-completion: `-ftp.anonymous-passwd | -*-color | -*-gamma)`.
 */
function isAlternative({ window, start, head, end, setting: { start: from, value } }: NamedSetting): boolean {
  const to = from + value.length;
  if (/^["'] ?\| ?["']/.test(window.slice(to, to + 5))) return true;
  if (/^ \| $/.test(window.slice(end, from)) && TYPE.test(value)) return true;
  const isOption = head.startsWith('-') || window.charAt(start - head.length - 1) === '-';
  if (!isOption || !/^-[a-z0-9*.-]+$/.test(value)) return false;
  return /^ ?\| ?$/.test(window.slice(end, from)) && /^ ?[|)]/.test(window.slice(to, to + 2));
}
const TYPE = /^(?:any|boolean|false|never|null|number|object|string|true|undefined|unknown|void)(?:\[\])?[;,)>]*$/;
