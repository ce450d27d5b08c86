/** bridgehead service ...: keeps the agent running in the background, by whatever this machine has for that. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { windowsNamesOf } from '../../client/windows-names.ts';
import { newRecordWishFilename } from '../../contract/data-files.ts';
import { errorCodeOf } from '../../contract/error-code.ts';
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import { chooseServiceHost } from '../../service-host/choose-service-host.ts';
import type { ServiceAccount, ServiceHost } from '../../service-host/service-host.ts';
import { readAccountPassword } from '../account-password.ts';
import type { Command, CommandContext, CommandOutput } from '../command.ts';
import { awaitHealth, readHealth } from '../service-health.ts';
import { hostWords, serviceText } from '../service-texts.ts';
import { hasNoPassword, switchAccount } from '../switch-account.ts';
import { wholeNumber } from '../whole-number.ts';

const accountOptions = {
  account: { type: 'string', means: 'who it runs as' },
  managed: { type: 'boolean', means: 'the account is a group managed service account: it needs no password' },
} as const;

const install = commandOf({
  verb: 'install',
  usage: ' [--approvers GROUP | --no-approvers] [--account DOMAIN\\NAME [--managed]]',
  summary:
    'have the agent kept running in the background; the members of the group may approve what the guard holds, besides root and the account of the agent',
  options: {
    approvers: { type: 'string', means: 'the local group whose members may approve' },
    'no-approvers': { type: 'boolean', means: 'no group may approve' },
    ...accountOptions,
  },
  findMistake: ({ options }) =>
    options.approvers !== undefined && options['no-approvers'] === true
      ? '--approvers and --no-approvers exclude each other'
      : null,
  act: installAs,
});

const masters = ({ kind }: ServiceHost) =>
  kind === 'windows' ? 'administrators' : 'root and the account of the agent';

async function installAs(host: ServiceHost, { options }: CommandContext): Promise<Result<CommandOutput>> {
  const chosen = typeof options.approvers === 'string' ? options.approvers : undefined;
  const changed = await host.install(options['no-approvers'] === true ? null : chosen);
  if (!changed.ok) return changed;
  const account = typeof options.account === 'string' ? await runAs(host, options.account, options) : succeed(false);
  if (!account.ok) return account;
  const isChanged = changed.value || account.value;
  const approvers = host.approvers();
  const who =
    approvers === null
      ? `Nobody but ${masters(host)} may approve what the guard holds; --approvers GROUP lets others.`
      : `The members of ${approvers} may approve what the guard holds.`;
  const how = `Hosted by ${hostWords[host.kind]}: ${host.name}`;
  const boot =
    host.kind !== 'supervisor'
      ? 'It starts with the machine.'
      : 'Nothing here starts it with the machine: have "bridgehead service start" called then.';
  // What runs goes on as it was started.
  const state = await host.read();
  const isRunning = state.ok && (state.value.kind === 'running' || state.value.kind === 'waiting');
  const next = isRunning
    ? 'It runs as it was before until "bridgehead service restart".'
    : 'Start it now with "bridgehead service start".';
  return succeed({
    json: { changed: isChanged, host: host.kind, name: host.name, approvers },
    text: `${isChanged ? 'Installed.' : 'It is installed already.'} ${how}\n${boot} ${next}\n${who}\n`,
  });
}

const patience = wholeNumber('timeout', { most: 9999, usual: 60 });
const patientOptions = {
  timeout: { type: 'string', means: 'how long to wait for an answer; 60 unless given' },
} as const;

const start = commandOf({
  verb: 'start',
  usage: ' [--begin-new-record] [--timeout SECONDS]',
  summary: 'start it, and wait until the agent answers',
  options: {
    ...patientOptions,
    'begin-new-record': {
      type: 'boolean',
      means: 'begin anew without the damaged record, whose file is kept beside; nobody is removed by what it knew',
    },
  },
  findMistake: ({ options }) => patience.findMistake(options),
  act: startAsWished,
});

async function startAsWished(host: ServiceHost, context: CommandContext): Promise<Result<CommandOutput>> {
  const before = await host.read();
  if (!before.ok) return before;
  // Another agent in the folder would answer in place of the one to be started.
  const isOurs = before.value.kind === 'running' || before.value.kind === 'waiting';
  const isTaken = before.value.kind === 'stopped' && (await readHealth(context.dataDir, context.signal)).kind;
  if (!isOurs && isTaken !== false && isTaken !== 'silent') return fail(problem('data.in-use', context.dataDir));
  if (context.options['begin-new-record'] === true) {
    if (isOurs) return fail(problem('service.must-be-stopped', 'a new record is begun when the agent starts'));
    const wished = wishForNewRecord(context.dataDir);
    if (!wished.ok) return wished;
    const started = await host.start();
    // Whoever starts it another time did not ask for that.
    if (!started.ok) rmSync(join(context.dataDir, newRecordWishFilename), { force: true });
    return whenHealthy(host, context, started);
  }
  return whenHealthy(host, context, await host.start());
}

const restart = commandOf({
  verb: 'restart',
  usage: ' [--timeout SECONDS]',
  summary: 'stop and start it',
  options: patientOptions,
  findMistake: ({ options }) => patience.findMistake(options),
  act: async (host, context) => whenHealthy(host, context, await host.restart()),
});

const stop = commandOf({
  verb: 'stop',
  summary: 'stop it; a run in progress ends when the changes that were sent have ended',
  act: async (host) => {
    const changed = await host.stop();
    if (!changed.ok) return changed;
    const text = changed.value ? 'Stopped.\n' : 'It is stopped already.\n';
    return succeed({ json: { changed: changed.value }, text });
  },
});

const status = commandOf({
  verb: 'status',
  summary: 'whether it is installed, runs and answers',
  act: async (host, context) => {
    const state = await host.read();
    if (!state.ok) return state;
    const health = await readHealth(context.dataDir, context.signal);
    return succeed({
      json: { host: host.kind, name: host.name, service: state.value, health, approvers: host.approvers() },
      text: serviceText(host, state.value, health),
    });
  },
});

const uninstall = commandOf({
  verb: 'uninstall',
  usage: ' [--remove-groups]',
  summary:
    'stop it and leave nothing but the data folder and, on Windows unless told otherwise, the groups made for it',
  options: {
    'remove-groups': {
      type: 'boolean',
      means: 'also remove the local groups whose members read and approve (Windows)',
    },
  },
  act: async (host, { options }) => {
    const changed = await host.uninstall(options['remove-groups'] === true ? 'nothing' : 'groups');
    if (!changed.ok) return changed;
    const text = changed.value ? 'Uninstalled. The data folder is as it was.\n' : 'It is not installed.\n';
    return succeed({ json: { changed: changed.value }, text });
  },
});

const account = commandOf({
  verb: 'account',
  usage: ' (--own | --account DOMAIN\\NAME [--managed]) [--restart [--timeout SECONDS]]',
  summary:
    'have it run as another account (Windows): its own, a group managed service account, or a named one, whose password is read from standard input; from its next start on, or at once with --restart, which puts the account before back if the agent does not answer',
  options: {
    ...accountOptions,
    ...patientOptions,
    own: { type: 'boolean', means: 'an account that Windows makes for the service' },
    restart: { type: 'boolean', means: 'at once, and back to the account before if the agent does not answer' },
  },
  findMistake: ({ options }) => {
    if ((typeof options.account === 'string') === (options.own === true)) return 'name either --account or --own';
    return patience.findMistake(options);
  },
  act: changeAccount,
});

async function changeAccount(
  host: ServiceHost,
  { options, dataDir, signal }: CommandContext,
): Promise<Result<CommandOutput>> {
  const name = typeof options.account === 'string' ? options.account : null;
  if (options.restart === true) {
    const account = await accountOf(name, options);
    if (!account.ok) return account;
    const timeoutMs = patience.read(options) * 1000;
    const switched = await switchAccount(host, account.value, { dataDir, timeoutMs, signal });
    if (!switched.ok) return switched;
    return succeed({ json: { changed: true, account: name }, text: `It runs as ${name ?? 'its own account'} now.\n` });
  }
  const changed = await runAs(host, name, options);
  if (!changed.ok) return changed;
  return succeed({
    json: { changed: changed.value, account: name },
    text: `It runs as ${name ?? 'its own account'} from the next start on: "bridgehead service restart".\n`,
  });
}

/** @param name null for the service's own account */
async function runAs(
  host: ServiceHost,
  name: string | null,
  options: CommandContext['options'],
): Promise<Result<boolean>> {
  if (host.account === null) return fail(problem('service.account-fixed', host.name));
  const account = await accountOf(name, options);
  return account.ok ? host.account.change(account.value) : account;
}

