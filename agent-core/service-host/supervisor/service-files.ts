/** The files of a supervised service, in a folder beside the data folder, which is the agent's alone. */
import { existsSync, lstatSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import { readIfThere } from '../../system/read-if-there.ts';
import { replaceFile } from '../../system/replace-file.ts';
import { processIdentitySchema } from './process-identity.ts';

const installationSchema = z.object({
  runtimePath: z.string(),
  agentPath: z.string(),
  supervisorPath: z.string(),
  dataDir: z.string(),
  approvers: z.string().nullable().default(null),
});
export type Installation = z.infer<typeof installationSchema>;

/** What the supervisor last said of itself. Whoever reads it checks that the processes are alive. */
const supervisorRecordSchema = z.object({
  supervisor: processIdentitySchema,
  agent: processIdentitySchema.nullable(),
  /** ISO 8601: when this agent was started, or the pause began. */
  since: z.iso.datetime(),
  restarts: z.int(),
});
export type SupervisorRecord = z.infer<typeof supervisorRecordSchema>;

export interface ServiceFiles {
  readonly dir: string;
  readonly recordPath: string;
  readonly lockPath: string;
  readonly outputPath: string;
  /** Null when the service is not installed. Problem: data.untrusted-folder. Throws what the system refuses. */
  readInstallation(): Result<Installation | null>;
  writeInstallation(installation: Installation): void;
  /** Null when no supervisor has written one, or it cannot be read. */
  readRecord(): SupervisorRecord | null;
  writeRecord(record: SupervisorRecord): void;
}

export function serviceFilesOf(dataDir: string): ServiceFiles {
  const dir = `${dataDir}-service`;
  const installationPath = join(dir, 'installed.json');
  const recordPath = join(dir, 'running.json');
  return {
    dir,
    recordPath,
    lockPath: join(dir, 'supervisor.lock'),
    outputPath: join(dir, 'agent-output.log'),
    readInstallation: () => {
      if (!existsSync(dir)) return succeed(null);
      const trouble = findTrouble(dir);
      if (trouble !== null) return fail(problem('data.untrusted-folder', trouble));
      return succeed(parseFile(installationPath, installationSchema));
    },
    writeInstallation: (installation) => {
      mkdirSync(dir, { recursive: true, mode: 0o700 });
      replaceFile(installationPath, `${JSON.stringify(installation, null, 2)}\n`, 0o600);
    },
    readRecord: () => parseFile(recordPath, supervisorRecordSchema),
    writeRecord: (record) => replaceFile(recordPath, `${JSON.stringify(record)}\n`, 0o600),
  };
}

/** Who can write there chooses what is started and what is ended in the caller's name. */
function findTrouble(dir: string): string | null {
  const found = lstatSync(dir);
  if (!found.isDirectory()) return `${dir} is not a folder`;
  if (found.uid !== process.getuid?.()) return `${dir} belongs to user ${found.uid}`;
  return (found.mode & 0o022) === 0 ? null : `others may write to ${dir}`;
}

function parseFile<Schema extends z.ZodType>(path: string, schema: Schema): z.output<Schema> | null {
  // A supervisor that ends takes its record away.
  const text = readIfThere(path);
  if (text === null) return null;
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
