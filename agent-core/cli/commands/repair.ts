/** bridgehead repair: checks everything the agent needs, mends what it can, and says what a person must do. */
import type { RepairCheck } from '../../contract/care-requests.ts';
import { succeed } from '../../contract/result.ts';
import type { Command } from '../command.ts';
import { indent, problemText } from '../texts.ts';

const titles: Readonly<Record<RepairCheck['name'], string>> = {
  dataFolder: 'data folder',
  disk: 'disk',
  backup: 'backup',
  settings: 'settings',
  certificate: 'certificate',
  directory: 'directory',
  rights: 'rights',
  tenant: 'tenant',
};
const words: Readonly<Record<RepairCheck['result'], string>> = { good: 'good', mended: 'mended', person: 'TO DO' };

export const repairCommand: Command = {
  name: 'repair',
  usage: 'repair',
  summary: 'check everything the agent needs, mend what can be mended, say what a person must do',
  options: {},
  required: [],
  run: async ({ connect, signal }) => {
    const client = await connect();
    if (!client.ok) return client;
    const repaired = await client.value.request('agent.repair', {}, signal);
    if (!repaired.ok) return repaired;
    const { checks } = repaired.value;
    const left = checks.filter(({ result }) => result === 'person').length;
    const sum = left === 0 ? 'Nothing is left to do.' : `${left} of ${checks.length} need a person.`;
    return succeed({
      json: { checks },
      text: `${checks.map(checkText).join('')}${sum}\n`,
      isFailure: left > 0,
    });
  },
};

function checkText({ name, result, detail, problem }: RepairCheck): string {
  const line = `  ${titles[name].padEnd(12)} ${words[result].padEnd(7)} ${problem === null ? detail : ''}`;
  const explained = problem === null ? '' : indent(problemText(problem), 4);
  return `${line.trimEnd()}\n${explained}`;
}
