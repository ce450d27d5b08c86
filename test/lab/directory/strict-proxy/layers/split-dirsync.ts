/**
 * DirSync answers come in rounds, each with a cookie and a flag that says whether there is more (MS-ADTS, section
 * 3.1.1.3.4.1.3). Samba sends everything in one; what does not fit into a round waits here for whoever brings the round's cookie.
 */
import { randomUUID } from 'node:crypto';
import { type DirSync, readDirSync, withDirSync } from '../ldap/dirsync.ts';
import type { LdapMessage } from '../ldap/ldap-message.ts';
import { isSuccess } from '../ldap/ldap-result.ts';
import { isEntry } from '../ldap/search.ts';
import { answerWith, forward, type Layer } from './layer.ts';

/** What is left of an answer: its entries, and the end that the controller gave it. */
type Rest = { readonly entries: readonly LdapMessage[]; readonly end: LdapMessage };
/** By cookie. Shared by all connections, because such a cookie outlives the one that it came over. */
export type DirSyncRests = Map<string, Rest>;

/** Older ones are forgotten; their cookies then lead back to where their first round began. */
const maxRests = 64;
const mark = 'round ';
const markedCookie = new RegExp(`^${mark}[0-9a-f-]{36} `);

export function splitDirSync(roundSize: number, rests: DirSyncRests): Layer {
  return (request) => {
    const asked = readDirSync(request);
    if (asked === undefined) return forward(request);
    const rest = rests.get(asked.cookie.toString('latin1'));
    const start = { ...asked, cookie: startOf(asked.cookie) };
    if (rest !== undefined) return answerWith(...nextRound(rest, request.id, start));

    const entries: LdapMessage[] = [];
    return forward(withDirSync(request, start), (answer) => {
      if (isEntry(answer)) {
        entries.push(answer);
        return [];
      }
      // References and errors pass; an end without a control has no round to announce.
      if (!isSuccess(answer) || readDirSync(answer) === undefined) return [answer];
      return nextRound({ entries, end: answer }, request.id, start);
    });
  };

  function nextRound({ entries, end }: Rest, id: number, start: DirSync): readonly LdapMessage[] {
    const round = entries.slice(0, roundSize);
    const left = entries.slice(roundSize);
    const ending =
      left.length === 0 ? end : withDirSync(end, { ...start, flags: 1, cookie: keep({ entries: left, end }, start) });
    return [...round, ending].map((message) => ({ ...message, id }));
  }

  function keep(rest: Rest, start: DirSync): Buffer {
    const cookie = Buffer.concat([Buffer.from(`${mark}${randomUUID()} `), start.cookie]);
    rests.set(cookie.toString('latin1'), rest);
    for (const oldest of [...rests.keys()].slice(0, -maxRests)) rests.delete(oldest);
    return cookie;
  }
}

/** The cookie of the request that began the rounds; for a cookie of the controller's, that cookie. */
function startOf(cookie: Buffer): Buffer {
  const marked = markedCookie.exec(cookie.toString('latin1'));
  return cookie.subarray(marked?.[0].length ?? 0);
}
