/**
 * `node bundle-agent.ts FOLDER`: bundles each program of the agent into one file, at the place that its source has below agent-core, where
 * the others look for it. build-agent.ts starts it.
 */
import { join } from 'node:path';
import { build, type InlineConfig } from 'vite';

const projectDir = join(import.meta.dirname, '..', '..');
/** Native add-ons are loaded from where they are installed. */
const addOns = ['keytar', 'koffi'];
const programs = [
  'service/main',
  'cli/main',
  'service-host/supervisor/main',
  'storage/provisioning-worker',
  'storage/backup-worker',
];

function program(path: string, outDir: string): InlineConfig {
  return {
    configFile: false,
    root: projectDir,
    logLevel: 'warn',
    clearScreen: false,
    publicDir: false,
    ssr: { noExternal: true, external: addOns },
    build: {
      ssr: join(projectDir, 'agent-core', `${path}.ts`),
      target: 'node24',
      outDir,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: {
        external: [...addOns, /^node:/],
        output: { format: 'esm', entryFileNames: `${path}.mjs`, codeSplitting: false },
      },
    },
  };
}

const [outDir] = process.argv.slice(2);
if (outDir === undefined) throw new Error('usage: bundle-agent.ts FOLDER');
await Promise.all(programs.map((path) => build(program(path, outDir))));
