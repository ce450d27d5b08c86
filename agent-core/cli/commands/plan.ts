/** bridgehead plan: everything a run would do, without doing it. */
import { succeed } from '../../contract/result.ts';
import type { Command } from '../command.ts';
import { entriesSummary } from '../entries-summary.ts';
import { readAllEntries } from '../read-all-entries.ts';
import { planText } from '../report-text.ts';
import { entriesText } from '../texts.ts';

export const planCommand: Command = {
  name: 'plan',
  usage: 'plan [--all]',
  summary: 'what a run would do, without doing it; with --all, every change with before and after',
  options: { all: { type: 'boolean' } },
  required: [],
  run: async ({ options, connect, signal }) => {
    const client = await connect();
    if (!client.ok) return client;
    const report = await client.value.request('plan.create', {}, signal);
    if (!report.ok) return report;
    const entries = await readAllEntries(client.value, 'plan.entries', report.value.runId, signal);
    if (!entries.ok) return entries;
    const isFailure = report.value.result === 'failed' || report.value.result === 'cancelled';
    const entriesShown =
      options.all === true ? entriesText(entries.value) : entriesSummary(entries.value, 'bridgehead plan --all');
    const shown = `${planText(report.value)}\n`;
    return succeed({
      json: { report: report.value, entries: entries.value },
      // A failure is told first, so that nobody takes what follows for a plan.
      text: isFailure ? `${shown}${entriesShown}` : `${entriesShown}${shown}`,
      isFailure,
    });
  },
};
