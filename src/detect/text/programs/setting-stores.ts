/**
 * Settings as the programs that store them print them: parameters of AWS, keys of Redis and etcd, ConfigMaps of Kubernetes, the
 * registry of Windows, in the output of `aws ssm get-parameters`, `redis-cli`, `etcdctl get --prefix`, `consul kv get`, `kubectl describe`, `reg query`.
 */
import { type SettingForm, WORD } from './setting-pieces.ts';

/** A name may have those of folders before it: `/app/db_password`. */
const PATH = String.raw`[\w./-]{1,120}`;

export const STORE_FORMS: readonly SettingForm[] = [
  // /app/name <tab> SecureString <tab> value, of `aws --output text`
  {
    form: 'listed',
    signs: 'S',
    pattern: new RegExp(String.raw`(?<=(?:^|[\r\n\t])${PATH})\t(?:Secure)?String\t(${WORD})(?:[\t\r\n]|$)`, 'y'),
  },
  // ||  Name   |  /app/name  ||, and below it ||  Value  |  value  ||, of `aws --output table`
  {
    form: 'listed',
    signs: '|',
    pattern: new RegExp(
      String.raw`(?<=\|[ \t]{1,4}Name[ \t]{1,24}\|[ \t]{1,4}${PATH})[ \t]{0,80}\|{1,3}\r?\n(?:\|[^\r\n]{0,160}\n){0,3}?\|{1,3}[ \t]{1,4}Value[ \t]{1,24}\|[ \t]{1,4}(${WORD})`,
      'y',
    ),
  },
  // "SET" "app:name" "value", "HSET" "app" "name" "value", of `redis-cli MONITOR`
  {
    form: 'quoted',
    signs: '"',
    pattern:
      /(?<="[A-Za-z]{0,3}[Ss][Ee][Tt](?:[A-Za-z]{2})?" (?:"[^"\r\n]{0,80}" ){0,8}"[\w.:/-]{1,80})" (?:"[0-9]{1,10}" )?"([^"\\\r\n]{4,257})"/y,
  },
  // 3) "name", and below it 4) "value", of `redis-cli HGETALL`
  {
    form: 'quoted',
    signs: '\r\n',
    pattern: /(?<=[0-9]\) "[\w.:/-]{1,80})"\r?\n[ \t]{0,16}[0-9]{1,5}\) "([^"\\\r\n]{4,257})"/y,
  },
  // name:, below it ----, and below that value, of `kubectl describe configmap`
  { form: 'listed', signs: ':', pattern: new RegExp(String.raw`:\r?\n-{4}\r?\n(${WORD})[ \t]{0,4}\r?(?:\n|$)`, 'y') },
  // name    REG_SZ    value, of `reg query`
  {
    form: 'listed',
    signs: 'R',
    pattern: new RegExp(String.raw`[ \t]{1,40}REG_(?:EXPAND_|MULTI_)?SZ[ \t]{1,40}(${WORD})[ \t]{0,4}\r?(?:\n|$)`, 'y'),
  },
  // /app/name, and the value on the next line, of etcdctl: not the digest of a file
  {
    form: 'bare-in-prose',
    signs: '\r\n',
    pattern:
      /(?<=(?:^|[\r\n])\/[\w./-]{1,120})\r?\n(?=\S{0,127}[0-9])(?=\S{0,127}[G-Zg-z])([A-Za-z0-9][^\s"'`<>(){},;:/=\x00-\x20\x7f]{11,127})\r?(?:\n|$)/y,
  },
  // app/name:value, of `consul kv get -recurse`: not the tag of an image in a list of those, which is in lower case
  {
    form: 'bare-in-prose',
    signs: ':',
    pattern:
      /(?<=(?:^|[\r\n])[\w.-]{1,40}\/[\w./-]{1,80}):(?=\S{0,127}[0-9])(?=\S{0,127}[A-Z])(?=\S{0,127}[a-z])([A-Za-z0-9][^\s"'`<>(){},;:/=\x00-\x20\x7f]{11,127})\r?(?:\n|$)/y,
  },
];

/** Before the last name of such a path; other names after a slash are parts of a path or of an address. */
const FOLDERS_BEFORE =
  /(?:\b(?:[Nn]ame|[Kk]ey)["']?[ \t]{0,24}[:=|][ \t]{0,4}["']?|"[A-Za-z]{3,8}" "|[0-9]\) "|\t)\/?(?:[\w.-]{1,40}\/){1,8}$/;
const FOLDERS_OF_LINE = /(?:^|[\r\n])\/?(?:[\w.-]{1,40}\/){1,6}$/;

/** Whether the name, after `before` and a slash, is that of a setting in a store. */
export function isKeyOfStore(form: SettingForm['form'], before: string): boolean {
  const near = before.slice(-MAX_FOLDERS_BYTES);
  if (form === 'bare-in-prose') return FOLDERS_OF_LINE.test(near);
  return (form === 'quoted' || form === 'listed') && FOLDERS_BEFORE.test(near);
}
const MAX_FOLDERS_BYTES = 160;
