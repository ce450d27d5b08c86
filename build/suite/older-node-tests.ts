/** `npm run test:node22 -- [FILE...]`: the tests of the agent on the oldest Node that it is to run on, with every program that they start. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fetchOlderNode } from '../older-node/fetch-older-node.ts';
import { programs, projectDir } from './run-program.ts';

const files = process.argv.slice(2);
const levels = ['pure', 'scenario', 'process'].flatMap((name) => ['--project', name]);
const commandLine = ['run', '--config', 'test/vitest.config.ts', ...levels];
const runtimePath = await fetchOlderNode();
const child = spawn(
  runtimePath,
  [
    join(projectDir, programs.vitest),
    ...commandLine,
    ...(files.length > 0 ? files : ['test/agent-core', 'test/scenarios']),
  ],
  { cwd: projectDir, stdio: 'inherit' },
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
const [code] = await once(child, 'exit');
process.exitCode = code ?? 1;
