/** Sets the agent up through the wizard: by itself with a picture of every page, or by the person at the screen. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { takePictureOf } from '../desktop/examine-page.ts';
import { createWizardHands } from '../desktop/fill-wizard.ts';
import { type Desktop, launchDesktop } from '../desktop/launch.ts';
import { openRehearsal } from '../desktop/open-rehearsal.ts';
import { playBrowser } from '../desktop/play-browser.ts';
import { walkWizard } from '../desktop/walk-wizard.ts';
import type { AgentProcess } from '../harness/agent-process.ts';
import { expectDone } from '../harness/set-up.ts';
import type { LabFacts } from '../lab/lab-facts.ts';
import { LabProblem } from '../lab/lab-problem.ts';

/** @param pictureDir is emptied first  @returns the window, still open, and the names of the pictures */
export async function driveWizard(
  agent: AgentProcess,
  lab: LabFacts,
  pictureDir: string,
): Promise<{ readonly desktop: Desktop; readonly pictures: readonly string[] }> {
  await rm(pictureDir, { recursive: true, force: true });
  await mkdir(pictureDir, { recursive: true });
  const pictures: string[] = [];
  const desktop = await launchDesktop({ dataDir: agent.dataDir });
  try {
    const browser = await playBrowser(desktop.app, lab);
    await walkWizard(desktop, lab, createWizardHands(desktop, lab, browser), async (page) => {
      const name = `${String(pictures.length + 1).padStart(2, '0')}-${page}.png`;
      await takePictureOf(desktop.page, join(pictureDir, name));
      pictures.push(name);
    });
    await browser.close();
    return { desktop, pictures };
  } catch (error) {
    await desktop.close();
    throw error;
  }
}

const lookEveryMs = 1_000;
const statusSchema = z.object({
  state: z.object({ activity: z.object({ kind: z.string() }), schedule: z.object({ isPaused: z.boolean() }) }),
});

export interface SetUpByHand {
  readonly desktop: Desktop;
  readonly isClosed: () => boolean;
  readonly wantsRuns: boolean;
  readonly isEverybody: boolean;
}

/**
 * Opens the wizard with the lab's values beside it, and waits until the agent is set up. The window stays open.
 * @returns whether the person wanted runs to start by themselves, and whether everybody is in scope
 */
export async function setUpByHand(agent: AgentProcess, lab: LabFacts): Promise<SetUpByHand> {
  const desktop = await launchDesktop({ dataDir: agent.dataDir });
  let isClosed = false;
  desktop.app.once('close', () => {
    isClosed = true;
  });
  const browser = await playBrowser(desktop.app, lab);
  await openRehearsal(desktop, lab, browser);
  for (;;) {
    const { activity, schedule } = await readState(agent);
    if (activity.kind === 'idle' || activity.kind === 'running') {
      const wantsRuns = !schedule.isPaused;
      return { desktop, isClosed: () => isClosed, wantsRuns, isEverybody: await isEverybody(agent) };
    }
    if (isClosed) throw new LabProblem('The window was closed before the agent was set up.', 'Start the demo again.');
    await setTimeout(lookEveryMs);
  }
}

async function readState(agent: AgentProcess) {
  return statusSchema.parse(JSON.parse(expectDone(await agent.bridgehead('status', '--json')))).state;
}

const settingsSchema = z.object({ settings: z.object({ scope: z.object({ kind: z.string() }) }) });

async function isEverybody(agent: AgentProcess): Promise<boolean> {
  const read = expectDone(await agent.bridgehead('settings', 'get', '--json'));
  return settingsSchema.parse(JSON.parse(read)).settings.scope.kind === 'all';
}
