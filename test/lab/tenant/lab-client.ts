/** Talks to the tenant's lab door: arranges the tenant and reads back what happened, for tests, demo and people. */
import { Agent, request } from 'undici';
import { z } from 'zod';
import type { FaultPlan, PlannedFault } from './lab/fault-plan.ts';
import type { JournalPage } from './lab/journal.ts';
import type { FaultPlanName } from './lab/named-fault-plans.ts';
import type { KnobChange, Knobs } from './state/knobs.ts';
import type {
  ExtensionProperty,
  KeyCredential,
  ObjectKind,
  ObjectRecord,
  Organization,
  Snapshot,
} from './state/snapshot.ts';
import type { OrganizationChange } from './state/tenant-state.ts';

export interface LabClientOptions {
  readonly origin: string;
  /** The authority that signed the tenant's certificate, in PEM form. */
  readonly caPem: string;
  /** The content of the file `lab-key` in the tenant's data folder. */
  readonly key: string;
}

/** Everything in the tenant but the key that signs its tokens. */
export interface LabState extends Omit<Snapshot, 'version' | 'signingKeyPem'> {
  readonly tenantId: string;
}

export interface LabClock {
  /** The tenant's time, ISO 8601. */
  readonly now: string;
  readonly isFrozen: boolean;
}

export interface LabObject {
  readonly kind: ObjectKind;
  /** Without an id it gets a new one. */
  readonly values: Partial<ObjectRecord>;
}

/** Every call throws a LabDoorError when the door refuses. */
export interface LabClient {
  /** Entries later than `since`; everything that is kept when left out. */
  readonly journal: (since?: number) => Promise<JournalPage>;
  readonly clearJournal: () => Promise<void>;
  readonly state: () => Promise<LabState>;
  readonly registerCertificate: (appId: string, certificatePem: string) => Promise<KeyCredential>;
  /** Replaces the faults planned so far. */
  readonly setFaults: (plan: FaultPlan) => Promise<readonly PlannedFault[]>;
  /** Replaces them by a bad day that has a name; the same name and seed always hit the same requests. */
  readonly setNamedFaults: (name: FaultPlanName, seed: number) => Promise<readonly PlannedFault[]>;
  readonly remainingFaults: () => Promise<readonly PlannedFault[]>;
  readonly clearFaults: () => Promise<void>;
  readonly changeOrganization: (change: OrganizationChange) => Promise<Organization>;
  readonly knobs: () => Promise<Knobs>;
  /** Changes what is named and leaves the rest. */
  readonly setKnobs: (change: KnobChange) => Promise<Knobs>;
  readonly resetKnobs: () => Promise<void>;
  readonly clock: () => Promise<LabClock>;
  /** Drives the tenant's time; tokens and certificates keep the real one. */
  readonly advanceClock: (byMs: number) => Promise<LabClock>;
  readonly freezeClock: (isFrozen?: boolean) => Promise<LabClock>;
  /** Every delta link that was given out is answered 410 from now on. */
  readonly expireDeltaTokens: () => Promise<void>;
  /** Puts objects as they are, past Graph's rules: contacts, distribution groups, synchronised users. Answers their ids. */
  readonly putObjects: (objects: readonly LabObject[]) => Promise<readonly string[]>;
  /** Replaces the application's permissions; tokens issued from now on have them. */
  readonly grantRoles: (appId: string, roles: readonly string[]) => Promise<void>;
  /** Makes a text property of users and groups, unless the application has it already, and answers it. */
  readonly ensureExtension: (appId: string, name: string) => Promise<ExtensionProperty>;
  /** Replaces the holders of a directory role: users, service principals or role-assignable groups. */
  readonly setDirectoryRole: (roleTemplateId: string, principalIds: readonly string[]) => Promise<void>;
  /** Gives the user a licence with a mailbox, whereupon Exchange sets mail and mailNickname. */
  readonly assignLicence: (userId: string) => Promise<ObjectRecord>;
  readonly close: () => Promise<void>;
}

export class LabDoorError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'LabDoorError';
    this.status = status;
    this.code = code;
  }
}

const deadlineMs = 120_000;

export function createLabClient({ origin, caPem, key }: LabClientOptions): LabClient {
  const dispatcher = new Agent({ connect: { ca: caPem } });

  /** The reply is trusted to have the type the door documents: both ends are this lab. */
  const ask = async <Reply>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<Reply> => {
    const reply = await request(`${origin}/lab/${path}`, {
      method,
      dispatcher,
      headers: { 'x-lab-key': key, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.timeout(deadlineMs),
    });
    const text = await reply.body.text();
    if (reply.statusCode >= 300) throw refusalOf(reply.statusCode, text);
    return (text === '' ? undefined : JSON.parse(text)) as Reply;
  };

  return {
    journal: (since = 0) => ask('GET', `journal?since=${since}`),
    clearJournal: () => ask('DELETE', 'journal'),
    state: () => ask('GET', 'state'),
    registerCertificate: (appId, certificatePem) =>
      ask('POST', `applications/${encodeURIComponent(appId)}/certificate`, { certificatePem }),
    setFaults: (plan) => ask('POST', 'faults', plan),
    setNamedFaults: (name, seed) => ask('POST', 'faults/named', { name, seed }),
    remainingFaults: () => ask('GET', 'faults'),
    clearFaults: () => ask('DELETE', 'faults'),
    changeOrganization: (change) => ask('POST', 'organization', change),
    knobs: () => ask('GET', 'knobs'),
    setKnobs: (change) => ask('POST', 'knobs', change),
    resetKnobs: () => ask('DELETE', 'knobs'),
    clock: () => ask('GET', 'clock'),
    advanceClock: (byMs) => ask('POST', 'clock', { advanceMs: byMs }),
    freezeClock: (isFrozen = true) => ask('POST', 'clock', { isFrozen }),
    expireDeltaTokens: () => ask('DELETE', 'delta-tokens'),
    putObjects: (objects) => ask('POST', 'objects', objects),
    grantRoles: (appId, roles) => ask('POST', `applications/${encodeURIComponent(appId)}/roles`, { roles }),
    ensureExtension: (appId, name) => ask('POST', `applications/${encodeURIComponent(appId)}/extension`, { name }),
    setDirectoryRole: (roleTemplateId, ids) =>
      ask('POST', `directory-roles/${encodeURIComponent(roleTemplateId)}/members`, { ids }),
    assignLicence: (userId) => ask('POST', `users/${encodeURIComponent(userId)}/licence`),
    close: () => dispatcher.close(),
  };
}

const refusalSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

function refusalOf(status: number, text: string): LabDoorError {
  const unreadable = new LabDoorError(
    status,
    'Unreadable',
    `The lab door answered ${status} with something unreadable.`,
  );
  try {
    const { code, message } = refusalSchema.parse(JSON.parse(text)).error;
    return new LabDoorError(status, code, message);
  } catch {
    return unreadable;
  }
}
