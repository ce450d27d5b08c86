import { describe, expect, test } from 'vitest';
import { findSurvey } from '../../../agent-core/service/find-survey.ts';
import { agentParts, configuredParts } from '../../builders/agent-parts.ts';
import { settings } from '../../builders/settings.ts';

const fabrikam = { ...settings().domains[0], name: 'fabrikam.com' };

describe('a request of the set-up is about', () => {
  test('the draft it brings, with the password that it brings', () => {
    const parts = configuredParts();
    expect(findSurvey({ domain: fabrikam, password: 'second password' }, parts)).toMatchObject({ ok: true });
    expect(parts.surveys).toEqual([{ domain: 'fabrikam.com', password: 'second password' }]);
  });

  test('a draft without a password only where the agent runs as the account', () => {
    const parts = configuredParts();
    expect(findSurvey({ domain: { ...fabrikam, identity: 'service' }, password: 'unused' }, parts).ok).toBe(true);
    expect(parts.surveys).toEqual([{ domain: 'fabrikam.com', password: null }]);
    const missing = findSurvey({ domain: fabrikam, password: null }, parts);
    expect(missing).toMatchObject({ problem: { code: 'setup.password-missing', detail: 'fabrikam.com' } });
  });

  test('a domain that is set up, with the password that is kept for it', () => {
    const parts = configuredParts();
    expect(findSurvey({ domain: { configured: 'contoso.com' } }, parts)).toMatchObject({ ok: true });
    expect(parts.surveys).toEqual([{ domain: 'contoso.com', password: 'first password' }]);
  });

  test('no domain that is not set up', () => {
    for (const parts of [agentParts(), configuredParts()]) {
      const unknown = findSurvey({ domain: { configured: 'fabrikam.com' } }, parts);
      expect(unknown).toMatchObject({ ok: false, problem: { code: 'setup.unknown-domain', detail: 'fabrikam.com' } });
      expect(parts.surveys).toEqual([]);
    }
  });

  test('no domain whose password cannot be read or is gone', () => {
    const [unreadable, gone] = [configuredParts(), configuredParts()];
    unreadable.secrets.refuse('domain-password', 'read');
    gone.secrets.remove('domain-password-1');
    for (const parts of [unreadable, gone]) {
      const found = findSurvey({ domain: { configured: 'contoso.com' } }, parts);
      expect(found).toMatchObject({ ok: false, problem: { code: 'secret.unreadable' } });
    }
  });
});
