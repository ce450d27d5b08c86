/** What the service host for Windows does for the agent that it keeps; without it the agent looks after itself, as on Unix. */
import type { Readable } from 'node:stream';
import { type Result, succeed } from '../contract/result.ts';
import { createEventWriter, type WriteEvent } from '../service-host/windows/event-writer.ts';
import { inspectFolder } from '../service-host/windows/inspect-folder.ts';
import { followHost, type HostOrders } from './host-orders.ts';

export interface WindowsHosting {
  /** Who is at a door, and when to stop. */
  readonly orders: HostOrders;
  /** Writes into the log that operators look at. */
  readonly writeEvent: WriteEvent;
  /** Only an administrator can close the folder again. Problem: data.folder-open. @returns nothing: nothing was mended */
  readonly lookAtFolder: (dir: string) => Result<readonly string[]>;
}

/** @param service as the host names it in the environment */
export function hostedByWindows(input: Readable, hostPath: string, service: string): WindowsHosting {
  return {
    orders: followHost(input),
    writeEvent: createEventWriter(hostPath),
    lookAtFolder: (dir) => {
      const looked = inspectFolder(hostPath, dir, service);
      return looked.ok ? succeed([]) : looked;
    },
  };
}
