/** Asks the name servers this machine is set up for, or those that are named. */
import { Resolver } from 'node:dns/promises';
import { errorCodeOf } from '../../contract/error-code.ts';
import { problem } from '../../contract/problem.ts';
import { fail, succeed } from '../../contract/result.ts';
import type { NameResolver } from './name-resolver.ts';

const answerTimeoutMs = 2_000;
const tries = 2;
/** What a name server says of a name that has no record of the kind, and of one that does not exist. */
const noSuchRecord: ReadonlySet<string> = new Set(['ENODATA', 'ENOTFOUND']);

/** @param servers `address` or `address:port` each; without them the machine's own */
export function createDnsResolver(servers: readonly string[] = []): NameResolver {
  return {
    findServices: async (name, signal) => {
      try {
        const records = await ask(servers, signal, (resolver) => resolver.resolveSrv(name));
        return succeed(
          records.map(({ name: host, port, priority, weight }) => ({
            host: host.replace(/\.$/, '').toLowerCase(),
            port,
            priority,
            weight,
          })),
        );
      } catch (error) {
        const code = error instanceof Error ? errorCodeOf(error) : '';
        if (noSuchRecord.has(code)) return succeed([]);
        if (signal.aborted) return fail(problem('run.cancelled', `while looking for ${name}`));
        return fail(problem('directory.no-controller', `${name}: no name server answered (${code})`));
      }
    },
    findAddresses: async (host, signal) => {
      const families = [
        ask(servers, signal, (resolver) => resolver.resolve4(host)),
        ask(servers, signal, (resolver) => resolver.resolve6(host)),
      ];
      const found = await Promise.allSettled(families);
      return found.flatMap((family) => (family.status === 'fulfilled' ? family.value : []));
    },
  };
}

/** A resolver of its own for every question, so that cancelling one leaves the others alone. */
async function ask<Answer>(
  servers: readonly string[],
  signal: AbortSignal,
  question: (resolver: Resolver) => Promise<Answer>,
): Promise<Answer> {
  const resolver = new Resolver({ timeout: answerTimeoutMs, tries });
  if (servers.length > 0) resolver.setServers(servers);
  const cancel = () => resolver.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const answer = question(resolver);
    if (signal.aborted) cancel();
    return await answer;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}
