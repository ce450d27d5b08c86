/** Counts what is asked of databases while something is done: what grows with the number of objects shows there before it costs time. */
import { StatementSync } from 'node:sqlite';
import { vi } from 'vitest';

export function countStatements(work: () => unknown): number {
  const spies = [
    vi.spyOn(StatementSync.prototype, 'run'),
    vi.spyOn(StatementSync.prototype, 'get'),
    vi.spyOn(StatementSync.prototype, 'all'),
    vi.spyOn(StatementSync.prototype, 'iterate'),
  ];
  try {
    work();
    return spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
