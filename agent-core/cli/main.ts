/** The `bridgehead` command: a client of the agent for scripts, Server Core and people who prefer a terminal. */
import { type ControlClient, connectToAgent } from '../client/control-client.ts';
import { assertNever } from '../contract/assert-never.ts';
import { errorCodeOf } from '../contract/error-code.ts';
import { type Result, succeed } from '../contract/result.ts';
import { version } from '../contract/version.ts';
import type { CommandContext, CommandOutput } from './command.ts';
import { type CommandLine, parseCommandLine, usageText } from './command-line.ts';
import { accountCommands } from './commands/account.ts';
import { auditCommand } from './commands/audit.ts';
import { certificateCommand } from './commands/certificate.ts';
import { changesCommand } from './commands/changes.ts';
import { approveCommand, rejectCommand } from './commands/decide.ts';
import { exemptCommand } from './commands/exempt.ts';
import { findingsCommand } from './commands/findings.ts';
import { leftOutCommand } from './commands/left-out.ts';
import { logCommand } from './commands/log.ts';
import { planCommand } from './commands/plan.ts';
import { registerCommand } from './commands/register.ts';
import { registrationCommands } from './commands/registration.ts';
import { removeCommand } from './commands/remove.ts';
import { repairCommand } from './commands/repair.ts';
import { rightsCommands } from './commands/rights.ts';
import { runCommand } from './commands/run.ts';
import { pauseCommand, resumeCommand } from './commands/schedule.ts';
import { serviceCommands } from './commands/service.ts';
import { settingsExportCommand } from './commands/settings-export.ts';
import { settingsGetCommand } from './commands/settings-get.ts';
import { settingsImportCommand } from './commands/settings-import.ts';
import { settingsSetCommand } from './commands/settings-set.ts';
import { setupCommand } from './commands/setup.ts';
import { statusCommand } from './commands/status.ts';
import { updateCommands } from './commands/updates.ts';
import { whyCommand } from './commands/why.ts';
import { escapeInvisible } from './escape-invisible.ts';
import { problemText } from './texts.ts';

const commands = [
  setupCommand,
  registerCommand,
  ...registrationCommands,
  ...accountCommands,
  ...rightsCommands,
  certificateCommand,
  statusCommand,
  planCommand,
  runCommand,
  whyCommand,
  leftOutCommand,
  findingsCommand,
  approveCommand,
  rejectCommand,
  exemptCommand,
  auditCommand,
  pauseCommand,
  resumeCommand,
  changesCommand,
  logCommand,
  settingsGetCommand,
  settingsSetCommand,
  settingsExportCommand,
  settingsImportCommand,
  repairCommand,
  removeCommand,
  ...updateCommands,
  ...serviceCommands,
];

endQuietlyWithReader();
process.exitCode = await main(parseCommandLine(process.argv.slice(2), commands));

/** Whoever reads may stop early, such as `head`: nobody is left to tell, and nothing went wrong. */
function endQuietlyWithReader(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error) => {
      if (errorCodeOf(error) !== 'EPIPE') throw error;
      process.exit();
    });
}

async function main(commandLine: CommandLine): Promise<number> {
  switch (commandLine.kind) {
    case 'help':
      process.stdout.write(usageText(commands, commandLine.command));
      return 0;
    case 'family-help':
      process.stdout.write(usageText(commandLine.family));
      return 0;
    case 'version':
      process.stdout.write(`${version}\n`);
      return 0;
    case 'usage-error':
      process.stderr.write(`bridgehead: ${commandLine.reason}\n\n${usageText(commands, commandLine.command)}`);
      return 2;
    case 'command':
      return carryOut(commandLine);
    default:
      return assertNever(commandLine);
  }
}

async function carryOut({
  command,
  options,
  words,
  dataDir,
  isJson,
}: CommandLine & { kind: 'command' }): Promise<number> {
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort());
  let client: Result<ControlClient> | null = null;
  const connect: CommandContext['connect'] = async (onStateChanged = () => {}) => {
    client ??= await connectToAgent({ dataDir, client: { name: 'bridgehead', version }, onStateChanged });
    return client;
  };
  try {
    const show = (output: CommandOutput) => void print(succeed(output), isJson);
    return print(await command.run({ options, words, dataDir, connect, show, signal: interrupted.signal }), isJson);
  } finally {
    // The compiler does not see that `connect` may have set it.
    const opened = client as Result<ControlClient> | null;
    if (opened?.ok) opened.value.close();
  }
}

/** Answers go to standard output; problems go to standard error, but with --json both are the answer. */
function print(result: Result<CommandOutput>, isJson: boolean): number {
  if (!result.ok) {
    if (isJson) process.stdout.write(`${JSON.stringify({ ok: false, problem: result.problem })}\n`);
    else process.stderr.write(escapeInvisible(problemText(result.problem)));
    return 1;
  }
  const { json, text, isFailure = false } = result.value;
  process.stdout.write(isJson ? `${JSON.stringify({ ok: !isFailure, ...json })}\n` : escapeInvisible(text));
  return isFailure ? 1 : 0;
}
