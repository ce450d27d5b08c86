/** bridgehead plan: everything a run would do, without doing it. */
import type { ControlClient } from '../../client/control-client.ts';
import { oneLine } from '../../contract/one-line.ts';
import { type Result, succeed } from '../../contract/result.ts';
import type { Settings } from '../../contract/settings.ts';
import { changeSettings, findSettingMistake } from '../change-settings.ts';
import type { Command } from '../command.ts';
import { entriesSummary } from '../entries-summary.ts';
import { planLine } from '../plan-line.ts';
import { readAllEntries } from '../read-all-entries.ts';
import { planText } from '../report-text.ts';
import { entriesText } from '../texts.ts';

export const planCommand: Command = {
  name: 'plan',
  usage: 'plan [KEY=VALUE...] [--all]',
  summary: 'what a run would do, without doing it, also with other settings; with --all, every change',
  options: { all: { type: 'boolean', means: 'every change, not only the first ones of each kind' } },
  required: [],
  words: { atLeast: 0, atMost: 100 },
  findMistake: ({ words }) => findSettingMistake(words),
  run: async ({ options, words, connect, signal }) => {
    const client = await connect();
    if (!client.ok) return client;
    const tried = words.length === 0 ? succeed(null) : await tryOut(words, client.value, signal);
    if (!tried.ok) return tried;
    const report = await client.value.request('plan.create', { settings: tried.value }, signal);
    if (!report.ok) return report;
    const entries = await readAllEntries(client.value, 'plan.entries', report.value.runId, signal);
    if (!entries.ok) return entries;
    const isFailure = report.value.result === 'failed' || report.value.result === 'cancelled';
    const entriesShown =
      options.all === true ? entriesText(entries.value) : entriesSummary(entries.value, planLine(words));
    const shown = `${planText(report.value)}\n`;
    const before = words.length === 0 ? '' : `With ${oneLine(words.join(' '))}, which is not saved:\n\n`;
    return succeed({
      json: { report: report.value, entries: entries.value },
      // A failure is told first, so that nobody takes what follows for a plan.
      text: `${before}${isFailure ? `${shown}${entriesShown}` : `${entriesShown}${shown}`}`,
      isFailure,
    });
  },
};

/** The settings as they would be. Problems: settings.invalid and those of the connection. */
async function tryOut(
  changes: readonly string[],
  client: ControlClient,
  signal: AbortSignal,
): Promise<Result<Settings>> {
  const read = await client.request('settings.get', {}, signal);
  return read.ok ? changeSettings(read.value.settings, changes) : read;
}
