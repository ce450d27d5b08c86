/** Pulls the provisioning log page by page and hands it on as text: never more than a page of it is in memory. */
import type { ProvisioningRecord } from '../contract/provisioning-record.ts';
import type { ProvisioningFilter } from '../contract/provisioning-requests.ts';
import { type Result, succeed } from '../contract/result.ts';
import type { ControlClient } from './control-client.ts';
import { eachPage } from './each-page.ts';
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
  const ended = await eachPage(
    null,
    (cursor) =>
      client.request('provisioning.read', { ...filter, order: 'oldest', cursor, limit: recordsPerPage }, signal),
    async (records) => {
      await write(records.map(textOf).join(''));
      count += records.length;
    },
  );
  return ended.ok ? succeed(count) : ended;
}

const jsonLine = (record: ProvisioningRecord) => `${JSON.stringify(record)}\n`;
