/**
 * Debug information as gcc and clang write it: the declaration of the variable at whose bytes a secret was found. Of a static member
 * clang tells the line in its class.
 */
import { beforeAll, expect, test } from 'vitest';
import { declarationIn } from '../../src/origin/debug-info.ts';
import { workshop } from '../support/foreign-program.ts';

const MARK = 'MARK_0123456789';
const { run, file, write } = workshop();

beforeAll(() => {
  write(
    'keys.c',
    `/* one */\n\nstatic const char mark[] = "${MARK}";\nint main(int count, char **x) { return mark[count]; }\n`,
  );
  write(
    'keys.cc',
    `struct K { static const char mark[16]; };\n\nconst char K::mark[16] = "${MARK}";\nint main(int count, char **) { return K::mark[count]; }\n`,
  );
});

test.each([
  ['gcc', 'keys.c', ['-gdwarf-2', '-gstrict-dwarf'], 3],
  ['gcc', 'keys.c', ['-gdwarf-3'], 3],
  ['gcc', 'keys.c', ['-gdwarf-4'], 3],
  ['gcc', 'keys.c', ['-gdwarf-5'], 3],
  ['gcc', 'keys.c', ['-gdwarf-5', '-O2'], 3],
  ['gcc', 'keys.c', ['-gdwarf-5', '-gz=zlib'], 3],
  ['clang', 'keys.cc', ['-gdwarf-4'], 1],
  ['clang', 'keys.cc', ['-gdwarf-5'], 1],
  ['clang', 'keys.c', ['-gdwarf-4'], 3],
  ['clang', 'keys.c', ['-gdwarf-5', '-fno-addrsig'], 3],
] as const)('%s %s %j', (compiler, source, options, line) => {
  run(compiler, ['-g', ...options, source, '-o', 'program']);
  const program = file('program');
  const declaration = declarationIn(program, program.indexOf(MARK));
  expect(declaration?.line).toBe(line);
  expect(declaration?.file).toMatch(new RegExp(`(?:^|/)${source.replace('.', '\\.')}$`));
});
