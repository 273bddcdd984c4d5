import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

const ROOM = import.meta.dirname;
const IMPURE =
  /(?<!\.)\b(Date|Math\s*\.\s*random|set(Timeout|Interval|Immediate)|queueMicrotask|Promise|async|await|performance|process|crypto|fetch|globalThis|require|import\s*\()/;
/** Comments, texts and templates, whichever comes first. */
const NOT_CODE = /\/\*[\s\S]*?\*\/|\/\/.*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;

function listSources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'testing' ? [] : listSources(path);
    return entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts') ? [path] : [];
  });
}

/** What is carried out of a file: not its comments and texts, but what its templates hold. */
function toCode(source: string): string {
  return source.replace(NOT_CODE, (text) =>
    text.startsWith('`') ? [...text.matchAll(/\$\{([^}]*)\}/g)].map(([, code]) => code).join(';') : "''",
  );
}

describe('the engine', () => {
  const sources = listSources(ROOM).map((path) => ({ path, source: readFileSync(path, 'utf8') }));

  it('is all looked at', () => {
    assert.ok(sources.length >= 10, `only ${sources.length} files were found`);
  });

  it('imports contracts and its own files only', () => {
    for (const { path, source } of sources) {
      for (const [, from] of source.matchAll(/^(?:import|export)\b[^;]*?\bfrom\s+'([^']+)'/gm)) {
        assert.match(from ?? '', /^(#contract\/|\.\.?\/(?!.*\.\.))/, `${path} imports ${from}`);
      }
      assert.doesNotMatch(source, /^import\s+'/m, `${path} imports for a side effect`);
    }
  });

  it('has no clock, no randomness, no waiting and no process', () => {
    for (const { path, source } of sources) {
      assert.equal(IMPURE.exec(toCode(source))?.[0], undefined, path);
      assert.doesNotMatch(source, /\bnode:/, `${path} mentions node:`);
    }
  });

  it('would be found out', () => {
    const template = ['x = `', '{Math.random()}`;'].join('$');
    for (const code of ['const now = Date.now();', template, 'async () => 1', "import('./x.ts')", 'process.exit()']) {
      assert.match(toCode(code), IMPURE);
    }
    assert.doesNotMatch(
      toCode("// Date\nconst text = 'Promise'; /* async */ const at = `Date` + step.process;"),
      IMPURE,
    );
  });
});
