/** The project's own files, and what each imports. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseSync } from 'oxc-parser';

export const projectDir = resolve(import.meta.dirname, '..', '..');

/** Tracked files and new ones that git does not ignore, relative to the project. */
export function listProjectFiles(): readonly string[] {
  const output = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: projectDir,
    encoding: 'utf8',
  });
  return output.split('\n').filter((path) => path !== '' && existsSync(join(projectDir, path)));
}

export function listSourceFiles(): readonly string[] {
  return listProjectFiles().filter((path) => /\.(ts|tsx|mts|mjs|js)$/.test(path) && !path.includes('/fixtures/'));
}

export function readProjectFile(path: string): string {
  return readFileSync(join(projectDir, path), 'utf8');
}

export interface Import {
  readonly from: string;
  /** A path relative to the project for a file of its own, otherwise the name as it was written. */
  readonly to: string;
  readonly isOwnFile: boolean;
}

/** Static and dynamic imports, exports from, and `require` with a literal. */
export function listImports(path: string): readonly Import[] {
  const text = readProjectFile(path);
  const { module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`);
  const dynamic = module.dynamicImports.flatMap(({ moduleRequest }) => {
    const literal = /^(['"`])([^'"`$]+)\1$/.exec(text.slice(moduleRequest.start, moduleRequest.end));
    return literal?.[2] === undefined ? [] : [literal[2]];
  });
  const exported = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest }) => (moduleRequest === null ? [] : [moduleRequest.value])),
  );
  const required = [...text.matchAll(/\brequire\((['"])([^'"]+)\1\)/g)].flatMap((match) => match[2] ?? []);
  const names = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...dynamic,
    ...exported,
    ...required,
  ];
  return names.map((name) => importOf(path, name));
}

/** What is loaded before the file itself is: types are not. */
export function listLoadedBefore(path: string): readonly Import[] {
  const { module } = parseSync(path, readProjectFile(path));
  const imported = module.staticImports
    .filter(({ entries }) => entries.length === 0 || entries.some(({ isType }) => !isType))
    .map(({ moduleRequest }) => moduleRequest.value);
  const exported = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType }) => (moduleRequest === null || isType ? [] : [moduleRequest.value])),
  );
  return [...imported, ...exported].map((name) => importOf(path, name));
}

function importOf(from: string, name: string): Import {
  const isOwnFile = name.startsWith('.');
  return { from, isOwnFile, to: isOwnFile ? relative(projectDir, resolve(projectDir, dirname(from), name)) : name };
}
