/** How the agent is set up, and the way to change it. */
import { Button } from '@fluentui/react-components';
import type { ReplyOf } from '../../../electron/contract/bridge.ts';
import { Card } from '../../components/card.tsx';
import { type Fact, FactList } from '../../components/fact-list.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Reading } from '../../components/reading.tsx';
import { agentTexts } from '../../texts/console/agent-texts.ts';
import type { Answer } from '../../use-answer.ts';

const words = agentTexts.setUp;

type GroupSettings = ReplyOf<'settings.get'>['settings']['groups'];

interface SetUpCardProps {
  readonly settings: Answer<ReplyOf<'settings.get'>>;
  /** Null for who may only look. */
  readonly onChange: (() => void) | null;
}

export function SetUpCard({ settings, onChange }: SetUpCardProps) {
  const change = onChange === null ? undefined : <Button onClick={onChange}>{words.change}</Button>;
  const isKnown = settings.kind === 'given';
  return (
    <Card
      heading={words.heading}
      beside={isKnown && onChange !== null ? words.changeHint : undefined}
      action={isKnown ? change : undefined}
    >
      {settings.kind === 'refused' ? (
        <ProblemNotice problem={settings.problem} lead={words.unread} tone="attention" />
      ) : null}
      {settings.kind === 'asked' ? <Reading words={words.reading} /> : null}
      {isKnown ? <FactList facts={factsOf(settings.value)} /> : null}
    </Card>
  );
}

function factsOf({ revision, settings }: ReplyOf<'settings.get'>): readonly Fact[] {
  const { tenant, domains, scope, groups, newUsers } = settings;
  const leftOut = scope.kind === 'units' && scope.exclude.length > 0 ? words.leftOut(scope.exclude.length) : '';
  return [
    ...domains.map((domain) => ({ name: words.domain, value: domain.name, note: words.readAs(domain) })),
    { name: words.scope, value: words.scopes(scope), note: leftOut },
    ...factsOfGroups(groups),
    {
      name: words.people,
      value: newUsers.signIn === null ? words.notSaid : words.peopleSignIn[newUsers.signIn],
    },
    { name: words.tenant, value: tenant.tenantId },
    { name: words.application, value: tenant.clientId },
    { name: words.revision, value: words.revisionNumber(revision) },
  ];
}

/** More than these make nobody wiser. */
const groupsNamed = 5;

function factsOfGroups({ areSynchronised, withPrimaryMembers, transitiveMembers }: GroupSettings): readonly Fact[] {
  if (!areSynchronised) return [{ name: words.groups, value: words.groupsLeft }];
  const kept = { name: words.groups, value: words.groupsKept, note: words.primaryMembers(withPrimaryMembers) };
  if (transitiveMembers.length === 0) return [kept];
  const names = transitiveMembers.slice(0, groupsNamed).map(({ name }) => name);
  const more = transitiveMembers.length - names.length;
  const note = [...names, ...(more > 0 ? [words.moreGroups(more)] : [])].join('; ');
  return [kept, { name: words.transitive, value: words.groupCount(transitiveMembers.length), note }];
}
