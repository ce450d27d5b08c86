/** What the `bridgehead` command does and says, wherever its words come from and go to: a terminal, or a program that it is a part of. */
import { type ControlClient, connectToAgent } from '../client/control-client.ts';
import { assertNever } from '../contract/assert-never.ts';
import { oneLine } from '../contract/one-line.ts';
import { type Result, succeed } from '../contract/result.ts';
import { version } from '../contract/version.ts';
import type { Command, CommandContext, CommandOutput } from './command.ts';
import { type CommandLine, parseCommandLine } from './command-line.ts';
import { escapeInvisible } from './escape-invisible.ts';
import { problemForPeople, replyForPeople } from './replies-for-people.ts';
import { problemText } from './texts.ts';
import { topics } from './topics.ts';
import { commandUsageText, familyUsageText, usageText } from './usage-text.ts';

export interface Asker {
  /** Of a program: its standard output. */
  answer(text: string): void;
  /** Of a program: its standard error. */
  complain(text: string): void;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

const commands = topics.flatMap((topic) => topic.commands);

/** @returns the exit code */
export async function answerCommandLine(words: readonly string[], asker: Asker): Promise<number> {
  const commandLine = parseCommandLine(words, commands);
  switch (commandLine.kind) {
    case 'help':
      asker.answer(commandLine.command === null ? usageText(topics) : commandUsageText(commandLine.command));
      return 0;
    case 'family-help':
      asker.answer(familyUsageText(commandLine.word, commandLine.family));
      return 0;
    case 'version':
      asker.answer(`${version}\n`);
      return 0;
    case 'usage-error':
      asker.complain(`bridgehead: ${oneLine(commandLine.reason)}\n\n${wayOut(commandLine.command)}`);
      return 2;
    case 'command':
      return carryOut(commandLine, asker);
    default:
      return assertNever(commandLine);
  }
}

function wayOut(command: Command | null): string {
  return command === null ? '"bridgehead help" shows all commands.\n' : commandUsageText(command);
}

async function carryOut(
  { command, options, words, dataDir, isJson }: CommandLine & { kind: 'command' },
  asker: Asker,
): Promise<number> {
  let client: Result<ControlClient> | null = null;
  const connect: CommandContext['connect'] = async ({ onStateChanged = () => {}, isForFile = false } = {}) => {
    const forPeople = isJson || isForFile ? {} : { readAs: replyForPeople };
    client ??= await connectToAgent({
      ...{ dataDir, client: { name: 'bridgehead', version }, onStateChanged },
      ...forPeople,
    });
    return client;
  };
  const reconnect: CommandContext['reconnect'] = async () => {
    if (client?.ok) client.value.close();
    client = null;
    return connect();
  };
  try {
    const show = (output: CommandOutput) => void print(succeed(output), isJson, asker);
    const steps: CommandOutput['json'][] = [];
    const tell = (output: CommandOutput) => {
      if (isJson) steps.push(output.json);
      else show(output);
    };
    const { signal } = asker;
    const ended = await command.run({ options, words, dataDir, connect, reconnect, show, tell, signal });
    return print(ended, isJson, asker, steps.length === 0 ? {} : { steps });
  } finally {
    // The compiler does not see that `connect` may have set it.
    const opened = client as Result<ControlClient> | null;
    if (opened?.ok) opened.value.close();
  }
}

/** Problems are complaints, but with --json they are the answer, too. @param before what led to it, for programs */
function print(
  result: Result<CommandOutput>,
  isJson: boolean,
  asker: Asker,
  before: CommandOutput['json'] = {},
): number {
  if (!result.ok) {
    if (isJson) asker.answer(`${JSON.stringify({ ok: false, ...before, problem: result.problem })}\n`);
    else asker.complain(escapeInvisible(problemText(problemForPeople(result.problem))));
    return 1;
  }
  const { json, text, isFailure = false } = result.value;
  asker.answer(isJson ? `${JSON.stringify({ ok: !isFailure, ...before, ...json })}\n` : escapeInvisible(text));
  return isFailure ? 1 : 0;
}
