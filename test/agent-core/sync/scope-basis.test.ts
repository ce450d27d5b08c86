import { expect, test } from 'vitest';
import { problem } from '../../../agent-core/contract/problem.ts';
import { readUnits, unitsThatStayed } from '../../../agent-core/sync/scope-basis.ts';
import { directoryUnit, referenceTo } from '../../builders/directory-group.ts';
import { fakeDirectory } from '../../builders/fake-directory.ts';

const { signal } = new AbortController();
const sales = directoryUnit('Sales', 'OU=Sales,DC=contoso,DC=com');
const trainees = directoryUnit('Trainees', 'OU=Trainees,DC=fabrikam,DC=com');

test('every domain is asked for every unit, included or excluded', async () => {
  const [contoso, fabrikam] = [fakeDirectory([]), fakeDirectory([], 'fabrikam.com')];
  contoso.units = [sales, directoryUnit('Others', 'OU=Others,DC=contoso,DC=com')];
  fabrikam.units = [trainees];
  const scope = { kind: 'units', include: [referenceTo('Sales')], exclude: [referenceTo('Trainees')] } as const;
  expect(await readUnits([contoso, fabrikam], scope, signal)).toEqual({ objects: [sales, trainees], problem: null });
});

test('a scope without units asks for none', async () => {
  const contoso = fakeDirectory([]);
  contoso.breakOff({ after: 0, problem: problem('directory.unreachable', 'contoso.com') });
  expect(await readUnits([contoso], { kind: 'all' }, signal)).toEqual({ objects: [], problem: null });
});

test('R1: of a unit that was moved, or came, while people were read nobody knows who was below it', () => {
  const moved = { ...sales, distinguishedName: 'OU=Sales,OU=Old,DC=contoso,DC=com' };
  expect(unitsThatStayed([sales, trainees], [moved, trainees])).toEqual([trainees]);
  expect(unitsThatStayed([sales], [sales, trainees])).toEqual([sales]);
});
