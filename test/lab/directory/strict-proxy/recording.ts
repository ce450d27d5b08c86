/**
 * The answers to searches, kept so that they can be given again without the controller: then what a read costs is the client's
 * own cost and a little of the proxy's. A file is a row of BER elements: what was asked, then the answers, and so on.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { LabProblem } from '../../lab-problem.ts';
import { answerWith, forward, type Layer } from './layers/layer.ts';
import { berTag, readElements, writeText } from './ldap/ber.ts';
import { type LdapMessage, operationTag, readMessage, writeMessage } from './ldap/ldap-message.ts';
import { endOf, resultCode } from './ldap/ldap-result.ts';
import { readPaging, withPaging } from './ldap/paging.ts';
import { isSearch } from './ldap/search.ts';

/** Answers by what was asked: a digest of everything in the request but its number. */
export type Recording = Map<string, LdapMessage[]>;

/**
 * Keeps what searches find. Binds are not searches: no password comes near a recording. Samba gives every page of a search the
 * same cookie, so cookies are numbered here on their way out: two requests for different pages must not look alike.
 */
export function recordInto(recording: Recording): Layer {
  return (request) => {
    if (!isSearch(request)) return forward(request);
    const answers: LdapMessage[] = [];
    recording.set(digestRequest(request), answers);
    return forward(withoutNumber(request), (answer) => {
      const kept = withNumber(answer, recording.size);
      answers.push(kept);
      return [kept];
    });
  };
}

const numberBytes = 4;

function withNumber(answer: LdapMessage, number: number): LdapMessage {
  const paging = readPaging(answer);
  if (paging === undefined || paging.cookie.length === 0) return answer;
  const bytes = Buffer.alloc(numberBytes);
  bytes.writeUInt32BE(number);
  return withPaging(answer, { ...paging, cookie: Buffer.concat([bytes, paging.cookie]) });
}

function withoutNumber(request: LdapMessage): LdapMessage {
  const paging = readPaging(request);
  return paging === undefined
    ? request
    : withPaging(request, { ...paging, cookie: paging.cookie.subarray(numberBytes) });
}

/** Answers instead of the controller. Whoever signs in is believed. */
export function replayFrom(recording: Recording): Layer {
  return (request) => {
    const { tag } = request.operation;
    if (tag === operationTag.unbindRequest || tag === operationTag.abandonRequest) return answerWith();
    if (tag === operationTag.bindRequest) return answerWith(endOf(request, { code: resultCode.success }));
    const answers = recording.get(digestRequest(request));
    if (answers !== undefined) return answerWith(...answers.map((answer) => ({ ...answer, id: request.id })));
    return answerWith(endOf(request, { code: resultCode.unwillingToPerform, text: 'This was never recorded.' }));
  };
}

export function writeRecording(recording: Recording): Buffer {
  const elements = [...recording].flatMap(([digest, answers]) => [writeText(digest), ...answers.map(writeMessage)]);
  return Buffer.concat(elements);
}

export async function readRecording(path: string): Promise<Recording> {
  const recording: Recording = new Map();
  try {
    let answers: LdapMessage[] = [];
    for (const element of readElements(await readFile(path))) {
      if (element.tag === berTag.octetString) {
        answers = [];
        recording.set(element.content.toString(), answers);
      } else {
        answers.push(readMessage(element));
      }
    }
  } catch (cause) {
    throw new LabProblem(`${path} holds no recording.`, 'Name a file that the proxy has recorded.', { cause });
  }
  return recording;
}

function digestRequest(request: LdapMessage): string {
  return createHash('sha256')
    .update(writeMessage({ ...request, id: 0 }))
    .digest('hex');
}
