import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { systemReason } from '../bytes/file-source.ts';
import { compareText } from '../model/compare-text.ts';
import type { GapCode } from '../model/gap.ts';
import { pathOfBytes, REPLACEMENT, systemPath } from '../model/system-path.ts';
import type { Judge, Judgement, Reaches } from './judge.ts';

/** Why something was left out that is no gap, since there are no bytes of it that anybody asked for. */
export type LeftOutReason = 'hidden' | 'excluded' | 'broken-link' | 'link-cycle' | 'special';

/** Where the walk says what it meets. Paths are absolute. */
export interface WalkReport {
  file(path: string): void;
  /** Files, and folders that were left out as a whole. */
  leftOut(reason: LeftOutReason): void;
  gap(path: string, code: GapCode, message: string): void;
}

interface Folder {
  readonly path: string;
  /** With all links resolved. */
  readonly realPath: string;
  readonly reaches: Reaches;
  readonly parent: Folder | undefined;
  /** A link was followed on the way, so that the way may be a circle. */
  readonly isBehindLink: boolean;
}

/**
 * Links can lead to the same folder by 2^n ways, each of them free of circles. Every folder is walked once; further
 * visits are counted, and this many are allowed in one walk.
 */
const MAX_REVISITS = 10_000;

/**
 * Walks the folder `root` (or the link to one) and reports what `judge` takes. Links are followed, as @actions/glob does
 * for actions/upload-artifact; like there, a link that leads nowhere, or back to a folder that it lies in, is left out.
 * Sockets, pipes and devices are never opened.
 */
export function walkFolders(root: string, judge: Judge, report: WalkReport): void {
  new Walk(judge, report).run(root);
}

class Walk {
  readonly #judge: Judge;
  readonly #report: WalkReport;
  readonly #visited = new Set<string>();
  #revisits = 0;

  constructor(judge: Judge, report: WalkReport) {
    this.#judge = judge;
    this.#report = report;
  }

  /** Does not recurse, so that depth costs no stack. */
  run(root: string): void {
    const realPath = this.#attempt(root, 'follow the path', () => realPathOf(root));
    if (realPath === undefined) return;
    const reaches = this.#judge.reachesAt(root);
    const waiting: Folder[] = [{ path: root, realPath, reaches, parent: undefined, isBehindLink: false }];
    for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
      if (this.#visited.has(folder.realPath) && ++this.#revisits > MAX_REVISITS) {
        const message = `reached more than ${MAX_REVISITS} folders again through links; exclude the links`;
        this.#report.gap(folder.path, 'budget', message);
        return;
      }
      this.#visited.add(folder.realPath);
      for (const inner of this.#read(folder).reverse()) waiting.push(inner);
    }
  }

