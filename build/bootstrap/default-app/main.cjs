/** What Electron's own default app does with `electron [-r MODULE] PATH` and nothing more: loads the CommonJS program at PATH. For tests only. */
const { existsSync, readFileSync } = require('node:fs');
const Module = require('node:module');
const { dirname, join, resolve } = require('node:path');
const { app } = require('electron');

const words = process.argv.slice(1);
const isModule = (_word, index) => words[index - 1] === '-r';
const modules = words.filter(isModule);
const program = words.find((word, index) => !(word.startsWith('-') || isModule(word, index)));

if (words.includes('--version')) {
  process.stdout.write(`v${process.versions.electron}\n`);
  process.exit(0);
}
if (program === undefined) {
  process.stderr.write('usage: electron [-r MODULE] PATH\n');
  process.exit(2);
}

Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
const programPath = resolve(program);
const packagePath = join(programPath, 'package.json');
if (existsSync(packagePath)) {
  const { name, productName, version } = JSON.parse(readFileSync(packagePath, 'utf8'));
  app.setName(productName ?? name);
  if (version !== undefined) app.setVersion(version);
}
const entryPath = Module._resolveFilename(programPath, null, true);
app.setAppPath(existsSync(packagePath) ? programPath : dirname(entryPath));
Module._preloadModules(modules);
Module._load(entryPath, null, true);
