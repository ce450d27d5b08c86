import { describe, expect, onTestFinished, test } from 'vitest';
import { type Problem, problem } from '../../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../../agent-core/contract/result.ts';
import type { RunReport } from '../../../agent-core/contract/run-report.ts';
import type { ScheduleSettings } from '../../../agent-core/contract/settings.ts';
import { followQuarantine, slowedByQuarantine } from '../../../agent-core/service/quarantine-schedule.ts';
import { Schedule } from '../../../agent-core/service/schedule.ts';
import { configuredParts } from '../../builders/agent-parts.ts';
import { directoryUser } from '../../builders/directory-object.ts';
import { type DrivenClock, drivenClock } from '../../builders/driven-clock.ts';
import { runIdFor } from '../../builders/identifiers.ts';
import { memoryAgentLog } from '../../builders/memory-agent-log.ts';
import { runReport } from '../../builders/run-report.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const everyTwoMinutes: ScheduleSettings = { intervalSeconds: 120, isPaused: false };

/** Runs that start and end when a test says so. */
function scriptedRunner(clock: DrivenClock) {
  const startedAtMs: number[] = [];
  const listeners = new Set<() => void>();
  let refusal: Problem | null = null;
  let end: (() => void) | null = null;
  let ended = Promise.resolve();
  const startRun = () => {
    if (end !== null) return fail(problem('run.in-progress', 'the one before'));
    if (refusal !== null) return fail(refusal);
    startedAtMs.push(clock.monotonicMs());
    for (const listener of listeners) listener();
    return succeed(runIdFor(startedAtMs.length));
  };
  return {
    startedAtMs,
    startRun,
    settled: () => ended,
    onStart: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** From now on something is in progress, until the function that this gives is called. */
    occupy: () => {
      ended = new Promise((settle) => {
        end = settle;
      });
      return async () => {
        end?.();
        end = null;
        // What waits for the end has its turn first.
        await ended;
        await Promise.resolve();
      };
    },
    refuse: (reason: Problem | null) => {
      refusal = reason;
    },
  };
}

function scheduled(initial: ScheduleSettings | null = everyTwoMinutes, lastRunStartedAt: string | null = null) {
  const clock = drivenClock();
  const runner = scriptedRunner(clock);
  let settings = initial;
  const refusals: (Problem | null)[] = [];
  let changes = 0;
  const log = memoryAgentLog();
  const schedule = new Schedule(
    {
      runner,
      clock,
      timer: clock,
      log,
      readSettings: () => settings,
      onChange: () => {
        changes += 1;
      },
      onRefusal: (refusal) => refusals.push(refusal),
    },
    lastRunStartedAt,
  );
  onTestFinished(() => schedule.stop());
  const change = (next: ScheduleSettings | null) => {
    settings = next;
    schedule.follow();
  };
  return { clock, runner, schedule, change, refusals, log, changes: () => changes };
}

const runsOf = ({ runner }: ReturnType<typeof scheduled>) => runner.startedAtMs.map((atMs) => atMs / second);

describe('the schedule', () => {
  test('starts a run every interval, the first one interval after the set-up', () => {
    const agent = scheduled(null);
    agent.clock.advance(hour);
    expect(agent.schedule.read()).toEqual({ isPaused: false, nextRunAt: null, intervalSeconds: 120 });
    agent.change(everyTwoMinutes);
    expect(agent.schedule.read().nextRunAt).toBe('2026-03-02T09:02:00.000Z');
    agent.clock.advance(10 * minute);
    expect(runsOf(agent)).toEqual([3720, 3840, 3960, 4080, 4200]);
    expect(agent.schedule.read().nextRunAt).toBe('2026-03-02T09:12:00.000Z');
  });

  test('counts anew from a set-up over another one, so that there is the whole interval to look', () => {
    const agent = scheduled();
    agent.clock.advance(minute + 59 * second);
    agent.change({ intervalSeconds: 60, isPaused: false });
    agent.schedule.countFromSetUp();
    expect(agent.schedule.read().nextRunAt).toBe('2026-03-02T08:02:59.000Z');
    agent.clock.advance(59 * second);
    expect(runsOf(agent)).toEqual([]);
    agent.clock.advance(second);
    expect(runsOf(agent)).toEqual([179]);
  });

  test('counts from a run that somebody started by hand', () => {
    const agent = scheduled();
    agent.clock.advance(90 * second);
    agent.runner.startRun();
    agent.clock.advance(3 * minute);
    expect(runsOf(agent)).toEqual([90, 210]);
  });

  test('starts no run after it was stopped', () => {
    const agent = scheduled();
    agent.schedule.stop();
    agent.runner.startRun();
    agent.clock.advance(hour);
    expect(runsOf(agent)).toEqual([0]);
  });

  test('begins no run before its time when a timer is early', () => {
    const agent = scheduled();
    agent.clock.advance(minute);
    const early = drivenClock();
    const runner = scriptedRunner(early);
    const timers: (() => void)[] = [];
    const after = (_delayMs: number, work: () => void) => {
      timers.push(work);
      return () => {};
    };
    const parts = { log: agent.log, readSettings: () => everyTwoMinutes, onChange: () => {}, onRefusal: () => {} };
    const schedule = new Schedule({ ...parts, runner, clock: early, timer: { after } }, null);
    early.advance(119_999);
    timers.at(-1)?.();
    expect(runner.startedAtMs).toEqual([]);
    early.advance(1);
    timers.at(-1)?.();
    expect(runner.startedAtMs).toEqual([120_000]);
    schedule.stop();
  });

  test('takes up another interval at once, counted from the last run', () => {
    const agent = scheduled();
    agent.clock.advance(3 * minute);
    agent.change({ ...everyTwoMinutes, intervalSeconds: 600 });
    expect(agent.schedule.read()).toMatchObject({ nextRunAt: '2026-03-02T08:12:00.000Z', intervalSeconds: 600 });
    agent.clock.advance(20 * minute);
    expect(runsOf(agent)).toEqual([120, 720, 1320]);
    agent.change({ ...everyTwoMinutes, intervalSeconds: 30 });
    agent.clock.advance(0);
    expect(runsOf(agent)).toEqual([120, 720, 1320, 1380]);
  });

  test('is off again when the set-up is removed', () => {
    const agent = scheduled();
    agent.change(null);
    agent.clock.advance(hour);
    expect(runsOf(agent)).toEqual([]);
  });

  test('says when it changed', () => {
    const agent = scheduled();
    const before = agent.changes();
    agent.clock.advance(2 * minute);
    expect(agent.changes()).toBe(before + 1);
  });
});

