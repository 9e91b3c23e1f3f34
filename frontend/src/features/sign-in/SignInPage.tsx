// The door: e-mail and password, or a one-time link whose token never leaves the address's fragment.

import { Button, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { wasSignedIn } from "~/api/client";
import { asProblem } from "~/api/problem";
import { useInstallation, useSignIn } from "~/api/session";
import { useTitle } from "~/parts/Page";
import { w } from "~/words";
import { Logo } from "../shell/Logo";
import { keepPlace, takePlace } from "./back";
import classes from "./SignIn.module.css";

const words = w.signIn;

const tokenInAddress = (): string => new URLSearchParams(window.location.hash.slice(1)).get("token") ?? "";

export function SignInPage() {
  useTitle(words.title);
  const installation = useInstallation();
  const signIn = useSignIn();
  const [, go] = useLocation();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const token = useRef(tokenInAddress());
  const { mutate } = signIn;
  const [ended] = useState(wasSignedIn);

  useEffect(() => {
    if (ended && !token.current) keepPlace(window.location.pathname + window.location.search);
  }, [ended]);

  useEffect(() => {
    if (!token.current) return;
    const proof = { token: token.current };
    token.current = "";
    window.history.replaceState(null, "", "/sign-in");
    mutate(proof, { onSuccess: () => go(takePlace(), { replace: true }) });
  }, [mutate, go]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate({ email, password });
  };
  const problem = signIn.error ? asProblem(signIn.error) : null;
  const byLink = signIn.variables !== undefined && "token" in signIn.variables;

  return (
    <main className={classes.door}>
      <form className={classes.card} onSubmit={submit}>
        <Stack gap="md">
          <Logo />
          <div>
            <Title order={1}>{words.title}</Title>
            <Text c="dimmed">{installation.data?.name ?? "Careloom"}</Text>
          </div>
          {ended && !problem && <Text role="status">{words.ended}</Text>}
          {problem && (
            <Text role="alert" className={classes.problem}>
              {problem.status !== 401
                ? `${problem.title}. ${problem.detail}`
                : byLink
                  ? words.oldLink
                  : words.wrong}
            </Text>
          )}
          <TextInput
            label={words.email}
            type="email"
            autoComplete="username"
            required
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label={words.password}
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" loading={signIn.isPending} fullWidth>
            {words.title}
          </Button>
          {installation.data?.embedded && (
            <Text c="dimmed" fz={13}>
              {words.byTerminal}
            </Text>
          )}
        </Stack>
      </form>
    </main>
  );
}
