import { Link, Text } from '@fluentui/react-components';
import type { Rules } from '../../http/contract.ts';
import { useTab } from '../shell/tab-context.ts';

/** Where the rules come from. */
export function SourceLine({ rules }: { readonly rules: Rules }) {
  const { say, host } = useTab();
  const { title, version, link } = rules.source;
  const words = say('rules.source', { title, version });
  return (
    <Text size={200} as="p" block>
      {words}{' '}
      {link && (
        <Link
          inline
          href={link}
          rel="noreferrer"
          onClick={(event) => {
            event.preventDefault();
            host.openLink(link);
          }}
        >
          {say('rules.original')}
        </Link>
      )}
    </Text>
  );
}
