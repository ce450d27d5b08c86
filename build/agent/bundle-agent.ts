/**
 * `node bundle-agent.ts FOLDER [VERSION]`: bundles each program of the agent into one file, at the place that its source has below agent-core, where
 * the others look for it; what the agent loads only when it is needed lies beside it. build-agent.ts starts it.
 */
import { join } from 'node:path';
import { build, type InlineConfig, type Plugin } from 'vite';
import { leanOutput, partsStandAlone, writtenInAscii } from './lean-text.ts';

const projectDir = join(import.meta.dirname, '..', '..');
/** Native add-ons are loaded from where they are installed. */
const addOns = ['keytar', 'koffi'];
const programs = [
  'service/main',
  'cli/main',
  'service-host/supervisor/main',
  'storage/provisioning-worker',
  'storage/object-worker',
  'storage/backup-worker',
  'storage/damage-worker',
  'updater/main',
  'updater/watcher',
];

/** Whose updates are believed, and where they come from: agent-core/updater/pinned.ts. Said for a release, and by tests for their own key. */
const pinned = Object.fromEntries(
  ['BRIDGEHEAD_UPDATE_KEY', 'BRIDGEHEAD_UPDATE_FEED', 'BRIDGEHEAD_UPDATE_AUTHENTICODE'].map((name) => [
    name,
    JSON.stringify(process.env[name] ?? ''),
  ]),
);

/** A release calls itself as the source says; a test needs one that is newer, of the same source. */
function callItself(version: string): Plugin {
  const path = join(projectDir, 'agent-core', 'contract', 'version.ts');
  return {
    name: 'bridgehead:version',
    load: (id) => (id === path ? `export const version = ${JSON.stringify(version)};` : null),
  };
}

function program(path: string, outDir: string, version: string | undefined): InlineConfig {
  return {
    configFile: false,
    root: projectDir,
    logLevel: 'warn',
    clearScreen: false,
    publicDir: false,
    plugins: [...(version === undefined ? [] : [callItself(version)]), writtenInAscii, partsStandAlone],
    ssr: { noExternal: true, external: addOns },
    define: pinned,
    build: {
      ssr: join(projectDir, 'agent-core', `${path}.ts`),
      // The packaging test runs it on Node 22 under Wine.
      target: 'node22',
      outDir,
      emptyOutDir: false,
      rolldownOptions: {
        external: [...addOns, /^node:/],
        // Only the agent rests for long, and only its parts are packages by themselves.
        output: { ...leanOutput(path), codeSplitting: path === 'service/main' },
      },
    },
  };
}

const [outDir, version] = process.argv.slice(2);
if (outDir === undefined) throw new Error('usage: bundle-agent.ts FOLDER [VERSION]');
await Promise.all(programs.map((path) => build(program(path, outDir, version))));
