// Server state: retried only where trying again can help.
import { QueryClient } from "@tanstack/react-query";
import { whenSignedOut } from "~/api/client";
import { ApiProblem } from "~/api/problem";

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      retry: (failures, error) => error instanceof ApiProblem && error.offline && failures < 2,
      refetchOnWindowFocus: true,
      // Without a line a page says so at once; nothing that was asked for then is done unseen much later.
      networkMode: "always",
      refetchOnReconnect: true,
    },
    mutations: { retry: false, networkMode: "always" },
  },
});

whenSignedOut(() => queries.setQueryData(["session"], null));
