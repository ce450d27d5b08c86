/** Builds the installer of one version from source: agent, desktop, service host and runtime, packed by electron-builder. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build, Platform } from 'electron-builder';
import { buildAgent } from '../agent/build-agent.ts';
import { buildDesktop } from '../desktop/build-desktop.ts';
import { type InstallerParts, installerConfiguration } from './installer-configuration.ts';
import { type AgentParts, layOutAgent } from './lay-out-agent.ts';

export interface InstallerWish
  extends Pick<InstallerParts, 'version' | 'electronDir' | 'isStored' | 'sign'>,
    Pick<AgentParts, 'runtimePackage' | 'serviceHostPath'> {
  /** Whether the version is another one than that of the source. */
  readonly isOtherVersion?: boolean;
  readonly outDir: string;
}

export interface InstallerBuild {
  readonly installerPath: string;
  /** What the installer unpacks, as it will be on the machine. */
  readonly unpackedDir: string;
}

export async function buildInstaller(wish: InstallerWish): Promise<InstallerBuild> {
  const { version, outDir } = wish;
  const [agent, desktop] = await Promise.all([buildAgent(wish.isOtherVersion ? version : undefined), buildDesktop()]);
  await rm(outDir, { recursive: true, force: true });
  await mkdir(outDir, { recursive: true });
  const agentDir = join(outDir, 'agent');
  await layOutAgent(agentDir, { ...wish, agentDir: agent.dir });
  await build({
    // A package of its own without a dependency, so that nothing else is packed.
    projectDir: join(desktop.mainPath, '..'),
    targets: Platform.WINDOWS.createTarget(),
    config: installerConfiguration({ ...wish, agentDir }),
    publish: 'never',
  });
  return {
    installerPath: join(outDir, `Bridgehead-Setup-${version}.exe`),
    unpackedDir: join(outDir, 'win-unpacked'),
  };
}
