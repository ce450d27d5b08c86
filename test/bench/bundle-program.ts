/** Bundles a program of the bench as those of the agent are: source whose types are stripped on the way needs memory of its own. */
import { existsSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'vite';
import { leanOutput, partsStandAlone, writtenInAscii } from '../../build/agent/lean-text.ts';

/** @returns the path of the bundle */
export async function bundleProgram(name: string, outDir: string): Promise<string> {
  const programName = basename(name, '.ts');
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [writtenInAscii, partsStandAlone],
    ssr: { noExternal: true, external: ['keytar', 'koffi'] },
    build: {
      ssr: join(import.meta.dirname, name),
      target: 'node24',
      outDir,
      emptyOutDir: false,
      rolldownOptions: {
        external: ['keytar', 'koffi', /^node:/],
        output: leanOutput(programName),
      },
    },
  });
  // Whoever is not in the bundle is found as from the source.
  const packages = join(outDir, 'node_modules');
  if (!existsSync(packages)) symlinkSync(join(import.meta.dirname, '..', '..', 'node_modules'), packages);
  return join(outDir, `${programName}.mjs`);
}
