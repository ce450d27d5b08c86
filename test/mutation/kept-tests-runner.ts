/**
 * Stryker's test runner for the decisions, which are pure: everything is loaded once and stays, so that a change costs the
 * milliseconds of the tests that reach it. Vitest needs a second for each to load them again.
 *
 * A change may leave something behind in a loaded file. So the test that noticed a change is asked again without it: when it fails then
 * too, everything is loaded anew, and the change gets another trial.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { type LoadedTest, loadAnewFromNow, loadTests } from './load-tests.ts';

interface Options {
  readonly keptTests: { readonly testFiles: readonly string[] };
}

interface Trial {
  readonly testFilter?: readonly string[];
  readonly hitLimit?: number;
  readonly activeMutant: { readonly id: string };
  readonly sandboxFileName: string;
  readonly mutantActivation: 'runtime' | 'static';
}

interface Instruments {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: unknown;
}

declare global {
  /** What the changed code asks which change is active, and tells that it was reached. */
  var __stryker__: Instruments | undefined;
}

const durationsPath = 'durations.json';

class KeptTestsRunner {
  static readonly inject = ['options'] as const;
  readonly #testFiles: readonly string[];
  readonly #instruments: Instruments;
  #tests: readonly LoadedTest[] = [];
  #durations: ReadonlyMap<string, number> = new Map();

  constructor({ keptTests }: Options) {
    this.#testFiles = keptTests.testFiles;
    globalThis.__stryker__ ??= {};
    this.#instruments = globalThis.__stryker__;
    // Of what a change left running, when its trial was over already.
    process.on('unhandledRejection', () => {});
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async dryRun() {
    await this.#loadAll();
    const results = [];
    for (const loaded of this.#tests) {
      this.#instruments.currentTestId = loaded.id;
      const begin = performance.now();
      const failure = await failureOf(loaded);
      const timeSpentMs = performance.now() - begin;
      const common = { id: loaded.id, name: loaded.id, timeSpentMs };
      results.push(failure === null ? { ...common, status: 0 } : { ...common, status: 1, failureMessage: failure });
    }
    this.#instruments.currentTestId = undefined;
    const durations = results.map(({ id, timeSpentMs }): [string, number] => [id, timeSpentMs]);
    this.#durations = new Map(durations);
    writeFileSync(durationsPath, JSON.stringify(durations));
    return { status: 'complete', tests: results, mutantCoverage: this.#instruments.mutantCoverage };
  }

  async mutantRun(trial: Trial) {
    if (this.#tests.length === 0) {
      await this.#loadAll();
      this.#durations = readDurations();
    }
    if (trial.mutantActivation === 'static') return this.#tryLoading(trial);
    const result = await this.#tryKept(trial);
    if (result.status !== 'killed' || (await this.#isStillGood(result.killedBy))) return result;
    loadAnewFromNow();
    await this.#loadAll();
    return this.#tryKept(trial);
  }

  async #loadAll(): Promise<void> {
    const loaded: LoadedTest[] = [];
    for (const path of this.#testFiles) loaded.push(...(await loadTests(path)));
    this.#tests = loaded;
  }

  #tryKept(trial: Trial) {
    const reaching = new Set(trial.testFilter);
    const tests = this.#withoutLongest(this.#inOrder(trial).filter(({ id }) => reaching.has(id)));
    return this.#try(trial, async function* () {
      yield* tests;
    });
  }

  /** One file after the other, so that most of them need not be loaded. */
  async #tryLoading(trial: Trial) {
    loadAnewFromNow();
    const paths = new Set(this.#inOrder(trial).map(({ path }) => path));
    const result = await this.#try(trial, async function* () {
      for (const path of paths) yield* await loadTests(path);
    });
    loadAnewFromNow();
    return result;
  }

  async #try({ activeMutant, hitLimit }: Trial, testsOf: () => AsyncGenerator<LoadedTest>) {
    Object.assign(this.#instruments, { activeMutant: activeMutant.id, hitCount: 0, hitLimit });
    let nrOfTests = 0;
    try {
      for await (const loaded of testsOf()) {
        nrOfTests += 1;
        const failure = await failureOf(loaded);
        const { hitCount } = this.#instruments;
        if (hitCount !== undefined && hitLimit !== undefined && hitCount > hitLimit) {
          return { status: 'timeout' as const, reason: `reached ${hitCount} times` };
        }
        if (failure !== null) {
          return { status: 'killed' as const, killedBy: [loaded.id], failureMessage: failure, nrOfTests };
        }
      }
      return { status: 'survived' as const, nrOfTests };
    } catch (error) {
      // No test can be told of: the files do not even load.
      return { status: 'killed' as const, killedBy: [], failureMessage: String(error), nrOfTests };
    } finally {
      this.#instruments.activeMutant = undefined;
    }
  }

  async #isStillGood(ids: readonly string[]): Promise<boolean> {
    const again = this.#tests.filter(({ id }) => ids.includes(id));
    for (const loaded of again) if ((await failureOf(loaded)) !== null) return false;
    return true;
  }

  /** One that takes a tenth of the time of all is asked only about what no other reaches. */
  #withoutLongest(tests: readonly LoadedTest[]): readonly LoadedTest[] {
    const durationOf = ({ id }: LoadedTest) => this.#durations.get(id) ?? 0;
    const total = this.#tests.reduce((sum, loaded) => sum + durationOf(loaded), 0);
    const shorter = tests.filter((loaded) => durationOf(loaded) < total / 10);
    return shorter.length === 0 ? tests : shorter;
  }

  /** What bears the name of the changed file first, then the quickest. */
  #inOrder({ sandboxFileName }: Trial): readonly LoadedTest[] {
    const named = `test/${relative(process.cwd(), sandboxFileName).replace(/\.ts$/, '.test.ts')}`;
    const rank = ({ path, id }: LoadedTest) => (path === named ? 0 : 1 + (this.#durations.get(id) ?? 0));
    return this.#tests.toSorted((one, other) => rank(one) - rank(other));
  }
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'kept', injectableClass: KeptTestsRunner }];

/** @returns null when the test passes */
async function failureOf({ run }: LoadedTest): Promise<string | null> {
  try {
    await run();
    return null;
  } catch (error) {
    return String(error);
  }
}

/** Of the dry run, which another process may have made. */
function readDurations(): ReadonlyMap<string, number> {
  return new Map(JSON.parse(readFileSync(durationsPath, 'utf8')));
}
