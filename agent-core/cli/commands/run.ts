/** bridgehead run: starts a run, and with --wait reports how it ended. */
import { succeed } from '../../contract/result.ts';
import type { Command } from '../command.ts';
import { readAllEntries } from '../read-all-entries.ts';
import { entriesText, reportText } from '../texts.ts';

export const runCommand: Command = {
  name: 'run',
  usage: 'run [--wait]',
  summary: 'bring the tenant in step with the directory; with --wait, report how it ended',
  options: { wait: { type: 'boolean' } },
  required: [],
  run: async ({ options, connect, signal }) => {
    const client = await connect();
    if (!client.ok) return client;
    const started = await client.value.request('run.start', {}, signal);
    if (!started.ok) return started;
    const { runId } = started.value;
    if (options.wait !== true) return succeed({ json: { runId }, text: `Run ${runId} was started.\n` });

    const report = await client.value.request('run.wait', { runId }, signal);
    if (!report.ok) return report;
    const entries = await readAllEntries(client.value, 'run.entries', runId, signal);
    if (!entries.ok) return entries;
    return succeed({
      json: { report: report.value, entries: entries.value },
      text: `${entriesText(entries.value)}${reportText(report.value)}\n`,
      isFailure: report.value.result === 'failed' || report.value.result === 'cancelled',
    });
  },
};
