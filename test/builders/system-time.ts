/** Time as it really passes, for adapters that are tested against a running tenant. */
import { systemClock } from '../../agent-core/service/system-clock.ts';
import { systemTimer } from '../../agent-core/service/system-timer.ts';

export const systemTime = { clock: systemClock, timer: systemTimer } as const;
