/** What of ldapts' Client its types keep to themselves. The version is pinned. */
import type { Socket } from 'node:net';
import type { Client } from 'ldapts';

export interface ClientInternals {
  _connect(): Promise<unknown>;
  _nextMessageId(): number;
  readonly connected: boolean;
  readonly socket: Socket | undefined;
  readonly socketDataHandler: (data: Buffer) => void;
}

export const internalsOf = (client: Client): ClientInternals => client as unknown as ClientInternals;
