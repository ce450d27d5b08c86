import { expect, test } from 'vitest';
import { FreshMap } from '../../../agent-core/entra/fresh-map.ts';
import { OwnValues } from '../../../agent-core/entra/own-values.ts';
import { drivenClock } from '../../builders/driven-clock.ts';

const tenMinutesMs = 600_000;
const city = (name: string | null) => ({ city: name });

function written(...writes: readonly (readonly [string, string | null | undefined])[]) {
  const clock = drivenClock();
  const own = new OwnValues(new FreshMap(clock, tenMinutesMs));
  for (const [value, before] of writes) own.note(city(value), before === undefined ? null : city(before));
  return { clock, believed: (shown: string | null) => own.believe(city(shown)).city, all: () => own.all() };
}

test('R14: until a reading shows what was written, every other one is older', () => {
  const { believed } = written(['Cork', 'Ulm']);
  expect(['Ulm', 'Bonn', null].map(believed)).toEqual(['Cork', 'Cork', 'Cork']);
});

test('R14: a replica that is behind changes nothing after another one has shown what was written', () => {
  const { believed } = written(['Cork', 'Ulm']);
  expect(['Cork', 'Ulm', 'Cork', 'Ulm'].map(believed)).toEqual(['Cork', 'Cork', 'Cork', 'Cork']);
});

test('R14: what is neither written nor was there before is news once what was written has been shown', () => {
  const { believed, all } = written(['Cork', 'Ulm']);
  expect(['Cork', 'Bonn', 'Ulm'].map(believed)).toEqual(['Cork', 'Bonn', 'Ulm']);
  expect(all()).toEqual({});
});

test('R14: an earlier own write is no news either', () => {
  const { believed } = written(['Cork', 'Ulm'], ['Kiel', 'Cork']);
  expect(['Kiel', 'Ulm', 'Cork', 'Bonn'].map(believed)).toEqual(['Kiel', 'Kiel', 'Kiel', 'Bonn']);
});

test('R14: where nobody knows what was there before, nothing is news', () => {
  for (const { believed } of [written(['Cork', undefined]), written(['Cork', undefined], ['Kiel', 'Cork'])]) {
    const [value] = [believed('Cork'), believed('Kiel')].slice(-1);
    expect(believed('Bonn')).toBe(value);
  }
});

test('R14: to be shown prolongs nothing', () => {
  const { clock, believed } = written(['Cork', 'Ulm']);
  clock.advance(tenMinutesMs - 1);
  expect(believed('Cork')).toBe('Cork');
  clock.advance(1);
  expect(believed('Ulm')).toBe('Ulm');
});