describe('runs never overlap', () => {
  test('a turn that comes during a run waits for its end, and is taken once', async () => {
    const agent = scheduled();
    agent.clock.advance(2 * minute);
    const end = agent.runner.occupy();
    agent.clock.advance(hour);
    expect(runsOf(agent)).toEqual([120]);
    await end();
    agent.clock.advance(0);
    expect(runsOf(agent)).toEqual([120, 3720]);
    agent.clock.advance(2 * minute);
    expect(runsOf(agent)).toEqual([120, 3720, 3840]);
  });

  test('a turn that waited is not taken when the schedule was paused meanwhile', async () => {
    const agent = scheduled();
    const end = agent.runner.occupy();
    agent.clock.advance(hour);
    agent.change({ ...everyTwoMinutes, isPaused: true });
    await end();
    agent.clock.advance(hour);
    expect(runsOf(agent)).toEqual([]);
  });

  test('a real run and a real preview are each waited for', async () => {
    const parts = configuredParts([directoryUser('ada')]);
    const { clock, runner, log, history } = parts;
    const notes = { onChange: () => {}, onRefusal: () => {}, log, readSettings: () => everyTwoMinutes };
    const schedule = new Schedule({ ...notes, runner, clock, timer: clock }, null);
    onTestFinished(() => schedule.stop());
    const preview = runner.preview(null, new AbortController().signal);
    clock.advance(2 * minute);
    await preview;
    await runner.settled();
    expect(history.reports).toHaveLength(0);
    clock.advance(0);
    clock.advance(2 * minute);
    await runner.settled();
    expect(history.reports.map(({ result }) => result)).toEqual(['succeeded']);
    await Promise.resolve();
    clock.advance(0);
    await runner.settled();
    expect(history.reports).toHaveLength(2);
  });
});

describe('a clock that jumps', () => {
  test.each([-10 * hour, -minute, minute, 10 * hour])('by %i ms starts no run and puts none off', (jumpMs) => {
    const agent = scheduled();
    agent.clock.advance(minute);
    agent.clock.setWallClock(jumpMs);
    agent.clock.advance(0);
    expect(runsOf(agent)).toEqual([]);
    const expected = new Date(Date.parse('2026-03-02T08:02:00.000Z') + jumpMs).toISOString();
    expect(agent.schedule.read().nextRunAt).toBe(expected);
    agent.clock.advance(3 * minute);
    expect(runsOf(agent)).toEqual([120, 240]);
  });

  test('for daylight saving changes nothing, whatever the time zone of the server', () => {
    const zone = process.env.TZ;
    process.env.TZ = 'Europe/Berlin';
    onTestFinished(() => {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    });
    for (const night of ['2026-03-29T00:00:00.000Z', '2026-10-25T00:00:00.000Z']) {
      const clock = drivenClock(night);
      const offset = () => new Date(clock.now()).getTimezoneOffset();
      const before = offset();
      const runner = scriptedRunner(clock);
      const notes = { onChange: () => {}, onRefusal: () => {}, log: memoryAgentLog() };
      const schedule = new Schedule(
        { ...notes, runner, clock, timer: clock, readSettings: () => everyTwoMinutes },
        night,
      );
      clock.advance(2 * hour);
      expect(offset()).not.toBe(before);
      expect(runner.startedAtMs).toEqual(Array.from({ length: 60 }, (_each, index) => (index + 1) * 2 * minute));
      schedule.stop();
    }
  });
});

