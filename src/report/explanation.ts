import { INNER } from '../model/place.ts';
import type { Verdict } from '../model/result.ts';
import type { Step } from '../model/step.ts';
import { countText, groupDigits } from './count-text.ts';
import { escapePath, escapeText } from './escape.ts';

const MAX_NAME_CHARACTERS = 120;
const MAX_PATH_CHARACTERS = 400;

/**
 * How one artifact was opened, for terminals: one line for each step, indented by depth; then what was not scanned.
 * Empty when nobody asked.
 * @param wanted path of the artifact that the user named
 */
export function renderExplanation({ explanation, gaps }: Verdict, wanted: string | undefined): string {
  if (wanted === undefined) return '';
  if (explanation === undefined)
    return `\nNothing to explain: no artifact ${escapePath(wanted, MAX_PATH_CHARACTERS)} was scanned; name it as the report does.\n`;
  const { artifact, steps, more } = explanation;
  const own = gaps.filter(({ path }) => path === artifact || path.startsWith(artifact + INNER));
  const lines = [
    `How ${escapePath(artifact, MAX_PATH_CHARACTERS)} was opened:`,
    ...steps.map((step) => stepLine(step, artifact)),
    ...(more > 0 ? [`  … and ${groupDigits(more)} steps more`] : []),
    ...own.map(
      ({ path, code, message }) =>
        `  not scanned (${code}): ${escapePath(path, MAX_PATH_CHARACTERS)}: ${escapeText(message)}`,
    ),
    ...(own.length === 0 ? ['  no gaps: all bytes were scanned'] : []),
  ];
  return `\n${lines.join('\n')}\n`;
}

function stepLine(step: Step, artifact: string): string {
  // The artifact's name may itself contain `!/`.
  const parts = [artifact, ...step.path.slice(artifact.length).split(INNER).slice(1)];
  const name = escapeText(parts.at(-1)!, MAX_NAME_CHARACTERS);
  return `${'  '.repeat(Math.min(parts.length, 20))}${name}  ${stepText(step)}`;
}

function stepText(step: Step): string {
  if (step.did === 'scanned') {
    const view = step.view === undefined ? '' : ` as ${escapeText(step.view, 40)}`;
    return `scanned${view}: ${countText(step.bytes, 'byte')}`;
  }
  const { format, entries, bytes } = step;
  if (entries === 0) return `opened as ${escapeText(format, 40)}`;
  return `opened as ${escapeText(format, 40)}: ${countText(entries, 'entry', 'entries')}, ${countText(bytes, 'byte')}`;
}
