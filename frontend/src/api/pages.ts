// Lists that come in pages: one hook, one shape.
import { useInfiniteQuery } from "@tanstack/react-query";
import { api } from "./client";
import type { Page } from "./types";

type Filter = Record<string, string | null | undefined>;

export interface Listed<Item> {
  items: Item[];
  loaded: boolean;
  error: Error | null;
  more: (() => void) | null;
  loadingMore: boolean;
  again: () => void;
}

const MOST_PAGES = 50;

/** All pages of a list that is needed whole, such as the journeys to choose from. */
export async function everyPage<Item>(page: (after: string | null) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  let after: string | null = null;
  for (let fetched = 0; fetched < MOST_PAGES; fetched += 1) {
    const found: Page<Item> = await page(after);
    items.push(...found.items);
    if (found.next === null) break;
    after = found.next;
  }
  return items;
}

/** `key` separates caches; `every` (ms) asks again by itself while the page is looked at. */
export function usePages<Item>(
  path: string,
  filter: Filter = {},
  every: number | false = false,
): Listed<Item> {
  const query = useInfiniteQuery({
    queryKey: ["page", path, filter],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Item>>(path, { ...filter, after: pageParam, limit: 50 }, signal),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    refetchInterval: every,
    placeholderData: (before) => before,
  });
  return {
    items: query.data?.pages.flatMap((page) => page.items) ?? [],
    loaded: query.data !== undefined,
    error: query.data === undefined ? query.error : null,
    more: query.hasNextPage ? () => void query.fetchNextPage() : null,
    loadingMore: query.isFetchingNextPage,
    again: () => void query.refetch(),
  };
}
