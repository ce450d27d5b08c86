/** bridgehead updates ...: which versions there are, installing one, and when that happens by itself. */
import { versionSchema } from '../../contract/compare-versions.ts';
import type { ParametersInputOf } from '../../contract/control-api.ts';
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import { updateChannels } from '../../contract/update-feed.ts';
import type { UpdateState } from '../../contract/update-requests.ts';
import { updateWindowSchema, type Weekday, weekdays } from '../../contract/update-settings.ts';
import type { Command, CommandContext, CommandOutput } from '../command.ts';
import { problemText } from '../texts.ts';
import { settingsText, updatesText } from '../updates-text.ts';
import { wholeNumber } from '../whole-number.ts';

const told = (answer: Result<UpdateState>): Result<CommandOutput> =>
  answer.ok ? succeed({ json: { updates: answer.value }, text: updatesText(answer.value) }) : answer;

const plain = { options: {}, required: [] } as const;

const show: Command = {
  ...plain,
  name: 'updates',
  usage: 'updates',
  summary: 'which version is installed, which is offered, and what becomes of it',
  run: async ({ connect, signal }) => {
    const client = await connect();
    return client.ok ? told(await client.value.request('updates.status', {}, signal)) : client;
  },
};

const check: Command = {
  ...plain,
  name: 'updates check',
  usage: 'updates check',
  summary: 'look for newer versions now',
  run: async ({ connect, signal }) => {
    const client = await connect();
    return client.ok ? told(await client.value.request('updates.check', {}, signal)) : client;
  },
};

const install: Command = {
  ...plain,
  name: 'updates install',
  usage: 'updates install [VERSION]',
  summary: 'install the newest version that is offered, or this one, now; the agent restarts in the course of it',
  words: { atLeast: 0, atMost: 1 },
  findMistake: ({ words }) =>
    words.every((word) => versionSchema.safeParse(word).success) ? null : `"${words[0]}" is not a version`,
  run: async ({ words, connect, signal }) => {
    const client = await connect();
    if (!client.ok) return client;
    const state = await client.value.request('updates.status', {}, signal);
    if (!state.ok) return state;
    if (state.value.kind === 'unavailable') return fail(state.value.problem);
    const version = words[0] ?? state.value.updater.offer?.releases[0]?.version;
    if (version === undefined) return fail(problem('updates.not-offered', 'no newer version is known'));
    return told(await client.value.request('updates.install', { version }, signal));
  },
};

const delay = wholeNumber('delay-days', { least: 0, most: 90, usual: 0 });

const settings: Command = {
  name: 'updates settings',
  usage:
    'updates settings [--channel stable|preview] [--delay-days N] [--pause | --resume] [--any-time | --days DAY,... --from HH:MM --to HH:MM]',
  summary:
    'when newer versions are installed by themselves: on which days and hours in local time, how long after their release, or not at all',
  required: [],
  options: {
    channel: { type: 'string', means: 'which versions are meant' },
    'delay-days': { type: 'string', means: 'how many days a version must have been out' },
    pause: { type: 'boolean', means: 'install nothing by itself until resumed' },
    resume: { type: 'boolean', means: 'install by itself again' },
    'any-time': { type: 'boolean', means: 'at any hour of any day' },
    days: { type: 'string', means: 'only on these days, such as mon,tue' },
    from: { type: 'string', means: 'only from this hour on, in local time' },
    to: { type: 'string', means: 'only until this hour' },
  },
  findMistake: ({ options }) => delay.findMistake(options) ?? findSettingsMistake(options),
  run: async ({ options, connect, signal }) => {
    const client = await connect();
    if (!client.ok) return client;
    const saved = await client.value.request('updates.settings', changesIn(options), signal);
    if (!saved.ok) return saved;
    const state = await client.value.request('updates.status', {}, signal);
    // They are kept, and nobody would act on them.
    const missing = state.ok && state.value.kind === 'unavailable' ? state.value.problem : null;
    const text = `${settingsText(saved.value.settings)}\n${missing === null ? '' : `\n${problemText(missing)}`}`;
    return succeed({ json: { ...saved.value, updater: missing }, text });
  },
};

type Options = CommandContext['options'];

function findSettingsMistake(options: Options): string | null {
  const { channel, pause, resume, days, from, to } = options;
  if (channel !== undefined && !updateChannels.some((name) => name === channel))
    return `--channel takes ${updateChannels.join(' or ')}`;
  if (pause === true && resume === true) return '--pause and --resume exclude each other';
  const given = [days, from, to].filter((one) => one !== undefined).length;
  if (given === 0) return null;
  if (options['any-time'] === true) return '--any-time excludes --days, --from and --to';
  if (given < 3) return '--days, --from and --to belong together';
  return windowIn(options) === undefined
    ? `--days takes ${weekdays.join(',')}, or mon,tue and so on; --from and --to take times such as 22:00`
    : null;
}

function windowIn({ days, from, to }: Options) {
  const named = String(days ?? '')
    .split(',')
    .map(weekdayOf);
  if (named.includes(undefined)) return undefined;
  return updateWindowSchema.safeParse({ days: [...new Set(named)], from, to }).data;
}

/** Whole, or its first three letters at least. */
function weekdayOf(name: string): Weekday | undefined {
  const wanted = name.trim().toLowerCase();
  return wanted.length < 3 ? undefined : weekdays.find((day) => day.startsWith(wanted));
}

function changesIn(options: Options): ParametersInputOf<'updates.settings'> {
  const channel = updateChannels.find((name) => name === options.channel);
  const window = options['any-time'] === true ? null : windowIn(options);
  return {
    ...(channel !== undefined && { channel }),
    ...(options['delay-days'] !== undefined && { delayDays: delay.read(options) }),
    ...((options.pause === true || options.resume === true) && { isPaused: options.pause === true }),
    ...(window !== undefined && { window }),
  };
}

export const updateCommands: readonly Command[] = [show, check, install, settings];
