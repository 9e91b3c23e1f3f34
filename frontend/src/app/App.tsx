// Providers, and the choice between the door and the house.
import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { ModalsProvider } from "@mantine/modals";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { useLocation } from "wouter";
import { useSession } from "~/api/session";
import { Shell } from "~/features/shell/Shell";
import { SignInPage } from "~/features/sign-in/SignInPage";
import { BrokenPage } from "~/parts/States";
import { resolveVariables, theme } from "~/theme/theme";
import { queries } from "./queries";
import { Routes } from "./Routes";
import { Safety } from "./Safety";

const schemes = localStorageColorSchemeManager({ key: "careloom-scheme" });

function Door() {
  const session = useSession();
  const [location] = useLocation();
  const byLink = window.location.pathname === "/sign-in" && window.location.hash.startsWith("#token=");
  if (session.isPending) return null;
  if (session.isError) return <BrokenPage error={session.error} again={() => void session.refetch()} />;
  if (session.data === null || byLink) return <SignInPage />;
  return (
    <Shell>
      <Safety place={location}>
        <Routes />
      </Safety>
    </Shell>
  );
}

export const App = () => (
  <MantineProvider
    theme={theme}
    cssVariablesResolver={resolveVariables}
    // All of them from here: a file that says the same would be loaded too.
    deduplicateCssVariables={false}
    defaultColorScheme="auto"
    colorSchemeManager={schemes}
  >
    <QueryClientProvider client={queries}>
      <Notifications position="bottom-right" autoClose={5000} />
      <ModalsProvider>
        <Door />
      </ModalsProvider>
    </QueryClientProvider>
  </MantineProvider>
);
