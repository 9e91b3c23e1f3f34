// Who is signed in, and what this installation is.
import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { rememberCsrf } from "./client";
import { server } from "./generated/server";
import { ApiProblem } from "./problem";
import type { Role, Session } from "./types";

const RANK: Record<Role, number> = { viewer: 0, author: 1, operator: 2, admin: 3 };

async function currentSession(): Promise<Session | null> {
  try {
    const session = await server.access.show();
    rememberCsrf(session.csrf);
    return session;
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return null;
    throw error;
  }
}

export const useSession = () =>
  useQuery({ queryKey: ["session"], queryFn: currentSession, staleTime: 5 * 60_000 });

export const useInstallation = () =>
  useQuery({
    queryKey: ["installation"],
    queryFn: () => server.installation.show(),
    staleTime: 60_000,
    refetchInterval: 60_000,
  });

/** Whether the signed-in account holds at least this role. The server checks again. */
export function useMay(role: Role): boolean {
  const { data } = useSession();
  return data ? RANK[data.account.role] >= RANK[role] : false;
}

/** Nothing one account saw is kept for the next. What the door itself looks at stays, or it would not notice. */
function forgetTheRest(queries: QueryClient) {
  const atTheDoor = ["session", "installation"];
  queries.removeQueries({ predicate: ({ queryKey }) => !atTheDoor.includes(String(queryKey[0])) });
}

export type Proof = { email: string; password: string } | { token: string };

export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (proof: Proof) =>
      "token" in proof ? server.access.openLink({ body: proof }) : server.access.enter({ body: proof }),
    onSuccess: (session) => {
      rememberCsrf(session.csrf);
      queries.setQueryData(["session"], session);
      forgetTheRest(queries);
    },
  });
}

export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => server.access.leave(),
    onSuccess: () => {
      rememberCsrf("");
      queries.setQueryData(["session"], null);
      forgetTheRest(queries);
    },
  });
}
