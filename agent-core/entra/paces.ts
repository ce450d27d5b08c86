/** One pace for each application in each tenant, for as long as the agent lives: the quotas do not begin anew with every run. */
import type { TenantAddress } from '../contract/settings.ts';
import type { Clock } from '../sync/clock.ts';
import type { Timer } from '../sync/timer.ts';
import { Pace } from './pace.ts';

export function createPaces(clock: Clock, timer: Timer) {
  const paces = new Map<string, Pace>();
  return ({ tenantId, clientId }: Pick<TenantAddress, 'tenantId' | 'clientId'>): Pace => {
    const name = `${tenantId} ${clientId}`;
    const pace = paces.get(name) ?? new Pace(clock, timer);
    paces.set(name, pace);
    return pace;
  };
}
