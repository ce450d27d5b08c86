/** bridgehead plan: everything a run would do, without doing it. */
import { succeed } from '../../contract/result.ts';
import type { Command } from '../command.ts';
import { readAllEntries } from '../read-all-entries.ts';
import { entriesText, planText } from '../texts.ts';

export const planCommand: Command = {
  name: 'plan',
  usage: 'plan',
  summary: 'show everything a run would do, without doing it',
  options: {},
  required: [],
  run: async ({ connect, signal }) => {
    const client = await connect();
    if (!client.ok) return client;
    const report = await client.value.request('plan.create', {}, signal);
    if (!report.ok) return report;
    const entries = await readAllEntries(client.value, 'plan.entries', report.value.runId, signal);
    if (!entries.ok) return entries;
    return succeed({
      json: { report: report.value, entries: entries.value },
      text: `${entriesText(entries.value)}${planText(report.value)}\n`,
      isFailure: report.value.result === 'failed' || report.value.result === 'cancelled',
    });
  },
};
