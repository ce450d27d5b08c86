import { expect, test } from 'vitest';
import { windowsDataDir, windowsNamesOf } from '../../../agent-core/client/windows-names.ts';

test("the machine's own agent has the plain name, whatever environment asks for it", () => {
  expect(windowsNamesOf(windowsDataDir({ ProgramData: '/data' }), { ProgramData: '/data' }).service).toBe(
    'BridgeheadAgent',
  );
  expect(windowsNamesOf(windowsDataDir({}), { ProgramData: '/of a service' }).service).toBe('BridgeheadAgent');
});

test('the agent of another folder is called after it, whatever its case', () => {
  const { service } = windowsNamesOf('/other', {});
  expect(service).toMatch(/^BridgeheadAgent-[0-9a-f]{16}$/);
  expect(windowsNamesOf('/OTHER', {}).service).toBe(service);
});
