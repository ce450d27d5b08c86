/** Builds the installer of one version from source: agent, desktop, service host and runtime, packed by electron-builder. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, Platform } from 'electron-builder';
import { buildAgent } from '../agent/build-agent.ts';
import { buildDesktop } from '../desktop/build-desktop.ts';
import { writeArtwork } from './artwork/write-artwork.ts';
import { billOfMaterials } from './bill-of-materials.ts';
import { checkPackage } from './check-package.ts';
import { type InstallerParts, installerConfiguration } from './installer-configuration.ts';
import { type AgentParts, layOutAgent } from './lay-out-agent.ts';
import { licencesFilename } from './third-party-licences.ts';

const projectDir = join(import.meta.dirname, '..', '..');

export interface InstallerWish
  extends Pick<InstallerParts, 'version' | 'electronDir' | 'isStored' | 'sign'>,
    Pick<AgentParts, 'runtimePackage' | 'serviceHostPath'> {
  /** Whether the version is another one than that of the source. */
  readonly isOtherVersion?: boolean;
  /** A build of the agent, in place of that of this source. */
  readonly agentDir?: string;
  readonly outDir: string;
}

export interface InstallerBuild {
  readonly installerPath: string;
  /** What the installer unpacks, as it will be on the machine. */
  readonly unpackedDir: string;
}

export async function buildInstaller(wish: InstallerWish): Promise<InstallerBuild> {
  const { version, outDir } = wish;
  const desktop = await buildDesktop();
  const builtDir = wish.agentDir ?? (await buildAgent(wish.isOtherVersion ? version : undefined)).dir;
  await rm(outDir, { recursive: true, force: true });
  await mkdir(outDir, { recursive: true });
  const agentDir = join(outDir, 'agent');
  await layOutAgent(agentDir, { ...wish, agentDir: builtDir });
  await writeFile(join(agentDir, billName), await describe(wish));
  const artwork = await writeArtwork(join(outDir, 'artwork'));
  await build({
    // A package of its own without a dependency, so that nothing else is packed.
    projectDir: join(desktop.mainPath, '..'),
    targets: Platform.WINDOWS.createTarget(),
    config: installerConfiguration({ ...wish, agentDir, artwork, licencePath: await writeLicence(outDir) }),
    publish: 'never',
  });
  const unpackedDir = join(outDir, 'win-unpacked');
  const wrong = await checkPackage(unpackedDir);
  if (wrong.length > 0) throw new Error(`nobody may be given this package:\n  ${wrong.join('\n  ')}`);
  return { installerPath: join(outDir, `Bridgehead-Setup-${version}.exe`), unpackedDir };
}

/** The licence, and where those of others are. */
async function writeLicence(outDir: string): Promise<string> {
  const path = join(outDir, 'licence.txt');
  const own = await readFile(join(projectDir, 'LICENSE'), 'utf8');
  const others = `What others made in Bridgehead has licences of its own: ${licencesFilename} in the folder resources\\agent, and those of the window beside it.`;
  await writeFile(path, `${own.trimEnd()}\n\n${others}\n`);
  return path;
}

const billName = 'bill-of-materials.cdx.json';

async function describe({ version, runtimePackage }: InstallerWish): Promise<string> {
  const lockFile = await readFile(join(projectDir, 'package-lock.json'), 'utf8');
  const besides = [runtimePackage, '@koromix/koffi-win32-x64', 'electron'];
  return `${JSON.stringify(billOfMaterials({ version, lockFile, besides }), null, 2)}\n`;
}
