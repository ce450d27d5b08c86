/**
 * `npm run pictures -- [NAME...]`: every page of the wizard and of the console, full, empty, loading, away and in trouble, as pictures in
 * test-output/pictures, for whoever judges how they look. With names only the scenes whose name begins with one of them.
 */
import type { AgentState } from '../../../agent-core/contract/agent-state.ts';
import { activities, stateOf } from '../sample-data.ts';
import { consoleScenes } from './console-scenes.ts';
import { openStage } from './stage.ts';
import { wizardScenes } from './wizard-scenes.ts';

const names = process.argv.slice(2);
const isWanted = (name: string) => names.length === 0 || names.some((wanted) => name.startsWith(wanted));
const seen: string[] = [];
const ofWizard = 'wizard';
const wantsWizard = names.length === 0 || names.some((name) => name.startsWith(ofWizard));
const wantsConsole = names.length === 0 || names.some((name) => !name.startsWith(ofWizard));

if (wantsConsole) await play(stateOf(activities.idle), consoleScenes);
if (wantsWizard) await play(stateOf(activities.unconfigured), wizardScenes);

const unknown = names.filter((wanted) => !seen.some((name) => name.startsWith(wanted)));
if (unknown.length > 0) {
  process.stderr.write(`No scene begins with ${unknown.join(', ')}. There are: ${seen.join(', ')}.\n`);
  process.exitCode = 1;
}

async function play(first: AgentState, scenes: typeof consoleScenes): Promise<void> {
  const stage = await openStage(first);
  try {
    await scenes(stage, async (name) => {
      seen.push(name);
      if (!isWanted(name)) return;
      await stage.take(name);
      process.stdout.write(`${name}\n`);
    });
  } finally {
    await stage.close();
  }
}
