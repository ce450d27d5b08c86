/** The way from page to page: words and icons at the left, in a row above where there is little room. */
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ClipboardTaskListLtrRegular } from '@fluentui/react-icons/svg/clipboard-task-list-ltr';
import { DocumentTextRegular } from '@fluentui/react-icons/svg/document-text';
import { HomeRegular } from '@fluentui/react-icons/svg/home';
import { ServerRegular } from '@fluentui/react-icons/svg/server';
import { ShieldTaskRegular } from '@fluentui/react-icons/svg/shield-task';
import { ProductMark } from '../../components/product-mark.tsx';
import { commonTexts } from '../../texts/common-texts.ts';
import { consoleTexts } from '../../texts/console/console-texts.ts';
import { type ConsolePage, consolePages } from '../console-page.ts';

const icons = {
  overview: HomeRegular,
  plan: ClipboardTaskListLtrRegular,
  findings: ShieldTaskRegular,
  log: DocumentTextRegular,
  agent: ServerRegular,
} as const satisfies Record<ConsolePage, unknown>;

interface ConsoleNavProps {
  readonly current: ConsolePage;
  readonly onGoTo: (page: ConsolePage) => void;
}

export function ConsoleNav({ current, onGoTo }: ConsoleNavProps) {
  const styles = useStyles();
  return (
    <nav className={styles.rail} aria-label={consoleTexts.pages}>
      <div className={styles.product}>
        <ProductMark /> {commonTexts.productName}
      </div>
      <ul className={styles.pages}>
        {consolePages.map((page) => (
          <li key={page}>
            <PageButton page={page} isCurrent={page === current} onGoTo={onGoTo} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface PageButtonProps extends Pick<ConsoleNavProps, 'onGoTo'> {
  readonly page: ConsolePage;
  readonly isCurrent: boolean;
}

function PageButton({ page, isCurrent, onGoTo }: PageButtonProps) {
  const styles = useStyles();
  const Icon = icons[page];
  return (
    <button
      type="button"
      className={mergeClasses(styles.page, isCurrent && styles.current)}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={() => onGoTo(page)}
    >
      <Icon className={styles.icon} fontSize={20} aria-hidden />
      <span>{consoleTexts.names[page]}</span>
    </button>
  );
}

/** The system decides the colours, and knows none of ours. */
const forced = '@media (forced-colors: active)';
const narrow = '@media (max-width: 760px)';

const useStyles = makeStyles({
  rail: {
    flex: '0 0 184px',
    boxSizing: 'border-box',
    padding: tokens.spacingHorizontalL,
    overflowY: 'auto',
    backgroundColor: tokens.colorNeutralBackground3,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    [narrow]: {
      flex: '0 0 auto',
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      columnGap: tokens.spacingHorizontalL,
      padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
      borderRight: 'none',
      borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    },
  },
  product: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalXL}`,
    fontWeight: tokens.fontWeightSemibold,
    [narrow]: { padding: 0 },
  },
  pages: {
    display: 'grid',
    gap: tokens.spacingVerticalXS,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
    [narrow]: { display: 'flex', flexWrap: 'wrap' },
  },
  page: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    boxSizing: 'border-box',
    width: '100%',
    minHeight: '36px',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    border: '1px solid transparent',
    // The system's colours would draw the border that is there for its room alone.
    [forced]: { border: '1px solid Canvas' },
    borderRadius: tokens.borderRadiusMedium,
    font: 'inherit',
    textAlign: 'left',
    cursor: 'pointer',
    color: tokens.colorNeutralForeground1,
    backgroundColor: 'transparent',
    ':hover': { backgroundColor: tokens.colorNeutralBackground3Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  current: {
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    [forced]: { border: '1px solid Highlight', outline: '1px solid Highlight' },
  },
  icon: { flexShrink: 0 },
});
