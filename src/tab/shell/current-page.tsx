import { lazy, type ReactNode, Suspense } from 'react';
import type { PageName } from '../../http/contract.ts';
import { Guard } from './guard.tsx';
import { Loading } from './loading.tsx';

const CasesPage = lazy(async () => ({ default: (await import('../cases/cases-page.tsx')).CasesPage }));
const GroupsPage = lazy(async () => ({ default: (await import('../groups/groups-page.tsx')).GroupsPage }));
const RulesPage = lazy(async () => ({ default: (await import('../rules/rules-page.tsx')).RulesPage }));
const InsightPage = lazy(async () => ({
  default: (await import('../insight/insight-page.tsx')).InsightPage,
}));

/** One page, loaded when it is opened first. `id` is what it shows of all that it has. */
export function CurrentPage({ page, id }: { readonly page: PageName; readonly id?: string }) {
  return (
    <Guard key={page}>
      <Suspense fallback={<Loading />}>{content(page, id)}</Suspense>
    </Guard>
  );
}

function content(page: PageName, id: string | undefined): ReactNode {
  const part = id === undefined ? {} : { id };
  switch (page) {
    case 'cases':
      return <CasesPage {...part} />;
    case 'groups':
      return <GroupsPage {...part} />;
    case 'rules':
      return <RulesPage {...part} />;
    case 'insight':
      return <InsightPage />;
    default:
      return page satisfies never;
  }
}
