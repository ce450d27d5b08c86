/** Runs a command against an agent as the program would, and keeps what it showed. */
import type { Command, CommandContext, CommandOutput } from '../../agent-core/cli/command.ts';
import { parseCommandLine } from '../../agent-core/cli/command-line.ts';
import { type ControlClient, connectToAgent } from '../../agent-core/client/control-client.ts';
import type { Result } from '../../agent-core/contract/result.ts';
import { testClient } from './stub-agent.ts';

export function runCommandLine(dataDir: string, command: Command, ...words: readonly string[]) {
  const line = parseCommandLine([...command.name.split(' '), ...words], [command]);
  if (line.kind !== 'command') throw new Error(`not a command: ${JSON.stringify(line)}`);
  const shown: CommandOutput[] = [];
  const interrupted = new AbortController();
  let client: Result<ControlClient> | null = null;
  const connect: CommandContext['connect'] = async ({ onStateChanged = () => {} } = {}) => {
    client = await connectToAgent({ dataDir, client: testClient, onStateChanged });
    return client;
  };
  const ended = command
    .run({
      options: line.options,
      words: line.words,
      dataDir,
      connect,
      reconnect: () => {
        if (client?.ok) client.value.close();
        return connect();
      },
      show: (output) => void shown.push(output),
      tell: (output) => void shown.push(output),
      signal: interrupted.signal,
    })
    .finally(() => {
      if (client?.ok) client.value.close();
    });
  return { shown, ended, interrupt: () => interrupted.abort() };
}
