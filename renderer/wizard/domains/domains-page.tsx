/** The page of the domains: what was found, what is added, how each does, and what the account may read in them. */
import { makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { ChoiceCards } from '../../components/choice-cards.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { domainsTexts } from '../../texts/wizard/domains-texts.ts';
import { PageSheet } from '../frame/page-sheet.tsx';
import { SheetHeading } from '../frame/sheet-heading.tsx';
import { AddDomain } from './add-domain.tsx';
import { DomainCard } from './domain-card.tsx';
import type { Rights } from './domain-entry.ts';
import { commonRights, type Discovery, rightsOf, rightsRefusedBy, suggestedRights } from './domains-state.ts';
import { type DomainsParts, useDomains } from './use-domains.ts';

const rightsOrder = ['domain', 'units'] as const satisfies readonly Rights[];

export function DomainsPage(parts: DomainsParts) {
  const styles = useStyles();
  const check = useDomains(parts);
  const { bridge, state, shared, send } = parts;
  const refused = rightsRefusedBy(state);
  return (
    <PageSheet title={domainsTexts.title} why={domainsTexts.why}>
      {state.discovery.kind === 'failed' && state.entries.length > 0 ? null : <Found discovery={state.discovery} />}
      <section className={styles.list} aria-label={domainsTexts.list}>
        {state.entries.length === 0 ? (
          <EmptyState title={domainsTexts.none} explanation={domainsTexts.noneExplanation} />
        ) : null}
        {state.entries.map((entry) => (
          <DomainCard
            key={entry.name}
            bridge={bridge}
            entry={entry}
            shared={shared}
            onCheck={() => check(entry)}
            send={(change) => send({ kind: 'entryChanged', name: entry.name, change })}
          />
        ))}
      </section>
      <AddDomain state={state} send={send} />
      <section className={styles.list} aria-label={domainsTexts.rightsLegend}>
        <SheetHeading text={domainsTexts.rightsLegend} />
        <ChoiceCards
          id="domains-rights"
          label={domainsTexts.rightsLegend}
          chosen={commonRights(state)}
          onChoose={(rights) => send({ kind: 'rightsChosen', rights })}
          choices={rightsOrder.map((value) => ({
            value,
            ...domainsTexts.rights[value],
            isRecommended: value === suggestedRights(state),
          }))}
        />
        {refused === null ? null : (
          <Notice
            tone="attention"
            title={domainsTexts.missing.rights(refused.name)}
            explanation={domainsTexts.rightsRefused[rightsOf(state, refused)](refused.name)}
          />
        )}
      </section>
    </PageSheet>
  );
}

function Found({ discovery }: { readonly discovery: Discovery }) {
  const styles = useStyles();
  switch (discovery.kind) {
    case 'unsearched':
    case 'searching':
      return <Spinner className={styles.searching} size="tiny" label={domainsTexts.searching} />;
    case 'failed':
      return <ProblemNotice problem={discovery.problem} tone="attention" lead={domainsTexts.searchFailed} />;
    case 'found': {
      const { domain, forest, controllers } = discovery.discovery;
      if (domain === null) return <p className={styles.found}>{domainsTexts.foundNone}</p>;
      return <p className={styles.found}>{domainsTexts.foundOne(domain, forest ?? domain, controllers.length)}</p>;
    }
  }
}

const useStyles = makeStyles({
  list: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalM },
  found: { margin: 0 },
  searching: { justifyContent: 'flex-start' },
});
