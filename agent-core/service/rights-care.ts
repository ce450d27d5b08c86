/**
 * Looks now and then whether the account of the agent still has the rights it needs in each domain, and tells of those that are missing
 * (rule R19): at the start, once a day, after every change of the settings or the rights, and every hour while something is missing.
 */
import type { OwnRight } from '../contract/directory-rights.ts';
import { directoryRightTexts } from '../contract/directory-rights.ts';
import { includedUnits } from '../contract/included-units.ts';
import { oneLine } from '../contract/one-line.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import type { Settings } from '../contract/settings.ts';
import type { Timer } from '../sync/timer.ts';
import type { AgentLog } from './agent-log.ts';
import type { AgentStatus } from './agent-status.ts';
import { findSurvey, type SurveyParts } from './find-survey.ts';

export interface RightsCareParts extends SurveyParts {
  readonly status: AgentStatus;
  readonly timer: Timer;
  readonly log: AgentLog;
}

const hourMs = 3_600_000;

export class RightsCare {
  readonly #parts: RightsCareParts;
  readonly #stopping = new AbortController();
  /** Domains in which something is missing. */
  readonly #lacking = new Set<string>();
  #forget = () => {};
  #look: Promise<void> = Promise.resolve();

  constructor(parts: RightsCareParts) {
    this.#parts = parts;
  }

  /** Looks once whatever is under way is done, and again when it is time. */
  lookNow(): void {
    if (this.#stopping.signal.aborted) return;
    this.#forget();
    this.#forget = () => {};
    const look = this.#look.then(() => this.look()).catch((error: unknown) => this.#parts.log.unexpected(error));
    this.#look = look;
    void look.then(() => {
      // Whoever asked meanwhile has a look of their own behind this one.
      if (this.#look === look && !this.#stopping.signal.aborted) this.#lookLater();
    });
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#forget();
    await this.#look;
  }

  async look(): Promise<void> {
    const { settingsStore } = this.#parts;
    const settings = settingsStore.read()?.settings ?? null;
    const domains = settings?.domains.map(({ name }) => name) ?? [];
    for (const gone of [...this.#lacking].filter((name) => !domains.includes(name))) this.#tell(gone, null);
    if (settings === null) return;
    // Whatever keeps the agent from asking is told by a run; what was found before still holds.
    for (const name of domains) await this.lookAt(name, settings);
  }

  /** Problems: rights.missing, and whatever keeps the agent from asking. */
  async lookAt(name: string, { scope }: Pick<Settings, 'scope'>): Promise<Result<void>> {
    const { signal } = this.#stopping;
    const survey = findSurvey({ domain: { configured: name } }, this.#parts);
    if (!survey.ok) return survey;
    const rights = await survey.value.rights(includedUnits(scope, name), signal);
    if (!rights.ok) return rights;
    const missing = missingRightsProblem(name, rights.value);
    if (!signal.aborted) this.#tell(name, missing);
    return missing === null ? succeed(undefined) : fail(missing);
  }

  #tell(name: string, found: Problem | null): void {
    if (found === null) this.#lacking.delete(name);
    else this.#lacking.add(name);
    this.#parts.status.report(`rights ${name}`, found);
  }

  #lookLater(): void {
    const { timer } = this.#parts;
    this.#forget = timer.after(this.#lacking.size === 0 ? 24 * hourMs : hourMs, () => this.lookNow());
  }
}

/** What could not be seen is not missing. */
export function missingRightsProblem(domain: string, rights: readonly OwnRight[]): Problem | null {
  const missing = rights.filter(({ state }) => state === 'missing');
  if (missing.length === 0) return null;
  const lines = missing.map(({ right, where }) => {
    const { permission, appliesTo, without } = directoryRightTexts[right];
    return `${permission} (${appliesTo}) at ${oneLine(where)}: without it ${without}`;
  });
  return problem('rights.missing', `${domain}:${lines.map((line) => `\n    ${line}`).join('')}`);
}
