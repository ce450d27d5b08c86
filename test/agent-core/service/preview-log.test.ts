import { expect, test } from 'vitest';
import { createPreviewLog } from '../../../agent-core/service/preview-log.ts';
import { changeFor, namesFor } from '../../builders/changes.ts';
import { runIdFor } from '../../builders/identifiers.ts';
import { runReport } from '../../builders/run-report.ts';

function begin(previews: ReturnType<typeof createPreviewLog>, number: number) {
  const begun = previews.begin(runIdFor(number), 'now', 'a test');
  if (!begun.ok) throw new Error(begun.problem.detail);
  return begun.value;
}

test('the entries of the newest preview are read page by page', () => {
  const previews = createPreviewLog();
  const log = begin(previews, 1);
  for (const name of namesFor(3)) log.append([{ kind: 'previewed', change: changeFor(name, 'update') }]);
  expect(previews.entries(runIdFor(1), 0, 2)).toMatchObject({ items: [{}, {}], next: 2 });
  expect(previews.entries(runIdFor(1), 2, 2)).toMatchObject({ items: [{}], next: null });
  expect(previews.entries(runIdFor(1), 0, 3)?.next).toBeNull();
  expect(log.finish(runReport())).toMatchObject({ ok: true });
});

test('an earlier preview is forgotten when the next one begins', () => {
  const previews = createPreviewLog();
  expect(previews.entries(runIdFor(1), 0, 9)).toBeNull();
  begin(previews, 1).append([{ kind: 'previewed', change: changeFor('ada', 'update') }]);
  begin(previews, 2);
  expect(previews.entries(runIdFor(1), 0, 9)).toBeNull();
  expect(previews.entries(runIdFor(2), 0, 9)).toEqual({ items: [], next: null });
});
