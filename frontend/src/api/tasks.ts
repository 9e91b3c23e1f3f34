// What journeys ask staff to do. The server decides who may act, and says when somebody was faster.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { server } from "./generated/server";

export type Act = "take" | "release" | "done" | "cancel";

export const useQueues = () =>
  useQuery({
    queryKey: ["queues"],
    queryFn: () => server.tasks.queues(),
    refetchInterval: 5_000,
  });

export function useActOnTask() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, act }: { id: string; act: Act }) => server.tasks[act]({ task: id }),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ["page", "/tasks"] });
      void queries.invalidateQueries({ queryKey: ["queues"] });
    },
  });
}
