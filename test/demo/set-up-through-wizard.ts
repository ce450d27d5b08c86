/** Sets the agent up through the wizard, on a hidden screen where there is none, with a picture of every page. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { launchDesktop } from '../desktop/launch.ts';
import { walkWizard } from '../desktop/walk-wizard.ts';
import type { AgentProcess } from '../harness/agent-process.ts';
import type { LabFacts } from '../lab/lab-facts.ts';

/** @param pictureDir is emptied first  @returns the names of the pictures */
export async function setUpThroughWizard(
  agent: AgentProcess,
  lab: LabFacts,
  pictureDir: string,
): Promise<readonly string[]> {
  await rm(pictureDir, { recursive: true, force: true });
  await mkdir(pictureDir, { recursive: true });
  const pictures: string[] = [];
  const desktop = await launchDesktop({ dataDir: agent.dataDir });
  try {
    await walkWizard(desktop, lab, async (page) => {
      const name = `${String(pictures.length + 1).padStart(2, '0')}-${page}.png`;
      await desktop.page.screenshot({ path: join(pictureDir, name) });
      pictures.push(name);
    });
  } finally {
    await desktop.close();
  }
  return pictures;
}
