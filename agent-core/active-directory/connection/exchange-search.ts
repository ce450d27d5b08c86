/**
 * Sends one search on a connection that an LDAP client has, and decodes the answers itself: ldapts takes four times as long for them, and
 * what it makes of an entry cannot tell an attribute that lost its value from one that was not named. Meanwhile the client does not listen.
 */
import type { Socket } from 'node:net';
import { BindResponse, type Client, type SearchRequest, StatusCodeParser } from 'ldapts';
import { MessageSplitter } from './message-splitter.ts';
import type { ReceivedEntry } from './received-entry.ts';
import { readSearchAnswer, type SearchEnd } from './search-answer.ts';
import { TypeNames } from './type-names.ts';

export interface SearchAnswers<Item> {
  readonly entries: readonly Item[];
  readonly controls: SearchEnd['controls'];
}

/** A controller that says nothing for this long is taken for gone. */
const silenceMs = 60_000;
const success = 0;

/** What of ldapts' Client its types keep to themselves. The version is pinned. */
interface ClientInternals {
  _connect(): Promise<unknown>;
  readonly connected: boolean;
  readonly socket: Socket | undefined;
  readonly socketDataHandler: (data: Buffer) => void;
}

/**
 * One search at a time. Rejects with what ldapts would: a ResultCodeError when the controller refuses.
 * @param decode called with each entry as it arrives: what is not kept then is forgotten soon, and costs nothing
 */
export async function exchangeSearch<Item>(
  client: Client,
  request: SearchRequest,
  decode: (entry: ReceivedEntry) => Item,
): Promise<SearchAnswers<Item>> {
  const internals = client as unknown as ClientInternals;
  if (!internals.connected) await internals._connect();
  const { socket, socketDataHandler } = internals;
  if (socket === undefined) throw new Error('the connection is closed');
  const entries: Item[] = [];
  const end = await new Promise<SearchEnd>((resolve, reject) => {
    const splitter = new MessageSplitter();
    const names = new TypeNames();
    const finish = (conclude: () => void) => {
      clearTimeout(timer);
      socket.off('data', take).off('error', refuse).off('close', closed);
      socket.on('data', socketDataHandler);
      conclude();
    };
    const refuse = (error: Error) => finish(() => reject(error));
    const closed = () => refuse(new Error('the connection was closed before the answer was complete'));
    const take = (chunk: Buffer) => {
      timer.refresh();
      try {
        for (const message of splitter.push(chunk)) {
          const answer = readSearchAnswer(message, names);
          if (answer.messageId !== request.messageId) continue;
          if (answer.kind === 'entry') entries.push(decode(answer.entry));
          if (answer.kind === 'end') finish(() => resolve(answer.end));
        }
      } catch (error) {
        // Nobody knows where the next message begins.
        socket.destroy();
        refuse(error instanceof Error ? error : new Error(String(error)));
      }
    };
    const timer = setTimeout(() => {
      socket.destroy();
      refuse(new Error(`no answer for ${silenceMs / 1000} seconds`));
    }, silenceMs);
    socket.on('data', take).on('error', refuse).on('close', closed);
    socket.off('data', socketDataHandler);
    if (socket.destroyed) closed();
    else socket.write(request.write());
  });
  if (end.status !== success) throw StatusCodeParser.parse(new BindResponse({ messageId: 0, ...end, controls: [] }));
  return { entries, controls: end.controls };
}
