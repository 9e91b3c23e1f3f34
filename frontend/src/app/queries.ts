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
    },
    mutations: { retry: false },
  },
});

whenSignedOut(() => queries.setQueryData(["session"], null));
