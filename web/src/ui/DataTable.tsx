// Our table: fixed columns, one row open at a time, cards on a phone.
import { ChevronRight20Regular } from '@fluentui/react-icons';
import { Fragment, useId, useState, type ReactNode, type Ref } from 'react';
import styles from './DataTable.module.css';
import { useNarrow, usePhone } from './use-media';

export type Column<Row> = {
  key: string; header: ReactNode; cell: (row: Row) => ReactNode;
  /** CSS width; one column may have none and takes what is left. */
  width?: string;
  end?: boolean;
  /** The cell that names the row. */
  rowHeader?: boolean;
  sorted?: 'ascending' | 'descending';
};

type Props<Row> = {
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** What an open row shows under itself, and the name of the button that opens it. */
  details?: { label: (row: Row) => string; render: (row: Row) => ReactNode };
  /** The row as a card, for phones. */
  card: (row: Row) => ReactNode;
  /** Older rows stay, dimmed, while newer ones are fetched. */
  busy?: boolean;
  /** Cards already on a tablet, where the columns would be too narrow; in a panel always. */
  cardsEarly?: boolean | 'always';
  captionRef?: Ref<HTMLTableCaptionElement & HTMLParagraphElement>;
};

export function DataTable<Row>({ caption, columns, rows, rowKey, details, card, busy = false, cardsEarly = false, captionRef }: Props<Row>) {
  const phone = usePhone();
  const narrow = useNarrow();
  const [open, setOpen] = useState<string>();
  const id = useId();
  if (phone || cardsEarly === 'always' || (narrow && cardsEarly)) {
    return (
      <div aria-busy={busy} className={busy ? styles.dimmed : undefined}>
        <p className="visually-hidden" tabIndex={-1} ref={captionRef}>{caption}</p>
        <ul className={styles.cards}>{rows.map((row) => <li key={rowKey(row)}>{card(row)}</li>)}</ul>
      </div>
    );
  }
  return (
    <div className={styles.scroll}>
      <table className={`${styles.table} ${busy ? styles.dimmed : ''}`} aria-busy={busy}>
        <caption className="visually-hidden" tabIndex={-1} ref={captionRef}>{caption}</caption>
        <colgroup>
          {details && <col style={{ width: 52 }} />}
          {columns.map((column) => <col key={column.key} style={{ width: column.width }} />)}
        </colgroup>
        <thead>
          <tr>
            {details && <td />}
            {columns.map((column) => (
              <th key={column.key} scope="col" aria-sort={column.sorted} className={column.end ? styles.end : undefined}>
                {column.header}{column.sorted === 'ascending' && <span aria-hidden="true"> ↑</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const key = rowKey(row);
            const isOpen = open === key;
            const detailsId = `${id}${key}`;
            return (
              <Fragment key={key}>
                <tr data-open={isOpen || undefined}>
                  {details && (
                    <td className={styles.chevronCell}>
                      <button type="button" className={styles.chevron} aria-expanded={isOpen} aria-label={details.label(row)}
                        aria-controls={isOpen ? detailsId : undefined} data-expander onClick={() => setOpen(isOpen ? undefined : key)}>
                        <ChevronRight20Regular />
                      </button>
                    </td>
                  )}
                  {columns.map((column) => column.rowHeader
                    ? <th key={column.key} scope="row">{column.cell(row)}</th>
                    : <td key={column.key} className={column.end ? `${styles.end} num` : undefined}>{column.cell(row)}</td>)}
                </tr>
                {isOpen && details && (
                  <tr id={detailsId} className={styles.details}>
                    <td />
                    <td colSpan={columns.length}>{details.render(row)}</td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
