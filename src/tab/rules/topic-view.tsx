import { Link, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { RuleTopic } from '../../http/contract.ts';
import { hrefOf } from '../shell/route.ts';
import { useTab } from '../shell/tab-context.ts';
import { ToneBadge } from '../shell/tone-badge.tsx';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    paddingTop: tokens.spacingVerticalM,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
  },
  aimed: { borderTop: `2px solid ${tokens.colorBrandStroke1}` },
  title: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  case: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: tokens.spacingVerticalXS },
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL, lineHeight: tokens.lineHeightBase300 },
  links: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

/** What the rules say of one act, in each situation. */
export function TopicView({ topic, isAimed }: { readonly topic: RuleTopic; readonly isAimed: boolean }) {
  const styles = useStyles();
  const { say } = useTab();
  const root = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!isAimed) return;
    root.current?.scrollIntoView({ block: 'start' });
    root.current?.focus();
  }, [isAimed]);
  return (
    <article
      ref={root}
      tabIndex={-1}
      aria-label={topic.title}
      className={mergeClasses(styles.root, isAimed && styles.aimed)}
    >
      <h3 className={styles.title}>{topic.title}</h3>
      {topic.cases.map((one) => (
        <div key={`${one.when} ${one.answer}`} className={styles.case}>
          {one.when && <Text weight="semibold">{one.when}</Text>}
          <ToneBadge tone={one.tone} text={one.label} />
          <Text>{one.answer}</Text>
          {one.conditions.length > 0 && (
            <>
              <Text weight="semibold">{say('rules.conditions')}</Text>
              <ul className={styles.list}>
                {one.conditions.map((condition) => (
                  <li key={condition}>{condition}</li>
                ))}
              </ul>
            </>
          )}
          {one.next && (
            <Text>
              <Text weight="semibold">{say('rules.next')}</Text> {one.next}
            </Text>
          )}
          <span className={styles.links}>
            {one.articles.map((id) => (
              <Link key={id} href={hrefOf({ page: 'rules', id })}>
                {say('rules.article', { id })}
              </Link>
            ))}
          </span>
        </div>
      ))}
    </article>
  );
}
