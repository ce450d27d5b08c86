/** Step 1 as a whole: both sides, and what became of whom the directory does not show any more. */
import type { TenantObjectId } from '../contract/identifiers.ts';
import { type Imported, importObjects } from './import.ts';
import { importOpen } from './import-open.ts';
import { type Removed, readRemoved } from './read-removed.ts';
import type { RunContext } from './run-context.ts';

/** The accounts that hold a directory role, or reach one; null when that could not be read, which is no reason not to run (rule R27). */
export type Privileged = ReadonlySet<TenantObjectId> | null;

/** A tenant whose deleted users could not be read was not read completely: whoever is missing there may be among them. */
export async function importEverything(
  context: RunContext,
  signal: AbortSignal,
): Promise<{ readonly imported: Imported; readonly removed: Removed; readonly privileged: Privileged }> {
  const { settings } = context;
  const open = context.remembered === null ? null : await importOpen(context, context.remembered, signal);
  const imported = open ?? (await importObjects(context, settings.scope, context, signal));
  const removed = await readRemoved(imported, context, settings, signal);
  const privileged = await readPrivileged(imported, context, signal);
  if (removed.problem === null) return { imported, removed, privileged };
  const tenant = { ...imported.tenant, problem: imported.tenant.problem ?? removed.problem };
  return { imported: { ...imported, tenant, problems: [...imported.problems, removed.problem] }, removed, privileged };
}

async function readPrivileged(
  { organization }: Imported,
  { tenant }: RunContext,
  signal: AbortSignal,
): Promise<Privileged> {
  if (organization === null) return null;
  const read = await tenant.readPrivileged(signal);
  return read.ok ? read.value : null;
}
