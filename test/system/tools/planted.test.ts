import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The tools that say no can go silently green: one that does not know the TypeScript of the day sees no modules, one
 * with a wrong setting reads no file. So each gets a planted fault, and must be red.
 */
const ROOT = join(import.meta.dirname, '..', '..', '..');
let folder: string;

/** A small project beside the real one, with its settings and one planted file. */
function plant(files: Readonly<Record<string, string>>): void {
  mkdirSync(join(ROOT, 'build'), { recursive: true });
  folder = mkdtempSync(join(ROOT, 'build', 'planted-'));
  for (const name of [
    'package.json',
    'tsconfig.json',
    'biome.json',
    'knip.json',
    '.dependency-cruiser.cjs',
    '.gitignore',
  ]) {
    symlinkSync(join(ROOT, name), join(folder, name));
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

/** Runs a tool of the project in the planted folder; its output, and whether it said no. */
function runTool(name: string, ...args: string[]): { readonly red: boolean; readonly output: string } {
  const bin = join(ROOT, 'node_modules', '.bin', name);
  try {
    const output = execFileSync(bin, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
    return { red: false, output };
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    return { red: true, output: stdout + stderr };
  }
}

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a planted fault', () => {
  it('in the direction of imports is found', () => {
    plant({
      'src/http/door.ts': 'export const door = 1;\n',
      'src/policy/impure.ts':
        "import { door } from '../http/door.ts';\nimport type { Kysely } from 'kysely';\nexport const impure = (db: Kysely<unknown>) => [door, db];\n",
    });
    const { red, output } = runTool('depcruise', '--config', '.dependency-cruiser.cjs', 'src');
    expect(red).toBe(true);
    expect(output).toContain('policy-is-pure');
    expect(output).toContain('database-only-in-storage');
  });

  it('in the types is found', () => {
    plant({ 'src/main.ts': "export const count: number = 'one';\n" });
    const { red, output } = runTool('tsc', '--noEmit');
    expect(red).toBe(true);
    expect(output).toContain('TS2322');
  });

  it('in the style is found', () => {
    plant({ 'src/policy/loud.ts': "console.log('hello');\n" });
    const { red, output } = runTool('biome', 'lint', '--vcs-enabled=false', 'src');
    expect(red).toBe(true);
    expect(output).toContain('noConsole');
  });

  it('of dead code is found', () => {
    plant({ 'src/main.ts': 'export {};\n', 'src/policy/dead.ts': 'export const dead = 1;\n' });
    const { red, output } = runTool('knip', '--include', 'files');
    expect(red).toBe(true);
    expect(output).toContain('dead.ts');
  });
});
