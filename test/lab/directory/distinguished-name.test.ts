import { expect, test } from 'vitest';
import { escapeNameValue, organizationalUnitDn } from './distinguished-name.ts';

test.each([
  ['Anna Schmidt', 'Anna Schmidt'],
  ['Müller, Jürgen', String.raw`Müller\, Jürgen`],
  ['a+b="c";<d>', String.raw`a\+b\=\"c\"\;\<d\>`],
  ['#1', String.raw`\#1`],
  [' both ends ', String.raw`\ both ends\ `],
  [String.raw`back\slash`, String.raw`back\\slash`],
])('%s is written as %s', (value, written) => {
  expect(escapeNameValue(value)).toBe(written);
});

test('units are written from the innermost outwards', () => {
  expect(organizationalUnitDn(['Contoso', 'R, D'], 'DC=contoso,DC=test')).toBe(
    String.raw`OU=R\, D,OU=Contoso,DC=contoso,DC=test`,
  );
});
