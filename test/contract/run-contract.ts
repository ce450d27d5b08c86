/** Runs the contract somewhere real, once a person has said where and has typed its name. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { programs, runProgram } from '../../build/suite/run-program.ts';

export interface ContractToRun {
  readonly command: string;
  /** The level of the test suite. */
  readonly project: 'live' | 'real-ad';
  /** What is named by --confirm: `tenant`. */
  readonly what: string;
  /** What will be done there, so that nobody is surprised. */
  readonly warning: string;
  /** How README names the place. */
  readonly place: string;
}

/** Exit code 0: it holds there; 1: it does not, or nothing was run; 2: the command line is not enough. */
export async function runContract(contract: ContractToRun, args: readonly string[]): Promise<number> {
  const { command, project, what, warning, place } = contract;
  const wanted = readArguments(args);
  if (wanted === undefined || !existsSync(wanted.answersPath)) {
    process.stderr.write(
      `${wanted === undefined ? '' : `There is no file ${wanted.answersPath}.\n\n`}Usage: ${command} -- --answers FILE --confirm NAME\n\n${warning}\nNAME is the name of the ${what}, exactly. README says what FILE holds.\n`,
    );
    return 2;
  }
  process.env.BRIDGEHEAD_LIVE_ANSWERS = wanted.answersPath;
  process.env.BRIDGEHEAD_LIVE_CONFIRM = wanted.confirmedName;
  const exitCode = await runProgram(programs.vitest, [
    'run',
    '--config',
    'test/vitest.config.ts',
    '--project',
    project,
  ]);
  const today = new Date().toISOString().slice(0, 10);
  if (exitCode === 0) process.stdout.write(`It holds. Say so in README: ${place}, ${today}.\n`);
  return exitCode === 0 ? 0 : 1;
}

function readArguments(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { answers: { type: 'string' }, confirm: { type: 'string' } },
    });
    if (!values.answers || !values.confirm) return undefined;
    return { answersPath: resolve(values.answers), confirmedName: values.confirm };
  } catch {
    return undefined;
  }
}
