import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { systemReason } from '../bytes/file-source.ts';
import { compareText } from '../model/compare-text.ts';
import type { GapCode } from '../model/gap.ts';
import { pathOfBytes, REPLACEMENT, systemPath } from '../model/system-path.ts';
import type { Judge, Judgement, Reaches } from './judge.ts';

/** Why something was left out. None of these is a gap: nobody asked for its bytes, or it has none. */
export type LeftOutReason = 'hidden' | 'excluded' | 'broken-link' | 'link-cycle' | 'special';

/** Receives what the walk finds. Paths are absolute. */
export interface WalkReport {
  file(path: string): void;
  /** Called for each file, and for each folder that was left out as a whole. */
  leftOut(reason: LeftOutReason): void;
  gap(path: string, code: GapCode, message: string): void;
}

interface Folder {
  readonly path: string;
  /** With all links resolved. */
  readonly realPath: string;
  readonly reaches: Reaches;
  readonly parent: Folder | undefined;
  /** A link was followed on the way here, so a cycle is possible. */
  readonly isBehindLink: boolean;
}

/**
 * Links can lead to the same folder along 2^n paths, none of them a cycle. Every further visit to a folder is counted,
 * and one walk is allowed this many.
 */
const MAX_REVISITS = 10_000;

/**
 * Walks the folder `root` (or the link to one) and reports what `judge` takes. Links are followed, as @actions/glob
 * does for actions/upload-artifact; as there, a dangling link, or one that leads back to a folder it lies in, is left
 * out. Sockets, pipes and devices are never opened.
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

  /** Iterative, so that depth costs no stack. */
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
    // Names contain no separator and are never `.`, so `join` would only cost time.
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

  /**
   * Judges a link by what it leads to. The target is examined only when a pattern asks for it, as a file or as a
   * folder.
   */
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

  /** What a link leads to. A dangling link has no bytes, so it is left out and is not a gap. */
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

/** An entry of a folder. If it is a folder to be walked, it is added to `into`. */
interface Meeting {
  readonly path: string;
  readonly name: string;
  readonly folder: Folder;
  readonly into: Folder[];
  /** The link's target, with all links resolved; absent when it is no link. */
  readonly realPath?: string;
}

/** Reads names as text, which is faster; where one may not be UTF-8, reads the folder again for their bytes. */
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

/** Whether `realPath` is the folder itself or one that it was reached through. */
function liesIn(folder: Folder, realPath: string): boolean {
  for (let outer: Folder | undefined = folder; outer !== undefined; outer = outer.parent) {
    if (outer.realPath === realPath) return true;
  }
  return false;
}
