/**
 * Runs in the process that is measured, at its end. What Linux tells of the memory that a process maps now, since the peak that
 * getrusage(2) gives is the parent's, when that is higher.
 */
const PEAK_PROBE = `
  import { readFileSync, writeFileSync } from 'node:fs';
  import { isMainThread } from 'node:worker_threads';
  const peak = () => process.platform === 'linux'
    ? /^VmHWM:\\s+(\\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]
    : process.resourceUsage().maxRSS;
  if (isMainThread) process.on('exit', () => writeFileSync(process.env.PEAK_FILE, String(peak())));`;

/** Environment with which a run of dist writes its peak of memory, in KiB, to `file`. */
export function peakProbe(file: string): NodeJS.ProcessEnv {
  return { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(PEAK_PROBE)}`, PEAK_FILE: file };
}
