// Who you are, light or dark, and the way out.
import { Menu, useMantineColorScheme } from "@mantine/core";
import {
  IconCheck,
  IconDeviceDesktop,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconSun,
} from "@tabler/icons-react";
import { useInstallation, useSignOut } from "~/api/session";
import type { Session } from "~/api/types";
import { w } from "~/words";
import { chooseLanguage, LANGUAGES, type Language, language } from "~/words/locale";
import classes from "./Shell.module.css";

const words = w.shell.account;

const SCHEMES = [
  { value: "light", word: words.light, icon: IconSun },
  { value: "dark", word: words.dark, icon: IconMoon },
  { value: "auto", word: words.system, icon: IconDeviceDesktop },
] as const;

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((part) => part.charAt(0))
    .slice(0, 2)
    .join("")
    .toUpperCase();

/** Each language under its own name, for whoever cannot read the present one. */
const Tongues = () => (
  <>
    {(Object.keys(LANGUAGES) as Language[]).map((each) => (
      <Menu.Item
        key={each}
        lang={each}
        leftSection={<IconLanguage size={16} stroke={1.6} />}
        rightSection={each === language() ? <IconCheck size={14} aria-label={words.chosen} /> : null}
        onClick={() => chooseLanguage(each)}
      >
        {LANGUAGES[each]}
      </Menu.Item>
    ))}
  </>
);

export function AccountMenu({ account }: { account: Session["account"] }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const installation = useInstallation();
  const signOut = useSignOut();
  return (
    <Menu position="top-start" width={220}>
      <Menu.Target>
        <button type="button" className={classes.account} title={words.of(account.name)}>
          <span className={classes.initials} aria-hidden>
            {initials(account.name)}
          </span>
          <span className={classes.word}>
            <b>{account.name}</b>
            <small>{words.roles[account.role]}</small>
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{account.email}</Menu.Label>
        {SCHEMES.map(({ value, word, icon: Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={16} stroke={1.6} />}
            rightSection={colorScheme === value ? <IconCheck size={14} aria-label={words.chosen} /> : null}
            onClick={() => setColorScheme(value)}
          >
            {word}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Tongues />
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.6} />} onClick={() => signOut.mutate()}>
          {words.signOut}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>
          {installation.data?.name} · Careloom {installation.data?.version}
        </Menu.Label>
      </Menu.Dropdown>
    </Menu>
  );
}
