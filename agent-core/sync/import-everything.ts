/** Step 1 as a whole: both sides, and what became of whom the directory does not show any more. */
import { type Imported, importObjects } from './import.ts';
import { importOpen } from './import-open.ts';
import { type Removed, readRemoved } from './read-removed.ts';
import type { RunContext } from './run-context.ts';

/** A tenant whose deleted users could not be read was not read completely: whoever is missing there may be among them. */
export async function importEverything(
  context: RunContext,
  signal: AbortSignal,
): Promise<{ readonly imported: Imported; readonly removed: Removed }> {
  const { settings } = context;
  const open = context.remembered === null ? null : await importOpen(context, context.remembered, signal);
  const imported = open ?? (await importObjects(context, settings.scope, context, signal));
  const removed = await readRemoved(imported, context, settings, signal);
  if (removed.problem === null) return { imported, removed };
  const tenant = { ...imported.tenant, problem: imported.tenant.problem ?? removed.problem };
  return { imported: { ...imported, tenant, problems: [...imported.problems, removed.problem] }, removed };
}
