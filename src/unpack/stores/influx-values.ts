/**
 * Text values of InfluxDB, in the form shared by data files and logs: the series, followed by its values, as a line or a setting each.
 */
import { occurrences } from '../container/magic.ts';
import { settingOf } from '../records/pair-lines.ts';

/** Separates a series from its field (tsdb/engine/tsm1, keyFieldSeparator). */
const FIELD_SIGN = Buffer.from('#!~#');
const LINE_FEED = Uint8Array.of(0x0a);

/**
 * There may be millions of values, so each comes by itself.
 * @param key a series, `measurement,tag=value`, and the name of a field
 * @param isNew the series was not yielded before
 */
export function* influxLines(key: Uint8Array, values: Iterable<Uint8Array>, isNew = true): Generator<Uint8Array> {
  const [sign = -FIELD_SIGN.length] = occurrences(key, FIELD_SIGN, 0, key.length);
  const field = key.subarray(sign + FIELD_SIGN.length);
  if (isNew) yield* [key.subarray(0, Math.max(0, sign)), LINE_FEED];
  let before: Uint8Array | undefined;
  for (const value of values) {
    // An unchanged value is written at every poll.
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
