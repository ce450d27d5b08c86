/** The way from page to page: words and icons at the left, in a row above where there is little room. */
import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { ClipboardTaskListLtrRegular } from '@fluentui/react-icons/svg/clipboard-task-list-ltr';
import { DocumentTextRegular } from '@fluentui/react-icons/svg/document-text';
import { GavelRegular } from '@fluentui/react-icons/svg/gavel';
import { HomeRegular } from '@fluentui/react-icons/svg/home';
import { PeopleSearchRegular } from '@fluentui/react-icons/svg/people-search';
import { ServerRegular } from '@fluentui/react-icons/svg/server';
import { ShieldTaskRegular } from '@fluentui/react-icons/svg/shield-task';
import { narrow, useRailStyles } from '../../components/rail-styles.ts';
import { SideRail } from '../../components/side-rail.tsx';
import { consoleTexts } from '../../texts/console/console-texts.ts';
import { type ConsolePage, consolePages } from '../console-page.ts';

const icons = {
  overview: HomeRegular,
  plan: ClipboardTaskListLtrRegular,
  findings: ShieldTaskRegular,
  decisions: GavelRegular,
  objects: PeopleSearchRegular,
  log: DocumentTextRegular,
  agent: ServerRegular,
  updates: ArrowDownloadRegular,
} as const satisfies Record<ConsolePage, unknown>;

interface ConsoleNavProps {
  readonly current: ConsolePage;
  readonly onGoTo: (page: ConsolePage) => void;
}

export function ConsoleNav({ current, onGoTo }: ConsoleNavProps) {
  const rail = useRailStyles();
  const styles = useStyles();
  return (
    <SideRail label={consoleTexts.pages} width="words">
      <ul className={mergeClasses(rail.list, styles.pages)}>
        {consolePages.map((page) => (
          <li key={page}>
            <PageButton page={page} isCurrent={page === current} onGoTo={onGoTo} />
          </li>
        ))}
      </ul>
    </SideRail>
  );
}

interface PageButtonProps extends Pick<ConsoleNavProps, 'onGoTo'> {
  readonly page: ConsolePage;
  readonly isCurrent: boolean;
}

function PageButton({ page, isCurrent, onGoTo }: PageButtonProps) {
  const rail = useRailStyles();
  const Icon = icons[page];
  return (
    <button
      type="button"
      className={mergeClasses(rail.entry, rail.link, isCurrent && rail.current)}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={() => onGoTo(page)}
    >
      <Icon className={rail.icon} fontSize={20} aria-hidden />
      <span>{consoleTexts.names[page]}</span>
    </button>
  );
}

const useStyles = makeStyles({
  pages: { [narrow]: { display: 'flex', flexWrap: 'wrap' } },
});
