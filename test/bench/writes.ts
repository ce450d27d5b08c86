/** 10,000 creates by the published quotas, on the way through the lab's tenant, its time driven: alone, and beside somebody who takes half. */
import { measureWrites } from './measure-writes.ts';
import { atLeast, atMost, type Part } from './part.ts';

const creates = 10_000;
/** learn.microsoft.com/graph/throttling-limits, identity and access: 3,000 writes in 150 seconds, from a full bucket. */
const quota = { knobs: { quotas: 'published' }, spent: 0, burst: 3_000, perSecond: 20 } as const;

const inPercent = (share: number) => `${(share * 100).toFixed(2)} %`;
const asCount = (count: number) => count.toLocaleString('en');

export const writes: Part = {
  name: 'writes',
  measure: async () => {
    const alone = await measureWrites({ creates, ...quota, others: 0, hiddenHeaders: [] });
    const beside = await measureWrites({ creates, ...quota, others: 10, hiddenHeaders: [] });
    const blind = await measureWrites({
      ...{ creates, ...quota, others: 10 },
      hiddenHeaders: ['x-ms-throttle-limit-percentage'],
    });
    return {
      rows: [
        atLeast('alone: share of the quota', alone.share, 0.97, inPercent),
        atMost('alone: replies with 429', alone.refused, 0, asCount),
        atLeast('beside half: share of what is left', beside.share, 0.97, inPercent),
        atMost('beside half: requests that meet 429', beside.refused / beside.requests, 0.01, inPercent),
        atMost('beside half, untold: requests that meet 429', blind.refused / blind.requests, 0.01, inPercent),
        atMost('sent before a Retry-After was over', alone.impatient + beside.impatient + blind.impatient, 0, asCount),
        atLeast('users created', Math.min(alone.created, beside.created, blind.created), creates, asCount),
      ],
      json: Number(alone.share.toFixed(4)),
    };
  },
};
