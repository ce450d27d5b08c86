import { expect, test } from 'vitest';
import { refuseSystemOnController } from '../../../../agent-core/service-host/windows/refuse-system-on-controller.ts';

const type = (name: string) =>
  `\r\nHKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\ProductOptions\r\n    ProductType    REG_SZ    ${name}\r\n`;
const system = '"autorité nt\\système","S-1-5-18"\r\n';
const managed = '"contoso\\bridgehead$","S-1-5-21-1-2-3-1104"\r\n';

test.each<[string, NodeJS.Platform, string, string, boolean]>([
  ['LocalSystem on a controller', 'win32', system, type('LanmanNT'), false],
  ['LocalSystem on another server', 'win32', system, type('ServerNT'), true],
  ['a managed account on a controller', 'win32', managed, type('LanmanNT'), true],
  ['an account whose identifier begins alike', 'win32', '"x","S-1-5-180"\r\n', type('LanmanNT'), true],
  ['anybody where Windows does not answer', 'win32', '', '', true],
  ['anybody elsewhere', 'linux', system, type('LanmanNT'), true],
])('R36: %s', (_who, platform, user, product, mayRun) => {
  const allowed = refuseSystemOnController(platform, (program) => (program === 'whoami.exe' ? user : product));
  expect(allowed.ok ? true : allowed.problem.code).toBe(mayRun || 'service.system-on-controller');
});
