import { BudgetError, FormatError } from '../../model/errors.ts';
import { atFixedLimit } from '../../model/gap.ts';
import type { Outcome, Refusal } from '../../seven-zip/job.ts';
import { MAX_READ_RATIO, MAX_SHARED_RATIO } from '../../seven-zip/sharing-limit.ts';
import type { Trouble } from '../container/container.ts';

type Code = FormatError['code'];

interface Said {
  readonly code: Code;
  readonly message: string;
}

/**
 * Parses what 7-Zip prints into troubles. Its messages are those of `CPP/7zip/UI/Console/ExtractCallbackConsole.cpp` of 7-Zip
 * 24.09: `ERROR: <what> : <file>` for a file, and for the archive a line of its own, under `ERRORS:` or `WARNINGS:` or a bare
 * `ERROR:`. Names of files can contain anything, line feeds too; the worst that they can cause here is an extra gap.
 */
export class SevenZipReport {
  /** Offset of the archive's end, where 7-Zip states it. */
  archiveBytes: number | undefined;
  /** Some of the input may belong to no file: it was not read, or 7-Zip does not say where the archive ends. */
  leavesRest = false;
  /** Folders read, by 7-Zip's count. */
  folders = 0;
  #isOpened = false;
  #troubles = 0;
  /** How many of these are about hard links. */
  #links = 0;
  /** It was refused memory, so its complaints about data that it could not unpack are disregarded. */
  #isRefused = false;
  /** The most severe problem reported for the archive as a whole. */
  #worst: Said | undefined;
  readonly #type: string;
  /** The lines that follow are warnings. */
  #warns = false;

  /** @param type of format that 7-Zip reads */
  constructor(type: string) {
    this.#type = type;
  }

  /** Parses one line. @returns the trouble with a file that it reports */
  read(line: string): Trouble | undefined {
    const size = /^Physical Size = (\d+)$/.exec(line);
    if (size !== null) this.archiveBytes ??= Number(size[1]);
    const folders = /^Folders: (\d+)$/.exec(line);
    if (folders !== null) this.folders = Number(folders[1]);
    if (line.startsWith('Type = ')) this.#isOpened = true;
    const file = /^ERROR: ([A-Z].*?) : (.*)$/s.exec(line);
    if (file !== null) return this.#readFile(file[1]!, file[2]!);
    if (/^(ERRORS|WARNINGS):$/.test(line)) this.#warns = line === 'WARNINGS:';
    if (this.#warns && this.#type === WARNS_OF_LINKS) return undefined;
    const said = ARCHIVE_MESSAGES.find(([pattern]) => pattern.test(line));
    if (said !== undefined && (this.#worst === undefined || said[1] !== 'damaged')) this.#worst = say(line, said[1]);
    return undefined;
  }

  /** Call once, when 7-Zip asks for more memory than it may have. */
  *refuse({ wantedBytes, maxBytes }: Refusal): Generator<Trouble> {
    this.#isRefused = true;
    const [wanted, most] = [wantedBytes, maxBytes].map((bytes) => `${Math.ceil(bytes / 2 ** 20)} MiB`);
    const message = `7-Zip needs ${wanted} of memory to unpack this, more than the ${most} that it may have; unpack it before the scan, or pack it with a smaller dictionary`;
    yield { trouble: { code: 'budget', message } };
  }

  /** @throws FormatError when the archive was not opened, or 7-Zip aborted; BudgetError when files share too much */
  *finish({ exitCode, failure, sharesTooMuch }: Outcome): Generator<Trouble> {
    if (exitCode !== 0 && (failure !== undefined || !this.#isOfLinksOnly)) this.leavesRest = true;
    if (this.#isRefused) return;
    if (sharesTooMuch) throw new BudgetError(SHARES_TOO_MUCH);
    if (failure !== undefined) throw new FormatError(`7-Zip broke off on damaged data (${failure})`);
    if (this.#worst === undefined && (exitCode < 2 || this.#troubles > 0)) return;
    const said = this.#worst ?? say('the data is damaged', 'damaged');
    if (!this.#isOpened) throw new FormatError(said.message, said.code);
    yield { trouble: said };
  }

  /** 7-Zip counts links that our sink does not store as errors. */
  get #isOfLinksOnly(): boolean {
    return this.#links > 0 && this.#links === this.#troubles && this.#worst === undefined;
  }

  #readFile(what: string, name: string): Trouble | undefined {
    this.#troubles++;
    if (this.#isRefused) return undefined;
    if (what.startsWith(HARD_LINK)) this.#links++;
    if (ALL_GIVEN.test(what)) return undefined;
    return { name, trouble: say(what, FILE_CODES.find(([pattern]) => pattern.test(what))?.[1] ?? 'damaged') };
  }
}

const SHARES_TOO_MUCH = atFixedLimit(
  `files share their bytes: 7-Zip read more than ${MAX_READ_RATIO} times the archive, or wrote more than ${MAX_SHARED_RATIO} times its size from what it had read before; no more was read`,
  'unpack it before the scan',
);

/**
 * A type whose warnings never mean unread data: it prints `Headers Error` and `Unsupported feature` where each hard link has its own
 * content, as is the case in odc and always in the binary form. It reports damage as an error.
 */
const WARNS_OF_LINKS = 'Cpio';

const ARCHIVE_MESSAGES: readonly (readonly [RegExp, Code])[] = [
  [/^Cannot open encrypted archive/, 'encrypted'],
  [/^(Unsupported (method|feature)|E_NOTIMPL)/, 'unsupported'],
  [
    /^(Is not archive|Headers Error|Unexpected end of archive|Unavailable (start of archive|data)|CRC Error|Data Error)/,
    'damaged',
  ],
  // In a WIM, the XML lists which files are there.
  [/^(Unconfirmed start of archive|Missing volume|(WARNING = )?XML error)/, 'damaged'],
];

/** A second name of a file that was extracted: our sink stores no links. Where each name has content of its own, 7-Zip extracts that. */
const HARD_LINK = 'Cannot create hard link';
/** Nothing of a file is missing: `leavesRest` covers what lies behind it, and our sink stores neither links, attributes nor folders. */
const ALL_GIVEN = new RegExp(
  `^(There are some data after the end|${HARD_LINK}|Cannot set file attribute|Cannot delete output folder)`,
);

const FILE_CODES: readonly (readonly [RegExp, Code])[] = [
  [/encrypted|password/i, 'encrypted'],
  [/unsupported|cannot (create|open)|can not/i, 'unsupported'],
];

function say(what: string, code: Code): Said {
  const said = what.replace(/[\s.?]+$/, '');
  const advice = code === 'damaged' ? 'what could be read was scanned' : 'unpack it before the scan';
  return { code, message: `7-Zip says: ${said}; ${advice}` };
}
