// People: one patient's page, and what staff may do there. Revealing is recorded by the server.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { server } from "./generated/server";
import type { MailKey } from "./types";

const at = (id: string) => `/patients/${encodeURIComponent(id)}`;

export const usePatient = (id: string) =>
  useQuery({
    queryKey: ["patient", id],
    queryFn: () => server.patients.show({ patient: id }),
    refetchInterval: 10_000,
  });

/** What is searched for is patient data: it travels in the body, and is not kept. */
export const useSearchPeople = () =>
  useMutation({ mutationFn: (query: string) => server.patients.search({ body: { query } }) });

function usePatientWrite<Asked, Answer>(id: string, write: (asked: Asked) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["patient", id] });
      void queries.invalidateQueries({ queryKey: ["page", `${at(id)}/timeline`] });
    },
  });
}

export const useReveal = (id: string) =>
  useMutation({ mutationFn: (reason: string) => server.patients.reveal({ patient: id, body: { reason } }) });

export const useGiveConsent = (id: string) =>
  usePatientWrite(id, (asked: { topic: string; granted: boolean; evidence: string }) =>
    server.patients.recordConsent({ patient: id, body: asked }),
  );

export const useStoreKey = (id: string) =>
  usePatientWrite(id, (asked: { kind: MailKey["kind"]; material: string }) =>
    server.patients.keepKey({ patient: id, body: asked }),
  );

export const useTakeOut = (id: string) =>
  usePatientWrite(id, (asked: { enrollment: string; reason: string }) =>
    server.runs.leave({ enrollment: asked.enrollment, body: { reason: asked.reason } }),
  );