describe('eight hours of sleep', () => {
  test('are made up for by one run, where the monotonic clock goes on', () => {
    const agent = scheduled();
    agent.clock.advance(3 * minute);
    agent.clock.sleep(8 * hour, 'goes on');
    expect(runsOf(agent)).toEqual([120, 8 * 3600 + 180]);
    agent.clock.advance(2 * minute);
    expect(runsOf(agent)).toHaveLength(3);
  });

  test('are made up for by one run, where it stands still', () => {
    const agent = scheduled();
    agent.clock.advance(3 * minute);
    agent.clock.sleep(8 * hour, 'stands still');
    expect(runsOf(agent)).toEqual([120]);
    agent.clock.advance(minute);
    expect(runsOf(agent)).toEqual([120, 240]);
    agent.clock.advance(119 * second);
    expect(runsOf(agent)).toHaveLength(2);
  });
});

describe('a pause', () => {
  test('lasts until somebody resumes; then one run makes up for what was missed', () => {
    const agent = scheduled();
    agent.clock.advance(2 * minute);
    agent.change({ ...everyTwoMinutes, isPaused: true });
    expect(agent.schedule.read()).toEqual({ isPaused: true, nextRunAt: null, intervalSeconds: 120 });
    agent.clock.advance(hour);
    expect(runsOf(agent)).toEqual([120]);
    agent.change(everyTwoMinutes);
    agent.clock.advance(0);
    expect(runsOf(agent)).toEqual([120, 3720]);
    agent.clock.advance(2 * minute);
    expect(runsOf(agent)).toEqual([120, 3720, 3840]);
  });

  test('does not keep anybody from starting a run, and outlasts that run', () => {
    const agent = scheduled({ ...everyTwoMinutes, isPaused: true });
    expect(agent.runner.startRun()).toMatchObject({ ok: true });
    agent.clock.advance(hour);
    expect(runsOf(agent)).toEqual([0]);
  });
});

describe('after a restart', () => {
  test.each([
    ['a moment ago', '2026-03-02T07:59:50.000Z', 110],
    ['a minute ago', '2026-03-02T07:59:00.000Z', 60],
    ['long ago', '2026-02-02T08:00:00.000Z', 30],
    ['in the future, since the clock was set back', '2026-04-02T08:00:00.000Z', 120],
  ])('with a last run %s, the next one keeps its turn but never comes at once', (_when, lastRun, seconds) => {
    const agent = scheduled(everyTwoMinutes, lastRun);
    agent.clock.advance(2 * minute);
    expect(runsOf(agent)[0]).toBe(seconds);
  });

  test('an interval shorter than the quiet time is kept', () => {
    const agent = scheduled({ intervalSeconds: 30, isPaused: false }, '2026-02-02T08:00:00.000Z');
    agent.clock.advance(30 * second);
    expect(runsOf(agent)).toEqual([30]);
  });
});

describe('a run that is due and cannot start', () => {
  const unreadable = problem('secret.unreadable', 'domain-password');

  test('is reported until one starts, and does not stop the schedule', () => {
    const agent = scheduled();
    agent.runner.refuse(unreadable);
    agent.clock.advance(5 * minute);
    expect(agent.refusals).toEqual([unreadable, unreadable]);
    expect(agent.log.lines).toHaveLength(2);
    expect(agent.schedule.read().nextRunAt).toBe('2026-03-02T08:06:00.000Z');
    agent.runner.refuse(null);
    agent.clock.advance(minute);
    expect(runsOf(agent)).toEqual([360]);
    expect(agent.refusals.at(-1)).toBeNull();
  });
});

describe('in quarantine', () => {
  const quarantined = runReport({ quarantine: problem('run.quarantined', '6000 of 10000') });

  test('a run starts once a day, until one goes better', () => {
    expect(slowedByQuarantine(everyTwoMinutes, { lastRun: quarantined })).toEqual({
      ...everyTwoMinutes,
      intervalSeconds: 86_400,
    });
    expect(slowedByQuarantine(everyTwoMinutes, { lastRun: runReport() })).toEqual(everyTwoMinutes);
    expect(slowedByQuarantine(everyTwoMinutes, { lastRun: null })).toEqual(everyTwoMinutes);
    expect(slowedByQuarantine(null, { lastRun: quarantined })).toBeNull();
  });

  test('the schedule hears of its beginning and its end, and everybody sees why', () => {
    const { status, pairing } = configuredParts();
    let changes = 0;
    followQuarantine(status, () => {
      changes += 1;
      status.announce();
    });
    const end = (report: RunReport) => status.endRun(pairing.restingActivity(), report);
    end(runReport());
    expect(changes).toBe(0);
    end(quarantined);
    end(quarantined);
    expect(changes).toBe(1);
    expect(status.read().problems).toMatchObject([{ code: 'run.quarantined' }]);
    end(runReport());
    expect(changes).toBe(2);
    expect(status.read().problems).toEqual([]);
  });
});
