/** Asks for one object by any of its names, and shows what decides about it. */
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { Bridge, Exemption, FoundObject, ReplyOf, ReportEntry } from '../../../electron/contract/bridge.ts';
import { Card } from '../../components/card.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Reading } from '../../components/reading.tsx';
import { TextField } from '../../components/text-field.tsx';
import { whoOf } from '../../components/who-of.ts';
import { calledText } from '../../texts/called-text.ts';
import { objectsTexts } from '../../texts/console/objects-texts.ts';
import { type Answer, useAnswer } from '../../use-answer.ts';
import { entryLineOf } from '../overview/entry-line.ts';
import { Basis } from './basis.tsx';
import { counterpartText } from './counterpart-text.ts';

interface FindCardProps {
  readonly bridge: Bridge;
  readonly isConnected: boolean;
}

export function FindCard({ bridge, isConnected }: FindCardProps) {
  const styles = useStyles();
  const [name, setName] = useState('');
  const find = useCallback(() => bridge.call('objects.find', { name }), [bridge, name]);
  const [answer, ask, isAsking] = useAnswer(find);
  const { heading, label, hint, button } = objectsTexts.find;
  return (
    <Card heading={heading}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '' && isConnected && !isAsking) ask();
        }}
      >
        <TextField
          id="objects-find"
          label={label}
          hint={hint}
          value={name}
          button={<Button type="submit">{button}</Button>}
          onChange={setName}
        />
      </form>
      <div role="status" className={styles.found}>
        <Found answer={answer} />
      </div>
    </Card>
  );
}

function Found({ answer }: { readonly answer: Answer<ReplyOf<'objects.find'>> }) {
  const { reading, unread, more, gone } = objectsTexts.find;
  if (answer.kind === 'refused') return <ProblemNotice problem={answer.problem} lead={unread} tone="attention" />;
  if (answer.kind !== 'given') return answer.kind === 'asked' ? <Reading words={reading} /> : null;
  const { objects, hasMore, gone: entries, former = [], basis, exemptions } = answer.value;
  return (
    <>
      {objects.map((one) => (
        <FoundOne
          key={one.objectGuid}
          found={one}
          exemptions={exemptions.filter(({ objectGuid }) => objectGuid === one.objectGuid)}
        />
      ))}
      {hasMore ? <div>{more}</div> : null}
      {entries.length === 0 ? null : <div>{gone}</div>}
      <Undone entries={entries} />
      {former.length === 0 ? null : <div>{objectsTexts.find.former(former.map(({ displayName }) => displayName))}</div>}
      {objects.length + entries.length === 0 ? <Nobody basis={basis} /> : null}
      <Basis basis={basis} />
    </>
  );
}

/** That nobody is found says something only of what is remembered. */
function Nobody({ basis }: { readonly basis: ReplyOf<'objects.find'>['basis'] }) {
  const { nobody, nobodyExplanation, unknown } = objectsTexts.find;
  const namesWhere = (isRead: boolean) =>
    basis.domains.flatMap(({ name, readAt }) => ((readAt !== null) === isRead ? [name] : []));
  const forgotten = namesWhere(false);
  const title = forgotten.length === 0 ? nobody : unknown(forgotten, namesWhere(true));
  return <EmptyState title={title} explanation={nobodyExplanation} />;
}

interface FoundOneProps {
  readonly found: FoundObject;
  /** Of this object. */
  readonly exemptions: readonly Exemption[];
}

function FoundOne({ found, exemptions }: FoundOneProps) {
  const styles = useStyles();
  const { objectType, domain, distinguishedName, objectGuid, answer, entries, membersLeftOut } = found;
  const name = calledText(found);
  const { tones, title, types, where } = objectsTexts.answer;
  return (
    <section className={styles.one} aria-label={name}>
      <h3 className={styles.name}>{name}</h3>
      <div className={styles.facts}>{where(types[objectType], domain, distinguishedName, objectGuid)}</div>
      <Notice tone={tones[answer.kind]} title={title(answer)} explanation={counterpartText(found)} />
      {answer.kind === 'notWritable' ? <ProblemNotice problem={answer.problem} tone="attention" /> : null}
      {exemptions.map((exemption) => (
        <div key={exemption.kind} className={styles.facts}>
          {objectsTexts.answer.exempt({ ...exemption, by: whoOf(exemption.by).name })}
        </div>
      ))}
      {membersLeftOut === undefined || membersLeftOut.count === 0 ? null : (
        <div className={styles.facts}>{objectsTexts.answer.membersLeftOut(membersLeftOut)}</div>
      )}
      {found.notes.map((note) => (
        <ProblemNotice key={note.code} problem={note} tone="attention" />
      ))}
      <Undone entries={entries} />
    </section>
  );
}

/** What the newest run left undone: what it was, and why. */
function Undone({ entries }: { readonly entries: readonly ReportEntry[] }) {
  return entries
    .map(entryLineOf)
    .map(({ key, name, what, outcome, problem, tone }) =>
      problem === null ? null : (
        <ProblemNotice
          key={key}
          problem={problem}
          lead={objectsTexts.find.undone(name, what, outcome)}
          tone={tone === 'bad' ? 'bad' : 'attention'}
        />
      ),
    );
}

const useStyles = makeStyles({
  found: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalM,
    ':empty': { position: 'absolute' },
  },
  one: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalS },
  name: {
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
  },
  facts: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere', userSelect: 'text' },
});
