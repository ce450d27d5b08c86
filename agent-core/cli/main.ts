/** The `bridgehead` command: a client of the agent for scripts, Server Core and people who prefer a terminal. */
import { type ControlClient, connectToAgent } from '../client/control-client.ts';
import { assertNever } from '../contract/assert-never.ts';
import { errorCodeOf } from '../contract/error-code.ts';
import { type Result, succeed } from '../contract/result.ts';
import { version } from '../contract/version.ts';
import type { Command, CommandContext, CommandOutput } from './command.ts';
import { type CommandLine, parseCommandLine } from './command-line.ts';
import { escapeInvisible } from './escape-invisible.ts';
import { problemText } from './texts.ts';
import { topics } from './topics.ts';
import { commandUsageText, familyUsageText, usageText } from './usage-text.ts';

const commands = topics.flatMap((topic) => topic.commands);

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
      process.stdout.write(commandLine.command === null ? usageText(topics) : commandUsageText(commandLine.command));
      return 0;
    case 'family-help':
      process.stdout.write(familyUsageText(commandLine.word, commandLine.family));
      return 0;
    case 'version':
      process.stdout.write(`${version}\n`);
      return 0;
    case 'usage-error':
      process.stderr.write(`bridgehead: ${commandLine.reason}\n\n${wayOut(commandLine.command)}`);
      return 2;
    case 'command':
      return carryOut(commandLine);
    default:
      return assertNever(commandLine);
  }
}

function wayOut(command: Command | null): string {
  return command === null ? '"bridgehead help" shows all commands.\n' : commandUsageText(command);
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
  const reconnect: CommandContext['reconnect'] = async () => {
    if (client?.ok) client.value.close();
    client = null;
    return connect();
  };
  try {
    const show = (output: CommandOutput) => void print(succeed(output), isJson);
    const steps: CommandOutput['json'][] = [];
    const tell = (output: CommandOutput) => {
      if (isJson) steps.push(output.json);
      else show(output);
    };
    const { signal } = interrupted;
    const ended = await command.run({ options, words, dataDir, connect, reconnect, show, tell, signal });
    return print(ended, isJson, steps.length === 0 ? {} : { steps });
  } finally {
    // The compiler does not see that `connect` may have set it.
    const opened = client as Result<ControlClient> | null;
    if (opened?.ok) opened.value.close();
  }
}

/** Answers go to standard output; problems go to standard error, but with --json both are the answer. @param before what led to it, for programs */
function print(result: Result<CommandOutput>, isJson: boolean, before: CommandOutput['json'] = {}): number {
  if (!result.ok) {
    if (isJson) process.stdout.write(`${JSON.stringify({ ok: false, ...before, problem: result.problem })}\n`);
    else process.stderr.write(escapeInvisible(problemText(result.problem)));
    return 1;
  }
  const { json, text, isFailure = false } = result.value;
  process.stdout.write(isJson ? `${JSON.stringify({ ok: !isFailure, ...before, ...json })}\n` : escapeInvisible(text));
  return isFailure ? 1 : 0;
}
