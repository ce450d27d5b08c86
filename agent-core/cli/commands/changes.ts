/** bridgehead changes: what was done to whom, when and why; on the terminal or into a file. */
import { type FileHandle, open } from 'node:fs/promises';
import { extname } from 'node:path';
import { type ExportFormat, exportChanges, exportFormats } from '../../client/export-changes.ts';
import { errorCodeOf } from '../../contract/error-code.ts';
import { runIdSchema } from '../../contract/identifiers.ts';
import { problem } from '../../contract/problem.ts';
import { provisioningActionSchema, provisioningStatusSchema } from '../../contract/provisioning-record.ts';
import { type ProvisioningFilter, provisioningFilterSchema } from '../../contract/provisioning-requests.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import { changesText } from '../changes-text.ts';
import type { Command, CommandContext, CommandOutput } from '../command.ts';

const mostLines = 500;
const usualLines = 50;

export const changesCommand: Command = {
  name: 'changes',
  usage:
    'changes [--object NAME] [--run ID] [--action KIND] [--status STATUS] [--from TIME] [--until TIME] [--repeats] [--lines N | --out FILE [--format csv|ndjson]]',
  summary: 'what was done to whom, when and why, the newest at the end; with --out, all of it into a file',
  options: {
    object: { type: 'string' },
    run: { type: 'string' },
    action: { type: 'string' },
    status: { type: 'string' },
    from: { type: 'string' },
    until: { type: 'string' },
    repeats: { type: 'boolean' },
    lines: { type: 'string' },
    out: { type: 'string' },
    format: { type: 'string' },
  },
  required: [],
  findMistake: ({ options }) => {
    const { run, action, status, from, until, out, format } = options;
    if (run !== undefined && !runIdSchema.safeParse(run).success) return '--run takes the id of a run';
    if (action !== undefined && !provisioningActionSchema.safeParse(action).success)
      return `--action takes ${provisioningActionSchema.options.join(', ')}`;
    if (status !== undefined && !provisioningStatusSchema.safeParse(status).success)
      return `--status takes ${provisioningStatusSchema.options.join(', ')}`;
    if ([from, until].some((time) => time !== undefined && instantOf(String(time)) === null))
      return '--from and --until take a time such as 2026-03-02 or 2026-03-02T08:00:00Z';
    const lines = linesOf(options);
    if (!Number.isInteger(lines) || lines < 1 || lines > mostLines) return `--lines takes 1 to ${mostLines}`;
    if (format !== undefined && formatOf(options) === null) return `--format takes ${exportFormats.join(', ')}`;
    if (out === undefined) return format === undefined ? null : '--format needs --out';
    return formatOf(options) === null ? '--out takes a file that ends in .csv or .ndjson, or needs --format' : null;
  },
  run: async ({ options, connect, signal }) => {
    const client = await connect();
    if (!client.ok) return client;
    const filter = filterOf(options);
    const format = formatOf(options);
    if (typeof options.out === 'string' && format !== null) {
      return writeFile(options.out, (write) => exportChanges(client.value, { filter, format, write }, signal));
    }
    const page = await client.value.request('provisioning.read', { ...filter, limit: linesOf(options) }, signal);
    if (!page.ok) return page;
    const records = page.value.items.toReversed();
    const text = records.length === 0 ? 'Nothing was recorded that fits.\n' : changesText(records);
    return succeed({ json: { records, next: page.value.next }, text });
  },
};

type Options = CommandContext['options'];

function filterOf(options: Options): ProvisioningFilter {
  const { object = null, run = null, action = null, status = null, from, until } = options;
  return provisioningFilterSchema.parse({
    object,
    runId: run,
    action,
    status,
    from: from === undefined ? null : instantOf(String(from)),
    until: until === undefined ? null : instantOf(String(until)),
    withRepeats: options.repeats === true,
  });
}

/** A day alone begins at midnight, UTC. */
function instantOf(text: string): string | null {
  const isTime = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text);
  return isTime && !Number.isNaN(Date.parse(text)) ? new Date(text).toISOString() : null;
}

const linesOf = ({ lines }: Options) => Number(lines ?? usualLines);

function formatOf({ format, out }: Options): ExportFormat | null {
  const named = format ?? extname(String(out)).slice(1).toLowerCase();
  return exportFormats.find((each) => each === named) ?? null;
}

/** The file is its owner's alone: it names people. */
async function writeFile(
  path: string,
  produce: (write: (text: string) => Promise<void>) => Promise<Result<number>>,
): Promise<Result<CommandOutput>> {
  let file: FileHandle | null = null;
  try {
    const opened = await open(path, 'w', 0o600);
    file = opened;
    const written = await produce(async (text) => void (await opened.write(text)));
    if (!written.ok) return written;
    const count = `${written.value.toLocaleString('en')} ${written.value === 1 ? 'record was' : 'records were'}`;
    return succeed({ json: { records: written.value, file: path }, text: `${count} written to ${path}.\n` });
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    return fail(problem('file.not-written', `${path}: ${errorCodeOf(error)}`));
  } finally {
    await file?.close();
  }
}
