/** `node bundle-lab.ts FOLDER`: bundles each program of the lab into one file. build-lab.ts starts it. */
import { join, sep } from 'node:path';
import { build, type Plugin } from 'vite';
import { leanOutput, partsStandAlone, writtenInAscii } from '../agent/lean-text.ts';
import { labPrograms } from './build-lab.ts';

const labDir = join(import.meta.dirname, '..', '..', 'test', 'lab');
/** Native add-ons are loaded from where they are installed. */
const addOns = ['koffi'];

/** Whether the programs are built anew is found out from its folder alone. */
const ofTheLabAlone: Plugin = {
  name: 'bridgehead:lab',
  moduleParsed: ({ id }) => {
    const isOurs = id.startsWith(labDir + sep) || id.includes(`${sep}node_modules${sep}`);
    if (sep === id[0] && !isOurs)
      throw new Error(`${id} is not of the lab: add its folder to the sources in build-lab.ts`);
  },
};

const [outDir] = process.argv.slice(2);
if (outDir === undefined) throw new Error('usage: bundle-lab.ts FOLDER');
for (const path of labPrograms) {
  await build({
    configFile: false,
    root: labDir,
    logLevel: 'warn',
    clearScreen: false,
    publicDir: false,
    plugins: [ofTheLabAlone, writtenInAscii, partsStandAlone],
    ssr: { noExternal: true, external: addOns },
    build: {
      ssr: join(labDir, `${path}.ts`),
      target: 'node24',
      outDir,
      emptyOutDir: false,
      rolldownOptions: { external: [...addOns, /^node:/], output: leanOutput(path) },
    },
  });
}
