/**
 * Tells the log how runs end. What is wrong can last for weeks, and a run ends every two minutes: only what begins, changes or is over is a
 * warning, so that whoever reads warnings reads news. What was known before the agent started is news once more.
 */
import { leftAloneAs } from '../contract/left-alone.ts';
import type { HeldObject } from '../contract/plan.ts';
import type { RunCounts } from '../contract/run-counts.ts';
import type { RunReport } from '../contract/run-report.ts';
import { digestContent } from '../sync/content-digest.ts';
import type { AgentLog } from './agent-log.ts';

interface Trouble {
  readonly kind: 'finding' | 'problem';
  readonly title: string;
  /** Of a finding, what stays the same while it grows. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly numbers: Readonly<Record<string, unknown>>;
}

export class RunTrouble {
  readonly #log: AgentLog;
  #known: ReadonlyMap<string, Trouble> = new Map();
  #endedAs = '';

  constructor(log: AgentLog) {
    this.#log = log;
  }

  /** @param left whom the run left alone, for whatever reason */
  tell(report: RunReport, left: readonly HeldObject[]): void {
    const { runId: run, result, counts } = report;
    const now = troubleOf(report);
    const endedAs = digestContent([result, troublesIn(counts), heldAmong(left), [...now.values()]]);
    const isNews = result !== 'succeeded' && result !== 'cancelled' && endedAs !== this.#endedAs;
    this.#log[isNews ? 'warn' : 'info']('run ended', { run, result, ...numbersOf(counts) });
    for (const [key, { title, fields, numbers }] of now) {
      const before = this.#known.get(key);
      const isKnown = before !== undefined && digestContent(before.numbers) === digestContent(numbers);
      this.#log[isKnown ? 'debug' : 'warn'](title, { run, ...fields, ...numbers });
    }
    // A run that did not come that far cannot know that something is over.
    const isOver = ({ kind }: Trouble) => result !== 'cancelled' && (kind === 'problem' || result !== 'failed');
    const gone = [...this.#known].filter(([key]) => !now.has(key));
    for (const [, trouble] of gone) {
      if (isOver(trouble)) this.#log.warn(`no longer so: ${trouble.title}`, { run, ...trouble.fields });
    }
    this.#known = new Map([...gone.filter(([, trouble]) => !isOver(trouble)), ...now]);
    this.#endedAs = endedAs;
  }
}

function troubleOf(report: RunReport): ReadonlyMap<string, Trouble> {
  return new Map([
    ...report.findings
      // What is within its limit is for information.
      .filter(({ held = 0, found, allowed }) => held > 0 || found > allowed)
      .map(({ kind, held = 0, problem: { code, title, detail } }): [string, Trouble] => [
        `finding ${kind ?? code}`,
        { kind: 'finding', title, fields: { kind, code }, numbers: { held, detail } },
      ]),
    ...problemsOf(report).map(({ code, title, detail }): [string, Trouble] => [
      `problem ${code} ${detail}`,
      { kind: 'problem', title, fields: { code, detail }, numbers: {} },
    ]),
  ]);
}

const troublesIn = ({ failed, held, notAttempted, waiting, unknown }: RunCounts) =>
  [failed, held, notAttempted, waiting, unknown].map(String);

const heldAmong = (left: readonly HeldObject[]) =>
  left
    .filter(({ problem }) => leftAloneAs(problem) === 'held')
    .map(({ objectGuid, problem: { code, detail } }) => `${objectGuid} ${code} ${detail}`)
    .toSorted();

/** Whoever asked for it reads it. */
export function tellPreview(log: AgentLog, report: RunReport): void {
  const { runId: run, result, counts } = report;
  log.info('preview ended', { run, result, ...numbersOf(counts) });
  for (const { code, title, detail } of problemsOf(report)) log.warn(title, { run, code, detail });
}

const problemsOf = ({ problems, quarantine }: RunReport) =>
  quarantine === null ? problems : [...problems, quarantine];

/** A line of the log has each number once; those of each type of object are in the report. */
function numbersOf({ byType: _byType, ...numbers }: RunCounts) {
  return numbers;
}
