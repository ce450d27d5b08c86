import { expect, test } from 'vitest';
import { readCertificate } from '../../../../agent-core/service/requests/certificate-read.ts';
import { agentParts, certificateLife } from '../../../builders/agent-parts.ts';

const dayMs = 86_400_000;
const signal = new AbortController().signal;
const read = (parts: ReturnType<typeof agentParts>) =>
  readCertificate({ ...parts, describeCertificate: () => certificateLife })({}, signal);

test('a certificate is shown with its end and the time of its renewal, without its key', () => {
  const shown = read(agentParts());
  expect(shown).toEqual({
    ok: true,
    value: {
      thumbprintSha256: 'ab',
      notAfter: '2027-03-02T08:00:00.000Z',
      renewAfter: '2026-10-31T16:00:00.000Z',
      renewal: 'none',
    },
  });
});

test('it is due for renewal from two thirds of its life on', () => {
  const parts = agentParts();
  parts.clock.advance(243 * dayMs);
  expect(read(parts)).toMatchObject({ value: { renewal: 'none' } });
  parts.clock.advance(dayMs);
  expect(read(parts)).toMatchObject({ value: { renewal: 'due' } });
});

test('an agent without one says so, and makes none', () => {
  const parts = agentParts();
  parts.secrets.remove('tenant-credential');
  expect(read(parts)).toMatchObject({ ok: false, problem: { code: 'setup.certificate-missing' } });
  expect(parts.secrets.names).toEqual([]);
  parts.secrets.refuse('credential', 'read');
  expect(read(parts)).toMatchObject({ ok: false, problem: { code: 'secret.unreadable' } });
});
