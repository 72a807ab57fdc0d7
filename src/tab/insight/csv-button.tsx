import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { Insight } from '../../http/contract.ts';
import { Failed } from '../shell/failed.tsx';
import { Download } from '../shell/icons.ts';
import { useTab } from '../shell/tab-context.ts';

/** Saves the figures as a table for a spreadsheet. The token goes along, so it cannot be a plain link. */
export function CsvButton({ insight }: { readonly insight: Insight }) {
  const { say, client } = useTab();
  const [failure, setFailure] = useState<Error>();
  const download = async () => {
    setFailure(undefined);
    try {
      save(
        await client.getFile('/insight.csv', { by: insight.by }),
        `${say('insight.file')}-${insight.from}-${insight.until}.csv`,
      );
    } catch (error) {
      setFailure(error as Error);
    }
  };
  return (
    <>
      <Button icon={<Download />} onClick={() => void download()}>
        {say('insight.download')}
      </Button>
      {failure && <Failed failure={failure} onRetry={download} />}
    </>
  );
}

function save(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
}
