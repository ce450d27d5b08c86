/** Asks a domain controller over UDP whether it is there, what it holds and where we stand: the LDAP ping ([MS-ADTS] 6.3.3). */
import { createSocket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { AndFilter, EqualityFilter, MessageParser, SearchEntry, SearchRequest } from 'ldapts';
import { type PingAnswer, readPingAnswer } from './ping-answer.ts';

const port = 389;
const answerTimeoutMs = 1_000;
/** NETLOGON_NT_VERSION_5 and _5EX: answer in the form that ping-answer.ts reads ([MS-ADTS] 6.3.1.1). */
const wantedVersion = Buffer.from([0x06, 0, 0, 0]);

/** A controller as one can ask it. @returns null when nothing usable came back in time, which a firewall can be the reason of */
export type PingController = (address: string, domainName: string, signal: AbortSignal) => Promise<PingAnswer | null>;

export const pingController: PingController = (address, domainName, signal) => {
  if (signal.aborted) return Promise.resolve(null);
  return new Promise((settle) => {
    const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
    let answer: PingAnswer | null = null;
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      socket.off('message', take).close(() => settle(answer));
      // Closing twice is a defect, an error after the end is not.
      socket.off('error', end).on('error', () => undefined);
    };
    const take = (message: Buffer) => {
      answer = answerIn(message);
      end();
    };
    const timer = setTimeout(end, answerTimeoutMs);
    signal.addEventListener('abort', end, { once: true });
    socket.on('error', end).on('message', take);
    // A connected socket takes datagrams of that address alone and is told when nobody listens there.
    socket.connect(port, address, () => socket.send(request(domainName)));
  });
};

function request(domainName: string): Buffer {
  return new SearchRequest({
    messageId: 1,
    baseDN: '',
    scope: 'base',
    filter: new AndFilter({
      filters: [
        new EqualityFilter({ attribute: 'DnsDomain', value: domainName }),
        new EqualityFilter({ attribute: 'NtVer', value: wantedVersion }),
      ],
    }),
    attributes: ['Netlogon'],
  }).write();
}

/** The attribute of the entry in the datagram; what follows the entry says nothing new. */
function answerIn(datagram: Buffer): PingAnswer | null {
  const answers: PingAnswer[] = [];
  const parser = new MessageParser();
  parser.on('error', () => undefined);
  parser.on('message', (message) => {
    if (!(message instanceof SearchEntry)) return;
    const answer = readPingAnswer(message.attributes[0]?.parsedBuffers[0] ?? Buffer.alloc(0));
    if (answer !== null) answers.push(answer);
  });
  parser.read(datagram, new Map());
  return answers[0] ?? null;
}
