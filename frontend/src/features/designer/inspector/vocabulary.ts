// Every name a journey may speak of, asked of the server once for a journey.
import { useQuery } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { api } from "~/api/client";
import { NO_TITLES, type Titles } from "../model/titles";

export interface Named {
  name: string;
  title: string;
  opt: string;
}

export interface DictionaryField {
  name: string;
  type: string;
  data_class: string;
}

export interface MessageWords {
  name: string;
  subject: string;
  preheader: string;
  data_class: string;
  languages: string[];
}

export interface Vocabulary {
  zone: string;
  /** The organisation's own. */
  language: string;
  /** All that it writes in. */
  languages: string[];
  fields: DictionaryField[];
  segments: { name: string; when: string; data_class: string }[];
  topics: Named[];
  authorizations: Named[];
  connectors: Named[];
  messages: MessageWords[];
  forms: string[];
  /** The lists that tasks of published journeys stand on. */
  queues: string[];
}

export const NO_WORDS: Vocabulary = {
  zone: "UTC",
  language: "en",
  languages: [],
  fields: [],
  segments: [],
  topics: [],
  authorizations: [],
  connectors: [],
  messages: [],
  forms: [],
  queues: [],
};

export function useVocabulary(slug: string): Vocabulary {
  const asked = useQuery({
    queryKey: ["vocabulary", slug],
    queryFn: () => api.get<Vocabulary>(`/journeys/${encodeURIComponent(slug)}/vocabulary`),
    staleTime: 60_000,
  });
  return asked.data ?? NO_WORDS;
}

/** What people call the messages of the journey that is open. */
export const TitlesContext = createContext<Titles>(NO_TITLES);

export const useTitles = (): Titles => useContext(TitlesContext);
