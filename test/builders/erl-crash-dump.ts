/** Crash dumps of Erlang, as the documentation of ERTS describes them. Independent of src. */

const hex = (number: number) => number.toString(16).toUpperCase();

/** A list of characters, each cell a line. */
export function listCells(text: string, address = 0x7f12_3456_0000): string[] {
  const characters = [...text];
  return characters.map((character, at) => {
    const tail = at === characters.length - 1 ? 'N' : `H${hex(address + 16 * (at + 1))}`;
    return `${hex(address + 16 * at)}:lI${character.codePointAt(0)}|${tail}`;
  });
}

export function crashDump(...heaps: readonly (readonly string[])[]): Buffer {
  const sections = heaps.map((cells, at) => `=proc_heap:<0.${80 + at}.0>\n${cells.join('\n')}\n`);
  return Buffer.from(`=erl_crash_dump:0.5\nThu Jan  1 00:00:00 2026\nSlogan: a test\n${sections.join('')}=end\n`);
}