async function accountOf(name: string | null, options: CommandContext['options']): Promise<Result<ServiceAccount>> {
  const isManaged = options.managed === true || name?.endsWith('$') === true;
  const password = name === null || isManaged || hasNoPassword(name) ? succeed(null) : await readAccountPassword(name);
  return password.ok ? succeed({ name, isManaged, password: password.value }) : password;
}

export const serviceCommands: readonly Command[] = [install, start, stop, restart, status, account, uninstall];

interface ServiceVerb extends Pick<Command, 'summary' | 'findMistake'> {
  readonly verb: string;
  /** Of its own options. */
  readonly usage?: string;
  readonly options?: Command['options'];
  readonly act: (host: ServiceHost, context: CommandContext) => Promise<Result<CommandOutput>>;
}

function commandOf({ verb, usage = '', options = {}, act, ...others }: ServiceVerb): Command {
  return {
    ...others,
    name: `service ${verb}`,
    usage: `service ${verb}${usage}`,
    options,
    required: [],
    run: async (context) => {
      const host = chooseServiceHost(context.dataDir, windowsNamesOf(context.dataDir));
      return host.ok ? act(host.value, context) : host;
    },
  };
}

/** The agent takes the wish at its next start, once. */
function wishForNewRecord(dataDir: string): Result<void> {
  const path = join(dataDir, newRecordWishFilename);
  try {
    writeFileSync(path, '', { mode: 0o600 });
    return succeed(undefined);
  } catch (error) {
    return fail(problem('data.write-failed', `${path}: ${errorCodeOf(error)}`));
  }
}

async function whenHealthy(
  host: ServiceHost,
  { dataDir, options, signal }: CommandContext,
  changed: Result<boolean>,
): Promise<Result<CommandOutput>> {
  if (!changed.ok) return changed;
  const seconds = patience.read(options);
  const health = await awaitHealth(dataDir, seconds * 1000, signal);
  if (health.kind === 'silent') {
    const lines = [`no answer within ${seconds} s (${health.problem.code})`, ...(await host.lastLines())];
    return fail(problem('service.not-healthy', lines.join('\n    ')));
  }
  const state = await host.read();
  if (!state.ok) return state;
  return succeed({
    json: { changed: changed.value, service: state.value, health },
    text: serviceText(host, state.value, health),
    isFailure: health.kind !== 'healthy',
  });
}
