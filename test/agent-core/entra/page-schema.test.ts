import { expect, test } from 'vitest';
import { z } from 'zod';
import { pageSchemaOf } from '../../../agent-core/entra/page-schema.ts';

const itemSchema = z.object({ id: z.string() });

test('the schema of a page is made once for each kind of item: every run asks for several pages, and compiling costs more than reading', () => {
  expect(pageSchemaOf(itemSchema)).toBe(pageSchemaOf(itemSchema));
  expect(pageSchemaOf(itemSchema)).not.toBe(pageSchemaOf(z.string()));
});

test('a page without items of its kind is no page', () => {
  expect(pageSchemaOf(itemSchema).safeParse({ value: [{ id: 'a' }], '@odata.nextLink': 'more' }).success).toBe(true);
  expect(pageSchemaOf(itemSchema).safeParse({ value: [{}] }).success).toBe(false);
  expect(pageSchemaOf(itemSchema).safeParse({}).success).toBe(false);
});
