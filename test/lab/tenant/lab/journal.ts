/** Remembers what was asked of the tenant and what it answered, without passwords and tokens. */
import type { Delivery, TenantRequest } from '../http/exchange.ts';

export type JournalDoor = 'graph' | 'sign-in' | 'page';

export interface JournalEntry {
  /** Counts up from 1 and is never reused, so that a reader can go on where it stopped. */
  readonly sequence: number;
  readonly time: string;
  readonly door: JournalDoor;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** The body as JSON or form fields; null when there was none or it could not be read. */
  readonly body: unknown;
  /** A request inside a batch has a line of its own, before the line of the batch. */
  readonly isInBatch: boolean;
  /** The status sent or meant to be sent; null when nothing was going to be. */
  readonly status: number | null;
  /** False when the client could not have received the whole reply. */
  readonly isDelivered: boolean;
  /** The application whose token or assertion was believed. */
  readonly callerAppId: string | null;
  readonly requestId: string;
  readonly clientRequestId: string;
  /** The fault that was injected, by its name or kind. */
  readonly fault: string | null;
}

export interface JournalPage {
  readonly entries: readonly JournalEntry[];
  /** Give this as `since` to read what comes later. */
  readonly lastSequence: number;
  /** Entries after `since` that were dropped because the journal keeps only so many. */
  readonly missed: number;
}

export interface Journal {
  readonly add: (exchange: JournaledExchange) => void;
  readonly since: (sequence: number) => JournalPage;
  readonly clear: () => void;
}

export interface JournaledExchange {
  readonly door: JournalDoor;
  readonly request: TenantRequest;
  readonly isInBatch: boolean;
  readonly delivery: Delivery;
  /** What the tenant did, even if the client never learns of it. */
  readonly outcome: { readonly status: number; readonly callerAppId?: string } | undefined;
  readonly fault: string | undefined;
}

const entryLimit = 20_000;
const journaledBodyLimit = 64 * 1024;

export function createJournal(): Journal {
  let entries: JournalEntry[] = [];
  let lastSequence = 0;
  let clearedUpTo = 0;

  return {
    add: ({ door, request, isInBatch, delivery, outcome, fault }) => {
      lastSequence += 1;
      entries.push({
        sequence: lastSequence,
        time: request.receivedAt.toISOString(),
        door,
        method: request.method,
        path: request.path,
        query: scrubbedQuery(request.query),
        body: scrubbedBody(request),
        isInBatch,
        status: outcome?.status ?? null,
        isDelivered: delivery.kind === 'reply',
        callerAppId: outcome?.callerAppId ?? null,
        requestId: request.requestId,
        clientRequestId: request.clientRequestId,
        fault: fault ?? null,
      });
      // Cut in large steps: dropping the first element of a long array on every request is slow.
      if (entries.length > entryLimit * 1.1) entries = entries.slice(-entryLimit);
    },
    since: (sequence) => {
      const kept = entries.filter((entry) => entry.sequence > sequence);
      const firstKept = kept[0]?.sequence ?? lastSequence + 1;
      return { entries: kept, lastSequence, missed: Math.max(0, firstKept - 1 - Math.max(sequence, clearedUpTo)) };
    },
    clear: () => {
      entries = [];
      clearedUpTo = lastSequence;
    },
  };
}

const removed = '[removed]';

/** Names of JSON members, form fields and query parameters whose values never reach the journal. */
const secretName = /password|secret|assertion|token|^(device_|user_)?code$|code_verifier|^proof$/i;
const harmlessNames: ReadonlySet<string> = new Set([
  'client_assertion_type',
  'forceChangePasswordNextSignIn',
  'forceChangePasswordNextSignInWithMfa',
  'passwordPolicies',
  '$deltatoken',
  '$skiptoken',
]);

const isSecretName = (name: string): boolean => secretName.test(name) && !harmlessNames.has(name);

function scrubbedQuery(query: URLSearchParams): string {
  const shown = new URLSearchParams();
  for (const [name, value] of query) shown.append(name, isSecretName(name) ? removed : value);
  return shown.toString();
}

function scrubbedBody(request: TenantRequest): unknown {
  if (request.body === '') return null;
  if (request.body.length > journaledBodyLimit) return `[${request.body.length} characters]`;
  const contentType = request.headers['content-type'] ?? '';
  if (/^application\/x-www-form-urlencoded\b/i.test(contentType)) {
    return scrubbed(Object.fromEntries(new URLSearchParams(request.body)));
  }
  try {
    return scrubbed(JSON.parse(request.body));
  } catch {
    return '[unreadable]';
  }
}

/** A secret name hides plain values; an object under such a name, like passwordProfile, is searched further. */
function scrubbed(value: unknown, isSecret = false): unknown {
  if (Array.isArray(value)) return value.map((part) => scrubbed(part, isSecret));
  if (typeof value !== 'object' || value === null) return isSecret ? removed : value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]: readonly [string, unknown]) => [name, scrubbed(part, isSecretName(name))]),
  );
}