  /** Reports the files of a folder. @returns the folders in it that are to be walked, in order */
  #read(folder: Folder): Folder[] {
    const entries = this.#attempt(folder.path, 'list the folder', () => entriesOf(folder.path)) ?? [];
    entries.sort((a, b) => compareText(a.name, b.name));
    const folders: Folder[] = [];
    // Names have no separators and are never `.`: a `join` of each would only take time.
    const prefix = folder.path.endsWith(sep) ? folder.path : folder.path + sep;
    for (const entry of entries) {
      const path = prefix + entry.name;
      if (entry.isFile()) this.#meetFile(path, entry.name, folder);
      else if (entry.isDirectory()) this.#meetFolder({ path, name: entry.name, folder, into: folders });
      else if (entry.isSymbolicLink()) this.#meetLink({ path, name: entry.name, folder, into: folders });
      else this.#meetSpecial(path, entry.name, folder);
    }
    return folders;
  }

  #meetFile(path: string, name: string, { reaches }: Folder): void {
    const judgement = this.#judge.judgeFile(path, name, reaches);
    if (judgement !== 'take') this.#leaveOut(judgement);
    else {
      this.#judge.noteSelected(path, name, reaches);
      this.#report.file(path);
    }
  }

  #meetSpecial(path: string, name: string, { reaches }: Folder): void {
    const judgement = this.#judge.judgeFile(path, name, reaches);
    this.#leaveOut(judgement === 'take' ? 'special' : judgement);
  }

  #meetFolder(meeting: Meeting): void {
    const { path, name, folder, into, realPath = join(folder.realPath, name) } = meeting;
    const { judgement, reaches } = this.#judge.enter(path, name, folder.reaches);
    const isBehindLink = folder.isBehindLink || meeting.realPath !== undefined;
    if (judgement !== 'take') this.#leaveOut(judgement);
    else if (isBehindLink && liesIn(folder, realPath)) this.#leaveOut('link-cycle');
    else into.push({ path, realPath, reaches, parent: folder, isBehindLink });
  }

  /** A link is judged by what it leads to, and its target is looked at only when a pattern asks for one or the other. */
  #meetLink(meeting: Meeting): void {
    const { path, name, folder } = meeting;
    const asFile = this.#judge.judgeFile(path, name, folder.reaches);
    const asFolder = this.#judge.enter(path, name, folder.reaches).judgement;
    if (asFile !== 'take' && asFolder !== 'take') {
      this.#leaveOut(asFile === 'unasked' ? asFolder : asFile);
      return;
    }
    const target = this.#target(path);
    if (target?.isDirectory()) {
      const realPath = this.#attempt(path, 'follow the link', () => realPathOf(path));
      if (realPath !== undefined) this.#meetFolder({ ...meeting, realPath });
    } else if (target?.isFile()) this.#meetFile(path, name, folder);
    else if (target !== undefined) this.#meetSpecial(path, name, folder);
  }

  /** What a link leads to. A link that leads nowhere has no bytes: it is left out, not a gap. */
  #target(path: string): Stats | undefined {
    try {
      return statSync(systemPath(path));
    } catch (error) {
      const reason = systemReason(error);
      if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(reason)) this.#leaveOut('broken-link');
      else this.#report.gap(path, 'unreadable', refusal('follow the link', reason));
      return undefined;
    }
  }

  #attempt<T>(path: string, what: string, action: () => T): T | undefined {
    try {
      return action();
    } catch (error) {
      this.#report.gap(path, 'unreadable', refusal(what, systemReason(error)));
      return undefined;
    }
  }

  #leaveOut(reason: Judgement | LeftOutReason): void {
    if (reason !== 'take' && reason !== 'unasked') this.#report.leftOut(reason);
  }
}

/** Something that a folder lists. `into` takes it when it is to be walked. */
interface Meeting {
  readonly path: string;
  readonly name: string;
  readonly folder: Folder;
  readonly into: Folder[];
  /** Of a link's target. */
  readonly realPath?: string;
}

/** Names as text, which is quicker; where one may be no UTF-8, the folder is read again for their bytes. */
function entriesOf(folder: string): Dirent[] {
  const path = systemPath(folder);
  const entries = readdirSync(path, { withFileTypes: true });
  if (!entries.some(({ name }) => name.includes(REPLACEMENT))) return entries;
  const asBytes = readdirSync(path, { withFileTypes: true, encoding: 'buffer' });
  return asBytes.map((entry) => Object.assign(entry, { name: pathOfBytes(entry.name) }));
}

/** With all links resolved. */
function realPathOf(path: string): string {
  return pathOfBytes(realpathSync.native(systemPath(path), 'buffer'));
}

function refusal(what: string, reason: string): string {
  return `cannot ${what}: ${reason}; give the scan permission to read it, or exclude it`;
}

/** Is `realPath` the folder, or one that it was reached through? */
function liesIn(folder: Folder, realPath: string): boolean {
  for (let outer: Folder | undefined = folder; outer !== undefined; outer = outer.parent) {
    if (outer.realPath === realPath) return true;
  }
  return false;
}
