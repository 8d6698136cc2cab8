import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '..');
const ENTRY = join(ROOT, 'src/contract/plug-in-interface.ts');
const HEAD =
  '// Types of keysieve/detector. Generated from src by `npm run generate`; docs/detectors.md explains them.\n';

/** A declaration at the top of a module. */
interface Declaration {
  readonly name: string;
  /** With its comment, and without `export`. */
  readonly text: string;
  /** Names that it uses; some are not of declarations. */
  readonly uses: ReadonlySet<string>;
}

/** types/detector.d.ts: what `keysieve/detector` exports and what that is made of, in one file, with the comments of the sources. */
export function pluginTypes(): string {
  const modules = modulesBelow(ENTRY, emittedTypes());
  const declarations = modules.flatMap(({ statements }) => statements.flatMap(declarationsOf));
  const exported = namesIn(modules.at(-1)!);
  const needed = neededFor(exported, declarations);
  const texts = declarations.filter(({ name }) => needed.has(name)).map(({ text }) => text);
  return [HEAD, ...texts, `export { ${exported.join(', ')} };`, ''].join('\n');
}

/** What tsc makes of each source, by its file. */
function emittedTypes(): ReadonlyMap<string, ts.SourceFile> {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const emitting = { ...options, noEmit: false, declaration: true, emitDeclarationOnly: true };
  const emitted = new Map<string, ts.SourceFile>();
  ts.createProgram([ENTRY], emitting).emit(undefined, (path, text, _, __, sources) => {
    for (const { fileName } of sources ?? [])
      emitted.set(resolve(fileName), ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  });
  return emitted;
}

/** The module and all that it imports types from, itself last. */
function modulesBelow(entry: string, emitted: ReadonlyMap<string, ts.SourceFile>): readonly ts.SourceFile[] {
  const modules = new Map<string, ts.SourceFile>();
  const visit = (file: string): void => {
    const module = emitted.get(file);
    if (module === undefined || modules.has(file)) return;
    for (const statement of module.statements) {
      if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
      const from = statement.moduleSpecifier;
      if (from !== undefined && ts.isStringLiteral(from)) visit(resolve(dirname(file), from.text));
    }
    modules.set(file, module);
  };
  visit(entry);
  return [...modules.values()];
}

function declarationsOf(statement: ts.Statement): Declaration[] {
  const named = ts.isVariableStatement(statement) ? statement.declarationList.declarations[0] : statement;
  const name = (named as { name?: ts.Node } | undefined)?.name?.getText();
  if (name === undefined) return [];
  const uses = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) uses.add(node.text);
    node.forEachChild(visit);
  };
  visit(statement);
  return [
    {
      name,
      text: statement
        .getFullText()
        .trim()
        .replace(/^export /m, ''),
      uses,
    },
  ];
}

/** Sorted. */
function namesIn(entry: ts.SourceFile): readonly string[] {
  const lists = entry.statements.flatMap((statement) =>
    ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause)
      ? statement.exportClause.elements.map(({ name }) => name.text)
      : [],
  );
  return lists.sort();
}

function neededFor(names: readonly string[], declarations: readonly Declaration[]): ReadonlySet<string> {
  const byName = new Map(declarations.map((declaration) => [declaration.name, declaration]));
  const needed = new Set<string>();
  const add = (name: string): void => {
    const declaration = byName.get(name);
    if (declaration === undefined || needed.has(name)) return;
    needed.add(name);
    for (const used of declaration.uses) add(used);
  };
  for (const name of names) add(name);
  return needed;
}
