/** The page that shows what the account needs in each domain, and grants what is missing when the person says so. */
import { makeStyles, tokens } from '@fluentui/react-components';
import { accountTexts } from '../../texts/wizard/account-texts.ts';
import { rightsTexts } from '../../texts/wizard/rights-texts.ts';
import { AccountFields } from '../account/account-fields.tsx';
import { type AccountEvent, type AccountState, hasProof, isAccountName } from '../account/account-state.ts';
import { domainDraftsOf } from '../domains/domains-state.ts';
import { type DomainsParts, useCheck } from '../domains/use-domains.ts';
import { PageSheet } from '../frame/page-sheet.tsx';
import { SheetHeading } from '../frame/sheet-heading.tsx';
import { type ScopeState, scopeSettingsOf } from '../scope/scope-state.ts';
import { DomainRightsCard } from './domain-rights-card.tsx';
import type { RightsEvent, RightsState } from './rights-state.ts';
import { rightsWishOf } from './rights-wish.ts';
import { rightsActions } from './use-rights.ts';

interface RightsPageProps extends Omit<DomainsParts, 'state' | 'send'> {
  readonly domains: DomainsParts['state'];
  readonly sendDomains: DomainsParts['send'];
  readonly scope: ScopeState;
  readonly administrator: AccountState;
  readonly sendAdministrator: (event: AccountEvent) => void;
  readonly state: RightsState;
  readonly send: (event: RightsEvent) => void;
}

export function RightsPage(props: RightsPageProps) {
  const { bridge, shared, domains, sendDomains, scope, administrator, sendAdministrator, state, send } = props;
  const styles = useStyles();
  const check = useCheck({ bridge, shared, state: domains, send: sendDomains });
  const actions = rightsActions(bridge, administrator.account.trim(), (entry) => void check(entry), send);
  const drafts = domainDraftsOf(domains, shared);
  const isReady = isAccountName(administrator.account) && hasProof(administrator);
  const askFirst = (act: () => void) => {
    if (isReady) act();
    else document.getElementById(isAccountName(administrator.account) ? passwordField : accountField)?.focus();
  };
  return (
    <PageSheet title={rightsTexts.title} why={rightsTexts.why}>
      <div>{rightsTexts.optional}</div>
      <section className={styles.section} aria-label={rightsTexts.administrator}>
        <SheetHeading text={rightsTexts.administrator} />
        <AccountFields
          bridge={bridge}
          prefix={prefix}
          state={administrator}
          send={sendAdministrator}
          words={accountTexts.administrator}
          isOptional
        />
      </section>
      {domains.entries.map((entry, index) => {
        const draft = drafts[index];
        if (draft === undefined) return null;
        const asked = { draft, entry, wish: rightsWishOf(draft, entry, scopeSettingsOf(scope)) };
        return (
          <DomainRightsCard
            key={entry.name}
            asked={asked}
            state={state}
            onLook={() => askFirst(() => actions.look(asked))}
            onGrant={() => askFirst(() => actions.grant(asked))}
          />
        );
      })}
    </PageSheet>
  );
}

const prefix = 'rights-administrator';
const accountField = `${prefix}-account`;
const passwordField = `${prefix}-password`;

const useStyles = makeStyles({
  section: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalS },
});
