import { expect, test } from 'vitest';
import { elsewhereRemedy } from './elsewhere-remedy.ts';

const running = { dir: '/lab', address: '127.0.0.5', directory: 'running', tenant: 'running' } as const;

test('a lab that runs elsewhere is to be stopped', () => {
  expect(elsewhereRemedy(running)).toBe('Stop it first: npm run lab -- down --dir /lab');
});

test.each(['directory', 'tenant'] as const)('a lab of which the %s alone has ended is started where it was', (part) => {
  expect(elsewhereRemedy({ ...running, [part]: 'stopped' })).toBe(
    `Its ${part} has ended: npm run lab -- up --dir /lab --address 127.0.0.5 starts that again. To have it elsewhere, stop it first: npm run lab -- down --dir /lab`,
  );
});
