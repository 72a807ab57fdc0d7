import type { Rules } from '../../http/contract.ts';
import { useTab } from '../shell/tab-context.ts';

/** All the rules on paper: themes, topics and articles one after another, without anything to press. */
export function PrintedRules({ rules }: { readonly rules: Rules }) {
  const { say } = useTab();
  const { source, themes, articles, audiences, audience } = rules;
  const forWhom = audiences.find(({ id }) => id === audience)?.label ?? '';
  return (
    <div className="only-on-paper">
      <h1>{say('rules.print-title', { school: rules.school })}</h1>
      <p>{say('rules.print-for', { audience: forWhom })}</p>
      <p>{say('rules.source', { title: source.title, version: source.version })}</p>
      {themes.map((theme) => (
        <section key={theme.id}>
          <h2>{theme.title}</h2>
          {theme.topics.map((topic) => (
            <section key={topic.id}>
              <h3>{topic.title}</h3>
              {topic.cases.map((one) => (
                <PrintedCase key={`${one.when} ${one.answer}`} one={one} />
              ))}
            </section>
          ))}
        </section>
      ))}
      <h2>{say('rules.articles')}</h2>
      {articles.map(({ id, title, text }) => (
        <section key={id}>
          <h3>
            {say('rules.article', { id })} {title}
          </h3>
          <p>{text}</p>
        </section>
      ))}
    </div>
  );
}

function PrintedCase({ one }: { readonly one: Rules['themes'][number]['topics'][number]['cases'][number] }) {
  const { say } = useTab();
  const articles = one.articles.map((id) => say('rules.article', { id })).join(', ');
  return (
    <>
      <p>
        {one.when && `${one.when}: `}
        <strong>{one.label}.</strong> {one.answer} {articles && `(${articles})`}
      </p>
      {one.conditions.length > 0 && (
        <ul>
          {one.conditions.map((condition) => (
            <li key={condition}>{condition}</li>
          ))}
        </ul>
      )}
      {one.next && (
        <p>
          {say('rules.next')} {one.next}
        </p>
      )}
    </>
  );
}
