import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Link,
  makeStyles,
  mergeClasses,
  Text,
  tokens,
} from '@fluentui/react-components';
import type { ReactElement } from 'react';
import type { GroupRow, StandingKind } from '../../http/contract.ts';
import { Attested, ErrorCircle, Hourglass, ShieldCheckmark } from '../shell/icons.ts';
import { hrefOf } from '../shell/route.ts';
import { useTab } from '../shell/tab-context.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: tokens.spacingVerticalS },
  row: { display: 'flex', gap: tokens.spacingHorizontalS, alignItems: 'flex-start' },
  icon: { flexShrink: 0, marginTop: '2px', fontSize: '16px' },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  checked: { color: tokens.colorStatusSuccessForeground1 },
  attested: { color: tokens.colorNeutralForeground2 },
  waiting: { color: tokens.colorStatusWarningForeground1 },
  missing: { color: tokens.colorStatusDangerForeground1 },
  header: { marginLeft: `calc(-1 * ${tokens.spacingHorizontalM})` },
  panel: { margin: 0 },
});

const ICONS: Readonly<Record<StandingKind, ReactElement>> = {
  checked: <ShieldCheckmark />,
  attested: <Attested />,
  waiting: <Hourglass />,
  missing: <ErrorCircle />,
};

/** What the policy asks of a group, each with how it stands: a word, with an icon that says the same. */
export function Requirements({ requirements }: { readonly requirements: GroupRow['requirements'] }) {
  const styles = useStyles();
  const { say } = useTab();
  if (requirements.length === 0) return null;
  const done = requirements.filter(
    ({ standing }) => standing === 'checked' || standing === 'attested',
  ).length;
  return (
    <Accordion collapsible>
      <AccordionItem value="requirements">
        <AccordionHeader size="small" className={styles.header}>
          {say('groups.requirements', { done, all: requirements.length })}
        </AccordionHeader>
        <AccordionPanel className={styles.panel}>
          <ul className={styles.list}>
            {requirements.map(({ text, article, standing, label }) => (
              <li key={article + text} className={styles.row}>
                <span className={mergeClasses(styles.icon, styles[standing])}>{ICONS[standing]}</span>
                <span className={styles.words}>
                  <Text>{text}</Text>
                  <Text size={200}>
                    {label}
                    {article !== '' && (
                      <>
                        {' · '}
                        <Link inline href={hrefOf({ page: 'rules', id: article })}>
                          {say('rules.article', { id: article })}
                        </Link>
                      </>
                    )}
                  </Text>
                </span>
              </li>
            ))}
          </ul>
        </AccordionPanel>
      </AccordionItem>
    </Accordion>
  );
}
