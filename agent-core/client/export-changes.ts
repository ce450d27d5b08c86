/** Pulls the provisioning log page by page and hands it on as text: never more than a page of it is in memory. */
import type { ProvisioningRecord } from '../contract/provisioning-record.ts';
import type { ProvisioningFilter } from '../contract/provisioning-requests.ts';
import { type Result, succeed } from '../contract/result.ts';
import type { ControlClient } from './control-client.ts';
import { csvHead, csvLine } from './provisioning-csv.ts';

export const exportFormats = ['csv', 'ndjson'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportRequest {
  readonly filter: Partial<ProvisioningFilter>;
  readonly format: ExportFormat;
  /** Settles when there is room for more. */
  readonly write: (text: string) => Promise<void>;
}

const recordsPerPage = 500;

/** The oldest record first. @returns how many there were */
export async function exportChanges(
  client: Pick<ControlClient, 'request'>,
  { filter, format, write }: ExportRequest,
  signal: AbortSignal,
): Promise<Result<number>> {
  if (format === 'csv') await write(csvHead);
  const textOf = format === 'csv' ? csvLine : jsonLine;
  let count = 0;
  let cursor: number | null = null;
  do {
    const query = { ...filter, order: 'oldest', cursor, limit: recordsPerPage } as const;
    const page: Awaited<ReturnType<typeof read>> = await read(client, query, signal);
    if (!page.ok) return page;
    await write(page.value.items.map(textOf).join(''));
    count += page.value.items.length;
    cursor = page.value.next;
  } while (cursor !== null);
  return succeed(count);
}

const jsonLine = (record: ProvisioningRecord) => `${JSON.stringify(record)}\n`;

function read(
  client: Pick<ControlClient, 'request'>,
  query: Partial<ProvisioningFilter> & {
    readonly cursor: number | null;
    readonly limit: number;
    readonly order: 'oldest';
  },
  signal: AbortSignal,
) {
  return client.request('provisioning.read', query, signal);
}
