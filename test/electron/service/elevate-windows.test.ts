import { expect, test } from 'vitest';
import { elevationScript } from '../../../electron/service/elevate-windows.ts';

test('PowerShell is told program and words as texts in which nothing means anything', () => {
  const script = elevationScript(['C:\\Program Files\\It$s `here`\\host.exe', 'start', '--name', "a'; calc; '"]);
  expect(script).toContain(
    "-FilePath 'C:\\Program Files\\It$s `here`\\host.exe' -ArgumentList 'start','--name','a''; calc; '''",
  );
  expect(script).toContain('-Verb RunAs');
});
