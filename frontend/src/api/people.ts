// People: one patient's page, and what staff may do there. Revealing is recorded by the server.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "./client";
import type { MailKey, Page, Patient, PatientRow, Revealed } from "./types";

const at = (id: string) => `/patients/${encodeURIComponent(id)}`;

export const usePatient = (id: string) =>
  useQuery({ queryKey: ["patient", id], queryFn: () => api.get<Patient>(at(id)), refetchInterval: 10_000 });

/** What is searched for is patient data: it travels in the body, and is not kept. */
export const useSearchPeople = () =>
  useMutation({ mutationFn: (query: string) => api.post<Page<PatientRow>>("/patients/search", { query }) });

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
  useMutation({ mutationFn: (reason: string) => api.post<Revealed>(`${at(id)}/reveal`, { reason }) });

export const useGiveConsent = (id: string) =>
  usePatientWrite(id, (asked: { topic: string; granted: boolean; evidence: string }) =>
    api.post<unknown>(`${at(id)}/consents`, asked),
  );

export const useStoreKey = (id: string) =>
  usePatientWrite(id, (asked: { kind: MailKey["kind"]; material: string }) =>
    api.put<MailKey>(`${at(id)}/keys`, asked),
  );

export const useTakeOut = (id: string) =>
  usePatientWrite(id, (asked: { enrollment: string; reason: string }) =>
    api.post<unknown>(`/enrollments/${encodeURIComponent(asked.enrollment)}/leave`, { reason: asked.reason }),
  );
