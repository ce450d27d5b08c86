/** Loads test files, and with them the decisions: once for all changes, and anew for a change that acts while a file is loaded. */
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { type ToldTest, takeToldTests } from './told-tests.ts';

export interface LoadedTest extends ToldTest {
  readonly id: string;
  readonly path: string;
}

const toldTests = new URL('told-tests.ts', import.meta.url).href;
let version = 0;

/** Whatever is loaded from now on is loaded for the first time. */
export function loadAnewFromNow(): void {
  version += 1;
}

/** @param path relative to the copy of the project that Stryker made, which is the working directory */
export async function loadTests(path: string): Promise<readonly LoadedTest[]> {
  await import(`${copyUrl()}${path}?${version}`);
  return takeToldTests().map((one) => ({ ...one, id: `${path}#${one.name}`, path }));
}

/** Stryker changes the working directory after it has loaded the runner. */
function copyUrl(): string {
  return pathToFileURL(`${process.cwd()}/`).href;
}

registerHooks({
  resolve(specifier, context, nextResolve) {
    const isOfCopy = (url: string) => url.startsWith(copyUrl()) && !url.includes('/node_modules/');
    if (!isOfCopy(context.parentURL ?? '')) return nextResolve(specifier, context);
    if (specifier === 'vitest') return { url: toldTests, shortCircuit: true };
    const found = nextResolve(specifier, context);
    return isOfCopy(found.url) ? { ...found, url: `${found.url}?${version}` } : found;
  },
});
