import path from 'node:path';

/** How a system writes paths. Passed as a parameter everywhere, so that Windows can be tested on any system. */
export type PathStyle = 'posix' | 'win32';

export const SYSTEM_STYLE: PathStyle = process.platform === 'win32' ? 'win32' : 'posix';

/**
 * Path from `folder` to `inner` with forward slashes: empty when they are the same, undefined when `inner` lies
 * outside. Both must be absolute and normalized. Windows ignores case in names.
 */
export function pathInside(folder: string, inner: string, style: PathStyle): string | undefined {
  const { sep } = path[style];
  if (sameStart(folder, inner, style)) {
    if (inner.length === folder.length) return '';
    if (folder.endsWith(sep)) return withSlashes(inner.slice(folder.length), style);
    if (inner[folder.length] === sep) return withSlashes(inner.slice(folder.length + 1), style);
  }
  return undefined;
}

export function withSlashes(text: string, style: PathStyle): string {
  return style === 'win32' ? text.replaceAll('\\', '/') : text;
}

function sameStart(folder: string, inner: string, style: PathStyle): boolean {
  if (style === 'posix') return inner.startsWith(folder);
  return inner.slice(0, folder.length).toUpperCase() === folder.toUpperCase();
}
