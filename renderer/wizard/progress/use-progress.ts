/** Does the set-up: registers the agent, waits for consent where that takes somebody else, proves both sides and saves. */
import { useCallback, useEffect } from 'react';
import type { Bridge, Problem } from '../../../electron/contract/bridge.ts';
import { tenantDraftOf } from '../network/network-state.ts';
import { settingsOf, tenantIdOf } from '../set-up-settings.ts';
import type { WizardPages } from '../wizard-state.ts';
import type { ProgressEvent } from './progress-state.ts';

export interface ProgressParts {
  readonly bridge: Bridge;
  readonly pages: WizardPages;
  readonly send: (event: ProgressEvent) => void;
}

export interface ProgressActions {
  readonly tryAgain: () => void;
  /** Tries again, and lets the domains or the tenant be replaced that objects are linked with. */
  readonly replace: () => void;
  readonly checkConsent: () => void;
}

export function useProgress({ bridge, pages, send }: ProgressParts): ProgressActions {
  useEffect(
    () =>
      bridge.listen('setup.progressed', (progress) => send({ kind: 'progressed', progress, nowMs: performance.now() })),
    [bridge, send],
  );
  const { stage, registration } = pages.progress;
  const { registers } = pages.tenant;

  const begin = useCallback(
    (mayReplace: boolean) => send({ kind: 'begun', registers, mayReplace, nowMs: performance.now() }),
    [registers, send],
  );
  const tryAgain = useCallback(() => begin(false), [begin]);
  // Back and forward again after it stopped begins anew, too: the person pressed "Set up".
  useEffect(tryAgain, [tryAgain]);

  const stop = useCallback((problem: Problem) => send({ kind: 'stopped', problem, nowMs: performance.now() }), [send]);
  const clientId = registers === 'here' ? registration?.clientId : pages.tenant.clientId.trim();

  useEffect(() => {
    if (stage.kind !== 'registering') return;
    const register = async () => {
      const made = await bridge.call('registration.apply', { tenant: tenantDraftOf(pages.network) });
      if (made.ok) send({ kind: 'registered', registration: made.value, nowMs: performance.now() });
      else stop(made.problem);
    };
    void register();
  }, [bridge, stage.kind, pages.network, send, stop]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the pages change with every step that is told; once is enough
  useEffect(() => {
    if (stage.kind !== 'applying' || clientId === undefined) return;
    const apply = async () => {
      const applied = await bridge.call('setUp.apply', {
        settings: settingsOf(pages, clientId),
        mayReplace: pages.progress.mayReplace,
      });
      if (applied.ok) send({ kind: 'applied', pairing: applied.value, nowMs: performance.now() });
      else stop(applied.problem);
    };
    void apply();
  }, [bridge, stage.kind, clientId, send, stop]);

  const checkConsent = async () => {
    if (clientId === undefined) return;
    send({ kind: 'consentChecked' });
    const tenant = { ...tenantDraftOf(pages.network), tenantId: tenantIdOf(pages.tenant), clientId };
    const checked = await bridge.call('registration.check', { tenant });
    if (!checked.ok) return stop(checked.problem);
    const { grantsMissing } = checked.value;
    if (grantsMissing.length === 0) send({ kind: 'consentGiven', nowMs: performance.now() });
    else send({ kind: 'consentStillMissing', missing: grantsMissing });
  };
  return { tryAgain, replace: () => begin(true), checkConsent: () => void checkConsent() };
}
