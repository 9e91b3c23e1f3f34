// A list in pages as a table: loading, broken and empty told apart, more on demand.

import { Button, Table } from "@mantine/core";
import type { ReactNode } from "react";
import type { Listed } from "~/api/pages";
import { w } from "~/words";
import classes from "./parts.module.css";
import { Broken, Rows } from "./States";

export interface Column<Item> {
  title: string;
  cell: (item: Item) => ReactNode;
  /** Numbers and times stand to the right. */
  right?: boolean;
  width?: number | string;
}

interface Props<Item> {
  listed: Listed<Item>;
  columns: Column<Item>[];
  keyOf: (item: Item) => string;
  empty: ReactNode;
  onOpen?: (item: Item) => void;
  caption: string;
}

export function PagedTable<Item>({ listed, columns, keyOf, empty, onOpen, caption }: Props<Item>) {
  if (listed.error) return <Broken error={listed.error} again={listed.again} />;
  if (!listed.loaded) return <Rows />;
  if (listed.items.length === 0) return <>{empty}</>;
  return (
    <>
      <div className={classes.tableFrame}>
        <Table highlightOnHover={onOpen !== undefined} aria-label={caption}>
          <Table.Thead>
            <Table.Tr>
              {columns.map((column) => (
                <Table.Th key={column.title} ta={column.right ? "right" : "left"} w={column.width}>
                  {column.title}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {listed.items.map((item) => (
              <Table.Tr
                key={keyOf(item)}
                className={onOpen ? classes.openable : undefined}
                onClick={onOpen ? () => onOpen(item) : undefined}
              >
                {columns.map((column) => (
                  <Table.Td
                    key={column.title}
                    data-right={column.right || undefined}
                    ta={column.right ? "right" : "left"}
                  >
                    {column.cell(item)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {listed.more && (
        <div className={classes.more}>
          <Button variant="default" loading={listed.loadingMore} onClick={listed.more}>
            {w.parts.more}
          </Button>
        </div>
      )}
    </>
  );
}
