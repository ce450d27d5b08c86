/** Follows delta queries through all their pages, as a client does. */
import { expect } from 'vitest';
import type { Reply, TenantForTests } from './tenant-for-tests.ts';

export interface DeltaEntry {
  readonly id: string;
  readonly '@removed'?: { readonly reason: string };
  readonly 'members@delta'?: readonly DeltaEntry[];
  readonly 'manager@delta'?: readonly DeltaEntry[];
  readonly [name: string]: unknown;
}

export interface DeltaRound {
  readonly entries: readonly DeltaEntry[];
  readonly pageCount: number;
  /** Ask this for the next round. */
  readonly link: string;
}

export interface DeltaForTests {
  /** Asks the address, or the link of an earlier round, and every page after it. */
  readonly follow: (link: string, headers?: Readonly<Record<string, string>>) => Promise<DeltaRound>;
  readonly ask: (link: string, headers?: Readonly<Record<string, string>>) => Promise<Reply>;
}

interface DeltaBody {
  readonly value: readonly DeltaEntry[];
  readonly '@odata.nextLink'?: string;
  readonly '@odata.deltaLink'?: string;
}

export function deltaOf(lab: () => TenantForTests): DeltaForTests {
  const ask = (link: string, headers: Readonly<Record<string, string>> = {}): Promise<Reply> =>
    lab().graph(link.replace(lab().tenant.origin, ''), { headers });
  return {
    ask,
    follow: async (link, headers) => {
      const entries: DeltaEntry[] = [];
      let next = link;
      for (let pageCount = 1; pageCount < 1000; pageCount += 1) {
        const reply = await ask(next, headers);
        expect(reply.status, reply.text).toBe(200);
        const body = reply.json as DeltaBody;
        entries.push(...body.value);
        if (body['@odata.deltaLink'] !== undefined) return { entries, pageCount, link: body['@odata.deltaLink'] };
        next = body['@odata.nextLink'] ?? '';
      }
      throw new Error('The delta query does not end.');
    },
  };
}
