// Who is signed in, and what this installation is.
import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, rememberCsrf } from "./client";
import { ApiProblem } from "./problem";
import type { Installation, Role, Session } from "./types";

const RANK: Record<Role, number> = { viewer: 0, author: 1, operator: 2, admin: 3 };

async function currentSession(): Promise<Session | null> {
  try {
    const session = await api.get<Session>("/session");
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
    queryFn: () => api.get<Installation>("/installation"),
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
    mutationFn: (proof: Proof) => api.post<Session>("token" in proof ? "/session/link" : "/session", proof),
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
    mutationFn: () => api.delete<void>("/session"),
    onSuccess: () => {
      rememberCsrf("");
      queries.setQueryData(["session"], null);
      forgetTheRest(queries);
    },
  });
}
