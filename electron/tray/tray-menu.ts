/** Decides the entries of the tray's menu. What cannot be done is not in it. */
import type { TrayView } from './tray-state.ts';
import { trayTexts } from './tray-texts.ts';

export interface TrayActions {
  readonly open: () => void;
  readonly run: () => void;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly install: (version: string) => void;
  readonly quit: () => void;
}

/** The part of Electron's template that is used here. */
export type TrayMenuEntry =
  | { readonly type: 'separator' }
  | { readonly label: string; readonly click: () => void }
  | { readonly label: string; readonly submenu: { readonly label: string; readonly click: () => void }[] };

export function trayMenuOf(
  { offersRun, offersSchedule, offersUpdate, problems }: TrayView,
  actions: TrayActions,
): TrayMenuEntry[] {
  const { menu } = trayTexts;
  const { open, run, install, quit } = actions;
  return [
    { label: menu.open, click: open },
    ...(offersRun ? [{ label: menu.run, click: run }] : []),
    ...(offersSchedule === null ? [] : [{ label: menu[offersSchedule], click: actions[offersSchedule] }]),
    ...(offersUpdate === null ? [] : [{ label: menu.install(offersUpdate), click: () => install(offersUpdate) }]),
    ...(problems.length === 0
      ? []
      : [
          {
            label: menu.problems(problems.length),
            submenu: problems.map(({ title }) => ({ label: escapeMnemonic(title), click: open })),
          },
        ]),
    { type: 'separator' },
    { label: menu.quit, click: quit },
  ];
}

/** A single ampersand would underline the letter after it. */
const escapeMnemonic = (label: string) => label.replaceAll('&', '&&');
