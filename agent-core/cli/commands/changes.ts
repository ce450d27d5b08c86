/** bridgehead changes: what was done to whom, when and why; on the terminal or into a file. */
import { extname } from 'node:path';
import type { ControlClient } from '../../client/control-client.ts';
import { type ExportFormat, exportChanges, exportFormats } from '../../client/export-changes.ts';
import type { ReplyOf } from '../../contract/control-api.ts';
import { runIdSchema } from '../../contract/identifiers.ts';
import { numberText } from '../../contract/number-text.ts';
import { oneLine } from '../../contract/one-line.ts';
import {
  type ProvisioningRecord,
  provisioningActionSchema,
  provisioningStatusSchema,
} from '../../contract/provisioning-record.ts';
import { type ProvisioningFilter, provisioningFilterSchema } from '../../contract/provisioning-requests.ts';
import { type Result, succeed } from '../../contract/result.ts';
import { changesText, foldRecords } from '../changes-text.ts';
import type { Command, CommandContext } from '../command.ts';
import { findRecorded } from '../find-recorded.ts';
import { wholeNumber } from '../whole-number.ts';
import { writeOutPieces } from '../write-out.ts';

const lines = wholeNumber('lines', { most: 500, usual: 50 });

export const changesCommand: Command = {
  name: 'changes',
  usage:
    'changes [--object NAME] [--run ID] [--action KIND] [--status STATUS] [--from TIME] [--until TIME] [--repeats] [--lines N | --out FILE [--format csv|ndjson]]',
  summary: 'what was done to whom, when and why, the newest at the end; with --out, all of it into a file',
  options: {
    object: {
      type: 'string',
      means: 'only of this object: its objectGUID, any name that "why" knows, or one it had',
    },
    run: { type: 'string', means: 'only of this run' },
    action: { type: 'string', means: `only of this kind: ${provisioningActionSchema.options.join(', ')}` },
    status: { type: 'string', means: `only what ended so: ${provisioningStatusSchema.options.join(', ')}` },
    from: { type: 'string', means: 'only from this time on, such as 2026-03-02 or 2026-03-02T08:00:00Z' },
    until: { type: 'string', means: 'only before this time' },
    repeats: { type: 'boolean', means: 'also what was tried again and ended as it did before' },
    lines: { type: 'string', means: 'how many; 50 unless given' },
    out: { type: 'string', means: 'write all that fits into this file, which ends in .csv or .ndjson' },
    format: { type: 'string', means: 'of the file, where its name does not say it' },
  },
  required: [],
  findMistake: ({ options }) => {
    const { object, run, action, status, from, until, out, format } = options;
    if (String(object ?? 'any').trim() === '') return '--object takes a name';
    if (run !== undefined && !runIdSchema.safeParse(run).success) return '--run takes the id of a run';
    if (action !== undefined && !provisioningActionSchema.safeParse(action).success)
      return `--action takes ${provisioningActionSchema.options.join(', ')}`;
    if (status !== undefined && !provisioningStatusSchema.safeParse(status).success)
      return `--status takes ${provisioningStatusSchema.options.join(', ')}`;
    if ([from, until].some((time) => time !== undefined && instantOf(String(time)) === null))
      return '--from and --until take a time such as 2026-03-02 or 2026-03-02T08:00:00Z';
    const mistake = lines.findMistake(options);
    if (mistake !== null) return mistake;
    if (format !== undefined && formatOf(options) === null) return `--format takes ${exportFormats.join(', ')}`;
    if (out === undefined) return format === undefined ? null : '--format needs --out';
    return formatOf(options) === null ? '--out takes a file that ends in .csv or .ndjson, or needs --format' : null;
  },
  run: async ({ options, connect, signal }) => {
    const client = await connect({ isForFile: options.out !== undefined });
    if (!client.ok) return client;
    const named = await findRecorded(client.value, filterOf(options), signal);
    if (!named.ok) return named;
    const { filter, aside } = named.value;
    const format = formatOf(options);
    if (typeof options.out === 'string' && format !== null) {
      const written = await writeOutPieces(options.out, (write) =>
        exportChanges(client.value, { filter, format, write }, signal),
      );
      if (!written.ok) return written;
      const count = numberText(written.value, 'record was', 'records were');
      const json = { records: written.value, file: options.out };
      return succeed({ json, text: `${aside}${count} written to ${oneLine(String(options.out))}.\n` });
    }
    const page = await client.value.request('provisioning.read', { ...filter, limit: lines.read(options) }, signal);
    if (!page.ok) return page;
    const records = page.value.items.toReversed();
    const shown = await readAsManyLines(
      client.value,
      { filter, page: page.value, wanted: lines.read(options) },
      signal,
    );
    if (!shown.ok) return shown;
    const text = records.length === 0 ? 'Nothing was recorded that fits.\n' : changesText(shown.value);
    return succeed({ json: { records, next: page.value.next }, text: `${aside}${text}` });
  },
};

/** A group with more members than this is shown with as many. */
const mostRead = 5_000;

interface Begun {
  readonly filter: ProvisioningFilter;
  /** The newest ones. */
  readonly page: ReplyOf<'provisioning.read'>;
  readonly wanted: number;
}

/** Memberships of a group are one line, however many they are: what was there before them is not to be hidden by them. */
async function readAsManyLines(
  client: ControlClient,
  { filter, page, wanted }: Begun,
  signal: AbortSignal,
): Promise<Result<readonly ProvisioningRecord[]>> {
  const newestFirst = [...page.items];
  let cursor = page.next;
  const isShort = () => foldRecords(newestFirst).length < Math.min(wanted, newestFirst.length);
  while (cursor !== null && newestFirst.length < mostRead && isShort()) {
    const older = await client.request('provisioning.read', { ...filter, cursor, limit: 500 }, signal);
    if (!older.ok) return older;
    newestFirst.push(...older.value.items);
    cursor = older.value.next;
  }
  const last = foldRecords(newestFirst)[wanted];
  return succeed(newestFirst.slice(0, last === undefined ? undefined : newestFirst.indexOf(last.record)).toReversed());
}

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

function formatOf({ format, out }: Options): ExportFormat | null {
  const named = format ?? extname(String(out)).slice(1).toLowerCase();
  return exportFormats.find((each) => each === named) ?? null;
}
