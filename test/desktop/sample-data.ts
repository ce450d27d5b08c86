/** States, reports and entries as an agent sends them; a builder shows only what matters to its test. */
import type { z } from 'zod';
import type { AgentState } from '../../agent-core/contract/agent-state.ts';
import { objectGuidSchema } from '../../agent-core/contract/identifiers.ts';
import type { AttributeChange, Change } from '../../agent-core/contract/plan.ts';
import { changeSchema, heldObjectSchema } from '../../agent-core/contract/plan.ts';
import { type Problem, problem } from '../../agent-core/contract/problem.ts';
import type { runCountsSchema } from '../../agent-core/contract/run-counts.ts';
import {
  type Outcome,
  outcomeSchema,
  type ReportEntry,
  type RunReport,
  runReportSchema,
  runSteps,
} from '../../agent-core/contract/run-report.ts';
import type { ScopeSettings } from '../../agent-core/contract/settings.ts';

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
export const guidOf = (number: number) => `6f9619ff-8b86-4011-b42d-${number.toString(16).padStart(12, '0')}`;

const pairing = {
  tenant: { tenantId: '0b5c1a9e-3f52-4d6c-9a51-7f6f2c1f8e44', displayName: 'Contoso' },
  domains: [{ name: 'corp.contoso.com', controller: 'dc1.corp.contoso.com' }],
};

/** A scope of one group. */
export const staffAlone: ScopeSettings = {
  kind: 'groups',
  groups: [
    {
      objectGuid: objectGuidSchema.parse(guidOf(0xb001)),
      domain: 'contoso.com',
      name: 'CN=GG-Staff,DC=contoso,DC=com',
    },
  ],
};

type Activity = AgentState['activity'];

export const activities = {
  unconfigured: { kind: 'unconfigured' },
  idle: { kind: 'idle', ...pairing },
  running: (step: (typeof runSteps)[number]): Activity => ({
    kind: 'running',
    ...pairing,
    runId: reportOf({ run: 9 }).runId,
    startedAt: minutesAgo(0),
    step,
  }),
  protected: {
    kind: 'protected',
    problem: problem('data.record-damaged', '/var/lib/bridgehead/record.db: page 7 does not match its checksum'),
  },
} as const satisfies Record<string, Activity | ((step: (typeof runSteps)[number]) => Activity)>;

export const stateOf = (
  activity: Activity,
  lastRun: RunReport | null = null,
  problems: readonly Problem[] = [],
): AgentState => ({
  version: '0.1.0',
  startedAt: minutesAgo(190),
  activity,
  lastRun,
  schedule: { isPaused: true, nextRunAt: null, intervalSeconds: 120 },
  problems,
});

interface ReportOptions extends Partial<Omit<RunReport, 'runId' | 'counts'>> {
  readonly run?: number;
  readonly counts?: Partial<z.input<typeof runCountsSchema>>;
}

export const reportOf = ({ run = 1, counts = {}, ...rest }: ReportOptions = {}): RunReport =>
  runReportSchema.parse({
    runId: guidOf(0xf000 + run),
    startedAt: minutesAgo(2),
    durationMs: 3_412,
    result: 'succeeded',
    steps: runSteps
      .filter((step) => step !== 'record')
      .map((step, index) => ({ step, durationMs: [812, 4, 6, 11, 3, 1, 2_540][index] })),
    directory: { users: 1_236, groups: 60, isComplete: true },
    tenant: { users: 1_232, groups: 56, isComplete: true },
    findings: [],
    problems: [],
    ...rest,
    counts: {
      planned: { create: 0, update: 0, disable: 0, enable: 0 },
      applied: 0,
      failed: 0,
      held: 0,
      notAttempted: 0,
      unchanged: 1_232,
      outOfScope: 4,
      notWritable: 4,
      absent: 0,
      ...counts,
    },
  });

interface ChangeOptions {
  readonly number?: number;
  readonly kind?: Change['kind'];
  readonly name?: string;
  readonly signInName?: string;
  readonly attributes?: readonly AttributeChange[];
}

export const changeOf = ({
  number = 1,
  kind = 'update',
  name = 'Anna Berg',
  signInName = 'anna.berg@contoso.com',
  attributes = [{ name: 'department', before: 'Sales', after: 'Sales and service' }],
}: ChangeOptions = {}): Change =>
  changeSchema.parse({
    kind,
    digest: number.toString(16).padStart(64, '0'),
    objectGuid: guidOf(number),
    anchor: Buffer.from(guidOf(number).replaceAll('-', ''), 'hex').toString('base64'),
    tenantObjectId: guidOf(0xa000 + number),
    displayName: name,
    userPrincipalName: signInName,
    attributes,
  });

type OutcomeWithoutIds = Outcome extends infer Each
  ? Each extends { kind: 'applied' }
    ? Omit<Each, 'tenantObjectId'>
    : Each
  : never;

export const outcomeEntry = (outcome: OutcomeWithoutIds): ReportEntry => ({
  kind: 'outcome',
  outcome: outcomeSchema.parse({ tenantObjectId: guidOf(0xa000), ...outcome }),
});

export const heldEntry = (number: number, displayName: string, why: Problem): ReportEntry => ({
  kind: 'held',
  held: heldObjectSchema.parse({ objectGuid: guidOf(number), displayName, userPrincipalName: null, problem: why }),
});

/** One line of every kind, with names that are not plain ASCII and one that is long. */
export const mixedEntries: readonly ReportEntry[] = [
  outcomeEntry({
    kind: 'applied',
    change: changeOf({
      attributes: [
        { name: 'department', before: 'Sales', after: 'Sales and service' },
        { name: 'jobTitle', before: 'Acount manager', after: 'Account manager' },
        { name: 'businessPhones', before: ['+46 8 123 45 67'], after: ['+46 8 123 45 68', '+46 8 123 45 00'] },
        { name: 'mobilePhone', before: null, after: '+46 70 123 45 67' },
      ],
    }),
  }),
  outcomeEntry({
    kind: 'applied',
    change: changeOf({
      number: 2,
      kind: 'create',
      name: 'Seán O’Brien',
      signInName: 'sean.obrien@contoso.com',
      attributes: [
        { name: 'displayName', before: null, after: 'Seán O’Brien' },
        { name: 'accountEnabled', before: null, after: true },
      ],
    }),
  }),
  outcomeEntry({
    kind: 'failed',
    change: changeOf({ number: 3, name: 'Łukasz Wójcik', signInName: 'lukasz.wojcik@contoso.com' }),
    problem: problem('tenant.conflict', 'userPrincipalName lukasz.wojcik@contoso.com'),
  }),
  outcomeEntry({
    kind: 'held',
    change: changeOf({
      number: 4,
      kind: 'disable',
      name: 'María González-Fernández de la Vega',
      signInName: 'maria.gonzalez-fernandez.de.la.vega@emea.corp.contoso.com',
      attributes: [{ name: 'accountEnabled', before: true, after: false }],
    }),
    problem: problem('guard.too-many-disables', '7 of 1,236 users in scope'),
  }),
  outcomeEntry({
    kind: 'notAttempted',
    change: changeOf({ number: 5, kind: 'enable', name: '山田 太郎', signInName: 'taro.yamada@contoso.com' }),
  }),
  heldEntry(6, 'Room 4.12', problem('object.mail-taken-twice', 'room412@contoso.com')),
];

export const manyEntries: readonly ReportEntry[] = Array.from({ length: 230 }, (_, index) =>
  outcomeEntry({ kind: 'applied', change: changeOf({ number: 100 + index, name: `Person ${index + 1}` }) }),
);
