/** Values of InfluxDB that are text, as its files of data and its log hand them on: the series, and below it a line each or a setting. */
import { occurrences } from '../container/magic.ts';
import { settingOf } from '../records/pair-lines.ts';

/** Between a series and its field (tsdb/engine/tsm1, keyFieldSeparator). */
const FIELD_SIGN = Buffer.from('#!~#');
const LINE_FEED = Uint8Array.of(0x0a);

/** @param key a series, `measurement,tag=value`, and the name of a field */
export function influxLines(key: Uint8Array, values: Iterable<Uint8Array>): Uint8Array {
  const [sign = -FIELD_SIGN.length] = occurrences(key, FIELD_SIGN, 0, key.length);
  const field = key.subarray(sign + FIELD_SIGN.length);
  const lines: Uint8Array[] = [key.subarray(0, Math.max(0, sign)), LINE_FEED];
  let before: Uint8Array | undefined;
  for (const value of values) {
    // What does not change is written as often as it is asked for.
    if (before !== undefined && Buffer.compare(before, value) === 0) continue;
    const setting = settingOf(field, value);
    if (setting !== undefined) lines.push(setting);
    else lines.push(value, LINE_FEED);
    before = value;
  }
  return Buffer.concat(lines);
}
