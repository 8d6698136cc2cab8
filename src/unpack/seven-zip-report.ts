import { FormatError } from '../model/errors.ts';
import type { Gap, GapCode } from '../model/gap.ts';
import type { Outcome } from '../seven-zip/job.ts';
import type { Trouble } from './container.ts';

/**
 * What 7-Zip prints, as troubles. Its messages are those of `CPP/7zip/UI/Console/ExtractCallbackConsole.cpp` and
 * `OpenCallbackConsole.cpp` of 7-Zip 24.09: `ERROR: <what> : <file>` for a file; for the archive, lines under `ERRORS:`, and
 * `Open ERROR: …` or `ERROR: …` where it was not opened at all. Names of files can hold anything, line feeds too; the worst
 * that they can do here is to make one gap more.
 */
export class SevenZipReport {
  /** Bytes up to the end of the archive, where 7-Zip says. */
  archiveBytes: number | undefined;
  #section: 'errors' | 'other' = 'other';
  #isOpened = false;
  #troubles = 0;
  #lastError = '';

  /** Takes one line. @returns the trouble that it tells of */
  read(line: string): Trouble | undefined {
    const size = /^Physical Size = (\d+)$/.exec(line);
    if (size !== null) this.archiveBytes ??= Number(size[1]);
    if (/^Type = /.test(line)) this.#isOpened = true;
    const isHeading = /^(ERRORS|WARNINGS):$/.exec(line);
    if (isHeading !== null) this.#section = isHeading[1] === 'ERRORS' ? 'errors' : 'other';
    else if (this.#section === 'errors' && /^[A-Z][A-Za-z ,.'?]+$/.test(line)) return this.#trouble(line, undefined);
    else this.#section = 'other';
    const error = /^(?:Open )?ERROR: (.*)$/s.exec(line);
    if (error === null) return undefined;
    const [what = '', ...name] = error[1]!.split(' : ');
    this.#lastError = what;
    if (name.length === 0 || name[0] === '') return undefined;
    return this.#trouble(what, name.join(' : '));
  }

  /** @throws FormatError when the archive was not opened, or 7-Zip broke off */
  *finish({ exitCode, failure, wantedHeapBytes }: Outcome): Generator<Trouble> {
    if (wantedHeapBytes !== undefined) {
      const message = `7-Zip asked for ${wantedHeapBytes >> 20} MiB of memory, more than it may have; unpack the archive before the scan`;
      yield { trouble: { code: 'budget', message } };
      return;
    }
    if (failure !== undefined) throw new FormatError(`7-Zip broke off on damaged data (${failure})`);
    if (exitCode < 2 || this.#troubles > 0) return;
    const { code, message } = describe(this.#lastError);
    if (!this.#isOpened) throw new FormatError(message, code);
    yield { trouble: { code, message } };
  }

  #trouble(what: string, name: string | undefined): Trouble {
    this.#troubles++;
    return name === undefined ? { trouble: describe(what) } : { trouble: describe(what), name };
  }
}

const CODES: readonly (readonly [RegExp, Exclude<GapCode, 'timeout'>, string])[] = [
  [/encrypted|password/i, 'encrypted', 'give keysieve the content without its password'],
  [/unsupported/i, 'unsupported', 'unpack it before the scan'],
  [/allocate|memory/i, 'budget', 'unpack it before the scan'],
  [/cannot (create|open output)|can not open output/i, 'unreadable', 'unpack it before the scan'],
];

function describe(what: string): Pick<Gap, 'code' | 'message'> & { readonly code: Exclude<GapCode, 'timeout'> } {
  const said = what.replace(/^\/in\/\S*$/, '').replaceAll(/[\s.?]+$/g, '') || 'the data is damaged or is no archive';
  const [, code, advice] = CODES.find(([pattern]) => pattern.test(said)) ?? [];
  if (code === undefined) return { code: 'damaged', message: `7-Zip says: ${said}; what could be read was scanned` };
  return { code, message: `7-Zip says: ${said}; ${advice}` };
}
