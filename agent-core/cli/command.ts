/** What every command is: a name, how it is used, and what it makes of its arguments. */
import type { ConnectOptions, ControlClient } from '../client/control-client.ts';
import type { Result } from '../contract/result.ts';

/** What a command found out, for programs and for people. */
export interface CommandOutput {
  /** Joined with `"ok": true` it is what --json prints. */
  readonly json: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** Set when the command worked but what it reports is a failure; the exit code becomes 1. */
  readonly isFailure?: boolean;
}

export interface Option {
  readonly type: 'string' | 'boolean';
  /** What it is good for, in the help of the command: a few words, without a full stop. */
  readonly means: string;
}

/** What a person is about to do, and the commands for it. */
export interface Topic {
  readonly title: string;
  readonly commands: readonly Command[];
}

export interface Command {
  /** One word or two, such as `settings get`. */
  readonly name: string;
  /** One line each, without the name of the program. */
  readonly usage: string;
  readonly summary: string;
  /** What its words can be, where the usage only names them: a sentence or two, in the help of the command. */
  readonly note?: string;
  /** Options besides those that every command takes. */
  readonly options: Readonly<Record<string, Option>>;
  /** The options without which the command cannot do anything. */
  readonly required: readonly string[];
  /** Whether it takes words besides its options, and at least how many. */
  readonly words?: { readonly atLeast: number; readonly atMost: number };
  /** What is wrong with this use of it, told before anything is done; null when nothing is. */
  readonly findMistake?: (given: Pick<CommandContext, 'options' | 'words'>) => string | null;
  run(context: CommandContext): Promise<Result<CommandOutput>>;
}

export interface Connecting {
  readonly onStateChanged?: ConnectOptions['onStateChanged'];
  /** What the agent answers goes into a file for programs: ends of lines in it stay what they are. */
  readonly isForFile?: boolean;
}

export interface CommandContext {
  /** Values of the command's own options. */
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  readonly words: readonly string[];
  /** Of the agent meant. */
  readonly dataDir: string;
  /** Connects on first use; a command that fails before never bothers the agent. */
  connect(how?: Connecting): Promise<Result<ControlClient>>;
  /** Connects anew, to an agent that was restarted. */
  reconnect(): Promise<Result<ControlClient>>;
  /** For commands that go on: what they found out until now. */
  show(output: CommandOutput): void;
  /** For commands that do one thing after the other: what is done, told to people at once and to programs with the one answer. */
  tell(output: CommandOutput): void;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}
