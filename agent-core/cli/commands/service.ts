/** bridgehead service ...: keeps the agent running in the background, by whatever this machine has for that. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newRecordWishFilename } from '../../contract/data-files.ts';
import { errorCodeOf } from '../../contract/error-code.ts';
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import { chooseServiceHost } from '../../service-host/choose-service-host.ts';
import type { ServiceHost } from '../../service-host/service-host.ts';
import type { Command, CommandContext, CommandOutput } from '../command.ts';
import { awaitHealth, readHealth } from '../service-health.ts';
import { hostWords, serviceText } from '../service-texts.ts';

const usualTimeoutSeconds = 60;

const install = commandOf('install', 'have the agent kept running in the background', async (host) => {
  const changed = await host.install();
  if (!changed.ok) return changed;
  const how = `Hosted by ${hostWords[host.kind]}: ${host.name}`;
  const boot =
    host.kind === 'systemd'
      ? 'It starts with the machine.'
      : 'Nothing here starts it with the machine: have "bridgehead service start" called then.';
  return succeed({
    json: { changed: changed.value, host: host.kind, name: host.name },
    text: `${changed.value ? 'Installed.' : 'It is installed already.'} ${how}\n${boot} Start it now with "bridgehead service start".\n`,
  });
});

const start = commandOf('start', 'start it, and wait until the agent answers', async (host, context) => {
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
  }
  return whenHealthy(host, context, await host.start());
});

const restart = commandOf('restart', 'stop and start it', async (host, context) =>
  whenHealthy(host, context, await host.restart()),
);

const stop = commandOf('stop', 'stop it; a run in progress ends between two changes', async (host) => {
  const changed = await host.stop();
  if (!changed.ok) return changed;
  return succeed({ json: { changed: changed.value }, text: changed.value ? 'Stopped.\n' : 'It is stopped already.\n' });
});

const status = commandOf('status', 'whether it is installed, runs and answers', async (host, context) => {
  const state = await host.read();
  if (!state.ok) return state;
  const health = await readHealth(context.dataDir, context.signal);
  return succeed({
    json: { host: host.kind, name: host.name, service: state.value, health },
    text: serviceText(host, state.value, health),
  });
});

const uninstall = commandOf('uninstall', 'stop it and leave nothing but the data folder', async (host) => {
  const changed = await host.uninstall();
  if (!changed.ok) return changed;
  const text = changed.value ? 'Uninstalled. The data folder is as it was.\n' : 'It is not installed.\n';
  return succeed({ json: { changed: changed.value }, text });
});

export const serviceCommands: readonly Command[] = [install, start, stop, restart, status, uninstall];

type ServiceAct = (host: ServiceHost, context: CommandContext) => Promise<Result<CommandOutput>>;

function commandOf(verb: keyof ServiceHost | 'status', summary: string, act: ServiceAct): Command {
  const isPatient = verb === 'start' || verb === 'restart';
  return {
    name: `service ${verb}`,
    usage: `service ${verb}${verb === 'start' ? ' [--begin-new-record]' : ''}${isPatient ? ' [--timeout SECONDS]' : ''}`,
    summary,
    options: {
      ...(isPatient ? ({ timeout: { type: 'string' } } as const) : {}),
      ...(verb === 'start' ? ({ 'begin-new-record': { type: 'boolean' } } as const) : {}),
    },
    required: [],
    findMistake: ({ options }) =>
      options.timeout === undefined || /^[1-9]\d{0,3}$/.test(String(options.timeout))
        ? null
        : '--timeout takes a number of seconds, 1 to 9999',
    run: async (context) => {
      const host = chooseServiceHost(context.dataDir);
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
  const seconds = Number(options.timeout ?? usualTimeoutSeconds);
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
