/** Builds one installer and tells its parent where it is. built-installers.ts starts it. */
import { cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildAgent } from '../../build/agent/build-agent.ts';
import { buildInstaller, type InstallerWish } from '../../build/installer/build-installer.ts';
import { readSigning } from '../../build/installer/sign-file.ts';

export interface TestWish extends InstallerWish {
  /** Of its programs, the one that ends as soon as it is started. */
  readonly broken?: 'service' | 'updater';
}

if (import.meta.main) {
  const [words = '{}'] = process.argv.slice(2);
  const wish: TestWish = JSON.parse(words);
  const sign = readSigning(process.env);
  const agent = wish.broken === undefined ? {} : { agentDir: await breakAgent(wish, wish.broken) };
  const built = await buildInstaller({ ...wish, ...agent, ...(sign === null ? {} : { sign }) });
  process.send?.(built);
  process.disconnect();
}

async function breakAgent({ version, outDir }: TestWish, broken: string): Promise<string> {
  const brokenDir = `${outDir}-broken-agent`;
  const { dir } = await buildAgent(version);
  await rm(brokenDir, { recursive: true, force: true });
  await cp(dir, brokenDir, { recursive: true });
  await writeFile(join(brokenDir, broken, 'main.mjs'), 'process.exit(1);\n');
  return brokenDir;
}
