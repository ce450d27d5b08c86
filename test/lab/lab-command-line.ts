/** What a person can ask of `npm run lab`, and how the words of it are read. */
import { parseArgs } from 'node:util';
import { largestSeedSize, parseSeedName, smallestSeedSize } from './directory/seed/seed-name.ts';
import { readFaultWords } from './lab-faults.ts';
import { defaultLabDir, defaultTenantDir } from './lab-files.ts';
import { defaultAddress, isLoopbackAddress } from './loopback-address.ts';
import { defaultTenantPort, type LabToStart } from './start-lab.ts';
import { faultPlanNames } from './tenant/lab/named-fault-plans.ts';

const alignedPlans = [faultPlanNames.slice(0, 4), faultPlanNames.slice(4)]
  .map((names) => names.join(', '))
  .join(`,\n${' '.repeat(19)}`);

export const usage = `Usage: npm run lab -- COMMAND [--dir DIR] [--address IP] [--seed SEED] [--exchange] [PARTS] [--json]

  up               start the domain controller and the tenant, or leave them running
  down             stop both and keep their data
  reset            begin again from the seed: stop both, forget their data, start
  status           say what runs and where
  answers FILE     write the answer file that pairs an agent with the lab
  register FILE    register an agent's certificate with the application in the tenant
  faults           say how the tenant fails at the moment, and in which ways it can
  faults PLAN [N]  let it fail from now on: the same plan and number hit the same requests (default: 1);
                   none ends it. Plans: ${alignedPlans}
  save FILE        write down what is in the tenant
  compare FILE     say what has changed in the tenant since it was saved
  tenant           the tenant alone, in the foreground, in a folder of its own (default: .cache/tenant)
                   [--port N] (default: 8443) [--certificate FILE] to sign in with as its application

  --dir DIR      the lab's own folder (default: .cache/lab of this project)
  --address IP   the loopback address to listen at (default: ${defaultAddress})
  --seed SEED    what the directory begins with: small (20 people), default (1,000), or a number of people
                 from ${smallestSeedSize} to ${largestSeedSize} (default: what it began with, at first small)
  --exchange     with the schema of Exchange in the forest, and mailboxes (a directory keeps what it began with)
  --json         answer in JSON
  --help         show this; so does the command help

Accounts of the directory, and the files of their passwords (status shows how to read and to change it):
  administrator@contoso.test    may change everything   DIR/dc1/passwords/administrator
  svc-bridgehead@contoso.test   reads, for the agent    DIR/dc1/passwords/svc-bridgehead

Parts that come on request:
  --strict                 a proxy that is as strict as a Windows controller, besides the straight way
  --second-controller      another controller of the same domain, which replicates with the first one
  --read-only-controller   a read-only controller of the same domain
  --second-forest          the forest fabrikam.test
`;

const commandNames = [
  'up',
  'down',
  'reset',
  'status',
  'answers',
  'register',
  'faults',
  'save',
  'compare',
  'tenant',
] as const;
export type CommandName = (typeof commandNames)[number];
/** The commands that take the name of a file. */
const fileCommands: readonly CommandName[] = ['answers', 'register', 'save', 'compare'];

export type CommandOptions = Pick<
  LabToStart,
  'seed' | 'exchange' | 'strict' | 'secondController' | 'readOnlyController' | 'secondForest'
> & {
  readonly dir: string;
  readonly address: string;
  /** What follows the command: a file, or a plan and its number. */
  readonly words: readonly string[];
  readonly port: number;
  readonly certificatePath: string | undefined;
  readonly isJson: boolean;
};

export type Request =
  | { readonly kind: 'help' }
  | { readonly kind: 'run'; readonly command: CommandName; readonly options: CommandOptions }
  | { readonly kind: 'misunderstood'; readonly sentence: string };

export function parseCommandLine(args: readonly string[]): Request {
  const misunderstood = (sentence: string): Request => ({ kind: 'misunderstood', sentence });
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        dir: { type: 'string' },
        address: { type: 'string', default: defaultAddress },
        seed: { type: 'string' },
        port: { type: 'string' },
        certificate: { type: 'string' },
        exchange: { type: 'boolean' },
        strict: { type: 'boolean' },
        'second-controller': { type: 'boolean' },
        'read-only-controller': { type: 'boolean' },
        'second-forest': { type: 'boolean' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    const [command, ...words] = positionals;
    if (values.help || command === 'help') return { kind: 'help' };
    if (command === undefined) return misunderstood(`Say what to do: ${commandNames.join(', ')}.`);
    if (!isCommandName(command)) return misunderstood(`There is no command ${command}.`);
    const wordProblem = findWordProblem(command, words);
    if (wordProblem !== undefined) return misunderstood(wordProblem);
    if (values.dir === '') return misunderstood('--dir needs the name of a folder.');
    if (!isLoopbackAddress(values.address)) {
      return misunderstood(
        `${values.address} is no loopback address; the lab listens at addresses like 127.0.0.5 only.`,
      );
    }
    const port = Number(values.port ?? defaultTenantPort);
    if (!(Number.isInteger(port) && port >= 0 && port <= 65_535))
      return misunderstood(`There is no port ${values.port}.`);
    if (command !== 'tenant' && (values.port ?? values.certificate) !== undefined) {
      return misunderstood('--port and --certificate are for the tenant alone.');
    }
    const seed = values.seed === undefined ? undefined : parseSeedName(values.seed);
    if (values.seed !== undefined && seed === undefined) return misunderstood(`There is no seed ${values.seed}.`);
    const options = {
      dir: values.dir ?? (command === 'tenant' ? defaultTenantDir : defaultLabDir),
      address: values.address,
      words,
      port,
      certificatePath: values.certificate,
      isJson: values.json,
      ...(seed && { seed }),
      ...(values.exchange && { exchange: true }),
      ...(values.strict && { strict: true }),
      ...(values['second-controller'] && { secondController: true }),
      ...(values['read-only-controller'] && { readOnlyController: true }),
      ...(values['second-forest'] && { secondForest: true }),
    };
    return { kind: 'run', command, options };
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    const [sentence] = cause.message.split('. ');
    return misunderstood(`${sentence}.`);
  }
}

function findWordProblem(command: CommandName, words: readonly string[]): string | undefined {
  const [word = '', ...others] = words;
  if (command === 'faults')
    return readFaultWords(words) === undefined ? 'faults takes one of the plans and a number.' : undefined;
  if (!fileCommands.includes(command)) return words.length > 0 ? `${command} takes no further word.` : undefined;
  return word === '' || others.length > 0 ? `${command} needs the name of one file.` : undefined;
}

function isCommandName(word: string): word is CommandName {
  return commandNames.some((name) => name === word);
}
