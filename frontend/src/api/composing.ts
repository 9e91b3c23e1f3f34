// Seeing a message before anybody gets it.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { server } from "./generated/server";
import type { FormPreview, Preview, SendTrial } from "./generated/types";
import { everyPage } from "./pages";

export const useSamples = () =>
  useQuery({
    queryKey: ["samples"],
    queryFn: () => server.composing.samples(),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Nothing of it is kept: with a real person it is theirs, and each look is recorded. */
export const usePreview = (wish: Preview, wanted: boolean) =>
  useQuery({
    queryKey: ["preview", wish],
    queryFn: ({ signal }) => server.composing.preview({ body: wish, signal }),
    enabled: wanted,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    placeholderData: (before) => before,
  });

/** A form as the portal shows it, with what the compiler says of it. */
export const useFormPreview = (wish: FormPreview) =>
  useQuery({
    queryKey: ["form-preview", wish],
    queryFn: ({ signal }) => server.composing.form({ body: wish, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    placeholderData: (before) => before,
  });

/** Staff that a test can be mailed to: their addresses are proved. */
export const useReaders = () =>
  useQuery({
    queryKey: ["readers"],
    queryFn: () => everyPage((after) => server.trials.readers({ after })),
  });

export const useOwnAddress = () =>
  useQuery({ queryKey: ["own-address"], queryFn: () => server.proving.show() });

/** Mails a code to one's own address; giving it back proves the address. */
export function useProving() {
  const queries = useQueryClient();
  const ask = useMutation({ mutationFn: () => server.proving.ask() });
  const prove = useMutation({
    mutationFn: (code: string) => server.proving.prove({ body: { code } }),
    onSuccess: (address) => queries.setQueryData(["own-address"], address),
  });
  return { ask, prove };
}

export function useTrial() {
  return useMutation({ mutationFn: (body: SendTrial) => server.trials.send({ body }) });
}
