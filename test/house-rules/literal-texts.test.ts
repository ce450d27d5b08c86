import { parseSync, Visitor } from 'oxc-parser';
import { describe, expect, test } from 'vitest';
import { listSourceFiles, readProjectFile } from './source-files.ts';

/** Attributes whose value a person reads or hears. */
const spokenAttributes = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'aria-valuetext',
  'content',
  'description',
  'heading',
  'hint',
  'label',
  'placeholder',
  'title',
]);

/** Words written into a component instead of taken from renderer/texts, each with where it stands. */
function literalTextsIn(path: string, source: string): readonly string[] {
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`);
  const found: string[] = [];
  const note = (text: string) => {
    if (/\p{L}/u.test(text)) found.push(`${path}: ${text.trim()}`);
  };
  const noteValue = (value: unknown) => {
    for (const text of literalsOf(value)) note(text);
  };
  new Visitor({
    JSXText: ({ value }) => note(value),
    JSXElement: ({ children }) => {
      for (const child of children) if (child.type === 'JSXExpressionContainer') noteValue(child.expression);
    },
    JSXFragment: ({ children }) => {
      for (const child of children) if (child.type === 'JSXExpressionContainer') noteValue(child.expression);
    },
    JSXAttribute: ({ name, value }) => {
      if (name.type === 'JSXIdentifier' && spokenAttributes.has(name.name)) noteValue(value);
    },
  }).visit(program);
  return found;
}

/** The literals an expression can turn into: through a choice, a fallback and a template, not through a call. */
function literalsOf(node: unknown): readonly string[] {
  if (typeof node !== 'object' || node === null || !('type' in node)) return [];
  const part = (name: string): unknown => Reflect.get(node, name);
  switch (node.type) {
    case 'Literal':
      return [String(part('value'))].filter(() => typeof part('value') === 'string');
    case 'TemplateLiteral':
      return [part('quasis')].flat().map((quasi) => String(Reflect.get(Reflect.get(Object(quasi), 'value'), 'cooked')));
    case 'JSXExpressionContainer':
      return literalsOf(part('expression'));
    case 'ConditionalExpression':
      return [...literalsOf(part('consequent')), ...literalsOf(part('alternate'))];
    case 'LogicalExpression':
      return [...literalsOf(part('left')), ...literalsOf(part('right'))];
    default:
      return [];
  }
}

describe('the words of the windows', () => {
  const components = listSourceFiles().filter((path) => path.startsWith('renderer/') && path.endsWith('.tsx'));

  test('all stand in renderer/texts, none in a component', () => {
    expect(components.length).toBeGreaterThan(15);
    expect(components.flatMap((path) => literalTextsIn(path, readProjectFile(path)))).toEqual([]);
  });

  test.each([
    ['<p>Run now</p>', 'Run now'],
    ["<p>{isOn ? 'On' : word}</p>", 'On'],
    ["<p>{word ?? 'None'}</p>", 'None'],
    ['<p>{`in words`}</p>', 'in words'],
    ['<Button aria-label="Close" />', 'Close'],
    ["<Field label={isNew ? texts.a : 'Old name'} />", 'Old name'],
    ['<>Anything</>', 'Anything'],
  ])('a word would be noticed in %s', (source, word) => {
    expect(literalTextsIn('sample.tsx', source)).toEqual([`sample.tsx: ${word}`]);
  });

  test('what nobody reads is left alone', () => {
    const source = '<p className="title" role="status">{texts.title}: {count} · {"1"}</p>';
    expect(literalTextsIn('sample.tsx', source)).toEqual([]);
  });
});
