/**
 * Sends one search on a connection that an LDAP client has, and decodes the answers itself: ldapts takes four times as long for them, and
 * what it makes of an entry cannot tell an attribute that lost its value from one that was not named. Meanwhile the client does not listen.
 */
import type { Client, SearchRequest } from 'ldapts';
import { internalsOf } from './client-internals.ts';
import { errorOfAnswer, operationTimeoutMs, success } from './ldap-answer.ts';
import { MessageSplitter } from './message-splitter.ts';
import type { ReceivedEntry } from './received-entry.ts';
import { readSearchAnswer, type SearchEnd } from './search-answer.ts';
import { TypeNames } from './type-names.ts';

export interface SearchAnswers<Item> {
  readonly entries: readonly Item[];
  readonly controls: SearchEnd['controls'];
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
  const internals = internalsOf(client);
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
      refuse(new Error(`no answer for ${operationTimeoutMs / 1000} seconds`));
    }, operationTimeoutMs);
    socket.on('data', take).on('error', refuse).on('close', closed);
    socket.off('data', socketDataHandler);
    if (socket.destroyed) closed();
    else socket.write(request.write());
  });
  if (end.status !== success) throw errorOfAnswer(end);
  return { entries, controls: end.controls };
}
