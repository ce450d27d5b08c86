/** Answers what is asked about the objects of the directory, from what both databases remember; each answer is of one moment. */
import type { DatabaseSync } from 'node:sqlite';
import { assertNever } from '../contract/assert-never.ts';
import { createCounterparts } from './counterparts.ts';
import { createExpiries } from './expiries.ts';
import { findObjects } from './find-objects.ts';
import { createHadName } from './known-names.ts';
import { countReasons, listLeftOut } from './left-out.ts';
import { createNamesInLog } from './names-in-log.ts';
import { newestRun } from './newest-run.ts';
import type { ObjectAnswer, ObjectQuery } from './object-query.ts';
import { rememberedObjects } from './remembered-objects.ts';
import { createCalledInTenant } from './tenant-names.ts';

export interface Databases {
  readonly cache: DatabaseSync;
  readonly record: DatabaseSync;
}

export function answerObjects({ cache, record }: Databases, query: ObjectQuery): ObjectAnswer {
  const { ask } = query;
  cache.exec('BEGIN');
  record.exec('BEGIN');
  try {
    const newest = newestRun(record);
    const sides = {
      remembered: rememberedObjects(cache, query),
      newest,
      expiredAt: createExpiries(cache, newest.run?.startedAt ?? null),
      hadName: createHadName(record),
      counterpartOf: createCounterparts(cache, record),
      calledInTenant: createCalledInTenant(cache, record),
      namesInLog: createNamesInLog(record),
    };
    switch (ask.kind) {
      case 'find':
        return { kind: 'find', reply: findObjects(sides, ask.name) };
      case 'reasons':
        return { kind: 'reasons', reply: countReasons(sides) };
      case 'leftOut':
        return { kind: 'leftOut', reply: listLeftOut(sides, ask) };
      default:
        return assertNever(ask);
    }
  } finally {
    cache.exec('COMMIT');
    record.exec('COMMIT');
  }
}
