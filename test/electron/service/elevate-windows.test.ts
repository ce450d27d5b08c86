import { expect, test } from 'vitest';
import { elevationScript } from '../../../electron/service/elevate-windows.ts';

test('PowerShell is told program and words as texts in which nothing means anything', () => {
  const script = elevationScript(['C:\\Program Files\\It$s `here`\\host.exe', 'start', '--name', "a'; calc; '"]);
  expect(script).toContain(
    String.raw`-FilePath 'C:\Program Files\It$s ${'`here`'}\host.exe' -ArgumentList 'start','--name','"a''; calc; ''"'`,
  );
  expect(script).toContain('-Verb RunAs');
});

test('a word with blanks or quotes stays one word when PowerShell has joined them', () => {
  const script = elevationScript(['C:\\node.exe', 'C:\\Program Files\\cli.mjs', 'C:\\My Data\\', 'say "x\\"']);
  expect(script).toContain(
    `-ArgumentList '"C:\\Program Files\\cli.mjs"','"C:\\My Data\\\\"','"say \\"x\\\\\\""' -Verb`,
  );
});
