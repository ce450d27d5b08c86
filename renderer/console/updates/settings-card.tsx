/** When newer versions are installed by themselves: channel, delay, days and hours, or not at all. */
import { Button, Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import { type Dispatch, useId, useReducer } from 'react';
import type { UpdateSettings } from '../../../electron/contract/bridge.ts';
import { Card } from '../../components/card.tsx';
import { FactList } from '../../components/fact-list.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { updatesTexts } from '../../texts/console/updates-texts.ts';
import {
  changeDraft,
  type DraftEvent,
  draftOf,
  mistakesIn,
  type SettingsDraft,
  settingsIn,
  weekdayOrder,
} from './settings-draft.ts';
import type { UpdatesLook } from './use-updates.ts';

const words = updatesTexts.settings;
const usualDelays = [0, 1, 3, 7, 14, 30];

interface SettingsCardProps {
  readonly settings: UpdateSettings;
  readonly look: UpdatesLook;
  readonly mayChange: boolean;
}

export function SettingsCard({ settings, look, mayChange }: SettingsCardProps) {
  const [draft, change] = useReducer(changeDraft, settings, draftOf);
  const { asking, refused, onSave } = look;
  const mistakes = mistakesIn(draft);
  const save = () => {
    if (asking === null && !mistakes.days && !mistakes.times) onSave(settingsIn(draft, settings));
  };
  const button = (
    <Button disabledFocusable={asking !== null} onClick={save}>
      {asking === 'save' ? words.saving : words.save}
    </Button>
  );
  return (
    <Card heading={words.heading} action={mayChange ? button : undefined}>
      {mayChange ? <Fields draft={draft} change={change} /> : <FactList facts={factsOf(draft)} />}
      {mayChange && draft.when === 'window' ? <Window draft={draft} change={change} mistakes={mistakes} /> : null}
      {refused?.what === 'save' ? <ProblemNotice problem={refused.problem} lead={words.unsaved} /> : null}
    </Card>
  );
}

interface FieldsProps {
  readonly draft: SettingsDraft;
  readonly change: Dispatch<DraftEvent>;
}

function Fields({ draft, change }: FieldsProps) {
  const styles = useStyles();
  const delays = [...new Set([...usualDelays, draft.delayDays])].toSorted((left, right) => left - right);
  return (
    <div className={styles.fields}>
      <SelectField
        label={words.channel}
        value={draft.channel}
        options={(['stable', 'preview'] as const).map((value) => ({ value, label: words.channels[value] }))}
        onChoose={(channel) => change({ kind: 'changed', changes: { channel } })}
      />
      <SelectField
        label={words.when}
        value={draft.when}
        options={(['always', 'window', 'never'] as const).map((value) => ({ value, label: words.whens[value] }))}
        onChoose={(when) => change({ kind: 'changed', changes: { when } })}
      />
      <SelectField
        label={words.delay}
        value={String(draft.delayDays)}
        options={delays.map((days) => ({ value: String(days), label: words.delays(days) }))}
        onChoose={(days) => change({ kind: 'changed', changes: { delayDays: Number(days) } })}
      />
    </div>
  );
}

interface WindowProps extends FieldsProps {
  readonly mistakes: ReturnType<typeof mistakesIn>;
}

function Window({ draft, change, mistakes }: WindowProps) {
  const styles = useStyles();
  const noDayId = useId();
  return (
    <>
      <fieldset className={styles.group} aria-describedby={mistakes.days ? noDayId : undefined}>
        <legend className={styles.legend}>{words.days}</legend>
        <div className={styles.days}>
          {weekdayOrder.map((day) => (
            <Checkbox
              key={day}
              label={words.weekdays[day]}
              checked={draft.days.includes(day)}
              onChange={() => change({ kind: 'dayToggled', day })}
            />
          ))}
        </div>
        {mistakes.days ? (
          <div id={noDayId} role="alert" className={styles.fault}>
            {words.noDay}
          </div>
        ) : null}
      </fieldset>
      <div className={styles.fields}>
        <TextField
          id="update-window-from"
          label={words.from}
          value={draft.from}
          hint={words.timeHint}
          fault={mistakes.times ? words.noTime : null}
          onChange={(from) => change({ kind: 'changed', changes: { from } })}
        />
        <TextField
          id="update-window-to"
          label={words.to}
          value={draft.to}
          onChange={(to) => change({ kind: 'changed', changes: { to } })}
        />
      </div>
    </>
  );
}

/** For who may only look. */
function factsOf({ channel, when, delayDays, days, from, to }: SettingsDraft) {
  const hours = `${days.map((day) => words.weekdays[day]).join(', ')}, ${from}–${to}`;
  return [
    { name: words.channel, value: words.channels[channel] },
    { name: words.when, value: words.whens[when], ...(when === 'window' && { note: hours }) },
    { name: words.delay, value: words.delays(delayDays) },
  ];
}

const useStyles = makeStyles({
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(220px, 100%), 1fr))',
    gap: tokens.spacingHorizontalL,
    alignItems: 'start',
  },
  group: { minWidth: 0, margin: 0, padding: 0, border: 'none' },
  legend: { padding: 0, fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300 },
  fault: {
    color: tokens.colorStatusDangerForeground1,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  days: { display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalS },
});
