import { expect, test } from 'vitest';
import { Secret } from '../../../agent-core/contract/secret.ts';
import { createRegistrationStore } from '../../../agent-core/service/registration-store.ts';
import { memorySecrets } from '../../builders/memory-stores.ts';

test('an agent has one id for ever, which is stored before anybody hears of it', () => {
  const secrets = memorySecrets();
  const first = createRegistrationStore(secrets).read();
  expect(first).toMatchObject({ ok: true, value: { application: null } });
  expect(createRegistrationStore(secrets).read()).toEqual(first);
  const full = memorySecrets();
  full.refuse('registration', 'write');
  expect(createRegistrationStore(full).read()).toMatchObject({ ok: false, problem: { code: 'data.write-failed' } });
});

test('what is damaged or unreadable is a problem, and is not replaced by another id', () => {
  const secrets = memorySecrets();
  secrets.write('tenant-registration', new Secret('{'));
  expect(createRegistrationStore(secrets).read()).toMatchObject({ problem: { code: 'secret.unreadable' } });
  const remembered = createRegistrationStore(secrets).rememberApplication({
    clientId: 'a',
    objectId: 'b',
    ownershipExtension: null,
  });
  expect(remembered).toMatchObject({ problem: { code: 'secret.unreadable' } });
});
