/** The last page: what was connected and what happens next. */
import type { Pairing, PeopleSignIn } from '../../../electron/contract/bridge.ts';
import { FactList } from '../../components/fact-list.tsx';
import { doneTexts } from '../../texts/wizard/done-texts.ts';
import type { Start } from '../confirm/confirm-state.ts';
import { PageSheet } from '../frame/page-sheet.tsx';
import { SentenceSection } from '../frame/sentence-section.tsx';

interface DonePageProps {
  readonly pairing: Pairing | null;
  readonly clientId: string;
  readonly peopleSignIn: PeopleSignIn | null;
  readonly start: Start;
  /** The agent was set up before. */
  readonly isAgain: boolean;
}

export function DonePage({ pairing, clientId, peopleSignIn, start, isAgain }: DonePageProps) {
  const people = peopleSignIn === null || isAgain ? [] : [doneTexts.people[peopleSignIn]];
  const starts = (isAgain ? doneTexts.startsAgain : doneTexts.starts)[start];
  return (
    <PageSheet
      title={isAgain ? doneTexts.titleAgain : doneTexts.title}
      why={isAgain ? doneTexts.whyAgain : doneTexts.why}
    >
      {pairing === null ? null : (
        <FactList
          facts={[
            ...pairing.domains.map(({ name, controller }) => ({
              name: doneTexts.directory,
              value: name,
              note: doneTexts.through(controller),
            })),
            { name: doneTexts.tenant, value: pairing.tenant.displayName, note: pairing.tenant.tenantId },
            { name: doneTexts.application, value: clientId },
          ]}
        />
      )}
      <SentenceSection heading={doneTexts.next} sentences={[...starts, ...people, doneTexts.limits]} />
      <div>{doneTexts.again}</div>
    </PageSheet>
  );
}
