/** Announces each step of a run as it begins, and measures how long it takes. */
import type { RunStep } from '../contract/run-report.ts';
import type { Clock } from './clock.ts';

export function timeSteps({ clock, onStep }: { readonly clock: Clock; readonly onStep: (step: RunStep) => void }) {
  const startedMs = clock.monotonicMs();
  const begun: { readonly step: RunStep; readonly atMs: number }[] = [];
  return {
    /** Called in the last step, which lasts until then. */
    measured: () => {
      const nowMs = clock.monotonicMs();
      const steps = begun.map(({ step, atMs }, index) => ({
        step,
        durationMs: Math.round((begun[index + 1]?.atMs ?? nowMs) - atMs),
      }));
      return { steps, durationMs: Math.round(nowMs - startedMs) };
    },
    step: async <Value>(name: RunStep, work: () => Value | Promise<Value>): Promise<Value> => {
      onStep(name);
      begun.push({ step: name, atMs: clock.monotonicMs() });
      return work();
    },
  };
}
