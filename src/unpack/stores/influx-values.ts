/** Values of InfluxDB that are text, as its files of data and its log hand them on: the series, and below it a line each or a setting. */
import { occurrences } from '../container/magic.ts';
import { settingOf } from '../records/pair-lines.ts';

/** Between a series and its field (tsdb/engine/tsm1, keyFieldSeparator). */
const FIELD_SIGN = Buffer.from('#!~#');
const LINE_FEED = Uint8Array.of(0x0a);

/**
 * Of values there may be millions: each comes by itself.
 * @param key a series, `measurement,tag=value`, and the name of a field
 * @param isNew the series did not come before
 */
export function* influxLines(key: Uint8Array, values: Iterable<Uint8Array>, isNew = true): Generator<Uint8Array> {
  const [sign = -FIELD_SIGN.length] = occurrences(key, FIELD_SIGN, 0, key.length);
  const field = key.subarray(sign + FIELD_SIGN.length);
  if (isNew) yield* [key.subarray(0, Math.max(0, sign)), LINE_FEED];
  let before: Uint8Array | undefined;
  for (const value of values) {
    // What does not change is written as often as it is asked for.
    if (before?.length === value.length && Buffer.compare(before, value) === 0) continue;
    const setting = settingOf(field, value);
    if (setting !== undefined) yield setting;
    else {
      yield value;
      yield LINE_FEED;
    }
    before = value;
  }
}
