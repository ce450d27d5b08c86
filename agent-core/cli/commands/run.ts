/** bridgehead run: starts a run, and with --wait reports how it ended. */
import { succeed } from '../../contract/result.ts';
import type { Command } from '../command.ts';
import { entriesSummary } from '../entries-summary.ts';
import { readAllEntries } from '../read-all-entries.ts';
import { reportText } from '../report-text.ts';
import { entriesText } from '../texts.ts';

export const runCommand: Command = {
  name: 'run',
  usage: 'run [--wait [--all]]',
  summary: 'bring the tenant in step with the directory; with --wait, report how it ended, with --all every change',
  options: {
    wait: { type: 'boolean', means: 'until it has ended, and report how' },
    all: { type: 'boolean', means: 'report every change' },
  },
  required: [],
  findMistake: ({ options }) => (options.all === true && options.wait !== true ? '--all needs --wait' : null),
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
    const entriesShown =
      options.all === true
        ? entriesText(entries.value)
        : entriesSummary(entries.value, `bridgehead changes --run ${runId} --repeats`);
    return succeed({
      json: { report: report.value, entries: entries.value },
      text: `${entriesShown}${reportText(report.value, options.all === true)}\n`,
      isFailure: report.value.result === 'failed' || report.value.result === 'cancelled',
    });
  },
};
